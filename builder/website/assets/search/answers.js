// The answer to a question in the worker: which cards, what of their texts matched, and how many there are of each kind.
import { Facets } from "./facets.js";
import { Marks } from "./marks.js";
import { nearestWords, spelled } from "./nearest.js";
import { slots } from "./query.js";
import { rank } from "./scoring.js";

const OFTEN = 5;
/** What holds less than this share of the best answer's score is not counted among the answers. */
const WORTH_SHOWING = 0.4;

export class Answers {
  constructor(index, terms, texts) {
    Object.assign(this, { index, terms, texts });
    this.facets = new Facets(index, texts);
  }

  /** What a question gets: {query, persona, filters: {kind, stage, for}, limit}. */
  to({ query, persona = "", filters = {}, limit = 10 }) {
    const found = slots(query, this.index, this.terms);
    const ranked = rank(query, this.index, this.terms, { found, persona, limit: Infinity });
    const worth = this.worthShowing(ranked, persona);
    const chosen = worth.filter((hit) => this.facets.passes(hit.card, filters));
    const answer = { total: chosen.length, unfiltered: worth.length, facets: this.facets.counts(worth, filters) };
    if (!worth.length) return { ...answer, hits: [], ...this.instead(query, persona) };
    const marks = new Marks(query, found, this.index, this.terms);
    return { ...answer, hits: chosen.slice(0, limit).map(({ card }) => this.shown(card, marks)) };
  }

  /** Whom one talks to raises answers and hides none: it doesn't count here. */
  worthShowing(ranked, persona) {
    const { parameters, personasOf } = this.index, raise = Math.round(1e6 * parameters.chosen);
    const own = ({ card, score }) => score - (persona && personasOf[card].includes(persona) ? raise : 0);
    const least = WORTH_SHOWING * ranked.reduce((most, hit) => Math.max(most, own(hit)), 0);
    return ranked.filter((hit) => own(hit) >= least);
  }

  /** What stands there where nothing was found. */
  instead(query, persona) {
    const words = nearestWords(query, this.index, this.terms);
    return { nearest: spelled(words, this.texts.cards), often: this.often(persona) };
  }

  /** The first objection of each guide, those of the chosen persona first. */
  often(persona) {
    const { kindOf, guides, personasOf } = this.index;
    const first = new Map();
    kindOf.forEach((kind, card) => {
      const rank = Number(Boolean(persona) && !personasOf[card].includes(persona));
      const before = first.get(guides[card]);
      if (kind === "objection" && (!before || rank < before.rank)) first.set(guides[card], { card, rank });
    });
    const found = [...first.values()].sort((a, b) => a.rank - b.rank).slice(0, OFTEN);
    return found.map(({ card }) => this.shown(card));
  }

  /** What a result shows of a card; the head that the query meets best, and where. */
  shown(card, marks = null) {
    const [address, heads, source, voices] = this.texts.cards[card];
    const { verbs, guides, personas, foreign } = this.texts;
    const [title, stage, stageName, due] = guides[this.index.guides[card]] ?? [source, 0, "", ""];
    return {
      address, title, stage, stageName, due,
      ...(marks?.best(heads) ?? { head: heads[0] ?? "", ranges: [] }),
      personas: this.index.personasOf[card],
      names: personas,
      language: this.index.foreign[card] ? foreign ?? "" : "",
      voices: voices.map(([number, wordings]) => ({ voice: verbs[number][0], verb: verbs[number][1], wordings })),
    };
  }
}

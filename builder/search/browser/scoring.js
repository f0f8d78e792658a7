// The score of every card for a query, and the ranking. Its twin is builder/search/scoring.py.
import { slots } from "./query.js";
import { fold } from "./terms.js";

const SPOKEN_WORDS = 5;
const TO_INTENT = 0.05;
const HIGHEST = 2 ** 24;
const CARDS = 2 ** 24;

/** The cards that answer a query best, best first: [{card, score}], scores in millionths; `persona` raises and hides none. */
export function rank(query, index, terms, { found = slots(query, index, terms), persona = "", limit = 10, wanted = () => true } = {}) {
  const { cards, scores } = lexical(found, index);
  const extra = extras(query, found, index, terms, persona);
  const least = Math.floor(1e6 * index.parameters.least);
  const ranked = new Float64Array(cards.length);
  let size = 0;
  for (const card of cards) {
    const score = Math.trunc(1e6 * (scores[card] + extra(card, scores[card])) + 0.5);
    if (score > least && wanted(card)) ranked[size++] = (HIGHEST - score) * CARDS + card;
  }
  const first = ranked.subarray(0, size).sort().subarray(0, Math.min(limit, size));
  return Array.from(first, (one) => ({ card: one % CARDS, score: HIGHEST - Math.floor(one / CARDS) }));
}

/** Coverage and BM25F in one: what share of the query's worth a card holds, 0 to 1; and the cards that hold any. */
function lexical(found, index) {
  const size = index.kinds.length;
  const scores = new Float64Array(size);
  const best = new Float64Array(size);
  const seen = new Uint8Array(size);
  const cards = [];
  const total = found.reduce((sum, slot) => sum + slot.idf, 0);
  for (const slot of total ? found : []) {
    const worth = slot.idf / total;
    for (const card of raised(slot, index, best)) {
      if (!seen[card]) cards.push(card);
      seen[card] = 1;
      scores[card] += worth * best[card];
      best[card] = 0;
    }
  }
  return { cards, scores };
}

/** Writes into `best` how well each card answers a slot; the cards that do. */
function raised(slot, index, best) {
  const cards = [];
  const raise = (card, value) => {
    if (best[card] === 0) cards.push(card);
    if (best[card] < value) best[card] = value;
  };
  slot.alternatives.forEach((weight, key) => {
    byKey(key, weight, index, raise);
    const person = index.personaOfKey.get(key);
    for (const card of index.cardsOfPersona[person] ?? []) raise(card, index.parameters.for);
  });
  return cards;
}

/** Raises every card in which a key stands, or in whose guide's context it does. */
function byKey(key, weight, { postings, contexts, cardsOfGuide, guideOf, once, most, parameters, around }, raise) {
  const base = most + 1;
  const [head, body, label, context] = once;
  const value = (said) => weight * (said / (said + parameters.saturation));
  for (let n = contexts.start[key]; n < contexts.end[key]; n++) {
    const guide = contexts.at[n];
    around[guide] = contexts.counts[n] * context[guide];
    for (const card of cardsOfGuide[guide] ?? []) raise(card, value(around[guide]));
  }
  for (let n = postings.start[key]; n < postings.end[key]; n++) {
    const [card, counts] = [postings.at[n], postings.counts[n]];
    const said = (counts % base) * head[card] + (Math.trunc(counts / base) % base) * body[card];
    raise(card, value(said + Math.trunc(counts / base ** 2) * label[card] + around[guideOf[card]]));
  }
  for (let n = contexts.start[key]; n < contexts.end[key]; n++) around[contexts.at[n]] = 0;
}

/** What is added to a card's score: what reps look for, what the query asks for, who speaks, to whom one talks. */
function extras(query, found, index, terms, persona) {
  const { parameters } = index;
  const words = terms.words(query).map(fold);
  const speaks = words.length >= SPOKEN_WORDS && words.some((word) => terms.pronouns.has(word));
  const intents = asked(found, terms);
  return (card, score) => {
    const kind = index.kindOf[card];
    let added = 0;
    added += kind === "objection" || kind === "step" ? parameters[kind] : 0;
    added += intents.has(kind) && score > TO_INTENT ? parameters.intent + parameters.intent_more * (intents.get(kind) - 1) : 0;
    added += speaks && (kind === "objection" || kind === "check") ? parameters.spoken : 0;
    added += persona && index.personasOf[card].includes(persona) ? parameters.chosen : 0;
    return added + (index.foreign[card] ? parameters.foreign : 0);
  };
}

/** The kinds of card that the query asks for (those that its rarest such word names), and how many words name each. */
function asked(found, terms) {
  const named = found.map(({ word, idf }) => ({ idf, kinds: terms.kindsOf(word) })).filter(({ kinds }) => kinds.size);
  const rarest = Math.max(0, ...named.map(({ idf }) => idf));
  const kinds = named.filter(({ idf }) => idf === rarest).flatMap((one) => [...one.kinds]);
  return new Map(kinds.map((kind) => [kind, named.filter((one) => one.kinds.has(kind)).length]));
}

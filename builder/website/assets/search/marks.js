// What of a text a query met: by the engine's own terms, so that typos, beginnings of words and synonyms count too.
import { fold } from "./terms.js";

const WORD = /[\p{L}\p{N}]+/gu;
const BETWEEN = /^[\s\u2060'’-]*$/u;

export class Marks {
  constructor(query, found, index, terms) {
    Object.assign(this, { found, index, terms });
    this.asked = new Set(terms.words(query.slice(0, 1000)).map(fold));
    this.groups = index.phrases.filter(([group]) => found.some((slot) => slot.alternatives.has(index.keys.get(group))));
  }

  /** The text that the query meets best, and the ranges that it meets: {head, ranges}. */
  best(texts) {
    const judged = texts.map((text) => this.judged(text));
    return judged.reduce((best, one) => (one.worth > best.worth ? one : best), judged[0]) ?? { head: "", ranges: [] };
  }

  judged(text) {
    const words = [...text.matchAll(WORD)].map((match) => this.word(match));
    const worth = new Map();
    words.forEach(({ met }) => met.forEach((weight, slot) => worth.set(slot, Math.max(weight, worth.get(slot) ?? 0))));
    this.markPhrases(words);
    this.markBetween(words, text);
    return { head: text, ranges: merged(words, text), worth: [...worth].reduce((sum, [slot, weight]) => sum + slot.idf * weight, 0) };
  }

  word(match) {
    const lower = match[0].toLowerCase(), keys = this.terms.keys(lower), flat = fold(lower);
    const numbers = keys.map((key) => this.index.keys.get(key)).filter((number) => number !== undefined);
    const stop = this.terms.stop.has(flat);
    const met = new Map();
    for (const slot of this.found) {
      const weight = Math.max(0, ...numbers.map((number) => slot.alternatives.get(number) ?? 0));
      if (weight && (!stop || fold(slot.word) === flat)) met.set(slot, weight);
    }
    return { from: match.index, to: match.index + match[0].length, keys, flat, stop, met, on: met.size > 0 };
  }

  /** Phrases of the lexicon that stand for a word of the query. */
  markPhrases(words) {
    const content = words.filter(({ stop }) => !stop);
    for (const [group, phrase] of this.groups) {
      const slot = this.found.find(({ alternatives }) => alternatives.has(this.index.keys.get(group)));
      content.forEach((_, start) => {
        const there = content.slice(start, start + phrase.length);
        if (there.length < phrase.length || !phrase.every((keys, n) => keys.some((key) => there[n].keys.includes(key)))) return;
        there.forEach((word) => { word.on = true; word.met.set(slot, slot.alternatives.get(this.index.keys.get(group))); });
      });
    }
  }

  /** Small words of the query beside a word that is marked: "pas de budget" is one mark. */
  markBetween(words, text) {
    const spread = (order) => order.forEach((word, n) => {
      const before = order[n - 1];
      if (!word.stop || word.on || !before?.on || !this.asked.has(word.flat)) return;
      const [left, right] = before.from < word.from ? [before, word] : [word, before];
      word.on = BETWEEN.test(text.slice(left.to, right.from));
    });
    spread(words);
    spread([...words].reverse());
  }
}

function merged(words, text) {
  const ranges = [];
  for (const { from, to } of words.filter(({ on }) => on)) {
    const last = ranges.at(-1);
    if (last && BETWEEN.test(text.slice(last[1], from))) last[1] = to; else ranges.push([from, to]);
  }
  return ranges;
}

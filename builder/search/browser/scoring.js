// The score of every card for a query, and the ranking. Its twin is builder/search/scoring.py.
import { slots } from "./query.js";
import { fold } from "./terms.js";

const SPOKEN_WORDS = 5;
const TO_INTENT = 0.05;

/** The cards that answer a query best, best first: [{card, score}], scores in millionths; `persona` raises and hides none. */
export function rank(query, index, terms, { persona = "", limit = 10, wanted = () => true } = {}) {
  const found = slots(query, index, terms);
  const extra = extras(query, found, index, terms, persona);
  const least = Math.floor(1e6 * index.parameters.least);
  const hits = [];
  lexical(found, index).forEach((score, card) => {
    if (!wanted(card)) return;
    const total = Math.trunc(1e6 * (score + extra(card, score)) + 0.5);
    if (total > least) hits.push({ card, score: total });
  });
  return hits.sort((a, b) => b.score - a.score || a.card - b.card).slice(0, limit);
}

function lexical(found, index) {
  const total = found.reduce((sum, slot) => sum + slot.idf, 0);
  const scores = new Map();
  for (const slot of total ? found : []) {
    best(slot, index).forEach((value, card) => scores.set(card, (scores.get(card) ?? 0) + (slot.idf * value) / total));
  }
  return scores;
}

function best(slot, index) {
  const { saturation } = index.parameters;
  const found = new Map();
  const raise = (card, value) => {
    if (!(found.get(card) >= value)) found.set(card, value);
  };
  slot.alternatives.forEach((weight, key) => {
    weights(key, index).forEach((said, card) => raise(card, (weight * said) / (said + saturation)));
    const person = index.personaOfKey?.get(key);
    if (person) index.personasOf.forEach((personas, card) => personas.includes(person) && raise(card, index.parameters.for));
  });
  return found;
}

function weights(key, index) {
  const { at, level } = index.postings[key];
  const found = new Map();
  for (let n = 0; n < at.length; n++) found.set(at[n], weight(level[n], index));
  const context = index.contexts[key];
  for (let n = 0; n < context.at.length; n++) {
    const more = weight(context.level[n], index);
    for (const card of index.cardsOf[context.at[n]] ?? []) found.set(card, (found.get(card) ?? 0) + more);
  }
  return found;
}

function weight(level, index) {
  return (index.parameters.saturation * level) / (index.levels - level);
}

function extras(query, found, index, terms, persona) {
  const { parameters } = index;
  const words = terms.words(query).map(fold);
  const speaks = words.length >= SPOKEN_WORDS && words.some((word) => terms.pronouns.has(word));
  const asked = askedKinds(found, terms);
  return (card, score) => {
    const kind = index.kindOf[card];
    let added = 0;
    added += kind === "objection" || kind === "step" ? parameters[kind] : 0;
    added += asked.has(kind) && score > TO_INTENT ? parameters.intent : 0;
    added += speaks && (kind === "objection" || kind === "check") ? parameters.spoken : 0;
    added += persona && index.personasOf[card].includes(persona) ? parameters.chosen : 0;
    return added + (index.foreign[card] ? parameters.foreign : 0);
  };
}

function askedKinds(found, terms) {
  const asked = new Set(found.flatMap((slot) => terms.keys(slot.word)));
  const names = (words) => terms.content(words).some((word) => terms.keys(word).some((key) => asked.has(key)));
  return new Set(Object.keys(terms.kinds).filter((kind) => names(terms.kinds[kind])));
}

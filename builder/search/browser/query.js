// A query as slots: one a word, each with every key that would do and how well. Its twin is builder/search/query.py.
import { nearest, nearestBeginnings } from "./edits.js";
import { fold } from "./terms.js";

export { distance } from "./edits.js";

const LONGEST = 300;
const ONE_EDIT_FROM = 4;
const TWO_EDITS_FROM = 8;
const DERIVED_FROM = 5;

/** The slots of a query: {word, alternatives: Map of key number to weight, idf}. */
export function slots(query, index, terms) {
  query = [...query.slice(0, 2 * LONGEST)].slice(0, LONGEST).join("");
  const words = terms.words(query);
  const openAt = words.length && /[\p{L}\p{N}]$/u.test(query) ? words.length - 1 : -1;
  const found = kept(words, terms, openAt).map((at) => slot(words[at], index, terms, at === openAt));
  addGroups(found, index, terms);
  return found;
}

function kept(words, terms, openAt) {
  const places = words.map((_, at) => at);
  const content = places.filter((at) => !terms.stop.has(fold(words[at])));
  if (openAt > 0 && !content.includes(openAt) && [...words[openAt]].length <= 2) content.push(openAt);
  return content.length ? content : places;
}

function slot(word, index, terms, unfinished) {
  const { parameters } = index;
  const flat = fold(word);
  const own = terms.keys(word).map((key) => index.keys.get(key)).filter((key) => key !== undefined);
  const known = !terms.stop.has(flat) && own.some((key) => stands(key, index));
  const exact = new Map(known ? own.map((key) => [key, 1]) : []);
  let found = new Map(exact);
  if (unfinished && ([...flat].length > 1 || !known)) {
    addLonger(found, flat, known ? parameters.prefix_known : parameters.prefix, index);
  }
  for (const key of terms.related(word)) addKnown(found, index.keys.get(key), parameters.related, index);
  if (!found.size) found = mistyped(flat, index, unfinished);
  if (exact.size || !found.size) addDerived(found, terms.keys(word).at(-1), index);
  return { word, alternatives: found, idf: idf(exact.size ? exact : found, index) };
}

function stands(key, { postings, contexts }) {
  return postings.end[key] > postings.start[key] || contexts.end[key] > contexts.start[key];
}

function addKnown(found, key, weight, index) {
  if (key !== undefined && stands(key, index) && !found.has(key)) found.set(key, weight);
}

/** Words that begin as this one does: recruiter, recrutement. */
function addDerived(found, stem, index) {
  const letters = [...stem];
  if (letters.length < DERIVED_FROM) return;
  addLonger(found, letters.slice(0, Math.max(DERIVED_FROM, letters.length - 1)).join(""), index.parameters.derived, index);
}

function addLonger(found, prefix, weight, { words, wordKeys }) {
  for (let at = firstFrom(prefix, words); at < words.length && words[at].startsWith(prefix); at++) {
    for (const key of wordKeys[at]) if (!found.has(key)) found.set(key, weight);
  }
}

function firstFrom(prefix, words) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keys of the words that are nearest to this one, and of those whose beginnings are where it is half typed. */
function mistyped(word, index, unfinished) {
  const { parameters, words, letters } = index;
  const [first, ...others] = word;
  const keys = new Map();
  if (others.length + 1 < ONE_EDIT_FROM) return keys;
  const most = others.length + 1 >= TWO_EDITS_FROM ? 2 : 1;
  const whole = nearest(word, most, words, letters);
  addNear(keys, whole, parameters[whole.edits === 1 ? "typo" : "typo_two"], index);
  if (!unfinished) return keys;
  const [start, end] = [first, String.fromCodePoint(first.codePointAt(0) + 1)].map((letter) => firstFrom(letter, words));
  const half = nearestBeginnings(word, most, words, letters, start, end);
  addNear(keys, half, parameters[half.edits === 1 ? "half_typo" : "half_typo_two"], index);
  return keys;
}

function addNear(keys, { found }, weight, { wordKeys }) {
  for (const key of found.flatMap((at) => wordKeys[at])) if (!keys.has(key)) keys.set(key, weight);
}

function addGroups(found, index, terms) {
  const { parameters } = index;
  for (const { phrase, start, end } of groups(found.map((slot) => terms.keys(slot.word)), index.phrasesOf)) {
    const person = phrase.name.startsWith("§p:");
    const weight = person ? parameters.alias : parameters.synonym;
    for (const slot of found.slice(start, end)) {
      slot.alternatives.set(phrase.group, Math.max(slot.alternatives.get(phrase.group) ?? 0, weight));
      if (person) slot.idf = Math.min(slot.idf, idf(slot.alternatives, index));
    }
  }
}

/** Phrases of the lexicon and personas' names among words; of two that overlap the longer wins. */
function groups(keys, phrasesOf) {
  const found = [];
  keys.forEach((here, start) => {
    for (const phrase of here.flatMap((key) => phrasesOf.get(key) ?? [])) {
      const end = start + phrase.words.length;
      if (end > keys.length || !phrase.words.every((word, n) => word.some((key) => keys[start + n].includes(key)))) continue;
      const same = (one) => one.phrase.group === phrase.group && one.start === start && one.end === end;
      if (!found.some(same)) found.push({ phrase, start, end });
    }
  });
  const inside = (one, other) => other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start;
  return found.filter((one) => !found.some((other) => inside(one, other)));
}

/** What a slot is worth: the fewer cards its keys stand in, outside their guide's context, the more. */
function idf(keys, { idf: worth, postings }) {
  const counted = new Uint8Array(worth.length);
  let cards = 0;
  for (const key of keys.keys()) {
    for (let n = postings.start[key]; n < postings.end[key]; n++) {
      cards += 1 - counted[postings.at[n]];
      counted[postings.at[n]] = 1;
    }
  }
  return worth[cards];
}

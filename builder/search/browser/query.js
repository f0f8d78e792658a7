// A query as slots: one a word, each with every key that would do and how well. Its twin is builder/search/query.py.
import { fold } from "./terms.js";

const LONGEST = 300;
const ONE_EDIT_FROM = 4;
const TWO_EDITS_FROM = 8;

/** The slots of a query: {word, alternatives: Map of key number (or name of an unknown key) to weight, idf}. */
export function slots(query, index, terms) {
  query = [...query].slice(0, LONGEST).join("");
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
  const own = terms.keys(word).map((key) => index.keys.get(key));
  const known = !terms.stop.has(flat) && own.some((key) => key !== undefined && stands(key, index));
  const exact = new Map(known ? own.filter((key) => key !== undefined).map((key) => [key, 1]) : []);
  let found = new Map(exact);
  if (unfinished && ([...flat].length > 1 || !known)) {
    const weight = known ? parameters.prefix_known : parameters.prefix;
    for (let at = firstFrom(flat, index.words); at < index.words.length && index.words[at].startsWith(flat); at++) {
      for (const key of index.wordKeys[at]) if (!found.has(key)) found.set(key, weight);
    }
  }
  if (!found.size) found = nearest(flat, index);
  return { word, alternatives: found, idf: idf(exact.size ? exact : found, index) };
}

function stands(key, index) {
  return index.postings[key].at.length > 0 || index.contexts[key].at.length > 0;
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

function nearest(word, index) {
  const found = new Map();
  const length = [...word].length;
  if (length < ONE_EDIT_FROM) return found;
  let most = length >= TWO_EDITS_FROM ? 2 : 1;
  let near = [];
  index.words.forEach((known, at) => {
    const edits = distance(word, known, most);
    if (edits > most) return;
    if (edits < most) near = [];
    most = edits;
    near.push(at);
  });
  const weight = most === 1 ? index.parameters.typo : index.parameters.typo_two;
  for (const at of near) for (const key of index.wordKeys[at]) found.set(key, weight);
  return found;
}

/** Edits from one word to the other (a swap of neighbours is one), or most + 1 once there are more. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const last = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
  }
  return row[b.length];
}

function addGroups(found, index, terms) {
  const keys = found.map((slot) => terms.keys(slot.word));
  for (const [group, start, end] of groups(keys, index.phrases)) {
    const person = group.startsWith("§p:");
    const number = index.keys.get(group);
    for (const slot of found.slice(start, end)) {
      const weight = person ? index.parameters.alias : index.parameters.synonym;
      slot.alternatives.set(number, Math.max(slot.alternatives.get(number) ?? 0, weight));
      if (person) {
        slot.idf = Math.min(slot.idf, idf(slot.alternatives, index));
      }
    }
  }
}

function groups(keys, phrases) {
  const found = [];
  keys.forEach((_, start) => {
    for (const [group, words] of phrases) {
      const end = start + words.length;
      if (end > keys.length || !words.every((word, n) => word.some((key) => keys[start + n].includes(key)))) continue;
      if (!found.some(([g, a, b]) => g === group && a === start && b === end)) found.push([group, start, end]);
    }
  });
  return found.filter(([, a, b]) => !found.some(([, c, d]) => c <= a && b <= d && d - c > b - a));
}

function idf(keys, index) {
  const cards = new Set();
  for (const key of keys.keys()) for (const card of index.postings[key].at) cards.add(card);
  return index.idf[cards.size];
}

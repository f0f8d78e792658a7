// Reads the postings file into typed arrays: its form is told in builder/search/storage.py.
import { lettersOf } from "./edits.js";

export const VERSION = 2;
const FIELDS = ["head", "body", "label", "context"];

/** The index in a postings file (an ArrayBuffer): numbers of keys lead to the places and counts of their postings. */
export function loadPostings(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  if (header.version !== VERSION) throw new Error(`postings of version ${header.version}, not ${VERSION}`);
  const next = numbers(new Uint8Array(buffer, 4 + length, header.numbers));
  const vocabulary = readWords(header, next);
  const phrases = header.phrases.map(([group, words]) => ({ group: vocabulary.number(group), name: group, words }));
  const size = vocabulary.keys.size;
  const guides = guidesOf(header);
  const [postings, contexts] = [header.kinds.length, guides.around.length - 1].map((places) => room(next, size, places));
  for (const { counts } of [postings, contexts]) for (let n = 0; n < counts.length; n++) counts[n] = next();
  const code = codes(new Uint8Array(buffer, 4 + length + header.numbers));
  for (const lists of [postings, contexts]) readPlaces(lists, code);
  let worth = 0;
  return {
    ...header,
    ...vocabulary,
    postings,
    contexts,
    phrasesOf: byFirst(phrases),
    idf: header.idf.map((step, n) => (worth = n ? worth - step : step)),
    kindOf: header.kinds.map((n) => header.kind_names[n]),
    personasOf: header.personas.map((of) => of.map((n) => header.persona_names[n])),
    ...guides,
    once: FIELDS.map((field, n) => weights(header.lengths[n], header.parameters[field], header.parameters.length)),
    cardsOfPersona: grouped(header.personas),
    personaOfKey: new Map(phrases.filter(({ name }) => name.startsWith("§p:"))
      .map(({ group, name }) => [group, header.persona_names.indexOf(name.slice(3))])),
  };
}

/** What reads the next number of seven bits a byte; a file that ends too soon is an error, not an endless loop. */
function numbers(bytes) {
  let at = 0;
  return () => {
    let number = 0;
    for (let shift = 0; at < bytes.length; shift += 7) {
      const byte = bytes[at++];
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
    throw new Error("the postings end too soon");
  };
}

/** The vocabulary in order, the letters that its words hold, the numbers of every key, and those of the words' keys. */
function readWords(header, next) {
  const words = lengthened(header.words.split("\n"));
  const others = header.others.split("\n");
  const letters = new Uint32Array(words.length);
  const keys = new Map();
  const number = (key) => {
    const known = keys.get(key);
    if (known === undefined) keys.set(key, keys.size);
    return known ?? keys.size - 1;
  };
  const wordKeys = words.map((word, at) => {
    letters[at] = lettersOf(word);
    const own = [];
    for (let count = next(); count > 0; count--) {
      const packed = next();
      own.push(number(packed & 1 ? others[packed >> 1] : word.slice(0, word.length - (packed >> 1))));
    }
    return own;
  });
  return { words, letters, wordKeys, keys, number };
}

function lengthened(words) {
  let before = "";
  return words.map((word) => (before = before.slice(0, word.charCodeAt(0) - 48) + word.slice(1)));
}

/** Room for the postings of all keys in one: those of a key stand from start to end, below `places`. */
function room(next, size, places) {
  const start = new Uint32Array(size);
  const end = new Uint32Array(size);
  let length = 0;
  for (let key = 0; key < size; key++) {
    const code = next();
    const back = code === 1 ? next() : 0;
    start[key] = back ? start[key - back] : length;
    end[key] = back ? end[key - back] : (length += Math.max(0, code - 1));
  }
  return { start, end, at: new Uint32Array(length), counts: new Uint8Array(length), places };
}

/** Ascending places, each key's own in turn, by their distances in Rice codes. */
function readPlaces({ start, end, at, places }, code) {
  for (let key = 0, done = 0; key < start.length; key++) {
    if (start[key] < done || end[key] === start[key]) continue;
    done = end[key];
    const low = lowBits(done - start[key], places);
    for (let n = start[key], place = -1; n < done; n++) at[n] = place += 1 + code(low);
  }
}

/** How many low bits a code has: the logarithm of 0.69 times the mean distance. */
function lowBits(count, places) {
  const mean = Math.floor((69 * places) / (100 * count));
  return mean ? 31 - Math.clz32(mean) : 0;
}

/** What reads the next Rice code, the highest bit of a byte first. */
function codes(bytes) {
  let at = 0;
  const bit = () => {
    if (at >= 8 * bytes.length) throw new Error("the postings end too soon");
    return (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
  };
  return (low) => {
    let number = 0;
    while (bit()) number++;
    for (let left = low; left > 0; left--) number = 2 * number + bit();
    return number;
  };
}

/** By card its guide (one that no key stands in, for none), by guide its cards, and room for what a guide's context says. */
function guidesOf({ guides }) {
  const none = Math.max(-1, ...guides) + 1;
  const own = Int32Array.from(guides, (guide) => (guide < 0 ? none : guide));
  const cardsOfGuide = grouped(Array.from(own, (guide) => (guide === none ? [] : [guide])));
  return { guideOf: own, cardsOfGuide, around: new Float64Array(none + 1) };
}

/** By place: how much a key says that stands once in a field: the less, the longer the field is. */
function weights(lengths, weight, by) {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return Float64Array.from(lengths, (length) => weight / (1 - by + (by * length) / mean));
}

function byFirst(phrases) {
  const found = new Map();
  for (const phrase of phrases) {
    for (const key of phrase.words[0]) found.set(key, [...(found.get(key) ?? []), phrase]);
  }
  return found;
}

/** By number: the cards that have it, each card given as the list of its numbers. */
function grouped(numbersOf) {
  const found = [];
  numbersOf.forEach((numbers, card) => numbers.forEach((number) => (found[number] ??= []).push(card)));
  return found;
}

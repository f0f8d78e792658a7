// How many edits lead from one word to another, or to its beginning, and which words of a vocabulary are nearest.
// Its twin is builder/search/edits.py.

const LETTER = 31;
const WIDE = /[\ud800-\udfff]/;
const ROOM = 512;
const ROWS = rows(ROOM);

/** The letters of a word as bits: one edit changes two of them at the most. */
export function lettersOf(word) {
  let letters = 0;
  if (WIDE.test(word)) for (const letter of word) letters |= 1 << letter.codePointAt(0) % LETTER;
  else for (let at = 0; at < word.length; at++) letters |= 1 << word.charCodeAt(at) % LETTER;
  return letters >>> 0;
}

/** Places of the words that the fewest edits lead to, `most` at the most, and how many edits those are. */
export function nearest(word, most, words, letters) {
  const own = lettersOf(word);
  const near = (at, edits) => bits(letters[at] ^ own) <= 2 * edits;
  return fewest(0, words.length, most, near, (at, edits) => distance(word, words[at], edits));
}

/** The same for words to whose beginnings they lead, among those from one place to another. */
export function nearestBeginnings(word, most, words, letters, start, end) {
  const own = lettersOf(word);
  const near = (at, edits) => bits(own & ~letters[at]) <= edits;
  return fewest(start, end, most, near, (at, edits) => toBeginning(word, words[at], edits));
}

function fewest(start, end, most, near, count) {
  let edits = most;
  let found = [];
  for (let at = start; at < end; at++) {
    if (!near(at, edits)) continue;
    const here = count(at, edits);
    if (here > edits) continue;
    if (here < edits) found = [];
    edits = here;
    found.push(at);
  }
  return { edits, found };
}

/** Edits from one word to the other (a swap of neighbours is one), or most + 1 once there are more. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > 2 * most) return most + 1;
  const [from, to] = [points(a), points(b)];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  return Math.min(lastRow(from, to, most)?.[to.length] ?? most + 1, most + 1);
}

/** Edits from a word to whichever beginning of the other is nearest, or most + 1 once there are more. */
export function toBeginning(a, b, most) {
  const [from, to] = [points(a), points(b)];
  const length = Math.min(to.length, from.length + most);
  const row = lastRow(from, to.slice(0, length), most);
  let least = most + 1;
  for (let j = Math.max(0, from.length - most); row && j <= length; j++) least = Math.min(least, row[j]);
  return least;
}

/** Edits from `a` to each beginning of `b`, the whole of it last; nothing once there are more than `most`.
 * Only cells within `most` of the diagonal are looked at: further off there are more edits anyway. */
function lastRow(a, b, most) {
  const far = most + 1;
  let [before, last, row] = b.length + 2 > ROOM ? rows(b.length + 2) : ROWS;
  for (let j = 0; j <= most + 1; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const end = Math.min(b.length, i + most);
    let least = (row[0] = Math.min(i, far));
    if (i - most > 1) row[i - most - 1] = far;
    for (let j = Math.max(1, i - most); j <= end; j++) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    row[end + 1] = far;
    if (least > most) return undefined;
    [before, last, row] = [last, row, before];
  }
  return last;
}

/** The characters of a word: the word itself unless one of them takes two places. */
function points(word) {
  return WIDE.test(word) ? [...word] : word;
}

function rows(length) {
  return [0, 1, 2].map(() => new Uint16Array(length));
}

function bits(number) {
  let n = number - ((number >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

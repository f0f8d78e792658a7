// The vocabulary's words near those of a query that found nothing.
import { distance } from "./query.js";
import { fold } from "./terms.js";

const MOST = 5;
const SHORTEST = 3;
/** How long a beginning has to be shared, at least and at most. */
const SHARED = [3, 5];

/** Words to try instead, the nearest first, as the vocabulary has them (folded). */
export function nearestWords(query, index, terms) {
  const words = [...new Set(terms.content(query.slice(0, 200)).map(fold))].filter((word) => word.length >= SHORTEST);
  const found = words.slice(0, MOST).flatMap((word) => near(word, index.words, terms));
  found.sort((a, b) => a.far - b.far || a.word.localeCompare(b.word));
  return [...new Set(found.map(({ word }) => word))].slice(0, MOST);
}

function near(word, vocabulary, terms) {
  const most = word.length < 6 ? 2 : 3, found = [];
  const start = word.slice(0, Math.min(SHARED[1], Math.max(SHARED[0], word.length - 1)));
  for (const known of vocabulary) {
    if (known.length < SHORTEST || terms.stop.has(known)) continue;
    const edits = distance(word, known, most);
    if (edits <= most && edits < known.length / 2) found.push({ word: known, far: edits / word.length });
    else if (known.startsWith(start)) found.push({ word: known, far: 1 });
  }
  return found.sort((a, b) => a.far - b.far).slice(0, MOST);
}

/** Folded words as they are spelled in the lines, where they stand there. */
export function spelled(words, cards) {
  const left = new Set(words), found = new Map();
  for (const [, heads, , voices] of cards) {
    if (!left.size) break;
    const texts = [...heads, ...voices.flatMap(([, wordings]) => wordings.map(([, , text]) => text))];
    for (const [word] of texts.join(" ").matchAll(/[\p{L}\p{N}]+/gu)) {
      const flat = fold(word);
      if (left.delete(flat)) found.set(flat, word === word.toUpperCase() ? word : word.toLowerCase());
    }
  }
  return words.map((word) => found.get(word) ?? word);
}

// Ranks queries with the browser's engine: node rank.mjs POSTINGS LANGUAGE < queries (JSON) > rankings (JSON).
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { rank } from "../../builder/search/browser/scoring.js";
import { loadPostings } from "../../builder/search/browser/storage.js";
import { Terms } from "../../builder/search/browser/terms.js";

const STEMMERS = { fr: "French", en: "English" };
const [postings, language] = process.argv.slice(2);
const sandbox = vm.createContext({});
for (const name of ["base", STEMMERS[language].toLowerCase()]) {
  const file = new URL(`../../builder/search/browser/vendor/${name}-stemmer.js`, import.meta.url);
  vm.runInContext(readFileSync(file, "utf8"), sandbox);
}
const stem = vm.runInContext(`(() => { const s = new ${STEMMERS[language]}Stemmer(); return (w) => s.stemWord(w); })()`, sandbox);
const bytes = readFileSync(postings);
const index = loadPostings(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const terms = new Terms(index.terms, stem);
const asked = JSON.parse(readFileSync(0, "utf8"));
const ranked = asked.queries.map(([query, persona]) => rank(query, index, terms, { persona, limit: 1000 }).map((hit) => [hit.card, hit.score]));
const words = asked.words.map((word) => ({ keys: terms.keys(word) }));
const split = asked.queries.map(([query]) => terms.words(query));
console.log(JSON.stringify({ ranked, words, split }));

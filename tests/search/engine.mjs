// The browser's engine in node: its index from a postings file, its stemmer from a sandbox as a page would have it.
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { rank } from "../../builder/search/browser/scoring.js";
import { loadPostings } from "../../builder/search/browser/storage.js";
import { Terms } from "../../builder/search/browser/terms.js";

const STEMMERS = { fr: "French", en: "English" };

/** The terms of a language and its ranking over the postings file at a path. */
export function engine(postings, language) {
  const bytes = readFileSync(postings);
  const index = loadPostings(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const terms = new Terms(index.terms, stemmer(STEMMERS[language]));
  return { terms, rank: (query, options) => rank(query, index, terms, options) };
}

function stemmer(name) {
  const sandbox = vm.createContext({});
  for (const part of ["base", name.toLowerCase()]) {
    const file = new URL(`../../builder/search/browser/vendor/${part}-stemmer.js`, import.meta.url);
    vm.runInContext(readFileSync(file, "utf8"), sandbox);
  }
  return vm.runInContext(`(() => { const s = new ${name}Stemmer(); return (word) => s.stemWord(word); })()`, sandbox);
}

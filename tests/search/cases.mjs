// Answers the cases of the tables beside this file: node cases.mjs POSTINGS LANGUAGE < {cuts} > {edits, beginnings, words, ranked, refused}.
import { readFileSync } from "node:fs";
import { distance, toBeginning } from "../../builder/search/browser/edits.js";
import { loadPostings } from "../../builder/search/browser/storage.js";
import { engine } from "./engine.mjs";

const [postings, language] = process.argv.slice(2);
const table = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));
const { terms, rank } = engine(postings, language);
const bytes = new Uint8Array(readFileSync(postings));
const refuses = (length) => {
  try {
    loadPostings(bytes.slice(0, length).buffer);
    return false;
  } catch {
    return true;
  }
};
console.log(JSON.stringify({
  edits: table("edits").map(([a, b, most]) => distance(a, b, most)),
  beginnings: table("beginnings").map(([a, b, most]) => toBeginning(a, b, most)),
  words: table("terms")[language].map(([text]) => terms.words(text)),
  ranked: table("ranked").map(([query]) => rank(query).map((hit) => [hit.card, hit.score])),
  refused: JSON.parse(readFileSync(0, "utf8")).cuts.map(refuses),
}));

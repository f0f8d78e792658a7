// Ranks queries with the browser's engine: node rank.mjs POSTINGS LANGUAGE < {queries, words} > {ranked, split, words}.
import { readFileSync } from "node:fs";
import { engine } from "./engine.mjs";

const { terms, rank } = engine(...process.argv.slice(2));
const { queries, words } = JSON.parse(readFileSync(0, "utf8"));
const ranked = queries.map(([query, persona]) => rank(query, { persona, limit: 1000 }).map((hit) => [hit.card, hit.score]));
const split = queries.map(([query]) => terms.words(query));
console.log(JSON.stringify({ ranked, split, words: words.map((word) => ({ keys: terms.keys(word) })) }));

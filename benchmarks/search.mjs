// Answers queries with the browser's engine: node search.mjs POSTINGS LANGUAGE < queries (JSON) > answers (JSON).
import { readFileSync } from "node:fs";
import { engine } from "../tests/search/engine.mjs";

const [postings, language] = process.argv.slice(2);
const start = performance.now();
const { rank } = engine(postings, language);
const load = performance.now() - start;
const found = JSON.parse(readFileSync(0, "utf8")).map(({ q, persona }) => {
  const asked = performance.now();
  const hits = rank(q, { persona: persona ?? "", limit: 10 });
  return [hits.map((hit) => hit.card), performance.now() - asked];
});
console.log(JSON.stringify({ load, found }));

// Other search libraries over the same cards: node compare.mjs ENGINE < {lang, docs, queries, ...} > {load, found} (JSON).
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import vm from "node:vm";
import { fold } from "../builder/search/browser/terms.js";
import MiniSearch from "./vendor_js/minisearch.mjs";

const LIMIT = 10;
const BOOSTS = { head: 3, label: 2 };
const [READY, RESULT] = [1, 3]; // what Material's worker answers to the messages 0 (setup) and 2 (query)

/** MiniSearch with all that its manual offers: prefixes, fuzziness, boosts, folded accents, stop words. */
function minisearch({ lang, docs }) {
  const languages = JSON.parse(readFileSync(new URL("../builder/search/languages.json", import.meta.url), "utf8"));
  const stop = new Set(languages[lang].stop.split(" "));
  const processTerm = (term) => (stop.has(fold(term)) ? null : fold(term));
  const index = new MiniSearch({ fields: ["head", "label", "body"], processTerm });
  index.addAll(docs);
  const options = { prefix: true, fuzzy: 0.2, boost: BOOSTS };
  return (q) => index.search(q, options).map((hit) => hit.id);
}

/** A context like a browser's worker, with Material's search worker in it, and a way to run more of its scripts there. */
function scripted(worker) {
  const context = vm.createContext({ console: { ...console, warn() {} } });
  const run = (path) => vm.runInContext(readFileSync(join(dirname(worker), path), "utf8"), context);
  context.self = context;
  context.importScripts = (...paths) => paths.forEach(run);
  context.addEventListener = (_type, heard) => (context.heard = heard);
  context.postMessage = (message) => (context.answer = message);
  run(basename(worker));
  return context;
}

/** The search of Material for MkDocs as its sites have it: its own worker is asked. */
async function material({ lang, worker, docs, config }) {
  const context = scripted(worker);
  const ask = async (type, data, expected) => {
    await context.heard({ data: { type, data } });
    if (context.answer.type !== expected) throw new Error(`the worker answered ${context.answer.type}, not ${expected}`);
    return context.answer.data;
  };
  await ask(0, { config: { ...config, lang: [lang] }, docs: docs.map(page), options: { suggest: false } }, READY);
  return async (q) => (await ask(2, q, RESULT)).items.map(([item]) => Number(item.location));
}

/** The lunr in that worker, by itself: its pipeline for the language with the stemmer, and the boosts that MiniSearch has. */
function plainLunr({ lang, worker, docs }) {
  const { lunr, importScripts } = scripted(worker);
  if (lang !== "en") importScripts("../lunr/min/lunr.stemmer.support.min.js", `../lunr/min/lunr.${lang}.min.js`);
  const index = lunr(function () {
    if (lang !== "en") this.use(lunr[lang]);
    this.ref("id");
    this.field("head", { boost: BOOSTS.head });
    this.field("label", { boost: BOOSTS.label });
    this.field("body");
    docs.forEach((doc) => this.add(doc));
  });
  return (q) => index.query((query) => query.term(lunr.tokenizer(q))).map((hit) => Number(hit.ref));
}

/** A card as Material would index it: a page of its own. */
function page({ id, head, body }) {
  return { location: String(id), title: escape(head), text: escape(body) };
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const input = JSON.parse(readFileSync(0, "utf8"));
const start = performance.now();
const search = await { minisearch, material, lunr: plainLunr }[process.argv[2]](input);
const load = performance.now() - start;
const found = [];
for (const q of input.queries) {
  const asked = performance.now();
  const cards = await search(q);
  found.push([cards.slice(0, LIMIT), performance.now() - asked]);
}
console.log(JSON.stringify({ load, found }));

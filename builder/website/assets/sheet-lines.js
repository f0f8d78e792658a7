// What a call sheet takes from a page, from the search's files instead: for pages that aren't kept while there is no network.
import { voiceBlock } from "./lines.js";
import { element, stringsAddress } from "./page.js";
import { loadPostings } from "./search/storage.js";

let files;

async function readFiles({ postings, lines }) {
  const [index, texts] = await Promise.all([postings, lines].map((path) => fetch(new URL(path, stringsAddress))));
  const { kindOf } = loadPostings(await index.arrayBuffer());
  return { ...(await texts.json()), kindOf };
}

/** The page at an address as a document: its title, opening, steps and objections where it has them. */
export async function pageFromLines(address, told) {
  const texts = await (files ??= readFiles(told.find));
  const own = texts.cards.map((card, n) => ({ card, kind: texts.kindOf[n] })).filter(({ card: [place] }) => place.split("#")[0] === address);
  if (!own.length) throw new Error(`nothing is known of ${address}`);
  const page = document.implementation.createHTMLDocument(), article = element("article"), chain = element("ol", "chain");
  for (const { card, kind } of own) article.append(...(PARTS[kind] ?? (() => []))(card, blocks(card, texts, told), chain));
  page.body.append(article);
  return page;
}

const titled = ([, [head]], said) => [element("h1", "", head), ...said.filter((block) => block.matches(".say"))];

/** By kind of card: what it becomes on a page. */
const PARTS = {
  guide: titled,
  signal: titled,
  persona: titled,
  open: (card, said) => [Object.assign(element("h2"), { id: "open" }), ...said.filter((block) => block.matches(".say"))],
  step: (card, said, chain) => {
    chain.append(element("li", "", ...said));
    return [chain];
  },
  objection: ([address, [head]], said) => [Object.assign(element("details", "obj", element("summary", "", head), ...said), { id: address.split("#")[1] })],
};

function blocks([, , , voices], texts, told) {
  return voices.flatMap(([number, wordings]) => wordings.map((wording) => {
    const [voice, verb] = texts.verbs[number], [personas] = wording;
    const block = voiceBlock({ voice, verb }, wording, told, personas.map((persona) => texts.personas[persona]));
    if (personas.length) block.dataset.for = personas.join(" ");
    block.querySelector(".copy")?.remove();
    return block;
  }));
}

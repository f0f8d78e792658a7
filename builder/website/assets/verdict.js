// « Ça a marché ? » under a line: three links to those who keep the guides. They carry the line, its ref and the persona, nobody's name.
import { chosen } from "./persona.js";
import { feedbackAddress } from "./feedback.js";
import { lineOf } from "./copying.js";

const KINDS = ["worked", "flat", "heard"];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Puts the question under every line of a guide, where the settings say to whom the answer goes. */
export function askHowItWent(root, feedback, strings) {
  const guide = /guides\/([^/]+)\/$/.exec(location.pathname)?.[1];
  if (!feedback || !guide) return;
  root.querySelectorAll(".under > .ref").forEach((link) => link.before(question(`${guide}${link.hash}`, link.parentElement, feedback, strings)));
}

function question(ref, row, feedback, strings) {
  const box = document.createElement("details"), links = document.createElement("span");
  box.className = "verdict-of";
  box.append(Object.assign(document.createElement("summary"), { textContent: strings.question }), links);
  box.addEventListener("toggle", () => box.open && links.replaceChildren(...KINDS.map((kind) => answer(kind, ref, row, feedback, strings))), { passive: true });
  return box;
}

function answer(kind, ref, row, feedback, strings) {
  const persona = chosen(), line = lineAbove(row);
  const values = { ref, persona: persona || strings.anyone, line, date: new Date().toISOString().slice(0, 10), address: new URL(`#${ref.split("#")[1] ?? ""}`, location.href).href.replace(/\?[^#]*/, "") };
  const [title, body] = [strings.titles[kind], strings.bodies[kind]].map((text) => fill(text, values));
  const link = document.createElement("a");
  Object.assign(link, { textContent: strings[kind], href: feedbackAddress(feedback, { title, body, ref, persona, line }), target: "_blank", rel: "noopener" });
  return link;
}

/** What is said above the row: of several wordings those that are seen. */
function lineAbove(row) {
  const inside = [...row.parentElement.querySelectorAll(":scope > .say, :scope > .ask")];
  const before = row.parentElement.id === "_content" ? blocksBefore(row) : inside;
  return before.filter((block) => block.checkVisibility?.() ?? true).map((block) => lineOf(block)).join("\n");
}

function blocksBefore(row) {
  const found = [];
  for (let block = row.previousElementSibling; block?.matches(".say, .ask"); block = block.previousElementSibling) found.unshift(block);
  return found;
}

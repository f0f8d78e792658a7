// Terms of the lexicon explained where they stand: by pointer, touch and key. The meanings are those beside the guide.

const SPOKEN = ".say > p, .ask > p, .hear li, .think, .shift dd, .two span, .message > p";
const UNTOUCHED = "a, button, summary, .tag, .hash";
const SLOW = 250;

/** Makes a button of every known term in what is said, asked and listened for. */
export function explainTerms(root) {
  const known = new Map([...root.querySelectorAll(".facts .term")].map((entry) => {
    const name = entry.querySelector("a").textContent;
    return [keyOf(name), { name, meaning: [...entry.childNodes].filter((node) => node.nodeName !== "A").map((node) => node.textContent).join("").trim(), lang: entry.querySelector("[lang]")?.lang ?? "" }];
  }));
  if (!known.size) return;
  const found = pattern([...known.values()].map(({ name }) => name));
  const tip = makeTip(root);
  root.querySelectorAll(SPOKEN).forEach((block) => textsIn(block).forEach((text) => mark(text, found, known, tip)));
}

const isAcronym = (name) => name === name.toUpperCase();
const straight = (text) => text.replace(/[’\u2060]/g, (sign) => (sign === "’" ? "'" : ""));
const keyOf = (name) => (isAcronym(name) ? straight(name) : straight(name).toLowerCase());

/** Any of the names as a word of its own, the longest first; a plural s does no harm. */
function pattern(names) {
  const parts = names.sort((a, b) => b.length - a.length).map((name) => {
    const plain = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const letters = isAcronym(name) ? plain : plain.replace(/\p{L}/gu, (letter) => (letter.toLowerCase() === letter.toUpperCase() ? letter : `[${letter.toLowerCase()}${letter.toUpperCase()}]`));
    return letters.replace(/['’]/g, "['’]").replace(/[ \u00a0-]\u2060?/g, "[\\s\\u2060-]+");
  });
  return new RegExp(`(?<![\\p{L}\\p{N}])(${parts.join("|")})(s?)(?![\\p{L}\\p{N}])`, "gu");
}

function textsIn(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(UNTOUCHED)) found.push(walker.currentNode);
  return found;
}

function mark(text, found, known, tip) {
  const parts = [];
  let from = 0;
  for (const match of text.data.matchAll(found)) {
    const entry = known.get(keyOf(match[1])) ?? known.get(straight(match[1]).toLowerCase());
    if (!entry) continue;
    parts.push(text.data.slice(from, match.index), termButton(match[0], entry, tip));
    from = match.index + match[0].length;
  }
  if (from) text.replaceWith(...parts, text.data.slice(from));
}

function termButton(word, { name, meaning, lang }, tip) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "term", textContent: word, popoverTargetElement: tip });
  let waiting;
  const fill = () => { tip.replaceChildren(Object.assign(document.createElement("b"), { textContent: name }), ` ${meaning}`); tip.lang = lang; };
  button.addEventListener("click", fill, { capture: true });
  button.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType !== "mouse" || tip.matches(":popover-open")) return;
    waiting = setTimeout(() => { fill(); tip.of = button; tip.showPopover({ source: button }); place(tip, button); }, SLOW);
  });
  button.addEventListener("pointerleave", ({ relatedTarget }) => {
    clearTimeout(waiting);
    if (tip.of === button && relatedTarget !== tip) { tip.of = null; tip.hidePopover(); }
  });
  button.addEventListener("click", () => { tip.of = null; requestAnimationFrame(() => place(tip, button)); });
  return button;
}

function makeTip(root) {
  const tip = Object.assign(document.createElement("div"), { className: "tip", popover: "auto", role: "note" });
  root.append(tip);
  tip.addEventListener("pointerleave", () => { if (tip.of) { tip.of = null; tip.hidePopover(); } });
  addEventListener("scroll", () => { if (tip.matches(":popover-open")) tip.hidePopover(); }, { passive: true });
  return tip;
}

/** Under the word, or over it where there is no room. */
function place(tip, button) {
  const word = button.getBoundingClientRect(), box = tip.getBoundingClientRect(), gap = 6;
  tip.style.left = `${Math.max(8, Math.min(word.left, innerWidth - box.width - 8))}px`;
  tip.style.top = `${word.bottom + gap + box.height < innerHeight ? word.bottom + gap : Math.max(8, word.top - gap - box.height)}px`;
}

// Moving around a page: what the address names is opened and shown, and the contents follow the reader.
import { all, page } from "./page.js";

const named = () => location.hash.length > 1 && document.getElementById(hashed());

function hashed() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return location.hash.slice(1); }
}

/** What the address names is opened and shown, even where the persona chosen would not see it. */
export function showTarget() {
  const target = named();
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (!target.checkVisibility?.() && target.closest("[data-for]")) delete page.dataset.persona;
  target.scrollIntoView();
}

/** Marks where one is in a guide's contents. */
export function followContents(contents) {
  const links = new Map(all("a", contents).map((link) => [link.hash.slice(1), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const follow = () => {
    const here = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3).pop() ?? sections[0];
    links.forEach((link, id) => (id === here?.id ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  contents.addEventListener("click", (event) => { if (event.target.closest("a")) contents.hidePopover?.(); });
  follow();
}

// What every module needs of the page: its root, its words, its day.

export const page = document.documentElement;

/** The element that carries what the build says of this page; none on a page that isn't ours. */
export const root = document.querySelector("[data-strings]");

/** Where the scripts' words lie; the search's files are named from there. */
export const stringsAddress = root && new URL(root.dataset.strings, document.baseURI);

/** The scripts' words in the page's language; null where there are none to be had. */
export const words = stringsAddress ? fetch(stringsAddress).then((answer) => answer.json()).catch(() => null) : Promise.resolve(null);

export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** One or several: the form for a number. */
export const counted = (forms, n) => forms[n > 1 ? 1 : 0].replace("{n}", n);

/** An element with its class and its children: elements and texts. */
export function element(name, classes = "", ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

/** A button that does something here. */
export function button(classes, label, act) {
  const made = element("button", classes, label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

const localDay = (now = new Date()) => new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

/** The day by the reader's clock, or the one that the site is pinned to. */
export const today = () => root?.dataset.today || localDay();

export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);

// Where results stand: they take the place of the page below the box, and give it back.
import { element } from "../page.js";

/** Shows an element instead of what stands below a box: {show(), hide()}. */
export function stageFor(form, shown) {
  const results = document.querySelector("[data-tt-results]"), hero = form.closest(".hero");
  if (results) return replacing(shown, [...results.childNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE), (made) => results.prepend(made));
  if (hero) return replacing(shown, [...hero.parentElement.children].filter((other) => other !== hero), (made) => hero.after(made));
  const main = document.querySelector("main");
  const page = element("div", "tt page found", shown);
  return replacing(page, [main], (made) => main.before(made));
}

function replacing(shown, hidden, put) {
  let taken = null, top = 0;
  return {
    show() {
      if (taken) return;
      top = scrollY;
      taken = hidden.filter((other) => !other.hidden);
      taken.forEach((other) => { other.hidden = true; });
      put(shown);
      document.documentElement.classList.add("searching");
      scrollTo(0, 0);
    },
    hide() {
      if (!taken) return;
      shown.remove();
      taken.forEach((other) => { other.hidden = false; });
      taken = null;
      document.documentElement.classList.remove("searching");
      scrollTo(0, top);
    },
  };
}

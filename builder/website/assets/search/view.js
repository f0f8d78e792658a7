// What the search puts on the page: chips, a grid of results, what stands under it, and a voice for those who don't see it.
import { counted, element, button } from "../page.js";
import { filteredAway, nothingFound, searchFailed } from "./nothing.js";

const FIRST_SCREEN = 2;

export class View {
  constructor(form, strings, chips) {
    Object.assign(this, { strings, said: strings.search, input: form.querySelector("input[type=search]") });
    this.grid = element("div", "hits");
    Object.assign(this.grid, { role: "grid", id: "tt-hits", ariaLabel: this.said.results, hidden: true });
    this.status = Object.assign(element("p", "hidden"), { role: "status" });
    this.end = element("div", "after");
    this.box = element("section", "answers", chips, element("div", "", this.keys(), this.grid, this.end));
    this.box.ariaLabel = this.said.results;
    Object.assign(this.input, { role: "combobox", autocomplete: "off", dir: "auto", ariaAutoComplete: "list", ariaExpanded: "false", ariaHasPopup: "grid" });
    this.input.setAttribute("aria-controls", "tt-hits");
    form.append(this.status);
  }

  keys() {
    const said = this.said.keys, apple = /Mac|iPhone|iPad/.test(navigator.platform);
    const one = (label, ...names) => element("span", "", ...names.flatMap((name) => [element("kbd", "", name), " "]), label);
    return element("p", "keys", one(said.choose, said.up, said.down), one(said.open, said.enter), one(said.copy_, apple ? "⌘" : said.control, said.enter));
  }

  /** Rows of results, or none: the first screen's at once, the others a frame later, so that no keystroke waits for them. */
  rows(results, total) {
    const rows = results.map(({ row }) => row);
    this.grid.replaceChildren(...rows.slice(0, FIRST_SCREEN));
    cancelAnimationFrame(this.rest);
    this.rest = requestAnimationFrame(() => this.grid.append(...rows.slice(FIRST_SCREEN)));
    this.grid.hidden = !results.length;
    this.grid.setAttribute("aria-rowcount", total);
    this.input.ariaExpanded = String(results.length > 0);
  }

  /** What stands under the results: {answer, asked, home} and what its buttons do: {more, fill, clear}. */
  below({ answer, asked, home }, acts) {
    const { hits, total, unfiltered } = answer, left = total - hits.length;
    this.box.classList.toggle("without", !unfiltered);
    if (!unfiltered) this.end.replaceChildren(nothingFound({ ...asked, answer, strings: this.strings, home, fill: acts.fill }));
    else if (!total) this.end.replaceChildren(filteredAway(this.strings, acts.clear));
    else this.end.replaceChildren(...(left ? [element("p", "acts", button("btn", counted(this.said.more, left), acts.more))] : []));
  }

  waiting() {
    this.rows([], 0);
    this.box.classList.add("without");
    this.end.replaceChildren(element("p", "lead", this.said.loading));
  }

  failed(reload) {
    this.rows([], 0);
    this.box.classList.add("without");
    this.end.replaceChildren(searchFailed(this.strings, reload));
    this.say(this.said.failed);
  }

  say(text) {
    this.status.textContent = text;
  }

  /** How many there are, and what Enter does. */
  count({ total, unfiltered }, first) {
    if (total) this.say(`${counted(this.said.count, total)}. ${this.said.first} ${first}`);
    else this.say(unfiltered ? this.said.filtered : this.said.nothing);
  }

  /** Where the keyboard is; nowhere without a cell. */
  point(cell) {
    if (cell) {
      this.input.setAttribute("aria-activedescendant", cell.id);
      cell.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }
}

// Filters as chips: kind, stage, persona. They stay while one types, say how many there are, and one button takes them all away.
import { button, element } from "../page.js";

/** The chips of all facets; `changed` is called with the filters. */
export class Filters {
  constructor(strings, filters, changed) {
    Object.assign(this, { strings, chosen: { ...filters }, changed, chips: new Map() });
    this.every = this.chip(strings.search.all, () => this.clear());
    this.box = element("div", "chips", element("div", "", this.every));
    this.box.role = "group";
    this.box.ariaLabel = strings.search.filters;
  }

  active() {
    return Object.values(this.chosen).some(Boolean);
  }

  clear() {
    this.set({});
    this.changed();
  }

  set(filters) {
    for (const facet of Object.keys(this.chosen)) this.chosen[facet] = filters[facet] ?? "";
  }

  chip(label, act) {
    const made = button("btn", label, act);
    made.append(" ", element("small"));
    return made;
  }

  /** What an answer counted. */
  show({ facets, unfiltered }) {
    if (!this.chips.size) this.build(facets);
    this.mark(this.every, !this.active(), unfiltered);
    for (const [facet, choices] of Object.entries(facets)) {
      for (const [value, , number] of choices) {
        const made = this.chips.get(`${facet} ${value}`), on = this.chosen[facet] === value;
        this.mark(made, on, number);
        made.hidden = !number && !on;
      }
    }
  }

  mark(made, on, number) {
    made.ariaPressed = on;
    made.querySelector("small").textContent = number;
  }

  build(facets) {
    for (const [facet, choices] of Object.entries(facets)) {
      const made = choices.map(([value, label]) => {
        const said = facet === "for" ? this.strings.search.for_.replace("{who}", label) : label;
        const chip = this.chip(said, () => this.toggle(facet, value));
        this.chips.set(`${facet} ${value}`, chip);
        return chip;
      });
      this.box.append(element("div", "", ...made));
    }
  }

  toggle(facet, value) {
    this.chosen[facet] = this.chosen[facet] === value ? "" : value;
    this.changed();
  }
}

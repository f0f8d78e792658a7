// Filters by kind, stage and persona: which cards pass, and how many there would be with each choice.
/** The groups of kinds that readers choose from. */
const GROUPS = {
  objections: ["objection"],
  questions: ["step", "check", "next-step"],
  lines: ["open", "no-answer", "message"],
  guides: ["guide", "path", "page"],
  proofs: ["evidence", "asset"],
  people: ["persona", "signal"],
  words: ["term"],
};
const GROUP_OF = new Map(Object.entries(GROUPS).flatMap(([group, kinds]) => kinds.map((kind) => [kind, group])));

export class Facets {
  constructor(index, texts) {
    this.texts = texts;
    this.of = {
      kind: (card) => [GROUP_OF.get(index.kindOf[card])],
      stage: (card) => [String(texts.guides[index.guides[card]]?.[1] ?? "")],
      for: (card) => index.personasOf[card],
    };
    this.choices = this.listed();
  }

  /** Whether a card is among those that the filters leave; one facet may be left out. */
  passes(card, filters, but = "") {
    return Object.keys(this.of).every((facet) => facet === but || !filters[facet] || this.of[facet](card).includes(filters[facet]));
  }

  /** By facet: [value, label, number] for each choice, in the order to show them, all of them. */
  counts(hits, filters) {
    const facets = Object.keys(this.of), tallies = Object.fromEntries(facets.map((facet) => [facet, new Map()]));
    for (const { card } of hits) {
      for (const facet of facets) {
        if (!this.passes(card, filters, facet)) continue;
        for (const value of this.of[facet](card)) tallies[facet].set(value, (tallies[facet].get(value) ?? 0) + 1);
      }
    }
    const counted = ([facet, choices]) => [facet, choices.map(([value, label]) => [value, label, tallies[facet].get(value) ?? 0])];
    return Object.fromEntries(Object.entries(this.choices).map(counted));
  }

  listed() {
    const stages = new Map(this.texts.guides.map(([, number, name]) => [String(number), name]).sort());
    stages.delete("0");
    return { kind: Object.entries(this.texts.kinds), stage: [...stages], for: Object.entries(this.texts.personas) };
  }
}

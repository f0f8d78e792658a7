// Results as rows of a grid: their words, the line to say, where it comes from.
import { copyFrom } from "../copying.js";
import { heard, lineText, voiceBlock } from "../lines.js";
import { counted, daysBetween, element, button, today } from "../page.js";

/** How many wordings of a line are open where nobody is chosen: of the first result, and of the others. */
const OPEN_OF_FIRST = 2;
const OPEN_OF_OTHERS = 1;

/** A row for a result: its element, where it leads, what is copied. */
export class Result {
  constructor(hit, number, { strings, persona, home }) {
    Object.assign(this, { hit, strings });
    this.address = new URL(hit.address, home).href;
    this.atOnce = number ? OPEN_OF_OTHERS : OPEN_OF_FIRST;
    this.persona = forThem(hit, persona) ? persona : "";
    this.cell = element("div", "", ...[this.words(), ...this.voices(), this.source()].filter(Boolean));
    Object.assign(this.cell, { id: `tt-hit-${number}`, role: "gridcell" });
    if (hit.language) this.cell.lang = hit.language;
    this.row = element("div", "hit", this.cell);
    this.row.role = "row";
  }

  words() {
    const { head, ranges, title } = this.hit;
    const link = element("a", "", ...(head ? marked(head, ranges) : [title]));
    link.href = this.address;
    const words = element("p", "they", link);
    words.dir = "auto";
    return words;
  }

  voices() {
    return this.hit.voices.flatMap((voice, n) => {
      const wordings = heard(voice.wordings, this.persona);
      if (!wordings.length) return n === this.hit.voices.length - 1 ? [this.unanswered()] : [];
      const blocks = wordings.map((wording) => voiceBlock(voice, wording, this.strings, this.tags(wording)));
      return blocks.length > this.atOnce ? [...blocks.slice(0, this.atOnce), this.folded(blocks.slice(this.atOnce))] : blocks;
    });
  }

  tags([personas]) {
    return this.persona ? [] : personas.map((persona) => this.hit.names[persona] ?? persona);
  }

  folded(blocks) {
    const summary = element("summary", "", counted(this.strings.search.others, blocks.length), element("i", "i i-down"));
    return element("details", "fold", summary, ...blocks);
  }

  unanswered() {
    return element("p", "small due", this.strings.search.no_answer.replace("{who}", this.hit.names[this.persona] ?? this.persona));
  }

  source() {
    const { title, stage, stageName, due } = this.hit;
    const made = element("p", "source", element("span", "", title), " ");
    if (stageName) {
      const where = element("span", "stage", stageName);
      where.style.setProperty("--n", stage);
      made.append(where);
    }
    if (due && due < today()) made.append(element("span", "due", counted(this.strings.due, daysBetween(due, today()))));
    return made;
  }

  /** The line to say: the chosen persona's, else the first. */
  line() {
    const spoken = this.hit.voices.map(({ wordings }) => heard(wordings, this.persona)[0]).filter(Boolean);
    return spoken.length ? lineText(spoken.at(-1)) : this.hit.head;
  }

  /** Copies it, as its button would. */
  async copy() {
    const shown = [...this.cell.querySelectorAll(":scope > .say, :scope > .ask")];
    const made = shown.findLast((block) => block.querySelector(".copy"))?.querySelector(".copy") ?? button("", "", () => {});
    return copyFrom(made, this.line(), this.strings);
  }

  choose(on) {
    this.row.classList.toggle("on", on);
    this.row.setAttribute("aria-selected", on);
  }
}

/** Whether a card speaks to a persona; one that is written for others is shown whole. */
const forThem = ({ personas }, persona) => !personas.length || personas.includes(persona);

/** A text with its marks. */
export function marked(text, ranges) {
  const parts = [];
  let from = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(from, start), element("mark", "", text.slice(start, end)));
    from = end;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}

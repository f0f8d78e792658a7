// What is due or expired by the reader's clock, said beside the date that stands there already.
import { all, counted, daysBetween, element, root } from "./page.js";

/** A day in words, as the page's language writes the first of a month. */
export function dayInWords(date, format, strings) {
  const parts = new Intl.DateTimeFormat(strings.dates.join("-"), format).formatToParts(date);
  return parts.map(({ type, value }) => (type === "day" && value === "1" ? strings.first_day : value)).join("");
}

/** On paper a page says of which site and day it is, and where it stands. */
export function markPaper(strings) {
  const note = root.querySelector("article > .paper");
  if (!note) return;
  const day = dayInWords(new Date(), { day: "numeric", month: "long", year: "numeric" }, strings);
  note.textContent = [document.querySelector(".logo")?.textContent, strings.printed.replace("{day}", day), `${location.host}${location.pathname}`].filter(Boolean).join(" · ");
}

/** Guides past their review and proofs past their date. */
export function markDates(strings, today) {
  all(".fresh[data-due], .valid[data-expires]", root).forEach((date) => markDate(date, strings, today));
  const late = all("[data-late]", root).filter((row) => row.dataset.late < today);
  late.forEach((row) => { row.hidden = false; });
  const count = root.querySelector("[data-late-count]");
  if (count) count.textContent = late.length ? ` ${counted(strings.due_guides, late.length)}.` : "";
}

function markDate(date, strings, today) {
  const until = date.dataset.due ?? date.dataset.expires;
  if (until >= today) return;
  date.classList.add("due");
  if (date.dataset.expires) root.querySelector("article > .say")?.classList.add("expired");
  date.append(`. ${date.dataset.due ? counted(strings.due, daysBetween(until, today)) : strings.expired}`);
}

/** Support of each line from the proofs that still hold; expired ones are struck, never hidden. */
export function markProofs(strings, today) {
  all("details.proof", root).forEach((proof) => markProof(proof, strings, today));
  const support = root.querySelector(".support");
  if (!support) return;
  const names = all(".chain > li > .under .mark", root).map((mark) => mark.classList[1]);
  const known = ["both", "known", "felt", "settled", "bare"].filter((name) => names.includes(name));
  support.replaceChildren(...known.map((name) => {
    const mark = element("span", "", element("i"), "");
    setMark(mark, name, counted(strings.steps[name], names.filter((other) => other === name).length));
    return mark;
  }));
}

function markProof(proof, strings, today) {
  const sides = {};
  all("[data-until]", proof).forEach((item) => {
    const { until, side, n } = item.dataset;
    if (until < today) expire(item, strings); else sides[side] = (sides[side] ?? 0) + Number(n ?? 1);
  });
  const [mark, count] = proof.querySelector("summary").children, name = markOf(sides);
  setMark(mark, name, strings.marks[name]);
  const held = ["known", "felt", "settled"].filter((side) => sides[side]);
  count.textContent = held.map((side) => counted(strings.sides[side], sides[side])).join(", ") || strings.none;
}

function expire(item, strings) {
  item.classList.add("expired");
  item.append(" ", element("span", "due", strings.expired));
}

function markOf(sides) {
  if (sides.known && sides.felt) return "both";
  return ["known", "felt", "settled"].find((side) => sides[side]) ?? "bare";
}

function setMark(mark, name, word) {
  mark.className = `mark ${name}`;
  mark.lastChild.data = word;
}

// The boxes of a path: kept in this browser, counted; the first day that isn't done is open.
import { kept } from "./kept.js";
import { all, element } from "./page.js";

export function keepDays(days, strings) {
  const key = `path.${days.dataset.path}`, boxes = all("input", days), done = doneBoxes(key);
  const bar = element("progress", "bar-done"), note = element("p", "small soft");
  Object.assign(bar, { max: boxes.length, ariaLabel: days.dataset.progress });
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    bar.value = ticked;
    note.textContent = `${said(strings, ticked, boxes.length)}. ${days.dataset.kept}`;
    all("details", days).forEach((day) => countDay(day, strings));
  };
  boxes.forEach((box) => { box.checked = done.has(box.id); });
  days.addEventListener("change", () => { kept.set(key, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.id))); show(); });
  days.before(bar, note);
  show();
  const next = all("details", days).find((day) => all("input", day).some((box) => !box.checked));
  all("details", days).forEach((day) => { day.open = day === next; });
}

function doneBoxes(key) {
  try { return new Set(JSON.parse(kept.get(key) ?? "[]")); } catch { return new Set(); }
}

const said = (strings, part, whole) => strings.progress.replace("{done}", part).replace("{all}", whole);

function countDay(day, strings) {
  const own = all("input", day), part = own.filter((box) => box.checked).length;
  day.querySelector("summary small").textContent = part === own.length ? strings.day_done : part ? said(strings, part, own.length) : "";
}

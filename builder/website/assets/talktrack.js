// What pages do beyond being read: the persona one talks to, copying a line, dates by the reader's clock, days and their boxes.
// Everything reads without it. Words come from strings.<language>.json, named by the page.

const page = document.documentElement;
const root = document.querySelector("[data-strings]");
const words = root ? fetch(root.dataset.strings).then((answer) => answer.json()) : Promise.resolve(null);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** What the browser keeps; a browser that keeps nothing is no mistake. */
const kept = {
  get(key) { try { return localStorage.getItem(`talktrack.${key}`); } catch { return null; } },
  set(key, value) {
    try { value === null ? localStorage.removeItem(`talktrack.${key}`) : localStorage.setItem(`talktrack.${key}`, value); } catch { /* full or forbidden */ }
  },
};

const counted = (forms, n) => forms[n > 1 ? 1 : 0].replace("{n}", n);

// ── I am talking to ──

/** The persona's choice in the header: kept in the browser; an address that names one rules its own tab only. */
function choosePersona(form) {
  const radios = all("[name=persona]", form);
  const chosen = radios.find((radio) => radio.value === (page.dataset.persona ?? "")) ?? radios.find((radio) => !radio.value);
  if (chosen) chosen.checked = true;
  if (!chosen?.value) delete page.dataset.persona;
  let byPointer = false;
  form.addEventListener("pointerdown", () => { byPointer = true; });
  form.addEventListener("keydown", () => { byPointer = false; });
  form.addEventListener("submit", (event) => { event.preventDefault(); form.hidePopover?.(); });
  form.addEventListener("change", ({ target }) => {
    if (target.value) page.dataset.persona = target.value; else delete page.dataset.persona;
    kept.set("persona", target.value || null);
    try { sessionStorage.removeItem("talktrack.persona"); } catch { /* forbidden */ }
    const here = new URL(location.href);
    here.searchParams.delete("persona");
    history.replaceState(null, "", here);
    if (byPointer) form.hidePopover?.();
  });
}

// ── Copying ──

/** A line as it is said: no verb, no pause, no joiners; the paragraphs of an e-mail stay apart. */
function lineOf(block) {
  const paragraphs = all(":scope > p, :scope > h1", block).map((paragraph) => {
    const copy = paragraph.cloneNode(true);
    all(".pause, .hash", copy).forEach((element) => element.remove());
    return copy.textContent.replace(/\u2060/g, "").replace(/ {2,}/g, " ").trim();
  });
  return paragraphs.join(block.classList.contains("mail") ? "\n\n" : " ");
}

function addCopyButtons(strings) {
  if (!navigator.clipboard) return;
  all(".say > .v, .ask > .v", root).forEach((verb) => {
    const button = Object.assign(document.createElement("button"), { className: "copy", type: "button", textContent: strings.copy_ });
    button.lang = page.lang;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(lineOf(verb.parentElement));
      button.textContent = strings.copied;
      setTimeout(() => { button.textContent = strings.copy_; }, 1500);
    });
    verb.append(button);
  });
}

// ── Dates ──

const localDay = (now = new Date()) => new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);

/** What is due or expired on this day, said in words beside the date that stands there already. */
function markDates(strings, today) {
  all(".fresh[data-due], .valid[data-expires]", root).forEach((element) => {
    const until = element.dataset.due ?? element.dataset.expires;
    if (until >= today) return;
    element.classList.add("due");
    if (element.dataset.expires) root.querySelector("article > .say")?.classList.add("expired");
    element.append(`. ${element.dataset.due ? counted(strings.due, daysBetween(until, today)) : strings.expired}`);
  });
  const late = all("[data-late]", root).filter((element) => element.dataset.late < today);
  late.forEach((element) => { element.hidden = false; });
  const count = root.querySelector("[data-late-count]");
  if (count) count.textContent = late.length ? ` ${counted(strings.due_guides, late.length)}.` : "";
}

function markOf(sides) {
  if (sides.known && sides.felt) return "both";
  return ["known", "felt", "settled"].find((side) => sides[side]) ?? "bare";
}

const setMark = (mark, name, word) => { mark.className = `mark ${name}`; mark.lastChild.data = word; };

/** Support of each line from the proofs that still hold; expired ones are struck, never hidden. */
function markProofs(strings, today) {
  all("details.proof", root).forEach((proof) => {
    const sides = {};
    all("[data-until]", proof).forEach((item) => {
      if (item.dataset.until < today) {
        item.classList.add("expired");
        item.insertAdjacentHTML("beforeend", ' <span class="due"></span>');
        item.lastChild.textContent = strings.expired;
      } else sides[item.dataset.side] = (sides[item.dataset.side] ?? 0) + Number(item.dataset.n ?? 1);
    });
    const [mark, count] = proof.querySelector("summary").children, name = markOf(sides);
    setMark(mark, name, strings.marks[name]);
    count.textContent = ["known", "felt", "settled"].filter((side) => sides[side]).map((side) => counted(strings.sides[side], sides[side])).join(", ") || strings.none;
  });
  const support = root.querySelector(".support");
  if (!support) return;
  const names = all(".chain > li > .under .mark", root).map((mark) => mark.classList[1]);
  support.replaceChildren(...["both", "known", "felt", "settled", "bare"].filter((name) => names.includes(name)).map((name) => {
    const mark = document.createElement("span");
    mark.append(document.createElement("i"), "");
    setMark(mark, name, counted(strings.steps[name], names.filter((other) => other === name).length));
    return mark;
  }));
}

// ── Moving around ──

/** What the address names is opened and shown, even where the persona chosen would not see it. */
function showTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (!target.checkVisibility?.() && target.closest("[data-for]")) delete page.dataset.persona;
  target.scrollIntoView();
}

function followContents(contents) {
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

// ── Days ──

/** The boxes of a path: kept in this browser, counted; the first day that isn't done is open. */
function keepDays(days, strings) {
  const key = `path.${days.dataset.path}`, boxes = all("input", days), done = new Set(JSON.parse(kept.get(key) ?? "[]"));
  const bar = document.createElement("progress"), note = document.createElement("p");
  Object.assign(bar, { className: "bar-done", max: boxes.length, ariaLabel: days.dataset.progress });
  note.className = "small soft";
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    const said = (part, whole) => strings.progress.replace("{done}", part).replace("{all}", whole);
    bar.value = ticked;
    note.textContent = `${said(ticked, boxes.length)}. ${days.dataset.kept}`;
    all("details", days).forEach((day) => {
      const own = all("input", day), part = own.filter((box) => box.checked).length;
      day.querySelector("summary small").textContent = part === own.length ? strings.day_done : part ? said(part, own.length) : "";
    });
  };
  boxes.forEach((box) => { box.checked = done.has(box.id); });
  days.addEventListener("change", () => { kept.set(key, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.id))); show(); });
  days.before(bar, note);
  show();
  const next = all("details", days).find((day) => all("input", day).some((box) => !box.checked));
  all("details", days).forEach((day) => { day.open = day === next; });
}

// ── Colours ──

function addSchemeSwitch(strings) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: strings.scheme });
  button.addEventListener("click", () => {
    const system = dark.matches ? "dark" : "light", next = (page.dataset.scheme ?? system) === "dark" ? "light" : "dark";
    if (next === system) delete page.dataset.scheme; else page.dataset.scheme = next;
    kept.set("scheme", next === system ? null : next);
  });
  document.querySelector(".foot nav")?.append(button);
}

const form = document.getElementById("_who"), contents = document.getElementById("_plan"), days = document.querySelector(".days");
if (form) choosePersona(form);
if (contents) followContents(contents);
showTarget();
addEventListener("hashchange", showTarget);
words.then((strings) => {
  if (!strings) return;
  const today = root.dataset.today || localDay();
  addCopyButtons(strings);
  markDates(strings, today);
  markProofs(strings, today);
  addSchemeSwitch(strings);
  if (days) keepDays(days, strings);
});

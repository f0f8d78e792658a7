// The call sheet: one page for one call, drawn from the pages of its signal and guide. What names a customer stays behind the #.
import { dayInWords } from "./dates.js";
import { counted, root as sheet, words } from "./page.js";

const made = sheet.querySelector(".made");
const index = JSON.parse(document.getElementById("_index").textContent);
const root = new URL(sheet.dataset.strings.replace(/assets\/.*/, ""), location.href);
const at = (name) => made.querySelector(`[data-${name}]`);
const PRIVATE = ["account", "since"];

// ── What is asked ──

/** What names a customer goes behind the #, where browsers send nothing. */
function hidePrivate() {
  const here = new URL(location.href), hidden = new URLSearchParams(here.hash.slice(1));
  PRIVATE.filter((name) => here.searchParams.has(name)).forEach((name) => {
    hidden.set(name, here.searchParams.get(name));
    here.searchParams.delete(name);
  });
  here.hash = hidden.toString();
  if (here.href !== location.href) history.replaceState(history.state, "", here);
}

function readAsked() {
  const open = new URLSearchParams(location.search), hidden = new URLSearchParams(location.hash.slice(1));
  const asked = Object.fromEntries(["signal", "guide"].map((name) => [name, open.get(name)?.trim() ?? ""]));
  asked.persona = document.documentElement.dataset.persona ?? open.get("persona")?.trim() ?? "";
  return { ...asked, ...Object.fromEntries(PRIVATE.map((name) => [name, hidden.get(name)?.trim() ?? ""])) };
}

/** The guide asked for, else the approved one with that signal and persona, earliest stage; of two with one of them, the persona's. */
function guideFor({ guide, signal, persona }) {
  const named = Object.hasOwn(index.moved, guide) ? index.moved[guide] : guide;
  if (Object.hasOwn(index.guides, named)) return named;
  const guides = Object.entries(index.guides);
  const first = (fits) => guides.find(([, it]) => fits(it))?.[0];
  const has = (it) => !signal || it.signals.includes(signal), serves = (it) => !persona || it.for.includes(persona);
  return first((it) => has(it) && serves(it)) ?? (persona ? first(serves) : first(has)) ?? first(has);
}

// ── Words ──

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function lasting(milliseconds, strings) {
  const minutes = Math.max(1, Math.round(milliseconds / 60000));
  if (minutes < 100) return counted(strings.minutes, minutes);
  const hours = Math.round(minutes / 60);
  return hours < 49 ? counted(strings.hours, hours) : counted(strings.days, Math.round(hours / 24));
}

const dayOf = (date) => dayInWords(date, { weekday: "long", day: "numeric", month: "long" }, told);

function moment(date, strings, { always = false } = {}) {
  const time = fill(strings.at, { h: date.getHours(), m: String(date.getMinutes()).padStart(2, "0") });
  return !always && date.toDateString() === new Date().toDateString() ? time : fill(strings.on, { day: dayOf(date), time });
}

function tell(text) {
  const note = document.createElement("p");
  note.textContent = text;
  at("told").append(note);
}

// ── Parts of other pages ──

const pages = new Map();

/** A page of this site as a document whose links lead where they led there. */
function read(address) {
  if (!pages.has(address)) pages.set(address, parse(new URL(address, root)).catch(() => fromLines(address)));
  return pages.get(address);
}

const fromLines = async (address) => (await import("./sheet-lines.js")).pageFromLines(address, told);

async function parse(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  page.querySelectorAll("a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), url); });
  return page;
}

/** Copies for this page: without the names that they had in theirs. */
function copies(nodes) {
  return [...nodes].map((node) => {
    const copy = document.importNode(node, true);
    [copy, ...(copy.querySelectorAll?.("[id]") ?? [])].forEach((element) => element.removeAttribute?.("id"));
    return copy;
  });
}

const heard = (persona) => (node) => !node.dataset.for || !persona || node.dataset.for.split(" ").includes(persona);

/** Lines that follow a heading: `say` blocks until something else comes. */
function linesAfter(heading) {
  const found = [];
  for (let next = heading?.nextElementSibling; next?.matches(".say"); next = next.nextElementSibling) found.push(next);
  return found;
}

// ── Drawing ──

async function draw(strings) {
  const asked = readAsked(), known = { signal: index.signals, persona: index.personas, guide: { ...index.guides, ...index.moved } };
  at("told").replaceChildren();
  ["signal", "persona", "guide"].filter((name) => asked[name] && !Object.hasOwn(known[name], asked[name]))
    .forEach((name) => tell(fill(strings.unknown[name], { id: asked[name] })));
  const persona = Object.hasOwn(index.personas, asked.persona) ? asked.persona : "";
  const signal = Object.hasOwn(index.signals, asked.signal) ? asked.signal : "";
  const guide = guideFor({ guide: asked.guide, signal, persona });
  drawHead(asked, persona, strings);
  drawDecision(persona, strings);
  made.hidden = false;
  sheet.querySelector(".choice").hidden = true;
  const [signals, guides] = await Promise.all([signal && read(index.signals[signal].address), guide && read(index.guides[guide].address)]);
  at("signal").hidden = !signal;
  if (signal) drawSignal(signals, index.signals[signal], asked.since, strings);
  if (guide) drawGuide(guides, index.guides[guide], persona, strings);
  drawOpening(signals, guides, persona);
  fillBlanks(asked.account, strings);
}

function drawHead({ account }, persona, strings) {
  at("account").textContent = account || strings.someone;
  at("day").textContent = dayOf(new Date());
  at("printed").textContent = `${document.querySelector(".logo")?.textContent ?? ""} · ${fill(strings.printed, { when: moment(new Date(), strings, { always: true }) })} · ${location.host}${location.pathname}`;
  at("who").textContent = persona ? index.personas[persona].short : "";
}

function drawSignal(page, signal, since, strings) {
  const [means, doesnt] = page.querySelectorAll(".pair > div");
  at("name").replaceChildren(...copies(page.querySelector("h1").childNodes));
  for (const [name, block] of [["means", means], ["doesnt", doesnt]]) {
    at(name).replaceChildren(...(block ? sentences(block) : []));
    at(name).parentElement.hidden = !block;
  }
  const never = page.querySelector(".never s");
  at("never").hidden = !never;
  if (never) at("never").querySelector("span").replaceChildren(...copies([never]));
  drawTime(signal, since, strings);
}

/** The sentences of a block, one after the other. */
const sentences = (block) => copies(block.querySelectorAll("p")).flatMap((sentence) => [...sentence.childNodes, " "]);

/** The takeover clock: from `since` on, no longer than the signal allows, and not before it is wise. */
function drawTime({ within, wait, words }, since, strings) {
  const begun = since ? new Date(since) : null, box = at("until"), bar = box.querySelector(".left");
  if (since && Number.isNaN(begun.getTime())) tell(fill(strings.unknown.since, { id: since }));
  const counts = begun && !Number.isNaN(begun.getTime());
  box.hidden = false;
  bar.hidden = !counts;
  if (!counts) {
    box.querySelector("b").textContent = fill(strings.call_within, { words });
    return;
  }
  const from = begun.getTime() + wait * 1000, end = from + within * 1000, now = Date.now(), late = now > end;
  box.classList.toggle("due", late);
  box.querySelector("b").textContent = now < from ? fill(strings.not_before, { when: moment(new Date(from), strings) }) : fill(strings.call_before, { when: moment(new Date(end), strings) });
  at("left").textContent = now < from ? "" : fill(late ? strings.late : strings.left, { time: lasting(Math.abs(end - now), strings) });
  bar.firstElementChild.style.width = `${late ? 100 : Math.max(0, Math.min(100, (100 * (end - now)) / (end - from)))}%`;
}

function drawGuide(page, guide, persona, strings) {
  const title = at("guide");
  title.replaceChildren(...copies(page.querySelector("h1").childNodes));
  title.href = new URL(guide.address, root);
  at("call").href = new URL(`${guide.address}call/`, root);
  if (persona && !guide.for.includes(persona)) tell(fill(strings.not_for, { who: index.personas[persona].short }));
  sheet.dataset.personas = guide.for.join(" ");
  at("questions").querySelector("ol").replaceChildren(...[...page.querySelectorAll(".chain > li")].slice(0, 3).flatMap(question));
  const objections = [...page.querySelectorAll(".obj")].filter(heard(persona)).slice(0, 4).map((objection) => objectionRow(objection, guide));
  at("objections").hidden = !objections.length;
  at("objections").querySelector("ul").replaceChildren(...objections);
}

function question(step) {
  return [...step.querySelectorAll(":scope > .ask")].map((block, n) => {
    const item = document.createElement("li"), text = document.createElement("span");
    if (block.dataset.for) item.dataset.for = block.dataset.for;
    if (n && !document.documentElement.dataset.persona) item.className = "or";
    text.append(...copies(block.querySelectorAll(".tag")), ...sentences(block));
    item.append(text);
    return item;
  });
}

function objectionRow(objection, guide) {
  const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("span");
  const said = document.createElement("b"), dig = document.createElement("small");
  said.append(...copies(objection.querySelector("summary").childNodes).filter((node) => !node.matches?.("small, .i")));
  dig.append(...copies(objection.querySelectorAll(".ask > p")).slice(0, 1).flatMap((line) => [...line.childNodes]));
  link.href = new URL(`${guide.address}#${objection.id}`, root);
  text.append(said, dig);
  link.append(text);
  item.append(link);
  return item;
}

/** The signal's line for that persona, else the guide's. */
function drawOpening(signal, guide, persona) {
  const ofSignal = signal ? [...signal.querySelectorAll("article > .say")].filter(heard(persona)) : [];
  at("open").replaceChildren(...copies(ofSignal.length ? ofSignal : linesAfter(guide?.getElementById("open"))));
}

async function drawDecision(persona, strings) {
  const said = at("decides"), route = at("route");
  route.replaceChildren();
  said.textContent = "";
  if (!persona) return;
  const { short, decides, address } = index.personas[persona];
  said.textContent = fill(decides ? strings.decides : strings.does_not_decide, { who: short });
  if (decides) return;
  const page = await read(address).catch(() => null);
  if (page) route.replaceChildren(...copies(linesAfter(page.querySelector("article > h2"))));
}

function fillBlanks(account, strings) {
  if (!account) return;
  made.querySelectorAll(".blank").forEach((blank) => {
    if (strings.blanks.includes(blank.textContent.replace(/[[\]]/g, "").trim().toLowerCase())) blank.replaceWith(account);
  });
}

// ── Whenever something changes ──

const told = await words, strings = told?.sheet;
const isAsked = () => ["signal", "guide", "persona"].some((name) => new URLSearchParams(location.search).get(name)) || location.hash.length > 1;

async function redraw() {
  hidePrivate();
  if (isAsked() && strings) await draw(strings).catch(() => tell(strings.unreadable));
}

sheet.querySelector("[data-print]").addEventListener("click", () => print());
addEventListener("hashchange", redraw);
new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-persona"] });
setInterval(() => {
  const { signal, since } = readAsked();
  if (!made.hidden && Object.hasOwn(index.signals, signal)) drawTime(index.signals[signal], Number.isNaN(Date.parse(since)) ? "" : since, strings);
}, 20000);
await redraw();

// The search of a page: a combobox whose popup is a grid of results. It asks the worker, shows the answer, follows keys and address.
import { chosen } from "../persona.js";
import { readAddress, writeAddress } from "./address.js";
import { Engine } from "./engine.js";
import { Filters } from "./filters.js";
import { Result } from "./results.js";
import { stageFor } from "./stage.js";
import { View } from "./view.js";

const AT_ONCE = 5;
const MORE = 10;
/** In milliseconds: when a count is spoken, the address written, a slow start admitted; how long half a word may find nothing. */
const QUIET = 600, SETTLED = 200, SLOW = 400, HALF_A_WORD = 500;

/** A function that runs once nothing has called it for a while; `now()` runs what waits, `drop()` forgets it. */
function later(act, delay) {
  let timer = 0;
  const drop = () => { clearTimeout(timer); timer = 0; };
  const now = () => { if (timer) { drop(); act(); } };
  return Object.assign(() => { clearTimeout(timer); timer = setTimeout(now, delay); }, { now, drop });
}

export class Search {
  /** A form with its box, the scripts' words, and the address that the search's files are named from. */
  constructor(form, strings, base) {
    Object.assign(this, { form, strings, results: [], at: 0, moved: false, limit: AT_ONCE, shownFor: "", home: new URL("../", base) });
    this.engine = new Engine(Object.fromEntries(Object.entries(strings.find).map(([name, path]) => [name, new URL(path, base).href])));
    this.filters = new Filters(strings, readAddress().filters, () => this.ask());
    this.view = new View(form, strings, this.filters.box);
    this.input = this.view.input;
    this.stage = stageFor(form, this.view.box);
    this.write = later(() => writeAddress({ query: this.query(), filters: this.filters.chosen, persona: chosen() }), SETTLED);
    this.announce = later(() => this.view.count(this.answer, this.results[0]?.hit.head ?? ""), QUIET);
    this.wait = later(() => this.waiting(), SLOW);
    this.settle = later(() => this.show(...this.unsettled), HALF_A_WORD);
  }

  /** Listens from now on, and answers what stands in the box or in the address already. */
  begin() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.entered(); });
    this.view.box.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("talktrack:persona", () => this.ask());
    addEventListener("popstate", () => this.follow());
    addEventListener("pagehide", () => this.write.now());
    this.engine.loaded.catch(() => this.fail());
    if (this.input.value.trim()) this.typed(); else this.follow();
  }

  query() {
    return this.input.value.trim();
  }

  // ── Asking ──

  typed() {
    this.limit = AT_ONCE;
    this.ask();
  }

  /** The address changed under us, by Back or by a link: the box follows. */
  follow() {
    const { query, filters } = readAddress();
    if (query.trim() === this.query() && this.query() === this.shownFor) return;
    this.input.value = query;
    this.filters.set(filters);
    this.typed();
  }

  ask() {
    if (!this.query()) return this.close();
    this.write();
    if (this.engine.state === "failed") return this.fail();
    this.settle.drop();
    if (!this.shownFor) this.wait();
    const asked = { query: this.input.value.trimStart(), persona: chosen(), filters: { ...this.filters.chosen }, limit: this.limit };
    return this.engine.ask(asked, (answer) => this.answered(answer, asked));
  }

  /** Results stay while half a word finds nothing: the next letter may. */
  answered(answer, asked) {
    this.unsettled = [answer, asked];
    if (!answer.unfiltered && this.results.length) this.settle(); else this.show(answer, asked);
  }

  // ── Showing ──

  show(answer, asked) {
    this.wait.drop();
    const same = this.shownFor === this.query() && this.results.length <= answer.hits.length;
    this.shownFor = this.query();
    this.answer = answer;
    const options = { strings: this.strings, persona: asked.persona || asked.filters.for, home: this.home };
    this.results = answer.hits.map((hit, n) => new Result(hit, n, options));
    this.view.rows(this.results, answer.total);
    this.view.below({ answer, asked, home: this.home }, { more: () => this.more(), fill: (word) => this.fill(word), clear: () => this.clearFilters() });
    this.filters.show(answer);
    this.stage.show();
    this.choose(same ? this.at : 0, same && this.moved);
    this.announce();
    this.entering?.();
  }

  waiting() {
    if (this.engine.state !== "loading") return;
    this.view.waiting();
    this.stage.show();
  }

  fail() {
    this.wait.drop();
    if (!this.query()) return;
    Object.assign(this, { shownFor: this.query(), results: [] });
    this.view.failed(() => { this.write.now(); location.reload(); });
    this.stage.show();
  }

  close() {
    this.engine.forget();
    for (const waiting of [this.wait, this.settle, this.announce]) waiting.drop();
    Object.assign(this, { results: [], shownFor: "", entering: null });
    this.view.rows([], 0);
    this.view.say("");
    this.view.point(null);
    this.stage.hide();
    this.write();
    this.write.now();
  }

  more() {
    this.limit += MORE;
    this.ask();
  }

  clearFilters() {
    this.filters.clear();
    this.input.focus();
  }

  fill(word) {
    this.input.value = word;
    this.input.focus();
    this.typed();
  }

  // ── Keys and touch ──

  pressed(event) {
    const held = event.ctrlKey || event.metaKey, other = event.altKey || event.shiftKey;
    if (event.isComposing || other || (held && event.key !== "Enter")) return;
    const acts = {
      ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1), Escape: () => this.escape(),
      Enter: () => (held ? this.copy() : this.entered()),
    };
    if (Object.hasOwn(acts, event.key) && acts[event.key]() !== false) event.preventDefault();
  }

  move(step) {
    if (!this.results.length) return false;
    const next = this.at + step, last = this.results.length - 1;
    if (next > last && this.answer.total > this.results.length) this.more();
    this.choose(Math.max(0, Math.min(next, last)), true);
    return true;
  }

  /** Marks a result as the one that Enter means; `told` names it to a screen reader too. */
  choose(at, told = false) {
    Object.assign(this, { at, moved: told });
    this.results.forEach((result, n) => result.choose(n === at));
    this.view.point(told ? this.results[at].cell : null);
  }

  escape() {
    if (!this.input.value) return false;
    this.input.value = "";
    this.close();
    return true;
  }

  /** Enter: opens the chosen result, once the answer to what stands in the box is there. */
  entered() {
    this.whenAnswered(() => this.go(this.results[this.at]));
  }

  copy() {
    this.whenAnswered(async () => {
      const result = this.results[this.at];
      if (!result) return;
      this.announce.drop();
      const done = await result.copy();
      this.view.say(done ? `${this.strings.copied}. ${result.line()}` : this.strings.not_copied);
    });
  }

  whenAnswered(act) {
    if (!this.query() || this.engine.state === "failed") return;
    if (this.shownFor === this.query()) { act(); return; }
    this.entering = () => { this.entering = null; act(); };
    this.settle.now();
  }

  go(result) {
    if (!result) return;
    this.write.now();
    location.assign(result.address);
  }

  /** A tap anywhere on a result opens it, unless it was meant for a button or to select text. */
  clicked(event) {
    if (event.target.closest("a, button, summary") || String(getSelection())) return;
    this.go(this.results.find(({ row }) => row.contains(event.target)));
  }
}

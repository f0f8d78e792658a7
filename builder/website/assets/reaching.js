// Keys of a page, and the way to the search: its modules come with the first focus of the box, or once the page is idle.
import { element, stringsAddress, words } from "./page.js";
import { singleKey } from "./preferences.js";

/** Loads the search for a box once it is wanted; "/" reaches the box, and on a computer's home page it has the focus. */
export function followBox(form) {
  const input = form.querySelector("input[type=search]");
  if (!input) return;
  let loading;
  const load = () => (loading ??= start(form, input));
  input.addEventListener("focus", load, { once: true });
  if (input === document.activeElement || input.value || new URLSearchParams(location.search).has("q")) load();
  if (isRoomy()) whenIdle(load);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !singleKey(event)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  if (form.classList.contains("box") && matchMedia("(hover: hover) and (pointer: fine)").matches && !location.hash) input.focus({ preventScroll: true });
}

/** Milliseconds there and back from which a network counts as slow. */
const SLOW = 150;

/** Whether the network has room for what nobody has asked for yet; browsers that don't tell count as having it. */
export function isRoomy({ saveData, effectiveType = "4g", rtt = 0 } = navigator.connection ?? {}) {
  return !saveData && effectiveType === "4g" && rtt < SLOW;
}

/** Who types faster than the search loads: Enter waits for it. Without its modules the form leads to the search page. */
async function start(form, input) {
  let early = "";
  const hear = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    early = event.ctrlKey || event.metaKey ? "copy" : "entered";
  };
  input.addEventListener("keydown", hear);
  try {
    const [strings, { Search }] = await Promise.all([words, import("./search/search.js")]);
    const search = new Search(form, strings, stringsAddress);
    search.begin();
    if (early) search[early]();
  } catch {
    if (input.value) sayThatItFailed((await words)?.search.failed ?? "");
  } finally {
    input.removeEventListener("keydown", hear);
  }
}

function sayThatItFailed(text) {
  const note = Object.assign(element("p", "tt newer", text), { role: "status" });
  document.querySelector("main").before(note);
}

/** The key "c" opens call mode where the page has one. */
export function followCallKey(link) {
  if (link) document.addEventListener("keydown", (event) => { if (event.key === "c" && singleKey(event)) link.click(); });
}

/** Once the page has nothing else to do. */
export function whenIdle(act) {
  const idle = () => (globalThis.requestIdleCallback ?? setTimeout)(() => act());
  if (document.readyState === "complete") idle(); else addEventListener("load", idle, { once: true });
}

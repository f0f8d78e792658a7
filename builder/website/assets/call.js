// Call mode: one step a screen, by tap, swipe and key; objections one key away, and back to the very step. Nothing of a call is kept.
import { kept } from "./kept.js";
import { words } from "./page.js";

const call = document.querySelector(".call");
const steps = [...call.querySelectorAll(".at")];
const tray = call.querySelector("#objections") && asDialog(call.querySelector("#objections"));
const clock = call.querySelector(".clock");
const SIZES = ["1.75rem", "1.625rem", "1.5rem", "1.375rem"];
const trail = [];
let now;

/** The tray becomes a modal dialog: the script is there to open and close it. */
function asDialog(box) {
  const dialog = document.createElement("dialog");
  for (const { name, value } of box.attributes) dialog.setAttribute(name, value);
  dialog.append(...box.childNodes);
  box.replaceWith(dialog);
  return dialog;
}

// ── Which step ──

const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

/** Shows what the address names: a step, or an objection over the step that one was at. */
function show() {
  const target = named();
  const step = target?.closest(".at");
  if (step) arrive(step);
  else if (!now) arrive(steps[0], false);
  if (target && tray?.contains(target) || target === tray) openTray(target);
  else tray?.close();
}

function arrive(step, focus = true) {
  if (now && now !== step) trail.push(now.id);
  now = step;
  steps.forEach((other) => other.classList.toggle("now", other === step));
  for (let box = named()?.closest("details"); box && step.contains(box); box = box.parentElement.closest("details")) box.open = true;
  fit();
  scrollTo(0, 0);
  if (focus) step.focus({ preventScroll: true });
}

/** The biggest type that needs no scrolling, never smaller than can be read at arm's length; then less room around it. */
function fit() {
  call.style.removeProperty("--call");
  call.classList.remove("tight");
  for (const size of SIZES) {
    if (document.documentElement.scrollHeight <= innerHeight) return;
    call.style.setProperty("--call", size);
  }
  call.classList.toggle("tight", document.documentElement.scrollHeight > innerHeight);
}

function back() {
  const before = trail.pop() ?? now.querySelector("[data-back]")?.hash.slice(1);
  if (!before) return;
  const length = trail.length;
  location.replace(`#${before}`);
  queueMicrotask(() => { arrive(document.getElementById(before)); trail.length = length; });
}

const next = () => now.querySelector("[data-next]")?.click();

// ── Objections ──

function openTray(target) {
  if (!tray.open) tray.showModal();
  tray.querySelector("[data-return] span").textContent = now.getAttribute("aria-label").toLocaleLowerCase(document.documentElement.lang);
  if (target !== tray) Object.assign(target.closest("details"), { open: true });
  (target === tray ? tray.querySelector("input") : target.querySelector("summary"))?.focus();
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ").toLowerCase();

/** Every word typed must begin a word of what they say. */
function filter({ target }) {
  const asked = folded(target.value).split(/\s+/).filter(Boolean);
  const objections = [...tray.querySelectorAll(".obj")];
  objections.forEach((objection) => {
    const said = ` ${folded(`${objection.querySelector("summary").textContent} ${objection.dataset.heard}`).replace(/[^\p{L}\p{N}]+/gu, " ")}`;
    objection.hidden = !asked.every((word) => said.includes(` ${word}`));
  });
  const left = objections.filter((objection) => objection.checkVisibility());
  tray.querySelector(".none").hidden = left.length > 0;
  if (asked.length && left.length === 1) left[0].open = true;
}

function leaveTray() {
  const field = tray.querySelector("input");
  field.value = "";
  filter({ target: field });
  if (!named()?.closest(".at")) history.replaceState(null, "", `#${now.id}`);
  now.focus({ preventScroll: true });
}

if (tray) {
  tray.querySelector(".field").hidden = false;
  tray.querySelector("input").addEventListener("input", filter);
  tray.querySelector("input").addEventListener("keydown", (event) => { if (event.key === "Escape") tray.close(); });
  tray.addEventListener("close", leaveTray);
  tray.querySelector("[data-return]").addEventListener("click", (event) => { event.preventDefault(); tray.close(); });
  tray.addEventListener("click", (event) => { if (event.target === tray) tray.close(); });
}

// ── Keys, fingers ──

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const letters = kept.get("keys") !== "off";
  const does = { ArrowRight: next, PageDown: next, ArrowLeft: back, PageUp: back,
    ...(letters && { o: () => tray && (location.hash = "objections"), c: () => document.getElementById("_leave").click() }) }[event.key];
  if (!does || tray?.open) return;
  event.preventDefault();
  does();
}

const FAR = 60;
let from;
call.addEventListener("touchstart", ({ touches }) => { from = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : undefined; }, { passive: true });
call.addEventListener("touchend", ({ changedTouches: [touch] }) => {
  if (!from || tray?.open) return;
  const x = touch.clientX - from.x, y = touch.clientY - from.y;
  if (Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y)) (x < 0 ? next : back)();
}, { passive: true });
addEventListener("resize", fit);
addEventListener("keydown", press);
addEventListener("hashchange", show);
call.querySelectorAll("[data-back]").forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); back(); }));

// ── The clock ──

/** Counts the call once it is started; stops where it stands, and starts again from nothing. */
function runClock({ start, stop }) {
  let begun = 0, ticking = 0;
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    const seconds = Math.floor((Date.now() - begun) / 1000);
    clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  };
  clock.hidden = false;
  clock.textContent = start;
  clock.addEventListener("click", () => {
    if (ticking) ticking = clearInterval(ticking);
    else {
      begun = Date.now();
      ticking = setInterval(tick, 1000);
      tick();
    }
    clock.ariaLabel = ticking ? stop : start;
  });
}

call.classList.add("on");
show();
const strings = await words;
if (strings) runClock(strings.clock);

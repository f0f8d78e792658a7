// What readers choose for themselves, in the footer: colours, and whether single keys do anything (WCAG 2.1.4).
import { kept } from "./kept.js";
import { button, page } from "./page.js";

/** Whether a single key may do something now: nobody is typing, no other key is held, and keys aren't switched off. */
export function singleKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return false;
  return kept.get("keys") !== "off" && !event.target.closest?.("input, textarea, select, [contenteditable]");
}

/** The buttons of the footer. */
export function addPreferences(strings) {
  document.querySelector(".foot nav")?.append(schemeSwitch(strings), keySwitch(strings));
}

function schemeSwitch(strings) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  return button("", strings.scheme, () => {
    const system = dark.matches ? "dark" : "light", next = (page.dataset.scheme ?? system) === "dark" ? "light" : "dark";
    if (next === system) delete page.dataset.scheme; else page.dataset.scheme = next;
    kept.set("scheme", next === system ? null : next);
  });
}

function keySwitch(strings) {
  const on = () => kept.get("keys") !== "off";
  const made = button("keys-switch", "", () => { kept.set("keys", on() ? "off" : null); show(); });
  const show = () => {
    made.textContent = on() ? strings.keys_on : strings.keys_off;
    document.documentElement.toggleAttribute("data-no-keys", !on());
  };
  show();
  return made;
}

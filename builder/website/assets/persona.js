// I am talking to: one choice for the whole site. Kept in the browser; an address that names one rules its own tab only.
import { kept, keptInTab } from "./kept.js";
import { all, page } from "./page.js";

/** The persona chosen; "" for everyone. */
export const chosen = () => page.dataset.persona ?? "";

/** Chooses a persona and tells the document ("talktrack:persona"): nothing has to be loaded again. */
export function choose(persona) {
  if (persona) page.dataset.persona = persona; else delete page.dataset.persona;
  kept.set("persona", persona || null);
  keptInTab.set("persona", null);
  const here = new URL(location.href);
  if (here.searchParams.has("persona")) {
    here.searchParams.delete("persona");
    history.replaceState(history.state, "", here);
  }
  document.dispatchEvent(new CustomEvent("talktrack:persona", { detail: persona }));
}

/** The choice in the header. */
export function followChoice(form) {
  const radios = all("[name=persona]", form);
  const now = radios.find((radio) => radio.value === chosen()) ?? radios.find((radio) => !radio.value);
  if (now) now.checked = true;
  if (!now?.value) delete page.dataset.persona;
  let byPointer = false;
  form.addEventListener("pointerdown", () => { byPointer = true; });
  form.addEventListener("keydown", () => { byPointer = false; });
  form.addEventListener("submit", (event) => { event.preventDefault(); form.hidePopover?.(); });
  form.addEventListener("change", ({ target }) => {
    choose(target.value);
    if (byPointer) form.hidePopover?.();
  });
}

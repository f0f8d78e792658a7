// Copying a line as it is said: no verb, no pause, no joiners.
import { all, button, page, root } from "./page.js";

const SHOWN = 1500;

/** A text without what only the eye needs. */
export const spoken = (text) => text.replace(/\u2060/g, "").replace(/\s*‖\s*/g, " ").replace(/ {2,}/g, " ").trim();

/** A line on the page as it is said; the paragraphs of an e-mail stay apart. */
export function lineOf(block) {
  const paragraphs = all(":scope > p, :scope > h1", block).map((paragraph) => {
    const copy = paragraph.cloneNode(true);
    all(".pause, .hash", copy).forEach((element) => element.remove());
    return spoken(copy.textContent);
  });
  return paragraphs.join(block.classList.contains("mail") ? "\n\n" : " ");
}

/** Puts a text on the clipboard; whether it is there now. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text);
  }
}

/** Where the page has no secure address the browser hides its clipboard from it. */
function copyOldWay(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "hidden" });
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}

/** Says for a moment on a button that its line was copied. */
export async function copyFrom(made, text, strings) {
  const done = await copy(text);
  made.textContent = done ? strings.copied : strings.not_copied;
  setTimeout(() => { made.textContent = strings.copy_; }, SHOWN);
  return done;
}

/** A button that copies what `text` gives when it is pressed. */
export function copyButton(strings, text) {
  const made = button("copy", strings.copy_, () => copyFrom(made, text(), strings));
  made.lang = page.lang;
  return made;
}

/** A button for every line of the page. */
export function addCopyButtons(strings) {
  all(".say > .v, .ask > .v", root).forEach((verb) => verb.append(copyButton(strings, () => lineOf(verb.parentElement))));
}

// A line to say as a block of the page, from the lines file: its verb, whom it is for, its seconds, a copy button, one sentence a line.
import { copyButton, spoken } from "./copying.js";
import { element, page } from "./page.js";

/** The wordings that a persona hears, all of them while none is chosen: [[personas, seconds, text], …]. */
export const heard = (wordings, persona) =>
  (persona ? wordings.filter(([personas]) => !personas.length || personas.includes(persona)) : wordings);

/** A wording as it is said: what is copied. */
export const lineText = ([, , text]) => spoken(text.replace(/\n/g, " "));

/** The block of one wording: voice is {voice: "say", verb}; tags are names to show beside it. */
export function voiceBlock({ voice, verb }, wording, strings, tags = []) {
  const [, seconds, text] = wording;
  if (voice === "known") return element("p", "known", ...sentence(text.replace(/\n/g, " ")));
  const head = element("div", "v", element("b", "", verb), " ", element("small", "", strings.seconds.replace("{n}", seconds)));
  for (const tag of tags) head.append(" ", element("span", "tag", tag));
  if (voice !== "hear") head.append(copyButton(strings, () => lineText(wording)));
  head.lang = page.lang;
  return element("div", voice, head, ...text.split("\n").map((said) => element("p", "", ...sentence(said))));
}

/** A sentence with its pauses and its blanks. */
function sentence(text) {
  return text.split(/(‖|\[[^\]\n]+\])/).filter(Boolean).map((part) => {
    if (part === "‖") return element("i", "pause");
    return /^\[.*\]$/.test(part) ? element("span", "blank", part) : part;
  });
}

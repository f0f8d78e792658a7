// What pages do beyond being read. Everything reads without it. Words come from strings.<language>.json, named by the page.
import { addCopyButtons } from "./copying.js";
import { markDates, markPaper, markProofs } from "./dates.js";
import { followContents, showTarget } from "./moving.js";
import { page, root, stringsAddress, today, words } from "./page.js";
import { chosen, followChoice } from "./persona.js";
import { addPreferences } from "./preferences.js";
import { followBox, followCallKey, whenIdle } from "./reaching.js";

const form = document.getElementById("_who"), contents = document.getElementById("_plan"), days = document.querySelector(".days");
const box = document.querySelector("[data-tt-search]");
if (form) followChoice(form);
if (contents) followContents(contents);
if (box) followBox(box);
followCallKey(document.getElementById("_call"));
showTarget();
addEventListener("hashchange", showTarget);
words.then((strings) => {
  if (!strings) return;
  addCopyButtons(strings);
  markDates(strings, today());
  markProofs(strings, today());
  markPaper(strings);
  addPreferences(strings);
  if (days) import("./days.js").then(({ keepDays }) => keepDays(days, strings));
  whenIdle(() => later(strings));
});

/** What can wait until the page stands: terms explained, the question under each line, reading without a network. */
async function later(strings) {
  if (root.querySelector(".facts .term")) (await import("./explain.js")).explainTerms(root);
  if (Object.keys(strings.feedback ?? {}).length) (await import("./verdict.js")).askHowItWent(root, strings.feedback, strings.verdict);
  const { forgetOffline, keepOffline } = await import("./offline.js"), site = new URL("../", stringsAddress);
  if (!strings.keep) await forgetOffline(site);
  else if (!navigator.connection?.saveData) await keepOffline(site, { language: page.lang, persona: chosen(), strings: strings.offline });
}

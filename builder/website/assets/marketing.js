// Pages for marketing: commands to copy, and whose rows of the freshness are shown.
import { copyButton } from "./copying.js";
import { all, root, words } from "./page.js";

words.then((strings) => {
  if (strings) all("code[data-copy]", root).forEach((code) => code.after(copyButton(strings, () => code.textContent)));
});

const chips = root.querySelector(".chips");
if (chips) {
  chips.hidden = false;
  chips.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-owner]");
    if (chosen) show(chosen.dataset.owner);
  });
}

/** The rows of one person, all of them for ""; a week without any is not there. */
function show(owner) {
  all("[data-owner]", chips).forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.owner === owner)));
  for (const section of all("section", root)) {
    const rows = all("[data-owners]", section);
    for (const row of rows) row.hidden = Boolean(owner) && !row.dataset.owners.split("|").includes(owner);
    section.hidden = rows.every((row) => row.hidden);
  }
}

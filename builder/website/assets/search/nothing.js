// What stands there where no answer does: nothing found, filtered away, or the search itself is missing.
import { feedbackAddress } from "../feedback.js";
import { button, element } from "../page.js";

const LONGEST = 200;

const link = (classes, label, address) => Object.assign(element("a", classes, label), { href: address });
const home = () => document.querySelector(".bar .logo")?.href ?? ".";

/** Nothing was found: the nearest words, asking for an answer, what is often heard, the list of guides. */
export function nothingFound({ query, persona, answer, strings, home: root, fill }) {
  const said = strings.search, made = element("div", "empty", element("h2", "", said.nothing));
  const asked = feedbackAddress(strings.feedback, asking(query, persona, said));
  made.append(element("p", "lead", asked ? `${said.try_} ${said.or_ask}` : said.try_));
  if (answer.nearest.length) made.append(nearest(answer.nearest, said, fill));
  const acts = element("p", "acts");
  if (asked) acts.append(link("btn dark", said.ask, asked));
  acts.append(link("btn", said.guides, home()));
  made.append(acts);
  if (answer.often.length) made.append(element("h3", "", said.often), often(answer.often, root));
  return made;
}

function asking(query, persona, said) {
  const short = [...query].slice(0, LONGEST).join("");
  const who = persona ? `${said.asked_for} ${persona}\n` : "";
  return { title: said.asked.replace("{query}", () => short), body: `${said.asked_body}\n\n> ${short}\n\n${who}`, persona, line: short };
}

function nearest(words, said, fill) {
  const made = element("p", "nearest", `${said.nearest} `);
  made.append(...words.map((word) => button("btn", word, () => fill(word))));
  return made;
}

function often(hits, home) {
  return element("ul", "rows", ...hits.map(({ address, head, title }) => {
    const row = element("span", "", element("b", "", head), element("small", "", title));
    return element("li", "", link("", row, new URL(address, home).href));
  }));
}

/** The filters left nothing. */
export function filteredAway(strings, clear) {
  const said = strings.search;
  return element("div", "empty", element("h2", "", said.filtered), element("p", "acts", button("btn dark", said.clear, clear)));
}

/** The search's own files are missing, old or broken: the rest of the site works. */
export function searchFailed(strings, reload) {
  const said = strings.search;
  const again = button("btn dark", said.reload, reload);
  return element("div", "empty", element("h2", "", said.failed), element("p", "lead", said.failed_why),
    element("p", "acts", again, link("btn", said.guides, home())));
}

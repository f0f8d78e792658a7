// The search off the main thread: it loads the postings and the lines, ranks, and answers with what results show.
import { Answers } from "./answers.js";
import { loadPostings } from "./storage.js";
import { Terms } from "./terms.js";

const LINES_VERSION = 1;
const STEMMED = ["fr", "en"];

const REHEARSED = 12;

let answers;

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer;
}

async function start({ postings, lines }) {
  const [raw, texts] = await Promise.all([
    fetched(postings).then((answer) => answer.arrayBuffer()),
    fetched(lines).then((answer) => answer.json()),
  ]);
  if (texts.version !== LINES_VERSION) throw new Error(`lines of version ${texts.version}, not ${LINES_VERSION}`);
  const index = loadPostings(raw);
  if (texts.cards.length !== index.kinds.length) throw new Error("postings and lines are not of one build");
  const language = STEMMED.includes(index.language) ? index.language : "en";
  const { stem } = await import(`./stemmer.${language}.js`);
  answers = new Answers(index, new Terms(index.terms, stem), texts);
}

/** Asks what nobody asked, whole, half typed and misspelt, so that the engine is compiled when somebody does; one at a time. */
function warm([text, ...rest]) {
  if (text === undefined) return;
  for (const query of [text, text.slice(0, -2), text.replace(/(\p{L})(\p{L})(?=\p{L}{3})/u, "$2$1")]) answers.to({ query });
  setTimeout(warm, 0, rest);
}

const ACTS = {
  start: async (places) => {
    await start(places);
    answers.to({ query: "a" });
    setTimeout(warm, 0, answers.texts.cards.flatMap(([, heads]) => heads.slice(0, 1)).slice(0, REHEARSED));
    return {};
  },
  ask: (question) => answers.to(question),
};

addEventListener("message", async ({ data: { act, values } }) => {
  try {
    postMessage({ act, values: await ACTS[act](values) });
  } catch (error) {
    postMessage({ act, failed: String(error?.message ?? error) });
  }
});

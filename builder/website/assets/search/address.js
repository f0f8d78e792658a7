// The question in the address: a pasted link gives the same results, and Back leads to them again.

const FACETS = ["kind", "stage", "for"];
const LONGEST = 300;

/** What the address asks: {query, filters}. */
export function readAddress() {
  const asked = new URLSearchParams(location.search);
  return { query: asked.get("q") ?? "", filters: Object.fromEntries(FACETS.map((facet) => [facet, asked.get(facet) ?? ""])) };
}

/** Writes a question into the address: the first one is a step of its own to come back from, the next take its place. */
export function writeAddress({ query, filters, persona }) {
  const here = new URL(location.href), before = here.searchParams.has("q");
  const values = { q: [...query].slice(0, LONGEST).join(""), ...filters, persona: query ? persona : here.searchParams.get("persona") };
  for (const [name, value] of Object.entries(values)) {
    if (value && (query || name === "persona")) here.searchParams.set(name, value); else here.searchParams.delete(name);
  }
  if (query) here.hash = "";
  if (here.href === location.href) return;
  try {
    if (query && !before) history.pushState(null, "", here); else history.replaceState(null, "", here);
  } catch { /* a browser that finds this too often: the next one will do */ }
}

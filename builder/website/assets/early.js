(() => {
  const page = document.documentElement.dataset, asked = new URLSearchParams(location.search).get("persona");
  try {
    if (asked !== null) sessionStorage.setItem("talktrack.persona", asked);
    const persona = sessionStorage.getItem("talktrack.persona") ?? localStorage.getItem("talktrack.persona");
    if (persona) page.persona = persona;
    const scheme = localStorage.getItem("talktrack.scheme");
    if (scheme) page.scheme = scheme;
  } catch {
    if (asked) page.persona = asked;
  }
  const rules = document.head.appendChild(document.createElement("style"));
  const follow = () => {
    const who = /^[a-z][a-z0-9-]*$/.test(page.persona) ? page.persona : "", chosen = `html[data-persona="${who}"]`, theirs = `[data-personas~="${who}"]`;
    rules.textContent = who && `${chosen} ${theirs} :is([data-for]:not([data-for~="${who}"]),.tag),${chosen} .who:has([data-who="${who}"]) [data-who=""]{display:none}`
      + `${chosen} .who [data-who="${who}"]{display:inline}`
      + `${chosen} .bar:has([data-who="${who}"])~main [data-personas]:not(${theirs}) .not-for,${chosen} .not-for [data-who="${who}"]{display:block}`;
  };
  follow();
  new MutationObserver(follow).observe(document.documentElement, { attributeFilter: ["data-persona"] });
  document.addEventListener("load", ({ target }) => { if (target.rel === "preload" && target.as === "style") target.rel = "stylesheet"; }, true);
})();

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
})();

// What a mailed page does: it shows the lines of whoever is chosen. Nothing is fetched and nothing is kept.
const root = document.documentElement, form = document.querySelector(".choice");
form?.addEventListener("submit", (event) => event.preventDefault());
form?.addEventListener("change", ({ target }) => {
  if (target.value) root.dataset.persona = target.value; else delete root.dataset.persona;
});

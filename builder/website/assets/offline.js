// Keeps the site for when there is no network, and says when a newer version is there.

/** Registers the worker of the site's root; it then keeps pages, this reader's first. `strings` are those of `offline`. */
export async function keepOffline(root, { language, persona, strings }) {
  if (!navigator.serviceWorker || !isSecureContext) return;
  const known = await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root }).catch(() => null);
  if (!known) return;
  known.addEventListener("updatefound", () => offerWhenReady(known.installing, strings));
  if (known.waiting && known.active) offer(known.waiting, strings);
  const ready = await navigator.serviceWorker.ready;
  ready.active.postMessage({ type: "fill", language, persona });
}

/** Removes the worker of a preview or of a site that no longer wants one. */
export async function forgetOffline(root) {
  const known = await navigator.serviceWorker?.getRegistration(root);
  if (known?.scope === new URL(root).href) await known.unregister();
}

function offerWhenReady(worker, strings) {
  worker.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker, strings);
  });
}

/** One quiet line at the foot of the page; nothing changes under one's eyes. */
function offer(worker, strings) {
  if (document.querySelector(".newer")) return;
  const note = Object.assign(document.createElement("p"), { className: "newer", role: "status", textContent: `${strings.newer} ` });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: strings.reload });
  button.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage({ type: "take over" });
  });
  note.append(button);
  document.querySelector(".foot")?.before(note);
}

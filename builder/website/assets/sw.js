// Reading without a network. Each version of the site is one cache, filled from its list; a file that isn't the list's is not kept.
// SITE stands before this line: the version, its list of files, how many bytes of pages to keep; or that all of this is off.

const CACHE = `talktrack-${SITE.version}`;
const ROOT = self.registration.scope;
const url = (path) => new URL(path, ROOT).href;
/** By path: hash, size, language, personas. */
let listed;

// ── One version, whole ──

async function readList() {
  if (listed) return listed;
  const cache = await caches.open(CACHE), kept = await cache.match(url(SITE.list));
  const answer = kept ?? (await fetch(url(SITE.list)));
  if (!answer.ok) throw new Error(`${SITE.list}: ${answer.status}`);
  if (!kept) await cache.put(url(SITE.list), answer.clone());
  listed = await answer.json();
  return listed;
}

async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Puts a file of the list into this version's cache: from an older one where it is the same, else from the network. */
async function keep(cache, [path, hash]) {
  if (await cache.match(url(path))) return;
  const old = await caches.match(url(path));
  const answer = old && (await hashOf(await old.clone().arrayBuffer())) === hash ? old : await fetch(url(path), { cache: "no-cache" });
  const bytes = answer.ok ? await answer.clone().arrayBuffer() : new ArrayBuffer(0);
  if ((await hashOf(bytes)) !== hash) throw new Error(`${path} is of another version`);
  await cache.put(url(path), new Response(bytes, { headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" } }));
}

/** What every page needs, and the pages that lead to the others. */
async function install() {
  const cache = await caches.open(CACHE), { shell, pages } = await readList();
  const first = pages.filter(([path]) => /^([a-z-]+\/)?(search\/|call\/)?$/.test(path));
  for (const file of [...shell, ...first]) await keep(cache, file);
}

/** Pages up to the limit: this language and this persona first, guides before lists of them, each with its call mode. */
async function fill({ language, persona }) {
  const cache = await caches.open(CACHE), { pages } = await readList();
  const rank = ([path, , , of, personas]) => 4 * (of !== language) + 2 * !(persona && personas.includes(persona)) + !path.includes("guides/");
  let left = SITE.most;
  for (const page of pages.map((one, n) => [rank(one), n, one]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , one]) => one)) {
    left -= page[2];
    if (left < 0) break;
    await keep(cache, page);
  }
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("talktrack-") && name !== CACHE).map((name) => caches.delete(name)));
}

async function retire() {
  await dropOthers();
  await self.registration.unregister();
}

// ── Answering ──

const plainPath = (address) => decodeURI(new URL(address).pathname).slice(new URL(ROOT).pathname.length).replace(/index\.html$/, "");

/** What is kept; else the network. A page from the network that isn't this version's means that a newer one is there. */
async function answer(request) {
  const path = plainPath(request.url), cache = await caches.open(CACHE), kept = await cache.match(url(path));
  if (kept) return kept;
  try {
    const found = await fetch(request);
    const page = request.mode === "navigate" && found.ok && (await readList()).pages.find(([name]) => name === path);
    if (page) noticeVersion(cache, page, found.clone());
    return found;
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    return (await cache.match(url(`${languageOf(path)}search/`))) ?? Response.error();
  }
}

async function noticeVersion(cache, [path, hash], found) {
  const bytes = await found.arrayBuffer();
  if ((await hashOf(bytes)) !== hash) self.registration.update();
  else await cache.put(url(path), new Response(bytes, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
}

const languageOf = (path) => (listed?.pages.some(([name]) => name === path.split("/", 1)[0] + "/search/") ? `${path.split("/", 1)[0]}/` : "");

self.addEventListener("install", (event) => { event.waitUntil(SITE.off ? self.skipWaiting() : install()); });
self.addEventListener("activate", (event) => { event.waitUntil(SITE.off ? retire() : dropOthers().then(() => self.clients.claim())); });
self.addEventListener("message", (event) => {
  if (event.data.type === "take over") self.skipWaiting();
  if (event.data.type === "fill" && !SITE.off) event.waitUntil(fill(event.data).catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (!SITE.off && request.method === "GET" && request.url.startsWith(ROOT) && !request.headers.has("range")) event.respondWith(answer(request));
});

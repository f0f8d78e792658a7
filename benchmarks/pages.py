"""Time a guide's page on a slowed phone: python -m benchmarks.pages --site DIR [--page guides/prix/?persona=daf].

Chromium at 390 × 844, its processor four times slower, its network Fast 3G (1.6 Mbit/s down, 750 kbit/s up, 150 ms),
files gzipped. Cold is a first visit, warm the next one once the service worker has filled its cache. Printed, as the
median of `--runs`: when the first sentence to say can be read, what was transferred, how far the page moved while it
loaded, its longest task. The build's folder comes from `talktrack build --site-dir DIR`.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

PHONE = ViewportSize(width=390, height=844)
FAST_3G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
SETTLED = 2500
"""Milliseconds without anything new, after which a page counts as loaded."""
WATCH = """(() => {
  const seen = globalThis.seen = { readable: 0, shift: 0, task: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) seen.shift += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { seen.task = Math.max(seen.task, e.duration); }))
    .observe({ type: "longtask", buffered: true });
  const first = () => [...document.querySelectorAll("#open ~ .say > p")].find((line) => line.checkVisibility());
  const after = new MessageChannel();
  after.port1.onmessage = () => { seen.readable = performance.now(); };
  const look = () => { if (first()) after.port2.postMessage(0); else requestAnimationFrame(look); };
  requestAnimationFrame(look);
})()"""
"""Notes when the frame that shows the first sentence to say is painted, what moves, what takes long."""
FILLED = """async (page) => {
  await navigator.serviceWorker.ready;
  while (!(await caches.match(page))) await new Promise((then) => setTimeout(then, 100));
}"""


class Visit(NamedTuple):
    """One visit: milliseconds, bytes, the sum of layout shifts, milliseconds."""

    readable: float
    transferred: float
    requests: float
    shift: float
    task: float


class Gzipped(http.server.SimpleHTTPRequestHandler):
    """A server of static files as hosts have them: gzipped, connections kept open, hashed names cached for good."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, or with the index of a folder."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(path)
        packed = kind.startswith("text/") or path.suffix in {".js", ".json", ".svg", ".bin", ".webmanifest"}
        content = _content(path, packed)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=31536000" if "/assets/" in self.path else "no-cache")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@functools.lru_cache(maxsize=512)
def _content(path: Path, packed: bool) -> bytes:
    content = path.read_bytes()
    return gzip.compress(content, 9, mtime=0) if packed else content


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site's folder."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Gzipped, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(context: BrowserContext, address: str) -> tuple[Page, Visit]:
    """Open a page slowed down and wait until nothing happens any more."""
    page = context.new_page()
    page.add_init_script(WATCH)
    slow, sizes = context.new_cdp_session(page), list[float]()
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", FAST_3G)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    slow.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_function("seen.readable > 0")
    count = -1
    while count != len(sizes):
        count = len(sizes)
        page.wait_for_timeout(SETTLED)
    seen = page.evaluate("seen")
    return page, Visit(seen["readable"], sum(sizes), len(sizes), seen["shift"], seen["task"])


def cold(browser: Browser, address: str) -> Visit:
    """The first visit of a browser that has nothing; what its worker fetches afterwards is not the page's."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, service_workers="block")
    found = visit(context, address)[1]
    context.close()
    return found


def warm(browser: Browser, address: str) -> Visit:
    """The next visit, once the worker keeps the page."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    page.evaluate(FILLED, address.partition("?")[0])
    page.close()
    found = visit(context, address)[1]
    context.close()
    return found


def report(name: str, visits: list[Visit]) -> None:
    """Print one line of the table."""
    middle = Visit(*(median(values) for values in zip(*visits, strict=True)))
    print(
        f"{name:<6}{middle.readable:9.0f} ms{middle.transferred / 1000:11.1f} kB{middle.requests:10.0f}"
        f"{middle.shift:9.3f}{middle.task:9.0f} ms"
    )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, required=True, metavar="DIR", help="a built site")
    parser.add_argument("--page", default="guides/pas-de-projet/?persona=daf", help="the page, from the site's root")
    parser.add_argument("--runs", type=int, default=5, metavar="K", help="visits of each kind")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with served(options.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print("       readable   transferred  requests    shift  longest task")
        for name, way in (("cold", cold), ("warm", warm)):
            report(name, [way(browser, root + options.page) for _ in range(options.runs)])
        browser.close()


if __name__ == "__main__":
    main()

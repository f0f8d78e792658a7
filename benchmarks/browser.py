"""Time the engine of the browser in Chromium, slowed: python -m benchmarks.browser --project DIR --queries FILE.

The project's cards in French are multiplied to each of `--cards`. Printed for each: the size of the postings, how long
they take to decode, and the time of a query, when each is asked for the first time and after that (the fastest of
five). The engine runs in the page itself, since a worker is not slowed.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.multiplied import multiplied
from builder.pipeline import readers_of
from builder.review import review
from builder.search.catalogue import Indexed, indexed
from builder.search.index import build_index
from builder.search.storage import dump_postings
from builder.views.cards import cards

ENGINE = Path(__file__).parents[1] / "builder" / "search" / "browser"
PAGE = '<!DOCTYPE html><script src="vendor/base-stemmer.js"></script><script src="vendor/french-stemmer.js"></script>'
RUN = """async (queries) => {
  const [{ loadPostings }, { Terms }, { rank }] = await Promise.all(
    ["storage", "terms", "scoring"].map((name) => import(`./${name}.js`)));
  const buffer = await (await fetch("postings.bin")).arrayBuffer();
  const stemmer = new FrenchStemmer();
  const start = performance.now();
  const index = loadPostings(buffer);
  const terms = new Terms(index.terms, (word) => stemmer.stemWord(word));
  const load = performance.now() - start;
  const rounds = [0, 1, 2, 3, 4, 5].map(() => queries.map(({ q, persona }) => {
    const asked = performance.now();
    rank(q, index, terms, { persona: persona ?? "", limit: Infinity });
    return performance.now() - asked;
  }));
  return { load, rounds };
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def timed(browser: Browser, address: str, queries: list[dict[str, Any]], slow: float) -> dict[str, Any]:
    """How long loading and each round of queries took in a page of its own."""
    page = browser.new_page()
    page.goto(address)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    told: dict[str, Any] = page.evaluate(RUN, queries)
    page.close()
    return told


def material(project: Path) -> Indexed:
    """What the project's index in French is built from."""
    reader = readers_of(review(project))["fr"]
    return indexed(reader, cards(reader))


def percentiles(times: list[float]) -> str:
    """The middle and the slow end of some times."""
    cuts = quantiles(times, n=100)
    return f"p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f}"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--cards", type=int, nargs="+", default=[2_000, 10_000])
    parser.add_argument("--slow", type=float, default=4, help="how many times slower the processor is made")
    options = parser.parse_args()
    queries = [json.loads(line) for line in options.queries.read_text(encoding="utf-8").splitlines()]
    queries = [query for query in queries if query["lang"] == "fr"]
    whole = material(options.project)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(shutil.copytree(ENGINE, Path(temporary) / "engine"))
        (folder / "index.html").write_text(PAGE, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for count in options.cards:
            raw = dump_postings(build_index(*multiplied(whole, count)))
            (folder / "postings.bin").write_bytes(raw)
            with served(folder) as address:
                told = timed(browser, address, queries, options.slow)
            again = [min(times) for times in zip(*told["rounds"][1:], strict=True)]
            size = len(gzip.compress(raw, 9, mtime=0))
            print(f"{count} cards: {size:,} bytes gzipped, decoded in {told['load']:.0f} ms")
            print(f"  ms a query: first {percentiles(told['rounds'][0])}; then {percentiles(again)}", flush=True)


if __name__ == "__main__":
    main()

"""Reading without a network in Chromium: kept after one visit, one version at a time, switched off by a setting."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import HERE, IN_CHROMIUM, Quiet, browser
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.website.building import build

__all__ = ["browser"]

pytestmark = IN_CHROMIUM
FILLED = """async (path) => {
  const names = await caches.keys();
  for (const name of names) if (await (await caches.open(name)).match(new URL(path, location.origin).href)) return true;
  return false;
}"""
"""Whether a page is kept."""


class Served:
    """A copy of the example, its site and a server that can be cut off."""

    def __init__(self, folder: Path) -> None:
        self.project, self.site = folder / "project", folder / "site"
        shutil.copytree(HERE / "talktracks", self.project / "talktracks")
        shutil.copytree(HERE / "content", self.project / "content")
        shutil.copy(HERE / "mkdocs.yml", self.project)
        self.build()
        handler = functools.partial(Quiet, directory=str(self.site))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def build(self) -> None:
        assert build(self.project, self.site).built

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        self.build()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A site of one's own, which the test may change."""
    made = Served(tmp_path)
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone without a memory."""
    opened = browser.new_context(viewport={"width": 390, "height": 844})
    yield opened
    opened.close()


def visited(context: BrowserContext, served: Served, path: str = "guides/prix/") -> Page:
    """A page on which the worker has kept at least the page at `path`."""
    page = context.new_page()
    page.goto(served.url)
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("async () => navigator.serviceWorker.controller !== null")
    page.reload()
    kept(page, path)
    return page


def kept(page: Page, *paths: str) -> None:
    """Wait until the worker has kept these pages."""
    for path in paths:
        for _ in range(300):
            if page.evaluate(FILLED, path):
                break
            page.wait_for_timeout(100)
        assert page.evaluate(FILLED, path), path


def test_after_one_visit_everything_reads_without_a_network(context: BrowserContext, served: Served) -> None:
    """Guides that were never opened, call mode, the call sheet and the search."""
    page = visited(context, served)
    kept(page, "guides/prix/call/", "signals/trois-visites/", "guides/pas-de-projet/")
    context.set_offline(True)
    served.server.shutdown()
    served.server.server_close()
    page.goto(f"{served.url}guides/prix/?persona=daf")
    expect(page.locator("h1")).to_have_text("Le prix")
    page.goto(f"{served.url}guides/prix/call/")
    expect(page.locator(".call .at.now")).to_have_count(1)
    page.goto(f"{served.url}call/?signal=trois-visites&persona=daf&guide=pas-de-projet")
    expect(page.locator("[data-open] .say").first).to_be_visible()
    page.goto(f"{served.url}search/?q=budget")
    expect(page.locator("#tt-hits [role=row]").first).to_be_visible()


def test_a_newer_version_is_offered_and_taken_whole(context: BrowserContext, served: Served) -> None:
    """The old page stays until the reader says so; then everything is new, and the old version is gone."""
    page = visited(context, served)
    page.goto(f"{served.url}guides/prix/")
    served.replace("talktracks/comparer/prix.yml", "title: Le prix", "title: Le prix juste")
    page.goto(f"{served.url}guides/prix/")
    expect(page.locator("h1")).to_have_text("Le prix")
    note = page.locator(".newer")
    expect(note).to_be_visible(timeout=20000)
    note.locator("button").click()
    expect(page.locator("h1")).to_have_text("Le prix juste", timeout=20000)
    page.wait_for_function(
        "caches.keys().then((names) => names.filter((name) => name.startsWith('talktrack-')).length === 1)"
    )


def test_a_half_published_version_is_not_taken(context: BrowserContext, served: Served) -> None:
    """Where a file isn't the one of the list, the version that is kept goes on."""
    page = visited(context, served)
    served.replace("talktracks/comparer/prix.yml", "title: Le prix", "title: Le prix juste")
    home = served.site / "index.html"
    home.write_text(home.read_text("utf-8").replace("</body>", "<p>half</p></body>"), "utf-8")
    page.goto(f"{served.url}guides/prix/")
    page.evaluate("navigator.serviceWorker.getRegistration().then((known) => known.update().catch(() => {}))")
    page.wait_for_timeout(1500)
    expect(page.locator(".newer")).to_have_count(0)
    page.goto(served.url)
    expect(page.locator("text=half")).to_have_count(0)


def test_switched_off_it_goes_and_leaves_nothing(context: BrowserContext, served: Served) -> None:
    """The setting removes what an earlier build had put into browsers."""
    page = visited(context, served)
    served.replace("mkdocs.yml", "- talktrack:\n", "- talktrack:\n    offline: false\n")
    page.evaluate("navigator.serviceWorker.getRegistration().then((known) => known.update())")
    page.wait_for_function(
        "caches.keys().then((names) => !names.some((name) => name.startsWith('talktrack-')))", timeout=20000
    )
    page.wait_for_function("navigator.serviceWorker.getRegistration().then((known) => !known)", timeout=20000)


def test_pages_stop_at_the_limit_and_this_persona_comes_first(context: BrowserContext, served: Served) -> None:
    """With 0 MB only what every page needs and the pages that lead to others are kept."""
    served.replace("mkdocs.yml", "- talktrack:\n", "- talktrack:\n    offline_mb: 0\n")
    page = visited(context, served, "search/")
    page.wait_for_timeout(1500)
    assert not page.evaluate(FILLED, "guides/prix/")
    assert page.evaluate(FILLED, "call/")

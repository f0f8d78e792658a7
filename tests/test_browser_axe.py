"""Every kind of page against axe-core's WCAG 2.2 A and AA rules, in both schemes, on a phone and on a computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import IN_CHROMIUM, browser, url
from playwright.sync_api import Browser, Page

__all__ = ["browser", "url"]

pytestmark = IN_CHROMIUM
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
"""axe-core 4.14.1 from its npm package, MPL-2.0 (vendor/axe.LICENSE.txt)."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (tags) =>
  (await axe.run(document, { runOnly: tags, rules: { region: { enabled: false } } })).violations
    .map(({ id, help, nodes }) => `${id}: ${help} at ` + nodes.slice(0, 3).map(({ target }) => target.join(" ")))"""
LAID_OUT = "* { content-visibility: visible !important }"
"""What is below the screen has no places yet, which axe would compare."""
PAGES = (
    "", "?q=budget", "search/", "search/?q=budget&persona=daf", "search/?q=zzzzqqq", "guides/pas-de-projet/",
    "guides/pas-de-projet/?persona=daf", "guides/contact-non-decideur/", "guides/pas-de-projet/call/?persona=daf",
    "guides/pas-de-projet/call/#objections", "call/", "call/?signal=trois-visites&persona=daf&guide=pas-de-projet",
    "personas/", "personas/daf/", "signals/", "signals/trois-visites/", "evidence/", "assets/", "paths/", "decks/",
    "coverage/", "freshness/", "knowledge/", "en/coverage/",
    "lexicon/", "404.html", "en/", "en/guides/pas-de-projet/", "en/search/?q=budget",
)  # fmt: skip


@pytest.fixture(params=[("light", 390), ("dark", 390), ("light", 1280)], ids=lambda it: f"{it[0]}-{it[1]}")
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in one scheme at one width, with axe ready in it."""
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def violations(page: Page) -> Any:
    return page.evaluate(RUN, TAGS)


def test_axe_finds_nothing(page: Page, url: str) -> None:
    """On any kind of page."""
    found = {}
    for address in PAGES:
        page.goto(f"{url}{address}")
        page.add_style_tag(content=LAID_OUT)
        page.wait_for_timeout(700 if "q=" in address or "call/" in address else 150)
        if broken := violations(page):
            found[address] = broken
    assert found == {}


def test_axe_would_find_something(page: Page, url: str) -> None:
    """The check can fail: a picture without a text is found."""
    page.goto(f"{url}lexicon/")
    page.evaluate("document.querySelector('main').append(new Image())")
    assert any(found.startswith("image-alt") for found in violations(page))

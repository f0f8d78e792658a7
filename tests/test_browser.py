"""The example in a real browser: no error in its console, no request to another host."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import IN_CHROMIUM, browser, url, watched
from playwright.sync_api import Browser, Page

__all__ = ["browser", "url"]

pytestmark = IN_CHROMIUM


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Page]:
    """A page on a phone and on a computer; afterwards nothing may have gone wrong in it."""
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    troubles = watched(opened, url)
    yield opened
    opened.close()
    assert troubles == []


def test_from_home_to_a_guide(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.click("main a[href*='guides/']")
    page.wait_for_load_state("networkidle")
    assert "/guides/" in page.url
    assert page.inner_text("h1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"


def test_lost_addresses_find_their_way(page: Page, url: str) -> None:
    page.goto(f"{url}404.html")
    page.wait_for_load_state("networkidle")
    page.click(".logo")
    assert page.url.rstrip("/.") == url.rstrip("/")

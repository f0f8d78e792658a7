"""The example in a real browser: no error in its console, no request to another host."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from builder.website.building import build

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here (Debian: apt install chromium)"),
]

HERE = Path(__file__).resolve().parent.parent
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def log_error(self, format: str, *args: object) -> None:  # noqa: A002  as in http.server
        pass


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example, built and served."""
    site = tmp_path_factory.mktemp("browser") / "site"
    assert build(HERE, site).built
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Page]:
    """A page on a phone and on a computer; afterwards nothing may have gone wrong in it."""
    troubles: list[str] = []
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    opened.on("console", lambda message: troubles.extend(_complaint(message)))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda sent: troubles.extend(_foreign(sent, url)))
    opened.on("response", lambda answer: troubles.extend(_failed(answer)))
    yield opened
    opened.close()
    assert troubles == []


def _complaint(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type == "error" else []


def _foreign(sent: Request, url: str) -> list[str]:
    return [] if sent.url.startswith((url, "data:", "blob:")) else [sent.url]


def _failed(answer: Response) -> list[str]:
    return [f"{answer.status} {answer.url}"] if answer.status >= HTTPStatus.BAD_REQUEST else []


def test_from_home_to_a_guide(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.click("main a[href*='guides/']")
    page.wait_for_load_state("networkidle")
    assert "/guides/" in page.url
    assert page.inner_text("h1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"


def test_slash_opens_the_search(page: Page, url: str) -> None:
    page.goto(f"{url}personas/daf/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("budget")
    page.wait_for_selector(".md-search-result__link")
    assert page.evaluate("document.activeElement.value") == "budget"
    page.keyboard.press("Escape")
    page.wait_for_selector(".md-search-result__link", state="hidden")


def test_lost_addresses_find_their_way(page: Page, url: str) -> None:
    page.goto(f"{url}404.html")
    page.wait_for_load_state("networkidle")
    page.click(".logo")
    assert page.url.rstrip("/.") == url.rstrip("/")

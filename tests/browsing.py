"""The example in a real Chromium: built once, served from this machine, watched for whatever goes wrong in a page."""

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
IN_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here (Debian: apt install chromium)"),
]
HERE = Path(__file__).resolve().parent.parent
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def log_error(self, format: str, *args: object) -> None:  # noqa: A002  as in http.server
        pass


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example, built and served."""
    site = tmp_path_factory.mktemp("browser") / "site"
    assert build(HERE, site).built
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
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


def watched(page: Page, url: str) -> list[str]:
    """What goes wrong in a page from now on: errors in its console, requests to other hosts, answers that fail."""
    troubles: list[str] = []
    page.on("console", lambda message: troubles.extend(_complaint(message)))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda sent: troubles.extend(_foreign(sent, url)))
    page.on("response", lambda answer: troubles.extend(_failed(answer)))
    return troubles


def _complaint(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type == "error" else []


def _foreign(sent: Request, url: str) -> list[str]:
    return [] if sent.url.startswith((url, "data:", "blob:")) else [sent.url]


def _failed(answer: Response) -> list[str]:
    return [f"{answer.status} {answer.url}"] if answer.status >= HTTPStatus.BAD_REQUEST else []

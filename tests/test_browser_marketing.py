"""Pages for marketing in a real Chromium: whose rows are shown, a command is copied, a phone's width is enough."""

from __future__ import annotations

import pytest
from browsing import IN_CHROMIUM, browser, url, watched
from playwright.sync_api import Browser

__all__ = ["browser", "url"]

pytestmark = IN_CHROMIUM


def test_one_sees_ones_own_rows(browser: Browser, url: str) -> None:
    page = browser.new_page()
    troubles = watched(page, url)
    page.goto(f"{url}freshness/")
    mine = page.locator("[data-owner]").nth(1)
    number, name = int(mine.locator("small").inner_text()), mine.get_attribute("data-owner")
    page.keyboard.press("Tab")
    mine.focus()
    page.keyboard.press("Enter")
    shown = page.locator("[data-owners]:visible")
    assert shown.count() == number
    assert all(name in (row.get_attribute("data-owners") or "").split("|") for row in shown.all())
    assert mine.get_attribute("aria-pressed") == "true"
    page.locator("[data-owner='']").click()
    assert page.locator("[data-owners]:visible").count() > number
    assert troubles == []
    page.close()


def test_a_hole_opens_its_command_to_copy(browser: Browser, url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{url}coverage/")
    hole = page.locator("a.cell.hole:not(.signs)[href^='#_new-']").first
    anchor = (hole.get_attribute("href") or "")[1:]
    hole.focus()
    page.keyboard.press("Enter")
    row = page.locator(f"[id='{anchor}']")
    row.locator("code").wait_for(state="visible")
    row.get_by_role("button").click()
    page.wait_for_timeout(200)
    assert page.evaluate("navigator.clipboard.readText()") == row.locator("code").inner_text()
    context.close()


@pytest.mark.parametrize("path", ["coverage/", "freshness/", "knowledge/", "en/coverage/"])
def test_nothing_is_wider_than_a_phone(path: str, browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{url}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_without_scripts_everything_reads(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}freshness/")
    assert page.locator("[data-owners]:visible").count() > 0
    assert page.locator(".chips:visible").count() == 0
    context.close()

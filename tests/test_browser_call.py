"""Call mode and the call sheet in Chromium: one step a screen, objections one key away, one sheet for one call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from browsing import HERE, IN_CHROMIUM, browser, url, watched
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

__all__ = ["browser", "url"]

pytestmark = IN_CHROMIUM
PHONE = ViewportSize(width=390, height=844)
COMPUTER = ViewportSize(width=1280, height=900)
CALL = "guides/pas-de-projet/call/"
NOW = ".call .at.now"


@pytest.fixture(params=[PHONE, COMPUTER], ids=["phone", "computer"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a memory."""
    opened = browser.new_context(viewport=request.param, locale="fr-FR", timezone_id="Europe/Paris")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, url: str) -> Iterator[Page]:
    """A page in which nothing may go wrong."""
    opened = context.new_page()
    troubles = watched(opened, url)
    yield opened
    assert troubles == []


def opened(page: Page, url: str, address: str) -> None:
    page.goto(f"{url}{address}")
    expect(page.locator(NOW)).to_have_count(1)


def test_one_step_a_screen_by_key(page: Page, url: str) -> None:
    """Arrows go on and back; the address is that of the step and can be loaded again."""
    opened(page, url, f"{CALL}?persona=daf")
    assert page.locator(".call .at:visible").count() == 1
    assert page.locator(NOW).get_attribute("id") == "open"
    page.keyboard.press("ArrowRight")
    first = page.locator(NOW).get_attribute("id")
    assert urlsplit(page.url).fragment == first != "open"
    page.keyboard.press("ArrowRight")
    page.reload()
    assert page.locator(NOW).get_attribute("id") not in {"open", first}
    page.goto(f"{url}{CALL}?persona=daf")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.locator(NOW).get_attribute("id") == "open"


MEASURE = """async () => {
  const found = [], root = document.documentElement;
  for (const step of document.querySelectorAll(".call .at")) {
    location.hash = step.id;
    while (!step.classList.contains("now")) await new Promise(requestAnimationFrame);
    const lines = [...step.querySelectorAll(":is(.say, .ask) > p")].filter((line) => line.checkVisibility());
    const sizes = lines.map((line) => parseFloat(getComputedStyle(line).fontSize));
    found.push([step.id, Math.min(...sizes), root.scrollHeight - innerHeight]);
  }
  return found;
}"""
"""Of every step its smallest spoken type in px, and how many px it is higher than the screen."""


def test_every_step_of_every_guide_fits_a_phone(browser: Browser, url: str) -> None:
    """No scrolling in a step, and never smaller than 22 px."""
    page, high, small = browser.new_page(viewport=PHONE), [], []
    for guide in HERE.glob("talktracks/**/[a-z]*[a-z].yml"):
        if "." in guide.stem or "status: approved" not in guide.read_text("utf-8"):
            continue
        page.goto(f"{url}guides/{guide.stem}/call/")
        persona = page.evaluate("document.querySelector('.call').dataset.personas.split(' ')[0]")
        page.goto(f"{url}guides/{guide.stem}/call/?persona={persona}")
        for anchor, size, over in page.evaluate(MEASURE):
            high += [f"{guide.stem}#{anchor}: {over} px"] if over > 0 else []
            small += [f"{guide.stem}#{anchor}: {size} px"] if size < 22 else []
    page.close()
    assert (high, small) == ([], [])


def test_an_objection_and_back_to_the_very_step(page: Page, url: str) -> None:
    """The key o opens them, two words sort them out, one button leads back."""
    opened(page, url, f"{CALL}?persona=daf")
    page.keyboard.press("ArrowRight")
    before = page.locator(NOW).get_attribute("id")
    page.keyboard.press("o")
    tray = page.locator("dialog#objections")
    expect(tray).to_be_visible()
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("budget cette")
    expect(tray.locator(".obj:visible")).to_have_count(1)
    expect(tray.locator(".obj:visible .say p").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(tray).to_be_hidden()
    assert page.locator(NOW).get_attribute("id") == before
    page.wait_for_url(f"**/{CALL}?persona=daf#{before}")


def test_a_fork_leads_to_the_objection_itself(page: Page, url: str) -> None:
    """What they say leads to its answer, open; the way back leads to the step."""
    opened(page, url, f"{CALL}?persona=daf")
    for _ in range(8):
        fork = page.locator(f"{NOW} .fork a:visible", has_text="objection")
        if fork.count():
            break
        page.keyboard.press("ArrowRight")
    step, target = page.locator(NOW).get_attribute("id"), fork.first.get_attribute("href")
    fork.first.click()
    expect(page.locator(f"dialog {target}")).to_have_attribute("open", "")
    page.locator("[data-return]").click()
    assert page.locator(NOW).get_attribute("id") == step


def test_swipes_turn_the_page(browser: Browser, url: str) -> None:
    """To the left goes on, to the right goes back."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    opened(page, url, f"{CALL}?persona=daf")
    swipe = """([from, to]) => {
      const target = document.querySelector(".at.now");
      const at = (x) => new Touch({ identifier: 1, target, clientX: x, clientY: 300 });
      target.dispatchEvent(new TouchEvent("touchstart", { touches: [at(from)], bubbles: true }));
      target.dispatchEvent(new TouchEvent("touchend", { changedTouches: [at(to)], bubbles: true }));
    }"""
    page.evaluate(swipe, [300, 100])
    assert page.locator(NOW).get_attribute("id") != "open"
    page.evaluate(swipe, [100, 300])
    page.wait_for_function("document.querySelector('.at.now').id === 'open'")
    context.close()


def test_the_clock_counts_only_when_started_and_leaves_no_trace(page: Page, url: str) -> None:
    """Nothing of a call is kept by the browser."""
    opened(page, url, f"{CALL}?persona=daf")
    clock = page.locator(".clock")
    expect(clock).to_have_text("Chrono")
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    clock.click()
    expect(clock).to_have_text(re.compile(r"00:0\d"))
    page.keyboard.press("ArrowRight")
    assert page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])") == kept


def test_letters_can_be_switched_off(page: Page, url: str) -> None:
    """The key o does nothing then; arrows still do."""
    page.goto(url)
    page.evaluate("localStorage.setItem('talktrack.keys', 'off')")
    opened(page, url, f"{CALL}?persona=daf")
    page.keyboard.press("o")
    expect(page.locator("dialog#objections")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    assert page.locator(NOW).get_attribute("id") != "open"


def test_call_mode_reads_without_scripts(browser: Browser, url: str) -> None:
    """Every step stands below the other."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}{CALL}")
    assert page.locator(".call .at:visible").count() == page.locator(".call .at").count() > 3
    context.close()


# ── The call sheet ──


def stamped(**ago: float) -> str:
    return (datetime.now(UTC) - timedelta(**ago)).isoformat(timespec="seconds").replace("+00:00", "Z")


def test_what_names_a_customer_never_leaves_the_browser(page: Page, url: str) -> None:
    """Found in the query it goes behind the # at once; nothing is stored or sent again."""
    sent: list[str] = []
    page.goto(f"{url}call/?signal=trois-visites&persona=daf&account=Fonderies%20Tessier&since={stamped(minutes=20)}")
    page.on("request", lambda request: sent.append(request.url))
    expect(page.locator("h1[data-account]")).to_have_text("Fonderies Tessier")
    expect(page.locator("[data-open] .say").first).to_be_visible()
    assert "account" not in urlsplit(page.url).query
    assert "account=Fonderies" in urlsplit(page.url).fragment
    assert not any("Tessier" in address for address in sent)
    assert "Tessier" not in page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")


def test_the_sheet_holds_what_one_call_needs(page: Page, url: str) -> None:
    """Signal, opening, three questions, objections, who decides; the company's name in its blanks."""
    page.goto(
        f"{url}call/?signal=trois-visites&persona=daf&guide=pas-de-projet#account=Tessier&since={stamped(minutes=20)}"
    )
    expect(page.locator("[data-open] .say:visible")).to_have_count(1)
    expect(page.locator("[data-questions] li:visible")).to_have_count(3)
    assert 2 <= page.locator("[data-objections] li:visible").count() <= 4
    expect(page.locator("[data-decides]")).to_have_text("DAF décide.")
    expect(page.locator("[data-until]")).to_contain_text("il reste")
    first = page.locator("[data-objections] a").first.get_attribute("href") or ""
    assert first.startswith(f"{url}guides/pas-de-projet/#")


def test_late_is_said(page: Page, url: str) -> None:
    """After the signal's time the clock says how late it is."""
    page.goto(f"{url}call/?signal=trois-visites&persona=daf#since={stamped(days=3)}")
    expect(page.locator("[data-until]")).to_have_class(re.compile("due"))
    expect(page.locator("[data-until]")).to_contain_text("en retard de 3 jours")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("call/?signal=inconnu&persona=daf", "Aucun déclencheur ne s’appelle « inconnu »"),
        ("call/?persona=xyz&guide=prix", "Aucun persona ne s’appelle « xyz »"),
        ("call/?guide=nulle-part&persona=daf", "Aucun guide ne s’appelle « nulle-part »"),
        ("call/?signal=trois-visites&persona=daf#since=hier", "« hier » n’est pas une date"),
        ("call/?signal=__proto__&guide=constructor", "__proto__"),
    ],
)
def test_what_is_unknown_is_said_and_the_rest_drawn(page: Page, url: str, address: str, said: str) -> None:
    """A useful page, not an error."""
    page.goto(f"{url}{address}")
    expect(page.locator("[data-told]")).to_contain_text(said)
    expect(page.locator("[data-open] .say").first).to_be_visible()


def test_a_persona_who_does_not_decide_gets_the_way_up(page: Page, url: str) -> None:
    """The line that leads to the one who does."""
    page.goto(f"{url}call/?persona=dsi&guide=pas-de-projet")
    expect(page.locator("[data-decides]")).to_have_text("DSI ne décide pas.")
    expect(page.locator("[data-route] .say")).to_be_visible()


def test_a_sheet_is_drawn_from_the_lines_where_pages_are_not_kept(browser: Browser, url: str) -> None:
    """Without a network: opening, questions and objections stand in the search's files."""
    context = browser.new_context(viewport=COMPUTER, service_workers="block")
    found = []
    for kept in (True, False):
        page = context.new_page()
        if not kept:
            page.route(re.compile(r"/(guides|signals|personas)/[^/]+/$"), lambda route: route.abort())
        page.goto(f"{url}call/?signal=trois-visites&persona=daf&guide=pas-de-projet#account=Tessier")
        expect(page.locator("[data-open] .say:visible")).to_have_count(1)
        parts = (
            "[data-name]",
            "[data-guide]",
            "[data-open] .say > p",
            "[data-questions] li span:visible",
            "[data-objections] b",
        )
        found.append([[text.strip() for text in page.locator(part).all_inner_texts()] for part in parts])
        assert page.locator("[data-told] p").count() == 0
    assert found[0] == found[1]
    assert len(found[1][3]) == 3
    expect(page.locator("[data-means]")).to_be_hidden()
    context.close()


def test_without_parameters_one_chooses(page: Page, url: str) -> None:
    """The page offers signals, personas and guides, and makes the sheet."""
    page.goto(f"{url}call/")
    page.locator("select[name=signal]").select_option("trois-visites")
    page.locator("select[name=persona]").select_option("daf")
    page.locator(".choice button").click()
    expect(page.locator("[data-signal] h2")).to_contain_text("Trois visites")
    page.keyboard.press("Tab")
    assert page.locator("[data-open] .say:visible").count() == 1


def test_all_at_once_on_a_computer(browser: Browser, url: str) -> None:
    """Everything of a sheet is seen at 1280 × 900."""
    page = browser.new_page(viewport=COMPUTER)
    page.goto(f"{url}call/?signal=trois-visites&persona=daf&guide=pas-de-projet#account=Tessier")
    expect(page.locator("[data-objections] li:visible").last).to_be_in_viewport(ratio=1)
    page.close()

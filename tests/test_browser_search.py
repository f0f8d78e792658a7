"""The search in Chromium: from the home page to a copied line, by keyboard, by touch, and when something is missing."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browsing import HERE, IN_CHROMIUM, browser, url, watched
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from builder.models import Lines
from builder.pipeline import readers_of
from builder.review import review
from builder.scripts import modules
from builder.views.cards import Card, cards

__all__ = ["browser", "url"]

pytestmark = IN_CHROMIUM
PHONE, COMPUTER, NARROWEST = 390, 1280, 320
BOX = "[data-tt-search] input"
ROWS = "#tt-hits [role=row]"

QUERIES = (
    ("bud", "pas-de-projet#pas-de-budget"), ("budjet", "pas-de-projet#pas-de-budget"),
    ("le temps", "pas-de-projet#pas-le-temps"), ("trop ch", "prix#trop-cher"),
    ("gagne", "prix#payer-au-resultat"), ("moins ch", "prix#moins-cher-ailleurs"),
    ("resil", "client-mecontent#je-resilie"), ("gars", "client-mecontent#l-equipe-a-lache"),
    ("chance", "client-mecontent#verify-2"), ("cabinet", "deja-quelquun#cabinet-deja-passe"),
    ("sales", "on-a-un-erp#donnees-fausses"), ("intelli", "on-a-un-erp#module-de-l-editeur"),
    ("excel", "on-a-un-erp#message-2"), ("concurr", "appel-offres#choix-fait"),
    ("logisti", "trois-visites#voyez-avec-eux"), ("voté", "signer-en-janvier#budget-2027"),
    ("fêtes", "signer-en-janvier#apres-les-fetes"), ("interfac", "contact-non-decideur#rien-a-installer"),
    ("baisse", "renouvellement#c-est-la-conjoncture"), ("la suite", "renouvellement#moins-cher-la-suite"),
)  # fmt: skip
"""What a rep types with a customer on the line, and the line that should answer."""

ODD = (
    'le "budget"', "*budget*", "guides:budget", "budget " * 1250, "👍 budget 🎉", "שלום עולם", "le la de", "\\",
    "<b>x</b>", "%E0%A4%A", "\ud83d", "  ", "budget\u0000\u202e", "__proto__ constructor", "((((", "😀" * 400,
)  # fmt: skip


@cache
def known() -> dict[str, Card]:
    """The example's cards by ref."""
    return {str(card.ref): card for card in cards(readers_of(review(HERE))["fr"])}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("\u2060", ""))


def wordings(ref: str) -> list[list[str]]:
    """The words of a card's line, in each of its wordings."""
    line = known()[ref].say
    assert isinstance(line, Lines)
    return [words(text) for text in line.by_key.values()]


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A visitor with a phone or a computer who keeps nothing from before; no service worker between page and server."""
    width = getattr(request, "param", COMPUTER)
    small = width < COMPUTER
    opened = browser.new_context(
        viewport={"width": width, "height": 844}, has_touch=small, is_mobile=small, service_workers="block"
    )
    opened.set_default_timeout(10_000)
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, url: str) -> Iterator[Page]:
    """A page in which nothing may go wrong."""
    opened = context.new_page()
    troubles = watched(opened, url)
    yield opened
    assert troubles == []


every_width = pytest.mark.parametrize("context", [PHONE, COMPUTER], indirect=True)


def copied(page: Page) -> list[str]:
    """The words that are on the clipboard once there are any; it is empty again then."""
    for _ in range(300):
        if found := words(page.evaluate("navigator.clipboard.readText()")):
            page.evaluate("navigator.clipboard.writeText('')")
            return found
        page.wait_for_timeout(30)
    return []


def tab_until(page: Page, selector: str) -> list[str]:
    """Tab until something of that kind has the focus; the classes passed on the way."""
    passed: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            return passed
        passed += [f".{name}" for name in page.evaluate("[...document.activeElement.classList]")]
    raise AssertionError(passed)


def search(page: Page, query: str) -> None:
    page.focus(BOX)
    page.keyboard.type(query)
    page.wait_for_selector(ROWS)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@every_width
def test_from_home_to_a_copied_line(page: Page, url: str) -> None:
    for query, ref in QUERIES:
        assert len(query) <= 8, "a handful of keys"
        page.goto(url)
        if page.evaluate("matchMedia('(hover: hover)').matches"):
            page.wait_for_function("document.activeElement.name === 'q'")
        else:
            page.tap(BOX)
        page.keyboard.type(query)
        page.keyboard.press("Control+Enter")
        assert copied(page) == wordings(ref)[0], query


@every_width
def test_enter_opens_the_very_line(page: Page, url: str) -> None:
    page.goto(url)
    search(page, "voté")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/signer-en-janvier/#budget-2027")
    place = page.locator("#budget-2027")
    expect(place).to_be_in_viewport()
    assert place.evaluate("it => it.open && it.matches(':target')")
    bar = place.evaluate("it => getComputedStyle(it, '::after')['border-left-width']")
    assert bar == "4px"
    page.go_back()
    page.wait_for_selector(ROWS)
    assert page.input_value(BOX) == "voté"
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator("main h2").first).to_be_visible()


def test_a_tap_opens_the_line(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(url)
    page.tap(BOX)
    page.keyboard.type("gagne")
    page.tap(f"{ROWS} .say p")
    page.wait_for_url("**/guides/prix/#payer-au-resultat")
    context.close()


@pytest.mark.parametrize("context", [NARROWEST], indirect=True)
def test_by_keyboard_alone_where_it_is_narrow(page: Page, url: str) -> None:
    page.goto(f"{url}personas/daf/")
    page.wait_for_function("document.querySelector('[data-tt-search] input').role === 'combobox'")
    tab_until(page, BOX)
    page.keyboard.type("trop cher")
    page.wait_for_selector(ROWS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute(BOX, "aria-activedescendant") == "tt-hit-1"
    expect(page.locator("#tt-hit-1")).to_be_in_viewport()
    page.keyboard.press("Home")
    page.keyboard.type("x")
    assert page.input_value(BOX) == "xtrop cher", "Home edits the text"
    page.keyboard.press("Backspace")
    page.wait_for_selector(ROWS)
    page.keyboard.press("ArrowUp")
    passed = tab_until(page, ".chips button")
    assert ".who" in passed, "past the persona to the filters"
    page.focus(BOX)
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/prix/#trop-cher")


@every_width
def test_slash_and_escape(page: Page, url: str) -> None:
    page.goto(f"{url}personas/daf/")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("budget/")
    assert page.input_value(BOX) == "budget/", "a slash in the box is a slash"
    page.wait_for_selector(ROWS)
    expect(page.locator("main")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator("main")).to_be_visible()
    assert page.input_value(BOX) == ""
    assert "q" not in asked(page)


def test_single_keys_can_be_switched_off(page: Page, url: str) -> None:
    page.goto(f"{url}personas/daf/")
    switch = page.locator(".foot .keys-switch")
    on = switch.inner_text()
    switch.click()
    assert switch.inner_text() != on
    page.reload()
    page.wait_for_selector(".foot .keys-switch")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") != "q"
    switch.click()
    switch.evaluate("it => it.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_screen_reader_hears_how_many(page: Page, url: str) -> None:
    page.goto(url)
    search(page, "trop cher")
    status = page.locator("[data-tt-search] [role=status]")
    expect(status).to_have_text(re.compile(r"^\d+ réponses\. .*trop cher"))
    box = page.locator(BOX)
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    grid = page.locator(f"#{box.get_attribute('aria-controls')}")
    expect(grid).to_have_attribute("role", "grid")
    assert grid.locator("[role=row][aria-selected=true] [role=gridcell]").count() == 1
    page.keyboard.press("Control+Enter")
    expect(status).to_have_text(re.compile("^Copié. "))
    page.keyboard.press("Escape")
    expect(status).to_have_text("")
    expect(box).to_have_attribute("aria-expanded", "false")


@every_width
def test_filters_stay_and_are_seen(page: Page, url: str) -> None:
    page.goto(f"{url}search/")
    search(page, "stock")
    chips = page.locator(".chips")
    chips.get_by_text("Objections").click()
    expect(chips.locator("[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(f"{ROWS} .ask + .say").first).to_be_visible()
    number = int(chips.locator("[aria-pressed=true] small").inner_text())
    chips.get_by_text("Compare").click()
    page.wait_for_function(
        "n => Number(document.querySelector('.chips [aria-pressed=true] small').textContent) < n", arg=number
    )
    page.focus(BOX)
    page.keyboard.press("End")
    page.keyboard.type(" trop")
    page.wait_for_function("new URLSearchParams(location.search).get('q') === 'stock trop'")
    assert (asked(page)["kind"], asked(page)["stage"]) == (["objections"], ["3"])
    expect(chips.locator("[aria-pressed=true]")).to_have_count(2)
    for row in page.locator(f"{ROWS} .stage").all_inner_texts():
        assert row == "Compare"
    chips.get_by_text("Tout").click()
    expect(chips.locator("[aria-pressed=true]")).to_have_count(1)
    page.wait_for_function("!new URLSearchParams(location.search).has('kind')")


def test_filters_that_leave_nothing_say_so(page: Page, url: str) -> None:
    page.goto(f"{url}search/?q=intelligence+artificielle&kind=words")
    button = page.get_by_role("button", name="Tout montrer")
    button.click()
    expect(page.locator(ROWS).first).to_be_visible()
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_link_gives_the_same_results(page: Page, url: str) -> None:
    page.goto(f"{url}search/?q=pas%20de%20budjet&persona=dg&kind=objections")
    page.wait_for_selector(ROWS)
    assert page.input_value(BOX) == "pas de budjet"
    assert page.evaluate("document.documentElement.dataset.persona") == "dg"
    first = page.locator(ROWS).first
    assert words(first.locator(".say > p").all_inner_texts()[0])[:4] == ["gardez", "votre", "budget", "pour"]
    expect(first.locator("mark")).to_have_text("pas de budget")
    expect(first.locator(".tag")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('talktrack.persona')") is None, "a link does not overwrite the choice"


def test_the_persona_picks_the_line_at_once(page: Page, url: str) -> None:
    page.goto(url)
    search(page, "pas de budget")
    page.wait_for_function("new URLSearchParams(location.search).has('q')")
    page.evaluate("window.same = true")
    first = page.locator(ROWS).first
    everyone = [words(text) for text in first.locator(".say").all_inner_texts()]
    assert len(everyone) == 2
    before = page.locator(".chips [aria-pressed=true] small").inner_text()
    for persona, chosen in (("daf", 0), ("dg", 1)):
        page.click("button.who")
        page.check(f"#_who [value={persona}]")
        expect(first.locator(".say")).to_have_count(1)
        page.keyboard.press("Escape")
        page.focus(BOX)
        page.keyboard.press("Control+Enter")
        assert copied(page) == wordings("pas-de-projet#pas-de-budget")[chosen], persona
        assert asked(page).get("persona", [persona]) == [persona]
    assert page.locator(".chips [aria-pressed=true] small").inner_text() == before, "nothing is hidden"
    assert page.evaluate("window.same"), "without loading the page again"


def test_nothing_found_leads_on(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    troubles = watched(page, url)
    page.route("**/strings.fr.*.json", lambda route: told(route, {"feedback": {"github": "acme/talktracks"}}))
    page.goto(f"{url}search/")
    page.focus(BOX)
    page.keyboard.type("blokchain & [x] \ud83d\ude00")
    page.wait_for_selector(".empty")
    ask = page.locator(".empty a.dark").get_attribute("href") or ""
    title = parse_qs(urlsplit(ask).query)["title"][0]
    assert ask.startswith("https://github.com/acme/talktracks/issues/new?")
    assert title.endswith("blokchain & [x] 😀")
    assert page.locator(".empty .rows a").count() == 5
    assert page.locator(".empty .btn:not(.dark)").last.get_attribute("href") == url
    page.locator(".nearest button").first.click()
    page.wait_for_selector(ROWS)
    assert page.input_value(BOX) == "prochain"
    assert troubles == []


def told(route: Route, more: dict[str, object]) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), **more})


def test_half_a_word_does_not_say_that_there_is_nothing(page: Page, url: str) -> None:
    page.goto(url)
    search(page, "bud")
    page.keyboard.type("j", delay=30)
    page.keyboard.type("e", delay=30)
    assert page.locator(".empty").count() == 0
    page.keyboard.type("t")
    page.wait_for_function("document.querySelector('#tt-hits mark')?.textContent === 'budget'")


BROKEN = {
    "missing": lambda route: route.fulfill(status=404),
    "of another version": lambda route: route.fulfill(body=b"\x0d\0\0\0" + b'{"version":0}'),
    "half": lambda route: route.fulfill(body=route.fetch().body()[:5000]),
    "cut in its numbers": lambda route: route.fulfill(body=route.fetch().body()[:-2000]),
    "unreachable": lambda route: route.abort(),
}


@pytest.mark.parametrize(
    ("file", "trouble"),
    [
        *((file, trouble) for file in ("search.fr.*.bin", "lines.fr.*.json") for trouble in BROKEN),
        *((file, "missing") for file in ("*/search/worker.js", "*/search/stemmer.fr.js", "*/search/scoring.js")),
    ],
)
def test_a_broken_file_is_said_and_the_site_works(context: BrowserContext, url: str, file: str, trouble: str) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(f"**/assets/{file}", BROKEN[trouble])
    page.goto(url)
    page.focus(BOX)
    page.keyboard.type("budget")
    expect(page.locator(".answers h2")).to_have_text("La recherche n’a pas pu se charger.")
    expect(page.locator("[role=status]").first).to_have_text("La recherche n’a pas pu se charger.")
    page.unroute_all()
    page.get_by_role("button", name="Recharger la page").click()
    page.wait_for_selector(ROWS)
    page.keyboard.press("Escape")
    page.goto(url)
    page.click("main .index a")
    page.wait_for_url("**/guides/**")
    assert errors == []


def test_odd_queries_answer_sensibly(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function("document.querySelector('[data-tt-search] input').role === 'combobox'")
    for query in ODD:
        page.evaluate(
            "text => { const box = document.querySelector('[data-tt-search] input'); box.value = text; "
            "box.dispatchEvent(new Event('input')); }",
            query,
        )
        if not query.strip():
            expect(page.locator(".answers")).to_have_count(0)
            continue
        page.wait_for_function("document.querySelector('#tt-hits [role=row], .answers .empty')")
        if "budget" in query:
            expect(page.locator("#tt-hits mark").first).to_have_text(re.compile("budget"))
        assert page.locator("main b:text-is('x')").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.fill(BOX, "")
        expect(page.locator(".answers")).to_have_count(0)


@pytest.mark.parametrize(
    "query", ["%E0%A4%A", "%ED%A0%BD", quote("budget " * 500), "%F0%9F%91%8D&kind=x&stage=9&for=y"]
)
def test_odd_addresses_answer_sensibly(page: Page, url: str, query: str) -> None:
    page.goto(f"{url}search/?q={query}")
    page.wait_for_selector(f"{ROWS}, .answers .empty")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_where_storage_is_forbidden(context: BrowserContext, url: str) -> None:
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });"
    )
    page = context.new_page()
    troubles = watched(page, url)
    page.goto(f"{url}?persona=dg")
    search(page, "budget")
    page.click("button.who")
    page.check("#_who [value=daf]")
    expect(page.locator(f"{ROWS} .say").first).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.persona") == "daf"
    assert troubles == []


def test_english_too(page: Page, url: str) -> None:
    page.goto(f"{url}en/")
    search(page, "too expens")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/guides/prix/#trop-cher")


def test_the_search_comes_when_it_is_wanted(context: BrowserContext, url: str) -> None:
    context.add_init_script("window.requestIdleCallback = () => 0;")
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(name_of(request)))
    page.goto(f"{url}personas/daf/")
    page.wait_for_load_state("networkidle")
    assert not {"search.js", "worker.js"} & set(sent)
    page.focus(BOX)
    page.wait_for_function("document.querySelector('[data-tt-search] input').role === 'combobox'")
    page.wait_for_load_state("networkidle")
    assert {"search.js", "worker.js"} <= set(sent)


def name_of(request: Request) -> str:
    return urlsplit(request.url).path.rpartition("/")[2]


def test_the_scripts_are_light() -> None:
    """All that is ours: the vendored stemmers, of which a reader gets one, and what only rehearsal needs are apart."""
    _, shipped = modules(["fr", "en"])
    ours = {path: code for path, code in shipped.items() if not re.search(r"/stemmer\.|/rehears", path)}
    assert any(path.endswith("search/scoring.js") for path in ours)
    assert sum(len(gzip.compress(code, 9)) for code in ours.values()) <= 40_000
    stemmers = [code for path, code in shipped.items() if "/stemmer." in path]
    assert max(len(gzip.compress(code, 9)) for code in stemmers) <= 3_500

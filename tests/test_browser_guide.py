"""A guide's page in Chromium, on a phone and on a computer: whose lines it shows, and what one does with them."""

from __future__ import annotations

import functools
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from browsing import HERE, IN_CHROMIUM, Quiet, browser, url, watched
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from builder.scripts import ASSETS
from builder.site_files import first_screen
from builder.website.building import build

__all__ = ["browser", "url"]

pytestmark = IN_CHROMIUM
PHONE = ViewportSize(width=390, height=844)
COMPUTER = ViewportSize(width=1280, height=900)
GUIDE = "guides/pas-de-projet/"
HIDDEN = """(persona) => [...document.querySelectorAll("[data-for]")]
  .filter((line) => persona && !line.dataset.for.split(" ").includes(persona) && line.checkVisibility())
  .map((line) => line.textContent)"""
"""Lines of others that are seen though a persona is chosen."""
DARK = """() => [...document.querySelectorAll(".btn.dark")].filter((button) => {
  const { top, bottom } = button.getBoundingClientRect();
  return button.checkVisibility() && bottom > 0 && top < innerHeight;
}).map((button) => button.textContent.trim())"""


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


on_phone = pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
on_computer = pytest.mark.parametrize("context", [COMPUTER], indirect=True, ids=["computer"])


@pytest.fixture(scope="module")
def readings(browser: Browser, url: str) -> list[tuple[str, str]]:
    """Every approved guide with each persona that it is for."""
    page, found = browser.new_page(), []
    for source in sorted(HERE.glob("talktracks/**/*.yml")):
        if "." not in source.stem and "status: approved" in source.read_text("utf-8"):
            page.goto(f"{url}guides/{source.stem}/")
            personas = page.evaluate("document.querySelector('.page').dataset.personas.split(' ')")
            found += [(f"guides/{source.stem}/", persona) for persona in personas]
    page.close()
    assert len(found) > 30
    return found


def shown(page: Page, url: str, address: str) -> None:
    """A page whose scripts have run."""
    page.goto(f"{url}{address}")
    page.wait_for_selector(".copy", state="attached")


def choose(page: Page, name: str) -> None:
    page.click(".who")
    page.locator("#_who label", has_text=name).first.click()


# ── What one sees first ──


@on_phone
def test_the_first_screen_of_every_guide_holds_the_first_sentence(
    page: Page, url: str, readings: list[tuple[str, str]]
) -> None:
    """Title, whom it is for, the shift and the first sentence to say stand above the dock, without scrolling."""
    page.goto(url)
    low = []
    for guide, persona in readings:
        shown(page, url, f"{guide}?persona={persona}")
        page.evaluate("document.fonts.ready")
        bottoms = page.evaluate(
            """(parts) => parts.map((part) => [...document.querySelectorAll(part)].find((it) => it.checkVisibility()))
              .map((it) => it.getBoundingClientRect().bottom)""",
            ["h1", ".for", ".shift", "#open ~ .say > p", ".dock"],
        )
        edge = page.evaluate("document.querySelector('.dock').getBoundingClientRect().top")
        low += [(guide, persona, bottoms)] if max(bottoms[:4]) > edge else []
        assert page.evaluate("scrollY") == 0
    assert low == []


def test_one_dark_button_a_screen_and_a_way_to_call_mode(page: Page, url: str) -> None:
    """The next thing to do: call mode, and where nobody decides the guide of those who do."""
    shown(page, url, f"{GUIDE}?persona=daf")
    assert [re.sub(r"\W+c?$", "", text) for text in page.evaluate(DARK)] == ["Mode appel"]
    page.locator("a[href='call/']:visible").click()
    page.wait_for_url(f"**/{GUIDE}call/**")
    shown(page, url, "guides/contact-non-decideur/?persona=dsi")
    assert page.evaluate(DARK) == ["«\u00a0Envoyez-\u2060moi une documentation\u00a0»"]
    assert page.locator("a[href='call/']:visible").count() == 1


# ── Whose lines ──


def test_another_choice_changes_the_lines_at_once(page: Page, url: str) -> None:
    """Without loading anything again."""
    shown(page, url, GUIDE)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("globalThis.mark = 1")
    for persona, name in (("daf", "DAF"), ("directeur-industriel", "Indus")):
        choose(page, name)
        assert page.evaluate(HIDDEN, persona) == []
        assert page.locator(f"#open ~ .say[data-for~='{persona}']").first.is_visible()
        expect(page.locator(".who")).to_contain_text(name)
        assert page.locator(".tag:visible").count() == 0
    assert page.evaluate("globalThis.mark") == 1
    assert asked == []


@on_phone
def test_lines_of_others_are_never_seen_not_even_before_the_scripts(context: BrowserContext, url: str) -> None:
    """From the first frame on; with the modules kept away nothing changes."""
    page = context.new_page()
    page.add_init_script(f"""globalThis.flashes = []; const look = () => {{
      flashes.push(...({HIDDEN})("daf")); requestAnimationFrame(look); }}; requestAnimationFrame(look);""")
    shown(page, url, f"{GUIDE}?persona=daf")
    page.wait_for_timeout(300)
    assert page.evaluate("flashes") == []
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{url}{GUIDE}?persona=daf")
    assert page.locator(".copy").count() == 0, "no script has run"
    assert page.evaluate(HIDDEN, "daf") == []
    assert page.locator("#open ~ .say[data-for]:visible").count() == 1
    expect(page.locator(".who")).to_contain_text("DAF")


def test_without_a_choice_every_line_is_there(page: Page, url: str) -> None:
    """With the name of whoever hears it."""
    shown(page, url, GUIDE)
    lines = page.locator("#open ~ .say[data-for]")
    assert lines.count() >= 3
    for line in lines.all():
        folded = line.evaluate("(it) => !!it.closest('details:not([open])')")
        assert folded or line.locator(".tag").count() > 0
        assert folded or line.is_visible()


def test_a_shared_link_rules_its_own_tab(context: BrowserContext, url: str) -> None:
    """The choice of the browser stays what it was."""
    first = context.new_page()
    shown(first, url, GUIDE)
    choose(first, "DG")
    shared = context.new_page()
    shown(shared, url, f"{GUIDE}?persona=daf")
    assert shared.evaluate("document.documentElement.dataset.persona") == "daf"
    shown(shared, url, "guides/prix/")
    assert shared.evaluate("document.documentElement.dataset.persona") == "daf", "it rules its tab"
    other = context.new_page()
    shown(other, url, GUIDE)
    assert other.evaluate("document.documentElement.dataset.persona") == "dg"
    assert other.evaluate("localStorage.getItem('talktrack.persona')") == "dg"


def test_a_guide_that_is_not_for_them_says_so_and_offers_another(page: Page, url: str) -> None:
    """All its lines are shown, and one link leads to a guide of theirs."""
    shown(page, url, f"{GUIDE}?persona=acheteur")
    note = page.locator(".not-for")
    expect(note).to_be_visible()
    offered = note.locator("[data-who]:visible")
    expect(offered).to_have_count(1)
    expect(offered).to_contain_text("Achats")
    assert page.locator("#open ~ .say[data-for]:visible").count() > 1
    offered.locator("a").click()
    page.wait_for_selector(".copy", state="attached")
    assert "acheteur" in page.evaluate("document.querySelector('.page').dataset.personas.split(' ')")
    expect(page.locator(".not-for")).to_be_hidden()
    shown(page, url, f"{GUIDE}?persona=personne-ici")
    expect(page.locator(".not-for")).to_be_hidden()


# ── What one does with a line ──


def test_forks_lead_to_what_is_said_then(page: Page, url: str) -> None:
    """To a step, or to an objection that opens."""
    shown(page, url, f"{GUIDE}?persona=daf")
    addresses = [fork.get_attribute("href") or "" for fork in page.locator(".chain .fork a:visible").all()]
    kinds = set()
    for address in addresses:
        page.click(f".chain .fork a[href='{address}']:visible >> nth=0")
        target = page.locator(f"[id='{address.removeprefix('#')}']")
        expect(target).to_be_in_viewport()
        kinds.add(target.evaluate("(it) => it.localName"))
        assert target.evaluate("(it) => it.localName !== 'details' || it.open")
    assert {"li", "details"} <= kinds


@on_computer
def test_a_line_is_copied_as_it_is_said(context: BrowserContext, url: str) -> None:
    """No verb, no seconds, no joiners; terms explained in place and pauses leave no trace."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    shown(page, url, f"{GUIDE}?persona=daf")
    page.wait_for_selector(".say button.term", state="attached")
    for block in page.locator(":is(.say, .ask):visible").all():
        block.locator(".copy").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        said = block.evaluate("(it) => [...it.querySelectorAll(':scope > p')].map((p) => p.textContent).join(' ')")
        assert copied == re.sub(r"\u2060", "", said).strip()
        assert "Copi" not in copied
        assert not re.search(r"[*_‖\u2060]|\b\d+ s\b", copied)
    shown(page, url, "guides/client-mecontent/")
    assert page.locator(".copy").count() == page.locator(":is(.say, .ask) > .v").count()


def test_every_line_has_an_address(page: Page, url: str, readings: list[tuple[str, str]]) -> None:
    """A link beside it or in its heading leads to where it stands."""
    for guide in sorted({guide for guide, _ in readings}):
        shown(page, url, guide)
        lost = page.evaluate("""() => [...document.querySelectorAll("article :is(.say, .ask)")].filter((line) => {
          if (line.closest(".note, .fold[data-for]")) return false;
          let place = line.closest("#_content [id]"), before = line;
          while (!place && (before = before.previousElementSibling)) if (before.matches("h2[id]")) place = before;
          return !place || !document.querySelector(`article a[href="#${place.id}"]`);
        }).map((line) => line.textContent)""")
        assert lost == [], guide


def test_terms_are_explained_by_pointer_touch_and_key(page: Page, url: str) -> None:
    """And Escape puts the explanation away."""
    shown(page, url, f"{GUIDE}?persona=daf")
    term = page.locator("button.term:visible").first
    tip = page.locator(".tip")
    term.scroll_into_view_if_needed()
    term.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(term.inner_text(), ignore_case=True)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(2, 2)
    for act in ("Enter", "Space"):
        term.focus()
        page.keyboard.press(act)
        expect(tip).to_be_visible()
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()


def test_terms_are_explained_by_a_tap(browser: Browser, url: str) -> None:
    """A second tap elsewhere puts it away."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    shown(page, url, f"{GUIDE}?persona=daf")
    page.locator("button.term:visible").first.tap()
    tip = page.locator(".tip")
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.locator("h2:visible").first.tap()
    expect(tip).to_be_hidden()
    context.close()


def test_nobody_picks_up_is_one_tap_away(page: Page, url: str) -> None:
    """Gatekeeper, voicemail and e-mail; the e-mail opens in the mail program with its subject and its body."""
    shown(page, url, f"{GUIDE}?persona=daf")
    fold = page.locator("#no-answer")
    expect(fold.locator(".say").first).to_be_hidden()
    fold.locator("summary").first.click()
    verbs = fold.locator(".say:visible .v b").all_inner_texts()
    assert verbs == ["Dites à l’accueil", "Laissez en message", "Écrivez"]
    link = fold.locator("a[href^='mailto:']:visible")
    expect(link).to_have_count(1)
    values = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert values["subject"][0] == fold.locator(".subject").inner_text().replace("\u2060", "")
    paragraphs = fold.locator(".mail:visible > p").all_inner_texts()
    assert values["body"][0].split("\r\n\r\n") == [part.replace("\u2060", "") for part in paragraphs]
    assert "[prénom]" in values["body"][0], "blanks stay in brackets"
    page.goto(f"{url}{GUIDE}call/?persona=daf")
    page.locator(".at.now #no-answer summary").click()
    expect(page.locator(".at.now a[href^='mailto:']:visible")).to_have_count(1)


# ── How a line went ──


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the example that says where reps answer, and where it is published."""
    project = tmp_path_factory.mktemp("told") / "project"
    project.mkdir()
    for name in ("talktracks", "content"):
        shutil.copytree(HERE / name, project / name)
    config = (HERE / "mkdocs.yml").read_text("utf-8")
    settings = "    audience: internal\n    feedback: {github: acme/guides}\n"
    config = config.replace("    audience: internal\n", settings) + "\nsite_url: https://guides.example/base/\n"
    (project / "mkdocs.yml").write_text(config, "utf-8")
    site = project / "site"
    assert build(project, site).built
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def github(address: str) -> str:
    parts = urlsplit(address)
    assert (parts.netloc, parts.path) == ("github.com", "/acme/guides/issues/new")
    return " ".join(text for values in parse_qs(parts.query).values() for text in values)


def form(address: str) -> str:
    assert address.startswith("https://forms.example/f?")
    return unquote(address)


def email(address: str) -> str:
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "guides@acme.example")
    return " ".join(text for values in parse_qs(parts.query).values() for text in values)


@on_phone
@pytest.mark.parametrize(
    ("feedback", "reads"),
    [
        (None, github),
        ({"form": "https://forms.example/f?ref={ref}&who={persona}&line={line}"}, form),
        ({"email": "guides@acme.example"}, email),
    ],
    ids=["github", "form", "email"],
)
def test_how_a_line_went_goes_to_those_who_keep_the_guides(
    context: BrowserContext, told: str, feedback: dict[str, str] | None, reads: Callable[[str], str]
) -> None:
    """With its ref, its line and the persona; "I was told something else" drafts a quote for the evidence."""
    page = context.new_page()
    if feedback:
        page.route("**/strings.fr.*.json", lambda route: fulfilled(route, feedback))
    shown(page, told, f"{GUIDE}?persona=daf")
    question = page.locator("article .chain .verdict-of").first
    question.locator("summary").click()
    links = question.locator("a")
    assert links.all_inner_texts() == ["Oui, ça a marché", "Non, c’est tombé à plat", "On m’a dit autre chose"]
    texts = [reads(link.get_attribute("href") or "") for link in links.all()]
    step = page.locator(".chain > li").first
    said = step.locator(".say:visible > p").first.inner_text().replace("\u2060", "")
    for text in texts:
        assert f"pas-de-projet#{step.get_attribute('id')}" in text
        assert "daf" in text
        assert said in text
    if not feedback or "form" not in feedback:
        assert "quote:" in texts[2]
        assert "quote:" not in texts[0]
    assert page.locator(".verdict-of").count() == page.locator("article .under > .ref").count()


def fulfilled(route: Route, feedback: dict[str, str]) -> None:
    answer = route.fetch()
    strings: dict[str, Any] = answer.json()
    assert strings["feedback"] == {"github": "acme/guides"}
    route.fulfill(response=answer, body=json.dumps(strings | {"feedback": feedback}))


@on_phone
def test_nothing_is_asked_where_no_setting_says_whom(page: Page, url: str) -> None:
    """Off by default."""
    shown(page, url, f"{GUIDE}?persona=daf")
    page.wait_for_load_state("networkidle")
    assert page.locator(".verdict-of").count() == 0


@on_computer
def test_a_pasted_link_is_understood(context: BrowserContext, told: str, url: str) -> None:
    """Open Graph: title, first line, address and picture; nothing of it where the site does not know its address."""
    page = context.new_page()
    page.goto(f"{told}{GUIDE}")
    meta = {
        name: page.get_attribute(f"meta[property='og:{name}']", "content")
        for name in ("title", "description", "url", "image", "type")
    }
    assert meta["title"] == "« Il n’y a pas de projet »"
    assert (meta["description"] or "").startswith("Bonjour, [mon prénom], d’Orcène.")
    assert meta["url"] == f"https://guides.example/base/{GUIDE}"
    assert (meta["image"] or "").startswith("https://guides.example/base/assets/images/")
    assert meta["type"] == "article"
    assert page.get_attribute("meta[name=description]", "content")
    page.goto(f"{url}{GUIDE}")
    assert page.locator("meta[property^='og:']").count() == 0


# ── However it is read ──


def test_everything_reads_without_scripts(browser: Browser, url: str) -> None:
    """Every line is there; what is folded opens; the stylesheet comes all the same."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}{GUIDE}")
    folds = page.locator("article details:not(.proof)")
    assert folds.count() > 4
    for fold in folds.all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        expect(fold.locator(":is(.say, .ask) > p").first).to_be_visible()
    hidden = [line for line in page.locator("article :is(.say, .ask)").all() if not line.is_visible()]
    assert hidden == []
    expect(page.locator(".foot button")).to_have_count(0)
    assert page.locator(".chain > li").first.evaluate("(it) => getComputedStyle(it).paddingBottom") != "0px"
    context.close()


NARROW = (
    "", "search/?q=budget", GUIDE, f"{GUIDE}?persona=daf", "guides/contact-non-decideur/",
    f"{GUIDE}call/?persona=daf", "call/", "call/?signal=trois-visites&persona=daf", "personas/daf/",
    "signals/trois-visites/", "evidence/", "paths/", "decks/", "lexicon/",
)  # fmt: skip


@pytest.mark.parametrize(
    ("size", "scale"), [({"width": 320, "height": 640}, 1), ({"width": 640, "height": 450}, 2)], ids=["320px", "200%"]
)
def test_nothing_hangs_over_the_edge(browser: Browser, url: str, size: Any, scale: int) -> None:
    """On the narrowest phone, and on a computer's screen at 200 %."""
    context = browser.new_context(viewport=size, device_scale_factor=scale)
    page = context.new_page()
    wide = []
    for address in NARROW:
        page.goto(f"{url}{address}")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    assert wide == []
    context.close()


def test_forced_colours_keep_every_shape_and_nothing_moves(browser: Browser, url: str) -> None:
    """Blocks have borders, icons the colour of text; with reduced motion no animation runs."""
    context = browser.new_context(viewport=PHONE, forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    shown(page, url, f"{GUIDE}?persona=daf")
    looks = page.evaluate("""() => [".say", ".ask", ".hear", ".btn.who", ".btn.dark"].map((part) => {
      const style = getComputedStyle([...document.querySelectorAll(part)].find((it) => it.checkVisibility()));
      return [part, style.borderLeftStyle, parseFloat(style.borderLeftWidth), style.borderLeftColor];
    })""")
    for part, style, width, colour in looks:
        assert style != "none", part
        assert width >= 1, part
        assert not (colour.startswith("rgba") and colour.endswith(", 0)")), f"{part} has no border that is seen"
    icon, text = page.evaluate("""() => { const icon = document.querySelector(".who .i");
      return [getComputedStyle(icon).backgroundColor, getComputedStyle(document.body).color]; }""")
    assert icon == text
    page.click(".who")
    assert page.evaluate("document.getAnimations().filter((it) => it.playState === 'running').length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()


FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const parts = [".skip", ".bar", ".toc", "article", ".side", ".dock", ".foot"];
  const within = parts.find((part) => it.closest(part)) ?? it.localName;
  const ring = (it.matches("[name=q]") ? getComputedStyle(it.closest("form")) : style);
  return [within, it.outerHTML.slice(0, 80), ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2];
}"""


EXPECTED = [".skip", ".bar", ".toc", "article", ".side", ".dock", ".foot"]


def test_focus_goes_through_the_page_in_order_and_is_seen(page: Page, url: str) -> None:
    """Header, content, what is known, dock, footer; a ring around each."""
    shown(page, url, f"{GUIDE}?persona=daf")
    order: list[str] = []
    unseen: list[str] = []
    for _ in range(140):
        page.keyboard.press("Tab")
        within, what, ring = page.evaluate(FOCUSED)
        if within == "body":
            break
        order += [within] if not order or order[-1] != within else []
        unseen += [] if ring else [what]
    narrow = page.evaluate("innerWidth < 500")
    assert order == [part for part in EXPECTED if part != (".toc" if narrow else ".dock")]
    assert unseen == []


def test_from_home_to_a_given_line_in_three(page: Page, url: str) -> None:
    """Open the choice, choose, type what they say: the line for them is there."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.click(".who")
    page.locator("#_who label", has_text="DAF").first.click()
    page.locator("input[name=q]").fill("pas de budget")
    first = page.locator("#tt-hits [role=row]").first
    expect(first).to_contain_text("pas de budget")
    expect(first.locator(".say:visible")).to_have_count(1)
    assert first.locator(".tag").count() == 0
    expect(first.locator(".they a")).to_have_attribute("href", re.compile("#"))


@on_computer
def test_dates_and_durations_as_each_language_writes_them(context: BrowserContext, url: str) -> None:
    """In the page and in what scripts write."""
    page = context.new_page()
    page.clock.set_fixed_time("2026-12-01T10:00:00+01:00")
    texts = {}
    for language in ("", "en/"):
        shown(page, url, f"{language}{GUIDE}?persona=daf")
        paper = page.locator(".paper").text_content() or ""
        length = page.locator(".say:visible .v small").first.inner_text()
        texts[language] = (page.locator(".fresh time").first.inner_text(), length, paper.split(" · ")[1])
        assert paper.endswith(f"/{language}{GUIDE}"), "the address"
    assert texts[""] == ("3 novembre 2026", "13 s", "imprimé le 1er décembre 2026")
    assert re.fullmatch(r"\d+ November 2026", texts["en/"][0])
    assert re.fullmatch(r"\d+ s", texts["en/"][1])
    assert texts["en/"][2] == "printed on 1 December 2026"
    for language, left in (("", "il reste 3 h"), ("en/", "3 h left")):
        page.goto(f"{url}{language}call/?signal=trois-visites&persona=daf#since=2026-12-01T08:00:00Z")
        expect(page.locator("[data-left]")).to_have_text(left)
        expect(page.locator("[data-until] b")).to_have_text(re.compile("13 h 00|13:00"))


# ── Paper ──


def pages_of(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@on_computer
def test_every_guide_prints_on_one_sheet(page: Page, url: str, readings: list[tuple[str, str]]) -> None:
    """For the chosen persona; so does the call sheet."""
    page.goto(url)
    counts = {}
    for guide, persona in readings:
        shown(page, url, f"{guide}?persona={persona}")
        counts[guide, persona] = pages_of(page)
    assert {reading: count for reading, count in counts.items() if count != 1} == {}
    page.goto(f"{url}call/?signal=trois-visites&persona=daf&guide=pas-de-projet#account=Fonderies%20Tessier")
    expect(page.locator("[data-open] .say").first).to_be_visible()
    assert pages_of(page) == 1


COLOURS = """() => [...document.querySelectorAll("body *")].filter((it) => it.checkVisibility()).flatMap((it) => {
  const { color, backgroundColor, borderTopColor } = getComputedStyle(it);
  return [color, backgroundColor, borderTopColor].filter((value) => {
    const [r, g, b, a] = value.match(/[\\d.]+/g).map(Number);
    return a !== 0 && !(r === g && g === b);
  }).map((value) => `${it.localName}.${it.className}: ${value}`);
})"""


@on_computer
def test_paper_is_black_and_white_and_says_what_it_is(page: Page, url: str) -> None:
    """Even where dark was chosen; what one clicks is left out, what is folded is open."""
    page.goto(url)
    page.evaluate("localStorage.setItem('talktrack.scheme', 'dark')")
    shown(page, url, f"{GUIDE}?persona=daf")
    page.wait_for_selector("button.term", state="attached")
    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_be_visible()
    paper = page.locator(".paper").inner_text()
    assert re.search(r"imprimé le \d.* 20\d\d · 127\.0\.0\.1:\d+/guides/pas-de-projet/$", paper)
    clicked = ":is(.bar, .dock, .toc, .side, .foot, .copy, .ref, .hash, .find, .tip, [href^='mailto:'])"
    assert page.locator(f"{clicked}:visible").count() == 0
    assert [colour for colour in page.evaluate(COLOURS) if not colour.startswith(("html", "i.i"))] == []
    for answer in page.locator(".obj .say[data-for~=daf], .obj .say:not([data-for])").all():
        assert (answer.bounding_box() or {"height": 0})["height"] > 0


# ── Weight ──


@on_phone
def test_the_first_screen_needs_no_stylesheet(context: BrowserContext, url: str) -> None:
    """What is inlined lays it out as the stylesheet does: nothing moves when that comes."""
    page = context.new_page()
    page.goto(f"{url}{GUIDE}?persona=daf")
    places = """() => {
      const parts = [".bar", "h1", ".for", ".lead", ".shift", "#open", "#open ~ .say", "#open ~ .say > p", ".dock"];
      return parts.map((part) => {
        const seen = [...document.querySelectorAll(part)].find((it) => it.checkVisibility());
        const { x, y, width, height } = seen.getBoundingClientRect();
        return [part, ...[x, y, width, height].map(Math.round)];
      });
    }"""
    page.evaluate("document.fonts.ready")
    before = page.evaluate(places)
    bare = context.new_page()
    bare.route(re.compile(r"\.(css|js)$"), lambda route: route.abort())
    bare.goto(f"{url}{GUIDE}?persona=daf")
    assert bare.evaluate("document.styleSheets.length") == 2, "the inlined rules and those of the persona"
    assert bare.evaluate(places) == before


def test_what_is_inlined_is_small() -> None:
    """At most 8 kB."""
    css = first_screen((ASSETS / "talktrack.css").read_text("utf-8"))
    assert ".say{" in css
    assert len(css.encode()) <= 8192

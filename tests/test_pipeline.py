"""The whole site: the pages that should be there, links that lead somewhere, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

from builder.models import Audience
from builder.pipeline import Site, SitePage, site
from builder.review import Review, review

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "golden" / "kb"
GOLDEN = Path(__file__).parent / "golden" / "pages"
_LINK = re.compile(r'<(?:a|link)\b[^>]*?\bhref="([^"]*)"')
_RESOURCE = re.compile(r'\b(?:src|data-strings)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")


@pytest.fixture(scope="module")
def small() -> Site:
    """The site of a small knowledge base that has one of everything."""
    return site(review(SMALL))


@pytest.fixture(scope="module")
def example() -> Site:
    """The site of the example."""
    return site(review(ROOT))


def at(made: Site, path: str) -> SitePage:
    return next(page for page in made.pages if page.path == path)


def changed(found: Review, **settings: object) -> Site:
    project = found.project
    settled = project.settings.model_copy(update=settings)
    return site(
        Review(
            type(project)(project.root, settled, project.language, project.name),
            found.knowledge, found.findings, found.texts,
        )
    )  # fmt: skip


def target(page: SitePage, link: str) -> tuple[str, str]:
    """Path and anchor that a link of a page leads to."""
    path, _, anchor = link.partition("#")
    path = path.partition("?")[0]
    if not path:
        return page.path, anchor
    folder = page.path.split("/")[:-1]
    while path.startswith("../"):
        path, folder = path[3:], folder[:-1]
    return "/".join([*folder, path.removeprefix("./")]), anchor


GOLDEN_PATHS = (
    "", "personas/", "evidence/", "signals/", "lexicon/", "guides/pas-de-projet/", "guides/documentation/",
    "personas/daf/", "personas/dsi/", "signals/visites/", "evidence/etude/", "evidence/terrain/", "assets/calcul/",
    "paths/semaine/", "decks/ancien/", "guides/parti/", "guides/rien-de-prevu/", "en/", "en/guides/pas-de-projet/",
    "404.html", "search/", "guides/pas-de-projet/call/", "call/",
    "coverage/", "freshness/", "knowledge/", "en/coverage/",
)  # fmt: skip


@pytest.mark.parametrize("path", GOLDEN_PATHS)
def test_golden_pages(path: str, small: Site, pytestconfig: pytest.Config) -> None:
    page = at(small, path)
    golden = GOLDEN / f"{path.strip('/').replace('/', '-').removesuffix('.html') or 'home'}.html"
    html = re.sub(r"\.[0-9a-f]{10}\.json", ".HASH.json", page.head + page.html)
    if pytestconfig.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8"), "pytest --update-golden, then look at the diff"


def test_every_kind_of_page_has_a_golden_one(small: Site) -> None:
    lists = {"asset-list", "path-list", "deck-list"}
    assert {page.kind for page in small.pages} - lists == {at(small, path).kind for path in GOLDEN_PATHS} - lists


@pytest.mark.parametrize("which", ["small", "example"])
def test_links_lead_to_pages_and_anchors_of_the_site(which: str, request: pytest.FixtureRequest) -> None:
    made: Site = request.getfixturevalue(which)
    anchors = {page.path: set(_ID.findall(page.html)) for page in made.pages}
    written = {f"{name}/" for name in review(ROOT if which == "example" else SMALL).knowledge.pages}
    broken = []
    for page in made.pages:
        if page.kind == "404":
            continue
        for link in _LINK.findall(page.head + page.html):
            path, anchor = target(page, link.replace("&amp;", "&"))
            if link.startswith(_ELSEWHERE) or path in written or unquote(path) in made.files:
                continue
            if path not in anchors or (anchor and anchor not in anchors[path]):
                broken.append(f"/{page.path} → {link}")
    assert broken == []


@pytest.mark.parametrize("which", ["small", "example"])
def test_nothing_is_loaded_from_another_host(which: str, request: pytest.FixtureRequest) -> None:
    made: Site = request.getfixturevalue(which)
    loaded = [link for page in made.pages for link in _RESOURCE.findall(page.html)]
    assert loaded
    assert not [link for link in loaded if link.startswith(("//", *_ELSEWHERE))]
    assert not re.search(r"url\((?!\"?(?:data:|font\.))", made.files[made.shell["fr"].css[0]].decode())


def test_anchors_are_unique_in_a_page(example: Site, small: Site) -> None:
    for page in (*example.pages, *small.pages):
        found = _ID.findall(page.html)
        assert len(found) == len(set(found)), page.path


def test_the_404_page_links_from_the_root_it_is_served_at() -> None:
    lost = at(site(review(SMALL), root="/talktracks/"), "404.html")
    assert all(link.startswith("/talktracks/") for link in _LINK.findall(lost.html))
    assert 'action="/talktracks/search/"' in lost.html


def test_guide_pages_are_small(example: Site) -> None:
    assert max(len(page.html.encode()) for page in example.pages if page.kind == "guide") < 60_000


def test_the_same_input_gives_the_same_site(small: Site) -> None:
    assert site(review(SMALL)) == small


def test_only_translated_documents_have_pages_in_another_language(small: Site) -> None:
    documents = [page.path for page in small.pages if page.path.startswith("en/guides/")]
    assert documents == ["en/guides/pas-de-projet/", "en/guides/pas-de-projet/call/", "en/guides/rien-de-prevu/"]
    assert 'href="../guides/documentation/"' in at(small, "en/").html
    assert at(small, "guides/pas-de-projet/").alternates["en"] == "en/guides/pas-de-projet/"
    assert "en" not in at(small, "guides/documentation/").alternates


def test_drafts_show_in_previews_only_with_a_banner(small: Site) -> None:
    assert not [page for page in small.pages if "brouillon" in page.path]
    preview = changed(review(SMALL), preview=True)
    assert 'class="draft"' in at(preview, "guides/brouillon/").html


def test_retired_and_renamed_guides_redirect_or_say_that_they_are_gone(small: Site) -> None:
    renamed, gone = at(small, "guides/rien-de-prevu/"), at(small, "guides/parti/")
    assert '<meta http-equiv="refresh" content="0; url=../../guides/pas-de-projet/">' in renamed.head
    assert "location.hash" in renamed.head
    assert 'href="../../guides/documentation/"' in at(small, "guides/plaquette/").html
    assert gone.head == ""
    assert "data-tt-search" in gone.html
    assert not renamed.indexed
    assert not gone.indexed


def test_what_is_internal_is_not_in_a_public_site() -> None:
    public = changed(review(SMALL), audience=Audience.PUBLIC)
    kinds = {page.kind for page in public.pages}
    assert kinds == {"home", "search", "sheet", "lexicon", "persona", "persona-list", "404"}
    assert not [name for name in public.files if name.startswith("files/")]


def test_only_files_that_documents_name_are_published(small: Site) -> None:
    assert [name for name in small.files if name.startswith("files/")] == ["files/calcul.csv"]


def test_edit_links_are_there_where_the_website_knows_them(small: Site) -> None:
    address = "https://example.org/edit/main/talktracks/pas-de-projet.yml"
    linked = at(site(review(SMALL), edit="https://example.org/edit/main/"), "guides/pas-de-projet/")
    assert f'href="{address}"' in linked.html
    assert address not in at(small, "guides/pas-de-projet/").html
    assert at(small, "guides/pas-de-projet/").source == "talktracks/pas-de-projet.yml"


def test_the_frame_is_told_what_there_is(small: Site) -> None:
    shell = small.shell["en"]
    assert (shell.home, shell.language_name) == ("en/", "English")
    assert [link.path for link in shell.links if link.main][:2] == ["en/", "en/personas/"]
    assert [(choice.short, choice.decides) for choice in shell.personas] == [("DAF", True), ("DSI", False)]
    assert {*shell.css, *shell.scripts, shell.font, shell.script_strings} <= small.files.keys()
    own = {name for page in small.pages for name in (*page.css, *page.scripts)}
    assert {PurePosixPath(name).name for name in own if name.endswith(".js")} == {"call.js", "marketing.js", "sheet.js"}
    assert own <= small.files.keys()


def test_a_pinned_day_is_told_to_the_scripts_and_the_reader() -> None:
    found = review(SMALL)
    assert 'data-today="2026-11-24"' in at(site(found), "guides/pas-de-projet/").html
    assert "24 novembre 2026" in at(site(found), "").html
    free = at(changed(found, today=None), "")
    assert "data-today" not in free.html

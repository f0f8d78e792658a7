"""Real builds with MkDocs: what is written, what stays when a build fails, and what a preview shows."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.error import HTTPError

import pytest

from builder.website.building import build
from builder.website.swap import MARKER, ForeignFolder

pytestmark = pytest.mark.site

HERE = Path(__file__).resolve().parent.parent
_CONFIG = """\
site_name: Petite base
docs_dir: content/pages
theme: {name: material, language: fr}
plugins:
- talktrack: {today: 2026-11-24, languages: [en]}
"""
_PERSONA = "name: Directrice financière\nshort: DAF\ndecision: decides\n"
_RESOURCE = re.compile(
    r"""(?:\bsrc=|<link\b[^>]*\bhref=|\burl\(|@import\s|\bfetch\(|\bimport\()["']?((?:https?:)?//[^"')\s>]+)"""
)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, built."""
    root = tmp_path_factory.mktemp("example")
    for name in ("content", "talktracks"):
        shutil.copytree(HERE / name, root / name)
    shutil.copy(HERE / "mkdocs.yml", root)
    outcome = build(root, strict=True)
    assert outcome.messages == ()
    assert outcome.built
    return root


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The smallest project."""
    root = tmp_path / "small"
    for path, text in {
        "mkdocs.yml": _CONFIG,
        "content/personas/daf.yml": _PERSONA,
        "content/pages/index.md": "# Accueil\n\nBonjour.\n",
    }.items():
        write(root / path, text)
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ── What is written ──


def test_example_has_its_pages(example: Path) -> None:
    site = contents(example / "site")
    assert {"index.html", "en/index.html", "404.html", "personas/daf/index.html", "lexicon/index.html"} <= site.keys()
    assert any(path.startswith("guides/") for path in site)
    assert "sitemap.xml" not in site, "an internal site has none"
    assert b'content="noindex"' in site["index.html"]


def test_the_same_input_gives_the_same_bytes_whoever_builds(example: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(again)]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=example, env=environment, check=True)
    first, second = contents(example / "site"), contents(again)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_nothing_comes_from_another_host(example: Path) -> None:
    for path, raw in contents(example / "site").items():
        if path.endswith((".html", ".css", ".js", ".mjs")):
            assert _RESOURCE.findall(raw.decode("utf-8")) == [], path


def test_links_of_the_example_lead_somewhere(example: Path) -> None:
    site = contents(example / "site")
    for path, raw in site.items():
        if path.endswith(".html") and path != "404.html":
            for link in re.findall(r'\b(?:href|src)="([^"]+)"', raw.decode("utf-8")):
                assert _leads_somewhere(link, path, site), f"{path}: {link}"


def _leads_somewhere(link: str, path: str, site: dict[str, bytes]) -> bool:
    address = link.partition("#")[0].partition("?")[0]
    if not address or re.match(r"[a-z]+:", address):
        return True
    target = os.path.normpath(os.path.join(os.path.dirname(path), address)).removeprefix("./")  # noqa: PTH118, PTH120
    return target in site or f"{target}/index.html".removeprefix("./") in site


def test_nothing_of_material_is_loaded_or_published(example: Path) -> None:
    site = contents(example / "site")
    assert [
        path for path in site if path.startswith(("assets/javascripts/", "assets/stylesheets/", "search/lunr"))
    ] == []
    assert "search/search_index.json" not in site
    for path, raw in site.items():
        if path.endswith(".html"):
            assert not re.search(r"__config|\bmd-|data-md-", raw.decode("utf-8")), path


def test_a_page_has_one_search_box(example: Path) -> None:
    for path in ("index.html", "search/index.html", "personas/daf/index.html", "en/index.html", "404.html"):
        page = (example / "site" / path).read_text(encoding="utf-8")
        assert page.count('role="search"') == 1, path
        assert page.index('role="search"') < page.index("<main") or path != "personas/daf/index.html"
    assert 'action="../../search/"' in (example / "site/personas/daf/index.html").read_text(encoding="utf-8")


def test_a_search_plugin_in_mkdocs_yml_is_left_out_and_said_so(small: Path) -> None:
    write(small / "mkdocs.yml", _CONFIG.replace("plugins:\n", "plugins:\n- search: {lang: fr}\n- tags\n"))
    heard: list[str] = []
    ear = logging.Handler()
    ear.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs.plugins.talktrack")
    before = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(ear)
    try:
        assert build(small, strict=True).messages == ()
    finally:
        logger.removeHandler(ear)
        logger.setLevel(before)
    assert sum("'search'" in message or "'material/search'" in message for message in heard) == 1
    assert not (small / "site/search/search_index.json").exists()
    assert (small / "site/search/index.html").exists()


def test_files_of_the_user_are_kept_whatever_their_folder(small: Path) -> None:
    write(small / "content/pages/assets/javascripts/own.js", "1")
    build(small)
    assert (small / "site/assets/javascripts/own.js").exists()


def test_pages_kept_out_of_the_site_are_not_found_either(small: Path) -> None:
    write(small / "mkdocs.yml", f"{_CONFIG}exclude_docs: out/\ndraft_docs: later.md\n")
    for name in ("out/a", "later", "kept"):
        write(small / f"content/pages/{name}.md", f"# Zorglub {name}\n")
    build(small)
    lines = next((small / "site/assets").glob("lines.fr.*.json")).read_text(encoding="utf-8")
    assert re.findall(r"Zorglub \w+", lines) == ["Zorglub kept", "Zorglub kept"]


def test_browsers_can_add_the_search_where_the_site_knows_its_address(small: Path) -> None:
    build(small)
    assert 'rel="search"' not in (small / "site/index.html").read_text(encoding="utf-8")
    assert not (small / "site/search.xml").exists()
    write(small / "mkdocs.yml", f"{_CONFIG}site_url: https://acme.example/kb\n")
    build(small, strict=True)
    for path, link in {"index.html": "search.xml", "en/search/index.html": "../search.xml"}.items():
        page = (small / "site" / path).read_text(encoding="utf-8")
        assert re.search(rf'<link rel="search" type="application/opensearchdescription\+xml" [^>]*href="{link}">', page)
    assert "https://acme.example/kb/en/search/?q={searchTerms}" in (small / "site/en/search.xml").read_text("utf-8")


def test_pages_do_not_grow_with_the_number_of_guides(example: Path) -> None:
    page = (example / "site/personas/daf/index.html").read_text(encoding="utf-8")
    frame = page.replace(page[page.index("<main") : page.index("</main>")], "")
    assert "guides/" not in frame


# ── Hand-written pages ──


def test_refs_in_pages_become_links(small: Path) -> None:
    write(small / "content/pages/sub/aide.md", "# Aide\n\n[elle](persona:daf) [là](page:index) [ici](#b)\n\n## B\n")
    assert build(small, strict=True).messages == ()
    page = (small / "site/sub/aide/index.html").read_text(encoding="utf-8")
    assert 'href="../../personas/daf/"' in page
    assert 'href="../../"' in page


def test_a_ref_that_leads_nowhere_is_warned_about(small: Path) -> None:
    write(small / "content/pages/aide.md", "# Aide\n\n[rien](evidence:rien)\n")
    outcome = build(small)
    assert outcome.built
    assert any("evidence:rien" in message for message in outcome.messages)


def test_pages_are_clean(small: Path) -> None:
    text = (
        '# A\n\n<script>alert(1)</script><b onclick="x()">gras</b>\n\n![x](https://a.example/x.png) [y](javascript:z)\n'
    )
    write(small / "content/pages/aide.md", text)
    build(small)
    page = (small / "site/aide/index.html").read_text(encoding="utf-8")
    main = page[page.index("<main") : page.index("</main>")]
    assert "<b>gras</b>" in main
    assert not re.search(r"<script|onclick|a\.example|javascript:", main)


def test_translations_stand_beside_their_page(small: Path) -> None:
    write(small / "content/pages/aide.md", "# Aide\n")
    write(small / "content/pages/aide.en.md", "# Help\n\n[back](index.md)\n")
    build(small)
    page = (small / "site/en/aide/index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert 'hreflang="fr"' in page
    assert '<html lang="fr"' in (small / "site/aide/index.html").read_text(encoding="utf-8")


def test_index_opens_the_home_page(small: Path) -> None:
    build(small)
    page = (small / "site/index.html").read_text(encoding="utf-8")
    assert "<p>Bonjour.</p>" in page
    assert "Accueil</h1>" not in page


@pytest.mark.parametrize("name", ["guides.md", "search/index.md", "en/aide.md", "404.md"])
def test_our_addresses_are_taken(small: Path, name: str) -> None:
    write(small / "content/pages" / name, "# Non\n")
    outcome = build(small)
    assert not outcome.built
    assert name in outcome.messages[0]


def test_edit_links_lead_to_the_yaml(small: Path) -> None:
    config = f"{_CONFIG}repo_url: https://github.com/acme/kb\nedit_uri: edit/main/content/pages/\n"
    write(small / "mkdocs.yml", config)
    write(small / "content/pages/aide.md", "# Aide\n")
    build(small)
    edit = "https://github.com/acme/kb/edit/main/content"
    assert f"{edit}/pages/aide.md" in (small / "site/aide/index.html").read_text(encoding="utf-8")
    assert f"{edit}/personas/daf.yml" in (small / "site/personas/daf/index.html").read_text(encoding="utf-8")


def test_a_public_site_has_a_sitemap(small: Path) -> None:
    config = _CONFIG.replace("languages: [en]", "languages: [en], audience: public")
    write(small / "mkdocs.yml", f"{config}site_url: https://acme.example/kb/\n")
    build(small, strict=True)
    site = contents(small / "site")
    assert b"<loc>https://acme.example/kb/</loc><lastmod>2026-11-24</lastmod>" in site["sitemap.xml"]
    assert b"/search/</loc>" not in site["sitemap.xml"], "nobody looks for a search in a search engine"
    assert b"noindex" in site["search/index.html"]
    assert b'<link rel="canonical" href="https://acme.example/kb/">' in site["index.html"]
    assert b"noindex" not in site["index.html"]
    assert b'href="/kb/' in site["404.html"]


# ── What stays ──


def test_a_failed_build_leaves_the_old_site(small: Path) -> None:
    assert build(small).built
    before = contents(small / "site")
    write(small / "content/personas/daf.yml", _PERSONA + "hobby: golf\n")
    outcome = build(small)
    assert not outcome.built
    assert outcome.messages == (), "findings are the reporter's to word"
    assert outcome.review is not None
    assert [finding.code for finding in outcome.review.findings] == ["unknown-key"]
    assert contents(small / "site") == before
    assert leftovers(small) == []


def test_a_strict_build_that_warns_leaves_the_old_site(small: Path) -> None:
    build(small)
    before = contents(small / "site")
    write(small / "content/pages/aide.md", "# Aide\n\n[rien](rien.md)\n")
    assert not build(small, strict=True).built
    assert contents(small / "site") == before
    assert leftovers(small) == []


def leftovers(root: Path) -> list[str]:
    return [path.name for path in root.iterdir() if path.name.startswith(".") and path.name != ".talktrack"]


def test_a_build_replaces_the_old_site_whole(small: Path) -> None:
    build(small)
    write(small / "site/old.html", "")
    write(small / "site/.git", "gitdir: elsewhere\n")
    build(small)
    assert not (small / "site/old.html").exists()
    assert (small / "site/.git").exists(), "as with MkDocs, hidden entries stay"


def test_a_killed_build_leaves_the_old_site(small: Path) -> None:
    build(small)
    before = contents(small / "site")
    write(small / ".site.talktrack-new/index.html", "half")
    (small / "site").rename(small / ".site.talktrack-old")
    write(small / "content/personas/daf.yml", "name: [")
    assert not build(small).built
    assert contents(small / "site") == before
    assert leftovers(small) == []


def test_a_foreign_folder_is_left_alone(small: Path) -> None:
    write(small / "thesis/chapter.txt", "words")
    with pytest.raises(ForeignFolder, match="thesis"):
        build(small, small / "thesis")
    assert contents(small / "thesis") == {"chapter.txt": b"words"}
    assert leftovers(small) == []


def test_an_empty_folder_may_be_filled(small: Path) -> None:
    (small / "public").mkdir()
    assert build(small, small / "public").built
    assert (small / "public" / MARKER).exists()


# ── The preview ──


def test_a_preview_shows_what_is_wrong_and_the_last_good_site(small: Path) -> None:
    persona = small / "content/personas/daf.yml"
    with serving(small) as url:
        assert "_findings" not in wait_for(url, lambda page: "</main>" in page)
        write(persona, _PERSONA + "hobby: golf\n")
        page = wait_for(url, lambda page: "_findings" in page)
        assert "daf.yml:4:1" in page
        assert "</main>" in page
        write(persona, _PERSONA)
        assert "</main>" in wait_for(url, lambda page: "_findings" not in page)


def test_a_preview_begins_with_what_is_wrong(small: Path) -> None:
    persona = small / "content/personas/daf.yml"
    write(persona, _PERSONA + "hobby: golf\n")
    with serving(small) as url:
        assert "daf.yml:4:1" in wait_for(url, lambda page: "_findings" in page)
        assert "daf.yml:4:1" in fetch(f"{url}personas/daf/")
        write(persona, _PERSONA)
        assert "_findings" not in wait_for(url, lambda page: "</main>" in page)


def test_a_preview_survives_a_page_at_our_address(small: Path) -> None:
    write(small / "content/pages/guides.md", "# Non\n")
    with serving(small) as url:
        assert "content/pages/guides.md" in wait_for(url, lambda page: "_findings" in page)


@contextmanager
def serving(root: Path) -> Iterator[str]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", address]
    server = subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL)
    try:
        yield f"http://{address}/"
    finally:
        server.kill()
        server.wait()


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310
            return str(answer.read().decode("utf-8"))
    except HTTPError as error:
        with error:
            return error.read().decode("utf-8")


def wait_for(url: str, wanted: Callable[[str], bool], seconds: float = 30) -> str:
    page, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            page = fetch(url)
        except OSError:
            page = ""
        if wanted(page):
            return page
        time.sleep(0.3)
    raise AssertionError(f"not within {seconds} s: {page[:2000]}")

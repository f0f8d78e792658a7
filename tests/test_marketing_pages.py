"""The pages for marketing: where they are, what they lead to, and that they stay small in a large knowledge base."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import write_project
from builder.locales.reports import reports
from builder.locales.site import counted
from builder.models import Audience
from builder.pipeline import Site, SitePage, site
from builder.readers import basis
from builder.reports.coverage import State, coverage
from builder.reports.health import health
from builder.review import Review, review
from builder.views.coverage import ROWS

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "golden" / "kb"
PATHS = ("coverage/", "freshness/", "knowledge/")


@pytest.fixture(scope="module")
def small() -> Review:
    return review(SMALL)


@pytest.fixture(scope="module")
def made(small: Review) -> Site:
    return site(small, edit="https://example.org/edit/main/")


def changed(found: Review, **settings: Any) -> Site:
    project = found.project
    return site(replace(found, project=replace(project, settings=project.settings.model_copy(update=settings))))


def at(made: Site, path: str) -> SitePage:
    return next(page for page in made.pages if page.path == path)


def links(made: Site, language: str = "fr") -> list[str]:
    return [link.path for link in made.shell[language].links if not link.main]


def test_each_language_has_them_linked_from_the_footer_alone(made: Site) -> None:
    for language, start in (("fr", ""), ("en", "en/")):
        assert links(made, language)[-1] == f"{start}coverage/"
        pages = [at(made, f"{start}{path}") for path in PATHS]
        assert [page.kind for page in pages] == ["coverage", "freshness", "knowledge"]
        assert not any(page.indexed for page in pages)
        assert all(f'aria-current="page">{page.title}<' in page.html for page in pages)
    assert at(made, "coverage/").alternates == {"fr": "coverage/", "en": "en/coverage/"}


@pytest.mark.parametrize(
    "settings", [{"marketing_pages": False}, {"audience": Audience.PARTNER}, {"audience": Audience.PUBLIC}], ids=str
)
def test_reps_partners_and_the_public_never_see_them(settings: dict[str, Any], small: Review) -> None:
    without = changed(small, **settings)
    assert not [page.path for page in without.pages if page.path.removeprefix("en/").startswith(PATHS)]
    assert not [name for name in without.files if name.endswith(".csv") and not name.startswith("files/")]
    assert "coverage/" not in links(without)
    assert "Claire Delmas" not in "".join(page.html for page in without.pages if page.kind in ("coverage", "freshness"))


def test_pages_and_files_have_the_figures_of_the_reports(made: Site, small: Review) -> None:
    asked = basis(small.project, small.knowledge, small.findings, "fr")
    found = coverage(asked)
    html = at(made, "coverage/").html
    assert f"<h1>{counted(reports('fr').coverage.missing, len(found.answers))}</h1>" in html
    assert f"{found.total - len(found.answers)} sur {found.total}" in html
    cells = [c for rows in (found.objections, found.signals, found.stages) for row in rows for c in row.cells]
    assert html.count('<a class="cell hole') == sum(cell.state is State.HOLE for cell in cells)
    assert f"{health(asked).score} sur 100" in at(made, "knowledge/").html
    for name in ("coverage/coverage", "freshness/freshness", "knowledge/knowledge", "knowledge/findings"):
        assert made.files[f"{name}.csv"].startswith(b"\xef\xbb\xbf")
        assert made.files[f"en/{name}.csv"].startswith(b"\xef\xbb\xbf")


def test_a_hole_leads_to_the_line_to_edit_or_to_the_command(made: Site) -> None:
    html = at(made, "coverage/").html
    assert re.search(r'class="cell hole[^"]*" href="https://example.org/edit/main/talktracks/[\w.-]+\.yml#L\d+"', html)
    holes = re.findall(r'class="cell hole[^"]*" href="#(_new-[\w-]+)"', html)
    assert holes
    for anchor in holes:
        assert f'<li id="{anchor}">' in html
    assert "<code data-copy>talktrack new guide " in html
    assert 'class="cell hole signs"' in html, "what somebody who decides lacks stands out"


def test_without_an_edit_address_a_hole_leads_to_the_objection(small: Review) -> None:
    html = at(site(small), "coverage/").html
    assert re.search(r'class="cell hole[^"]*" href="\.\./guides/[\w-]+/#[\w-]+"', html)


def test_cells_say_in_words_what_they_show(made: Site) -> None:
    html = at(made, "coverage/").html
    cells = re.findall(r"<td data-who=\"([^\"]+)\">(.*?)</td>", html)
    assert cells
    for who, cell in cells:
        assert not cell or re.search(rf'<span class="hidden">[^<]*{re.escape(who)}', cell), (who, cell)


def test_findings_stand_with_whoever_answers_for_them(made: Site, small: Review) -> None:
    html = at(made, "knowledge/").html
    assert "<summary>Claire Delmas <small>" in html
    finding = next(f for f in small.findings if f.location.path == "talktracks/pas-de-projet.yml")
    assert f"edit/main/{finding.location.path}#L{finding.location.line}" in html


def test_text_from_the_files_is_escaped(small: Review) -> None:
    guide = small.knowledge.guides["pas-de-projet"]
    odd = replace(guide, record=guide.record.model_copy(update={"owner": '"><script>x</script>'}))
    documents = {**small.knowledge.documents, guide.kind: {**small.knowledge.guides, guide.id: odd}}
    pages = site(replace(small, knowledge=replace(small.knowledge, documents=documents))).pages
    assert not [page.path for page in pages if "<script>x" in page.html]
    assert any("&lt;script&gt;x" in page.html for page in pages if page.kind == "freshness")


def test_a_large_knowledge_base_has_small_pages(tmp_path: Path) -> None:
    write_project(tmp_path, 80)
    found = review(tmp_path, fast=True)
    asked = basis(found.project, found.knowledge, (), "fr")
    assert len(asked.once(coverage).objections) > 2 * ROWS, "more than two tables hold"
    large = site(found)
    html = at(large, "coverage/").html
    assert html.count('<tr><th scope="row">') <= 2 * ROWS + len(found.knowledge.signals) + 5
    assert "dans le fichier CSV" in html
    assert len(html.encode()) < 300_000
    assert max(len(at(large, path).html.encode()) for path in PATHS[1:]) < 100_000

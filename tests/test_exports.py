"""What the knowledge base becomes for other tools: real files, read back."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from commands import Run, project, runner
from jsonschema import Draft202012Validator
from pptx import Presentation
from pptx.util import Emu

from builder.exports.anki import dump_anki
from builder.exports.csv_lines import dump_lines_csv
from builder.exports.drill import render_drill
from builder.exports.knowledge_json import KNOWLEDGE_FILE, dump_knowledge, render_knowledge_schema
from builder.exports.llms import render_llms
from builder.exports.markdown import render_markdown
from builder.exports.slides import dump_slides
from builder.models import Audience
from builder.pipeline import site
from builder.readers import by_language
from builder.review import Review, review
from builder.views.reader import Reader

ROOT = Path(__file__).parents[1]
ANKI = os.environ.get("ANKI_PYTHON") or (sys.executable if find_spec("anki") else "")
GUIDE = """\
title: Le <prix>
status: approved
stage: comparing
for: [daf, dg]
owner: Ada
field_owner: Bob
reviewed: 2026-11-01
audience: public
summary: Le prix d'abord.
shift: {from: Trop cher, to: Moins cher}
open:
  say: Bonjour, [prénom] !
  ask: Quel prix ?
reasoning:
  - {id: un, think: Un, ask: Lequel ?}
  - {id: deux, think: Deux, ask: Et alors ?}
objections:
  - id: trop-cher
    they_say: ["=1+1 est trop cher", Bien trop cher]
    dig: Par rapport à quoi ?
    answer: {daf: "Voyez [la preuve](evidence:etude) & le reste.", dg: "Pour vous, DEUX."}
    check: Et sinon ?
  - id: secret
    audience: internal
    they_say: [Secret]
    answer: Rien.
next_step: {ask: Quel jour ?}
"""
EVIDENCE = "claim: Vrai\nkind: study\nsource: {title: S, date: 2026-01-01}\nvalid_until: 2030-01-01\naudience: public\n"
SIGNAL = "name: Visite\nmeans: A\ndoes_not_mean: B\nrespond_within: 48h\nsay: Bonjour.\n"
FILES = {
    "talktracks/prix.yml": GUIDE.replace("Le <prix>", "Le prix"),
    "content/personas/dg.yml": "name: Direction\nshort: DG\ndecision: decides\n",
    "content/evidence/etude.yml": EVIDENCE,
    "content/signals/visite.yml": SIGNAL,
}
CONFIG = "theme: {language: fr}\nplugins:\n  - talktrack:\n      today: 2026-11-24\n      publish_json: true\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return project(tmp_path / "base", FILES, CONFIG)


@pytest.fixture
def talktrack(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def readers(found: Review, audience: Audience = Audience.INTERNAL) -> dict[str, Reader]:
    settings = found.project.settings.model_copy(update={"audience": audience})
    return by_language(replace(found.project, settings=settings), found.knowledge)


def reader(root: Path, audience: Audience = Audience.INTERNAL) -> Reader:
    return readers(review(root, fast=True), audience)["fr"]


@cache
def example() -> Review:
    return review(ROOT, fast=True)


def rows(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))


def test_csv_has_a_row_for_each_wording(base: Path) -> None:
    head, *lines = rows(dump_lines_csv(reader(base)))
    answers = {line[5]: line for line in lines if line[3] == "réponse à l’objection" and line[0] == "prix#trop-cher"}
    assert answers["DAF"][head.index("réplique")] == "Voyez la preuve & le reste."
    assert answers["DG"][head.index("réplique")] == "Pour vous, DEUX."
    assert answers["DG"][head.index("ce que dit le client")].startswith("'=1+1"), "Excel would run it"
    assert {"signal:visite", "prix#open", "prix#un", "prix#next-step"} <= {line[0] for line in lines}


def test_csv_of_a_persona_holds_what_they_hear(base: Path) -> None:
    lines = rows(dump_lines_csv(reader(base), "dg"))[1:]
    assert {line[5] for line in lines} == {"DG"}
    assert not any("Voyez la preuve" in line[6] for line in lines)


@pytest.mark.parametrize("audience", list(Audience))
def test_json_is_as_its_schema_says(audience: Audience) -> None:
    validator = Draft202012Validator(json.loads(render_knowledge_schema()))
    for found in readers(example(), audience).values():
        told = json.loads(dump_knowledge(found, "Orcène"))
        validator.validate(told)
        assert len(told["guides"]) == len(found.knowledge.approved)
        assert bool(told["signals"]) == (audience is Audience.INTERNAL)


def test_json_says_lines_by_persona_and_durations_as_written(base: Path) -> None:
    told = json.loads(dump_knowledge(reader(base), "Essai"))
    (guide,) = told["guides"]
    assert guide["content"]["open"]["ask"] == {"any": "Quel prix ?"}
    assert guide["content"]["objections"][0]["answer"]["dg"] == "Pour vous, DEUX."
    assert told["signals"][0]["content"]["respond_within"] == "2d"


def test_nothing_for_a_narrower_audience_leaves(base: Path) -> None:
    found = reader(base, Audience.PUBLIC)
    outputs = (
        dump_lines_csv(found), dump_knowledge(found, ""), "".join(render_markdown(found, "").values()).encode(),
        render_llms(found, "").encode(), b"".join(notes(dump_anki([found], "")).keys()),
    )  # fmt: skip
    for output in outputs:
        assert b"prix" in output
        assert b"secret" not in output.lower()
        assert b"Visite" not in output


def test_the_committed_schema_is_fresh() -> None:
    committed = (ROOT / "schemas" / KNOWLEDGE_FILE).read_text(encoding="utf-8")
    assert committed == render_knowledge_schema(), "make schemas"


def test_the_site_publishes_it_where_the_setting_says_so(base: Path) -> None:
    found = review(base, fast=True)
    assert json.loads(site(found).files["knowledge.json"])["guides"][0]["ref"] == "prix"
    silent = found.project.settings.model_copy(update={"publish_json": False})
    assert "knowledge.json" not in site(replace(found, project=replace(found.project, settings=silent))).files


def test_markdown_links_lead_to_pages_and_anchors() -> None:
    for found in readers(example()).values():
        pages = render_markdown(found, "Orcène")
        links = [
            (page, link)
            for page, text in pages.items()
            for link in re.findall(r"\]\((?!https?:|mailto:|tel:)([^)]+)\)", text)
        ]
        assert len(links) > 100
        for page, link in links:
            path, _, anchor = link.partition("#")
            target = os.path.normpath(Path(page).parent / path) if path else page
            assert target in pages, f"{page}: {link}"
            assert not anchor or f'<a id="{anchor}"></a>' in pages[target] or not target.startswith("guides/"), link


def test_markdown_says_who_hears_what(base: Path) -> None:
    pages = render_markdown(reader(base), "Essai")
    assert "**Répondez** (DG), 1 s\n\n> Pour vous, DEUX." in pages["guides/prix.md"]
    assert "> Voyez [la preuve](../evidence/etude.md) & le reste." in pages["guides/prix.md"]
    assert "DEUX" not in render_markdown(reader(base), "Essai", "daf")["guides/prix.md"]


def test_llms_txt_has_its_shape(base: Path) -> None:
    title, _, quote, *rest = render_llms(reader(base), "Essai", "https://a.example/").splitlines()
    assert title == "# Essai"
    assert quote.startswith("> Essai")
    assert "- [Le prix](https://a.example/guides/prix/): Le prix d’abord. (DAF, DG)" in rest


def notes(package: bytes) -> dict[bytes, list[str]]:
    """The notes of a package: fields by guid, ref and front."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
    found = {
        f"{guid} {fields}".encode(): fields.split("\x1f")
        for guid, fields in database.execute("select guid, flds from notes")
    }
    database.close()
    return found


def test_anki_has_what_each_persona_is_told(base: Path) -> None:
    found = [fields for fields in notes(dump_anki([reader(base)], "Essai")).values() if fields[0] == "prix#trop-cher"]
    assert len(found) == 2
    backs = {"DEUX" in back for _, _, _, back in found}
    assert backs == {True, False}
    assert all("=1+1 est trop cher" in front and "la preuve" not in front for _, _, front, _ in found)


def test_anki_notes_keep_their_names(base: Path) -> None:
    first = {key.split()[0] for key in notes(dump_anki([reader(base)], "Essai"))}
    changed = base / "talktracks/prix.yml"
    changed.write_text(changed.read_text("utf-8").replace("DEUX", "TROIS"), "utf-8")
    assert {key.split()[0] for key in notes(dump_anki([reader(base)], "Essai"))} == first


@pytest.mark.skipif(not ANKI, reason="needs Anki's own library (pip install anki; ANKI_PYTHON names its Python)")
def test_anki_imports_it_twice_and_keeps_what_was_learnt(base: Path, tmp_path: Path) -> None:
    packages = []
    for n, word in enumerate(("DEUX", "TROIS")):
        guide = base / "talktracks/prix.yml"
        guide.write_text(guide.read_text("utf-8").replace("DEUX", word), "utf-8")
        packages.append(tmp_path / f"{n}.apkg")
        packages[-1].write_bytes(dump_anki([reader(base)], "Essai", made=1_790_000_000 + 60 * n))
    script = str(Path(__file__).with_name("anki_library.py"))
    done = subprocess.run([ANKI, script, tmp_path, *packages], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    before, after = told["before"], told["after"]
    assert before["decks"] == after["decks"] == ["Essai", "Essai::DAF (Français)", "Essai::DG (Français)"]
    assert before["notes"] == after["notes"] > 0
    assert after["learnt"] == [told["answered"]]
    assert "TROIS" in json.dumps(after["backs"])


@pytest.mark.parametrize("name", ["csv", "json", "llms.txt", "anki"])
def test_a_command_writes_a_file(name: str, base: Path, tmp_path: Path, talktrack: Run) -> None:
    target = tmp_path / "made"
    code, out, err = talktrack("--project", str(base), "export", name, "--output", str(target))
    assert (code, err) == (0, "")
    assert "Wrote" in out
    assert target.stat().st_size > 100


def test_markdown_is_not_mixed_with_other_files(base: Path, tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.md").write_text("mine", "utf-8")
    code, _, err = talktrack("--project", str(base), "export", "markdown", "-o", str(tmp_path / "notes"))
    assert (code, "Nothing was written" in err) == (2, True)
    assert talktrack("--project", str(base), "export", "markdown", "-o", str(tmp_path / "pages"))[0] == 0
    assert (tmp_path / "pages/guides/prix.md").is_file()


@pytest.mark.parametrize(
    ("option", "value", "said"), [("--lang", "xx", "no language"), ("--persona", "dagg", "no persona")]
)
def test_what_is_not_there_is_said(
    option: str, value: str, said: str, base: Path, tmp_path: Path, talktrack: Run
) -> None:
    code, _, err = talktrack("--project", str(base), "export", "csv", option, value, "-o", str(tmp_path / "x"))
    assert (code, said in err) == (2, True)
    assert not (tmp_path / "x").exists()


def test_without_the_extra_it_says_what_to_install(
    base: Path, tmp_path: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    monkeypatch.delitem(sys.modules, "builder.exports.anki")
    code, _, err = talktrack("--project", str(base), "export", "anki", "-o", str(tmp_path / "x"))
    assert (code, "pip install talktrack[export]" in err) == (2, True)


def path_of(found: Review) -> Any:
    return found.knowledge.paths["dix-jours"].record


def test_slides_say_one_idea_each() -> None:
    deck = Presentation(io.BytesIO(dump_slides(readers(example())["fr"], path_of(example()))))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    days = len(path_of(example()).days)
    assert len(titles) == days + 3
    assert titles[0] == "Vos dix premiers jours"
    slide = next(slide for slide in deck.slides if "projet »" in no_break(slide.shapes.title.text_frame.text))
    words = [shape.text_frame.text for shape in slide.shapes]
    assert any(text.startswith("On vous dit\n« Rien ne presse") for text in map(no_break, words))
    assert any(text.startswith("Demandez\n") for text in words)
    assert any(text.startswith("Dites\n") for text in words)
    notes_ = slide.notes_slide.notes_text_frame.text
    assert "pas-de-projet#rien-ne-presse" in notes_
    assert " s)" in notes_


def no_break(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_no_slide_runs_over_its_edge() -> None:
    for found in readers(example()).values():
        deck = Presentation(io.BytesIO(dump_slides(found, path_of(example()))))
        for slide in deck.slides:
            assert all(shape.top + shape.height <= deck.slide_height for shape in slide.shapes)


def test_a_template_gives_its_size_and_none_of_its_slides() -> None:
    template = Presentation()
    template.slide_width = Emu(9_000_000)
    template.slides.add_slide(template.slide_layouts[5]).shapes.title.text_frame.text = "Old"
    raw = io.BytesIO()
    template.save(raw)
    deck = Presentation(io.BytesIO(dump_slides(readers(example())["en"], path_of(example()), template=raw.getvalue())))
    assert deck.slide_width == 9_000_000
    assert all(slide.shapes.title.text_frame.text != "Old" for slide in deck.slides)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_bad_template_is_said(content: bytes, tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "t.pptx").write_bytes(content)
    arguments = ("export", "pptx", "dix-jours", "--template", str(tmp_path / "t.pptx"), "-o", str(tmp_path / "x"))
    code, _, err = talktrack("--project", str(ROOT), *arguments)
    assert (code, "not a PowerPoint file" in err) == (2, True)
    assert not (tmp_path / "x").exists()


def test_a_path_that_is_not_there_is_said(tmp_path: Path, talktrack: Run) -> None:
    code, _, err = talktrack("--project", str(ROOT), "export", "pptx", "dix-jour", "-o", str(tmp_path / "x"))
    assert (code, "Did you mean 'dix-jours'?" in err) == (2, True)


def test_the_customer_and_the_rep_have_their_own_cards(base: Path) -> None:
    found = reader(base)
    page = render_drill(found, found.knowledge.approved, "dg")
    customer, rep = page.split("<article")[1:]
    assert "Trop cher" in customer
    assert "=1+1 est trop cher" in customer
    assert "DEUX" not in customer
    assert "Pour vous, DEUX." in rep
    assert "la preuve" not in rep
    assert not re.search(r"<script|<link|src=|href=|url\(", page), "it fetches nothing"


def test_drill_fits_two_cards_on_each_sheet(tmp_path: Path) -> None:
    """Chromium prints a page a guide, and no card is cut off."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs Chromium")
    found = readers(example())["fr"]
    (tmp_path / "drill.html").write_text(render_drill(found, found.knowledge.approved), "utf-8")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.goto((tmp_path / "drill.html").as_uri())
        over = page.eval_on_selector_all(
            "article",
            "cards => cards.filter(c => c.scrollHeight > c.clientHeight + 1"
            " || c.querySelector('footer').offsetTop < Math.max(...[...c.children].slice(0, -1)"
            ".map(e => e.offsetTop + e.offsetHeight))).map(c => c.innerText.slice(0, 80))",
        )
        browser.close()
    assert over == []


def test_drill_refuses_what_it_cannot_play(base: Path, tmp_path: Path, talktrack: Run) -> None:
    code, _, err = talktrack("--project", str(base), "export", "drill", "pri", "-o", str(tmp_path / "x"))
    assert (code, "Did you mean 'prix'?" in err) == (2, True)
    assert talktrack("--project", str(base), "export", "drill", "prix", "-o", str(tmp_path / "x"))[0] == 0

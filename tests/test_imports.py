"""What old decks, notes and tables become: real files, good and bad."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from commands import Run, project, runner
from pptx import Presentation
from pptx.util import Inches

from builder.findings import Severity
from builder.imports.guides import drafts_of_csv, drafts_of_markdown
from builder.imports.slides import parse_slides
from builder.imports.texts import Unreadable, name_for
from builder.models import Deck
from builder.review import Review, review

GUIDE = """\
title: Le prix
status: approved
stage: comparing
for: [daf]
owner: Ada
field_owner: Bob
reviewed: 2026-11-01
summary: Le prix d'abord.
shift: {from: Trop cher, to: Moins cher}
open: {say: Bonjour !, ask: Quel prix ?}
reasoning:
  - {id: un, think: Un, ask: Lequel ?}
  - {id: deux, think: Deux, ask: Et alors ?}
objections:
  - {id: trop-cher, they_say: [Votre abonnement est trop cher], dig: Pourquoi ?, answer: Non., check: Et sinon ?}
next_step: {ask: Quel jour ?}
"""
CONFIG = "theme: {language: fr}\nplugins:\n  - talktrack:\n      today: 2026-11-24\n"
ODD = "L\u2019offre\x0b<b>n\u00b0\u00a01</b> [ici](javascript:x) # \U0001f600\u2028\u200b: oui"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return project(tmp_path / "base", {"talktracks/prix.yml": GUIDE}, CONFIG)


@pytest.fixture
def talktrack(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def saved(deck: Any) -> bytes:
    raw = io.BytesIO()
    deck.save(raw)
    return raw.getvalue()


def old_deck() -> bytes:
    deck = Presentation()
    titled, blank = deck.slide_layouts[5], deck.slide_layouts[6]
    first = deck.slides.add_slide(titled)
    first.shapes.title.text_frame.text = "Votre abonnement est trop cher"
    first.notes_slide.notes_text_frame.text = "Rester calme\nPuis demander"
    second = deck.slides.add_slide(blank)
    outer = second.shapes.add_group_shape()
    inner = outer.shapes.add_group_shape()
    inner.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = "Dans un groupe"
    third = deck.slides.add_slide(titled)
    third.shapes.title.text_frame.text = ODD
    table = third.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Avant", "Après"
    third._element.set("show", "0")
    link = third.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.paragraphs[0].add_run()
    link.text, link.hyperlink.address = "Un lien", "http://127.0.0.1:9/never"
    deck.slides.add_slide(blank)
    return saved(deck)


def errors(found: Review) -> list[str]:
    return [str(finding) for finding in found.findings if finding.severity is Severity.ERROR]


def test_slides_are_read_whatever_holds_their_words() -> None:
    first, second, third, fourth = parse_slides(old_deck())
    assert first.notes == ("Rester calme", "Puis demander")
    assert (second.title, second.texts) == ("", ("Dans un groupe",))
    assert (third.hidden, "Avant | Après" in third.texts, "Un lien" in third.texts) == (True, True, True)
    assert (fourth.title, fourth.texts, fourth.hidden) == ("", (), False)


def test_a_deck_becomes_a_list_to_work_off(base: Path, tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "old.pptx").write_bytes(old_deck())
    code, out, err = talktrack("--project", str(base), "import", "pptx", str(tmp_path / "old.pptx"), "--id", "ancien")
    assert (code, err) == (0, "")
    assert "4 slides" in out
    text = (base / "content/decks/ancien.yml").read_text("utf-8")
    proposed = [line for line in text.splitlines() if "# became: prix#trop-cher  # " in line]
    assert "Votre abonnement est trop cher" in proposed[0]
    assert "    # Notes: Rester calme Puis demander" in text
    assert "    # (hidden)" in text
    found = review(base)
    assert errors(found) == []
    deck = found.knowledge.decks["ancien"].record
    assert isinstance(deck, Deck)
    assert [slide.title for slide in deck.slides][1::2] == ["Dans un groupe", "Slide 4"]
    assert [f.code for f in found.findings].count("slide-unaccounted") == 4


def test_nothing_is_overwritten(base: Path, tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "old.pptx").write_bytes(old_deck())
    arguments = ("--project", str(base), "import", "pptx", str(tmp_path / "old.pptx"), "--id", "ancien")
    talktrack(*arguments)
    before = (base / "content/decks/ancien.yml").read_bytes()
    code, _, err = talktrack(*arguments)
    assert (code, "there already" in err) == (2, True)
    assert (base / "content/decks/ancien.yml").read_bytes() == before
    (tmp_path / "notes.md").write_text("# Neuf\n\n# Prix\n", "utf-8")
    code, _, err = talktrack("--project", str(base), "import", "markdown", str(tmp_path / "notes.md"))
    assert (code, "there already" in err) == (2, True)
    assert not (base / "talktracks/neuf.yml").exists(), "all or nothing"


def bomb() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/presentation.xml", b" " * 50_000_000)
    return raw.getvalue()


BAD = {
    "empty": (b"", "no .pptx"),
    "text": (b"Bonjour", "no .pptx"),
    "locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    "cut": (old_deck()[:5000], "damaged"),
    "bomb": (bomb(), "far more than a deck holds"),
    "other-zip": (b"PK\x05\x06" + bytes(18), "damaged"),
    "scrambled": (old_deck().replace(b"ppt/slides/slide2.xml", b"ppt/slides/slide9.xml"), "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_get_a_sentence(name: str, base: Path, tmp_path: Path, talktrack: Run) -> None:
    raw, said = BAD[name]
    (tmp_path / "bad.pptx").write_bytes(raw)
    code, out, err = talktrack("--project", str(base), "import", "pptx", str(tmp_path / "bad.pptx"), "--id", "bad")
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert not (base / "content/decks/bad.yml").exists()


def test_every_cut_is_a_sentence() -> None:
    whole = old_deck()
    for size in range(0, len(whole), len(whole) // 40):
        with pytest.raises(Unreadable):
            parse_slides(whole[:size])


def test_a_wrong_ending_is_said(base: Path, tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "old.pdf").write_bytes(b"%PDF-1.7")
    code, _, err = talktrack("--project", str(base), "import", "pptx", str(tmp_path / "old.pdf"), "--id", "x")
    assert (code, "no .pptx file" in err) == (1, True)


def test_without_the_extra_it_says_what_to_install(
    base: Path, tmp_path: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.pptx").write_bytes(old_deck())
    monkeypatch.setitem(sys.modules, "pptx", None)
    monkeypatch.delitem(sys.modules, "builder.imports.slides")
    code, _, err = talktrack("--project", str(base), "import", "pptx", str(tmp_path / "old.pptx"), "--id", "x")
    assert (code, "pip install talktrack[export]" in err) == (2, True)


NOTES = f"""\
# « On n'a pas de budget »

Une conversation sur l'argent : pourquoi ?

## C'est trop cher

- Votre prix : <b>trop</b> haut
- {ODD.replace(chr(0x2028), " ")}

Oui, peut-être. Voyez **le reste** [ici](http://a.example/).
Et la suite.

> Une citation aussi

## C'est trop cher

Deux fois la même.

```
# pas un titre
```

# Un titre qui est beaucoup plus long que les soixante caractères qu'un titre peut avoir

## 100 % sûr ?
"""


def test_notes_become_drafts_that_pass(base: Path, tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "notes.md").write_text(NOTES, "utf-8")
    code, out, err = talktrack("--project", str(base), "import", "markdown", str(tmp_path / "notes.md"))
    assert (code, err, out.count("Wrote")) == (0, "", 2)
    found = review(base)
    assert errors(found) == []
    guide = found.knowledge.guides["on-n-a-pas-de-budget"].record
    assert (guide.status, guide.for_) == ("draft", ("daf",))
    first, second = guide.objections
    assert (first.id, second.id) == ("c-est-trop-cher", "c-est-trop-cher-n2")
    assert len(first.they_say) == 3
    assert first.answer is not None
    assert (
        next(iter(first.answer.by_key.values()))
        == "Oui, peut-être. Voyez le reste ici. Et la suite. Une citation aussi"
    )


def test_a_table_becomes_drafts_that_pass(base: Path, tmp_path: Path, talktrack: Run) -> None:
    rows = ("Guide;Objection;Réponse;Creuser", "Budget;Trop cher / Hors budget;Voyons.;Pourquoi ?", "Budget;=A1;;")
    table = "\n".join((*rows, ";Sans guide;Oui;"))
    (tmp_path / "objections.csv").write_bytes(table.encode("cp1252"))
    code, _, err = talktrack("--project", str(base), "import", "csv", str(tmp_path / "objections.csv"))
    assert (code, err) == (0, "")
    found = review(base)
    assert errors(found) == []
    budget = found.knowledge.guides["budget"].record
    assert [objection.they_say for objection in budget.objections] == [("Trop cher", "Hors budget"), ("=A1",)]
    assert found.knowledge.guides["objections"].record.objections[0].they_say == ("Sans guide",)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no column"),
        (b"a;b\n1;2\n", "no column"),
        (b"objection\n\n", "no row"),
        (b'objection\n"never closed\n', "no table"),
        (b"objection\n\0\n", "no text file"),
        (b"x" * 1_000_001, "larger"),
    ],
)
def test_a_bad_table_gets_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        drafts_of_csv(raw, "x", ["daf"])


@pytest.mark.parametrize("raw", [b"", b"Rien que du texte\n", b"- un\n- deux\n", b"\xff\xfe\0#\0"])
def test_notes_without_headings_get_a_sentence(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        drafts_of_markdown(raw, "x", ["daf"])


def test_names_are_ids_and_never_reserved() -> None:
    taken = {"open"}
    made = [name_for(text, taken, "guide") for text in ("Été !", "Été ?", "100 %", "", "Open", "message 3")]
    assert made == ["ete", "ete-n2", "guide-100", "guide", "open-n2", "message-3-n2"]

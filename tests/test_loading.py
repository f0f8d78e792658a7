from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Load

from builder.findings import Finding
from builder.loading import Loaded, NoProject, open_project
from builder.loading import load as load_project
from builder.models import Kind, Ref
from builder.settings import Project
from builder.source import Location

GUIDE = "title: Trop cher\nstatus: retired\n"
EVERY_KIND = {
    "talktracks/comparer/prix.yml": (Kind.GUIDE, "prix", GUIDE),
    "content/personas/daf.yml": (Kind.PERSONA, "daf", "name: Finance\nshort: DAF\ndecision: decides\n"),
    "content/signals/salon.yml": (
        Kind.SIGNAL,
        "salon",
        "name: Salon\nmeans: a\ndoes_not_mean: b\nrespond_within: 3d\nsay: c\n",
    ),
    "content/evidence/etude.yml": (
        Kind.EVIDENCE,
        "etude",
        "claim: a\nkind: study\nsource: {title: b, date: 2026-01-01}\nvalid_until: 2027-01-01\n",
    ),
    "content/assets/note.yml": (Kind.ASSET, "note", "title: Note\nkind: template\n"),
    "content/paths/accueil.yml": (Kind.PATH, "accueil", "title: Accueil\ndays: [{title: Un, do: [Lire]}]\n"),
    "content/decks/ancien.yml": (Kind.DECK, "ancien", "title: Ancien\nslides: [{number: 1, title: Un}]\n"),
    "content/lexicon.yml": (Kind.LEXICON, "lexicon", "terms: [{term: BFR, meaning: Ce qui dort}]\n"),
}


def codes(loaded: Loaded) -> list[tuple[str, str]]:
    return [(finding.location.path, finding.code) for finding in loaded.findings]


def test_every_kind_of_document_is_read_with_its_name_and_its_place(load: Load) -> None:
    loaded = load({path: text for path, (_, _, text) in EVERY_KIND.items()})
    assert loaded.findings == ()
    for path, (kind, name, _) in EVERY_KIND.items():
        document = loaded.knowledge.find(Ref(kind, name))
        assert document is not None
        assert (document.path, document.language, document.ref) == (path, "fr", Ref(kind, name))
    assert loaded.texts["content/assets/note.yml"] == EVERY_KIND["content/assets/note.yml"][2]


def test_pages_are_known_with_the_anchors_of_their_headings(load: Load) -> None:
    pages = {"content/pages/index.md": "# Accueil\n", "content/pages/equipe/regles.md": "# Nos règles\n\n## Écouter\n"}
    known = load({}, pages).knowledge.pages
    assert known == {"index": {"accueil"}, "equipe/regles": {"nos-regles", "ecouter"}}


@pytest.mark.parametrize(
    ("path", "variant"),
    [
        ("talktracks/Trop cher.yml", "file"),
        ("talktracks/2026.yml", "file"),
        ("talktracks/prix.fr.yml", "file"),
        ("content/clients/x.yml", "folder"),
        ("content/lexique.yml", "folder"),
    ],
)
def test_a_bad_name_is_a_finding_and_its_file_is_not_read(load: Load, path: str, variant: str) -> None:
    loaded = load({path: "titel: x\n"})
    assert loaded.findings == (Finding("bad-id", Location(path), values={"written": path}, variant=variant),)
    assert list(loaded.knowledge.all()) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("talktracks/a/prix.yml", "talktracks/b/prix.yml"),
        ("talktracks/prix.yaml", "talktracks/prix.yml"),
        ("talktracks/a/prix.en.yml", "talktracks/b/prix.en.yml"),
    ],
)
def test_the_second_of_two_with_one_name_is_a_finding(load: Load, first: str, second: str) -> None:
    base = {"talktracks/prix.yml": GUIDE} if ".en." in first else {}
    loaded = load(base | {first: GUIDE, second: GUIDE})
    (finding,) = [f for f in loaded.findings if f.code == "duplicate-id"]
    assert {finding.location.path, *(place.path for place in finding.related)} == {first, second}
    assert finding.values == {"written": "prix"}


def test_two_kinds_may_share_a_name(load: Load) -> None:
    loaded = load({"talktracks/prix.yml": GUIDE, "content/assets/prix.yml": "title: a\nkind: link\n"})
    assert loaded.findings == ()


def test_a_translation_without_its_base_is_a_finding_at_its_place(load: Load) -> None:
    loaded = load({"talktracks/prix.en.yml": GUIDE})
    (finding,) = loaded.findings
    assert (finding.code, finding.variant, finding.values) == ("unknown-reference", "base", {"written": "prix"})
    assert finding.location.path == "talktracks/prix.en.yml"
    assert loaded.knowledge.translations == {}


def test_a_translation_of_a_broken_base_is_not_reported_again(load: Load) -> None:
    loaded = load({"talktracks/prix.yml": "title: [\n", "talktracks/prix.en.yml": GUIDE})
    assert {path for path, _ in codes(loaded)} == {"talktracks/prix.yml"}


def test_what_the_base_lacks_is_not_said_again_of_its_translation(load: Load) -> None:
    draft = "title: Trop cher\nstatus: draft\nfor: [daf]\n"
    loaded = load({"talktracks/prix.yml": draft, "talktracks/prix.en.yml": "title: Too dear\nreviewed: 2026-01-01\n"})
    own = [f for f in loaded.findings if f.location.path == "talktracks/prix.en.yml"]
    assert [(f.code, f.values["field"]) for f in own] == [("missing-field", "status")]


def test_a_file_that_cannot_be_read_is_broken_and_the_others_are_there(load: Load) -> None:
    loaded = load(
        {
            "talktracks/a.yml": "title: [\n",
            "talktracks/b.yml": "title: B\nstatus: nouveau\n",
            "talktracks/c.yml": GUIDE,
            "talktracks/d.yml": GUIDE + "colour: red\n",
        }
    )
    assert loaded.knowledge.broken == {Ref(Kind.GUIDE, "a"), Ref(Kind.GUIDE, "b")}
    assert set(loaded.knowledge.guides) == {"c", "d"}


def test_all_mistakes_of_all_files_are_found_in_one_run_in_order(load: Load) -> None:
    loaded = load(
        {
            "talktracks/b.yml": GUIDE + "stage: nowhere\nreviewed: hier\n",
            "talktracks/a.yml": "title: [\n",
            "talktracks/c.en.yml": GUIDE,
            "content/personas/DAF.yml": "x: y\n",
            "content/evidence/e.yml": "claim: a\nclaim: b\n",
            "content/assets/a.yml": "titel: a\nkind: link\n",
        }
    )
    found = codes(loaded)
    assert found == sorted(found, key=lambda item: item[0])
    assert {
        ("talktracks/b.yml", "unknown-value"),
        ("talktracks/b.yml", "bad-date"),
        ("talktracks/a.yml", "syntax"),
        ("talktracks/c.en.yml", "unknown-reference"),
        ("content/personas/DAF.yml", "bad-id"),
        ("content/evidence/e.yml", "duplicate-key"),
        ("content/evidence/e.yml", "missing-field"),
        ("content/assets/a.yml", "unknown-key"),
    } <= set(found)


def test_a_file_in_another_encoding_is_named_as_such(load: Load, tmp_path: Path) -> None:
    (tmp_path / "talktracks").mkdir()
    (tmp_path / "talktracks/x.yml").write_bytes("title: Été\nstatus: retired\n".encode("cp1252"))
    assert codes(load_project(Project(tmp_path))) == [("talktracks/x.yml", "encoding")]


def test_the_sites_language_may_be_another(load: Load) -> None:
    loaded = load({"talktracks/g.yml": GUIDE, "talktracks/g.fr.yml": GUIDE + "reviewed: 2026-01-01\n"}, language="en")
    assert loaded.findings == ()
    assert [document.language for document in loaded.knowledge.all()] == ["en"]
    assert list(loaded.knowledge.translations) == ["fr"]


# From a folder


def test_without_mkdocs_yml_or_content_there_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NoProject) as refused:
        open_project(tmp_path)
    assert (refused.value.root, refused.value.lacks) == (tmp_path, "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    project, findings, _ = open_project(tmp_path)
    assert findings == ()
    with pytest.raises(NoProject) as refused:
        load_project(project)
    assert refused.value.lacks == "content"


def test_a_project_is_what_its_mkdocs_yml_says(tmp_path: Path) -> None:
    text = (
        "site_name: x\ntheme: {language: en}\nplugins:\n- talktrack:\n    preview: !ENV [SHOW, false]\n    todai: x\n"
    )
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    project, (finding,), read = open_project(tmp_path, {"SHOW": "true"})
    assert (project.language, project.settings.preview, read) == ("en", True, text)
    assert (finding.code, finding.location) == ("bad-setting", Location("mkdocs.yml", 6, 5))
    assert not open_project(tmp_path)[0].settings.preview


def test_a_broken_mkdocs_yml_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [\n", encoding="utf-8")
    _, findings, _ = open_project(tmp_path)
    assert [finding.location.path for finding in findings] == ["mkdocs.yml"]

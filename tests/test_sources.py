from __future__ import annotations

from pathlib import Path

import pytest

from builder.models import Kind
from builder.sources import MAX_BYTES, Name, knows_folder, named, read_files


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("talktracks/prix.yml", Name(Kind.GUIDE, "prix", "")),
        ("talktracks/comparer/2026/prix.yaml", Name(Kind.GUIDE, "prix", "")),
        ("talktracks/prix.en.yml", Name(Kind.GUIDE, "prix", "en")),
        ("talktracks/prix.pt-br.yml", Name(Kind.GUIDE, "prix", "pt-br")),
        ("content/personas/daf.yml", Name(Kind.PERSONA, "daf", "")),
        ("content/signals/salon.yml", Name(Kind.SIGNAL, "salon", "")),
        ("content/evidence/loi/delais-2.yml", Name(Kind.EVIDENCE, "delais-2", "")),
        ("content/assets/note.yml", Name(Kind.ASSET, "note", "")),
        ("content/paths/accueil.yml", Name(Kind.PATH, "accueil", "")),
        ("content/decks/ancien.yml", Name(Kind.DECK, "ancien", "")),
        ("content/lexicon.yml", Name(Kind.LEXICON, "lexicon", "")),
        ("content/lexicon.en.yml", Name(Kind.LEXICON, "lexicon", "en")),
    ],
)
def test_a_path_says_kind_id_and_language(path: str, name: Name) -> None:
    assert named(path) == name


@pytest.mark.parametrize(
    "path",
    [
        "talktracks/Prix.yml",
        "talktracks/2026.yml",
        "talktracks/prix_cher.yml",
        "talktracks/été.yml",
        "talktracks/prix.EN.yml",
        "talktracks/prix.e.yml",
        "talktracks/prix.v2.yml",
        "talktracks/un deux.yml",
    ],
)
def test_a_bad_name_lies_in_a_good_folder(path: str) -> None:
    assert named(path) is None
    assert knows_folder(path)


@pytest.mark.parametrize("path", ["content/autre.yml", "content/clients/x.yml", "content/lexicon/x.yml"])
def test_a_folder_that_means_nothing(path: str) -> None:
    assert named(path) is None
    assert not knows_folder(path)


def test_what_lies_in_a_projects_folder(tmp_path: Path) -> None:
    texts = {
        "talktracks/a/x.yml": "title: x",
        "talktracks/y.yaml": "title: y",
        "talktracks/.cache/z.yml": "no",
        "talktracks/.z.yml": "no",
        "talktracks/notes.txt": "no",
        "content/personas/daf.yml": "name: x",
        "content/lexicon.yml": "terms: []",
        "content/pages/index.md": "# Accueil",
        "content/pages/equipe/a.md": "# A",
        "content/pages/data.yml": "no",
        "content/files/note.pdf": "%PDF",
        "content/files/2026/prix.yml": "no",
        "other/z.yml": "no",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    files = read_files(tmp_path)
    assert set(files.documents) == {
        "talktracks/a/x.yml",
        "talktracks/y.yaml",
        "content/personas/daf.yml",
        "content/lexicon.yml",
    }
    assert files.documents["talktracks/a/x.yml"] == b"title: x"
    assert files.pages == {"content/pages/index.md": b"# Accueil", "content/pages/equipe/a.md": b"# A"}
    assert files.names == {"note.pdf", "2026/prix.yml"}


def test_a_folder_without_content_gives_nothing(tmp_path: Path) -> None:
    assert read_files(tmp_path) == ({}, {}, frozenset())


def test_no_more_is_read_of_a_huge_file_than_shows_that_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "talktracks").mkdir()
    (tmp_path / "talktracks/x.yml").write_bytes(b"#" * (MAX_BYTES + 500))
    assert len(read_files(tmp_path).documents["talktracks/x.yml"]) == MAX_BYTES + 1

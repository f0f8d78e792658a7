from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.editing import EditError, Spoken, Written, dump_document, set_field, write_text
from builder.files import create, write_atomically
from builder.yaml_reader import parse_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SHAPES = st.recursive(
    st.none() | TEXTS | TEXTS.map(Spoken),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner, max_size=4),
    max_leaves=12,
)
KEYS = TEXTS.filter(lambda key: bool(key) and key != "<<")


def plain(value: Written) -> object:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


@given(TEXTS)
@example("Ma question : qui décide ?")
@example("On n'a pas le temps")
@example("[prénom], bonjour")
@example('"Trop cher" veut dire trop tôt')
@example("*vraiment*")
@example("prix #1")
@example("a: b")
@example("~")
@example("null")
@example("no")
@example("2026-01-01")
@example("")
@example("\u2028\ufeff\x85\x00\u00a0\r\n\t")
def test_any_text_survives_writing_and_reading(text: str) -> None:
    assert parse_yaml(f"k: {write_text(text)}\n", "").data == {"k": text}


@given(TEXTS)
@example("une ligne || puis  deux espaces\n\net un paragraphe")
@example(" commence par une espace")
@example("mot " * 60)
def test_any_spoken_text_survives(text: str) -> None:
    parsed = parse_yaml(dump_document({"say": Spoken(text), "list": [{"say": Spoken(text)}]}), "")
    assert parsed.data == {"say": text, "list": [{"say": text}]}
    assert not parsed.findings


@given(st.dictionaries(KEYS, SHAPES, max_size=5))
def test_any_document_survives(data: dict[str, Written]) -> None:
    assert parse_yaml(dump_document(data), "").data == plain(data)


def test_spoken_lines_are_blocks_and_short_texts_stay_plain() -> None:
    written = dump_document(
        {
            "title": "Pas de projet",
            "summary": "Ma question : qui décide ?",
            "for": ["daf", "dg"],
            "say": Spoken("Combien vous coûte l'attente ?"),
            "steps": [{"id": "cout", "ask": {"daf, dg": Spoken("Et vous ?")}}, {"id": "suite"}],
            "empty": None,
        }
    )
    assert written == (
        "title: Pas de projet\n"
        'summary: "Ma question : qui décide ?"\n'
        "for: [daf, dg]\n"
        "say: >-\n"
        "  Combien vous coûte l'attente ?\n"
        "steps:\n"
        "  - id: cout\n"
        "    ask:\n"
        "      daf, dg: >-\n"
        "        Et vous ?\n"
        "  - id: suite\n"
        "empty:\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nreviewed: 2026-01-01\nb: 2\n", "a: 1\nreviewed: 2026-02-02\nb: 2\n"),
        ("reviewed: '2026-01-01'   # quand ?\n", "reviewed: 2026-02-02   # quand ?\n"),
        ('reviewed: "x"\r\nb: 2\r\n', "reviewed: 2026-02-02\r\nb: 2\r\n"),
        ("reviewed:\nb: 2\n", "reviewed: 2026-02-02\nb: 2\n"),
        ("reviewed:   # vide\n", "reviewed: 2026-02-02   # vide\n"),
        ("reviewed: ~", "reviewed: 2026-02-02"),
        ("a: 1", "a: 1\nreviewed: 2026-02-02\n"),
        ("owner: C  # qui ?\n\n# plus tard\nb: 2\n", "owner: C  # qui ?\nreviewed: 2026-02-02\n\n# plus tard\nb: 2\n"),
        ("owner: Claire\r\nb: 2\r\n", "owner: Claire\r\nreviewed: 2026-02-02\r\nb: 2\r\n"),
        ("owner: Claire\n  Vasseur\nb: 2\n", "owner: Claire\n  Vasseur\nb: 2\nreviewed: 2026-02-02\n"),
    ],
)  # fmt: skip
def test_a_field_is_set_where_it_stands(before: str, after: str) -> None:
    assert set_field(before, "reviewed", "2026-02-02", after=("owner",)) == after


@pytest.mark.parametrize(
    "text",
    ["{a: 1}", "reviewed:\n  - a\n", "reviewed: >-\n  a\n", "reviewed: un\n  deux\n", "a: 'x", "a: 1\na: 2\n", "- a"],
)  # fmt: skip
def test_an_edit_that_would_change_more_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        set_field(text, "reviewed", "2026-02-02")


@given(st.dictionaries(KEYS, TEXTS | TEXTS.map(Spoken) | st.lists(TEXTS), max_size=4), TEXTS)
def test_setting_a_field_keeps_the_rest(data: dict[str, Written], value: str) -> None:
    try:
        before = dump_document(data)
        edited = set_field(before, "reviewed", value, after=tuple(data))
    except EditError:
        return
    assert parse_yaml(edited, "").data == {**data, "reviewed": value}


def test_a_text_no_file_can_hold_is_refused() -> None:
    with pytest.raises(EditError):
        write_text("\ud800")


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "sous dossier" / "é.yml"
    write_atomically(path, b"one")
    path.chmod(0o640)
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [child.name for child in path.parent.iterdir()] == ["é.yml"]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    (tmp_path / "a").write_bytes(b"one")
    with pytest.raises(OSError, match="disk full"):
        write_atomically(tmp_path / "a", b"two")
    assert [(child.name, child.read_bytes()) for child in tmp_path.iterdir()] == [("a", b"one")]


def test_an_existing_file_is_not_created_again(tmp_path: Path) -> None:
    create(tmp_path / "new" / "a", b"one")
    with pytest.raises(FileExistsError):
        create(tmp_path / "new" / "a", b"two")
    assert (tmp_path / "new" / "a").read_bytes() == b"one"

"""What is kept between two checks: the same findings as without it, whatever has changed since."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from commands import Run, project, runner

from builder import checks
from builder.checks import RULES
from builder.checks.alone import ALONE
from builder.findings import Finding
from builder.kept import FILE, Keeping, opened
from builder.loading import load, open_project
from builder.review import review
from builder.source import Node, Unpacked
from builder.yaml_reader import parse_yaml

ROOT = Path(__file__).parents[1]
LINE = "Nous optimisons vos flux, et vous ?"
GUIDE = f"title: Un essai\nfor: [daf]\nstatus: draft\nopen:\n  say: {LINE}\n"
LEXICON = "avoid:\n  - {say: optimiser, because: Rien n'est dit., instead: Dire ce qui baisse.}\n"


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    return project(tmp_path, {"talktracks/a.yml": GUIDE, "talktracks/b.yml": GUIDE, "content/lexicon.yml": LEXICON})


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read as YAML."""
    seen: list[str] = []

    def seeing(text: str, path: str) -> object:
        seen.append(path)
        return parse_yaml(text, path)

    monkeypatch.setattr("builder.kept.parse_yaml", seeing)
    return seen


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that rules look into which need not look again."""
    seen: list[str] = []
    found_by = checks._found_by

    def seeing(rules: object, scope: checks.Scope) -> Iterator[Finding]:
        chosen = list(rules)  # type: ignore[call-overload]
        if all(rule.code in ALONE for rule in chosen):
            seen.extend(document.path for document in scope.judged)
        return found_by(chosen, scope)

    monkeypatch.setattr("builder.checks._found_by", seeing)
    return seen


def codes(folder: Path) -> set[tuple[str, str]]:
    return {(f.location.path, f.code) for f in review(folder, fast=True).findings}


def same(folder: Path) -> bool:
    """Whether a check says the same with what was kept, and without."""
    return review(folder, fast=True).findings == review(folder, fast=True, cached=False).findings


# What is not done again


def test_nothing_is_read_twice(kb: Path, reads: list[str], heard: list[str]) -> None:
    first = review(kb, fast=True)
    assert sorted(reads) == sorted(set(reads)) == ["content/lexicon.yml", "content/personas/daf.yml", *GUIDES]
    reads.clear()
    heard.clear()
    again = review(kb, fast=True)
    assert (reads, heard) == ([], [])
    assert again.findings == first.findings
    assert again.texts == first.texts
    assert again.knowledge == first.knowledge


GUIDES = ["talktracks/a.yml", "talktracks/b.yml"]


def test_only_what_changed_is_read_and_heard_again(kb: Path, reads: list[str], heard: list[str]) -> None:
    review(kb, fast=True)
    (kb / "talktracks" / "b.yml").write_text(GUIDE.replace(LINE, "Que vous coûte l'attente ?"), "utf-8")
    reads.clear()
    heard.clear()
    assert ("talktracks/b.yml", "word-to-avoid") not in codes(kb)
    assert reads == heard == ["talktracks/b.yml"]
    assert ("talktracks/a.yml", "word-to-avoid") in codes(kb)


def test_a_file_with_a_mistake_is_read_each_time(kb: Path, reads: list[str]) -> None:
    (kb / "talktracks" / "b.yml").write_text("title: Ma question : qui ?\nfor: [daf]\nstatus: draft\n", "utf-8")
    for _ in range(2):
        reads.clear()
        assert ("talktracks/b.yml", "syntax") in codes(kb)
        assert "talktracks/b.yml" in reads


# What all documents share


def test_findings_follow_the_lexicon(kb: Path) -> None:
    assert ("talktracks/a.yml", "word-to-avoid") in codes(kb)
    (kb / "content" / "lexicon.yml").write_text("avoid: []\n", "utf-8")
    assert ("talktracks/a.yml", "word-to-avoid") not in codes(kb)
    (kb / "content" / "lexicon.yml").unlink()
    assert same(kb)
    (kb / "content" / "lexicon.yml").write_text(LEXICON, "utf-8")
    assert ("talktracks/a.yml", "word-to-avoid") in codes(kb)


def test_findings_follow_personas_and_signals(kb: Path) -> None:
    quoted = GUIDE.replace(LINE, "J'ai vu que vous avez visité notre page tarifs.") + "signals: [visites]\n"
    (kb / "talktracks" / "a.yml").write_text(quoted, "utf-8")
    signal = kb / "content" / "signals" / "visites.yml"
    signal.parent.mkdir()
    signal.write_text("name: Visites\nmeans: a\ndoes_not_mean: b\nrespond_within: 4h\nsay: Bonjour ?\n", "utf-8")
    assert ("talktracks/a.yml", "private-signal") in codes(kb)
    signal.write_text(signal.read_text("utf-8") + "quotable: yes\n", "utf-8")
    assert ("talktracks/a.yml", "private-signal") not in codes(kb)
    persona = kb / "content" / "personas" / "daf.yml"
    assert ("talktracks/b.yml", "word-to-avoid") in codes(kb)
    persona.write_text(persona.read_text("utf-8") + "words: {avoid: [flux]}\n", "utf-8")
    assert len([f for f in review(kb, fast=True).findings if f.code == "word-to-avoid"]) == 2
    assert same(kb)


def test_findings_follow_the_settings(kb: Path) -> None:
    long = "Votre stock dort, et il vous coûte plus qu'on ne pense."
    (kb / "talktracks" / "a.yml").write_text(GUIDE.replace(LINE, long), "utf-8")
    before = codes(kb)
    assert ("talktracks/a.yml", "long-sentence") not in before
    for setting in ("limits: {long-sentence: [5, 9]}", "rules: {word-to-avoid: off}", "company: [Sérélia]"):
        config = f"site_name: a\nplugins:\n  - talktrack:\n      {setting}\n"
        (kb / "mkdocs.yml").write_text(config, "utf-8")
        assert same(kb)
        assert (codes(kb) == before) is (setting.startswith("company"))
    (kb / "mkdocs.yml").write_text("site_name: a\ntheme: {language: en}\n", "utf-8")
    assert same(kb)


def test_a_translation_follows_its_base(kb: Path) -> None:
    (kb / "talktracks" / "a.yml").write_text(GUIDE + "messaging:\n  - say: Un gain de 20 % sur vos stocks.\n", "utf-8")
    (kb / "talktracks" / "a.en.yml").write_text(
        "title: A try\nstatus: draft\nreviewed: 2026-01-01\nmessaging:\n  - say: A gain of 20% on stocks.\n", "utf-8"
    )
    (kb / "mkdocs.yml").write_text("site_name: a\nplugins:\n  - talktrack: {languages: [en]}\n", "utf-8")
    assert ("talktracks/a.en.yml", "unproven-number") in codes(kb)
    proved = GUIDE + "messaging:\n  - say: Un gain de 20 % sur vos stocks.\n    evidence: [mesure]\n"
    (kb / "talktracks" / "a.yml").write_text(proved, "utf-8")
    assert ("talktracks/a.en.yml", "unproven-number") not in codes(kb)
    assert same(kb)


def test_a_rule_that_failed_is_asked_again(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_scope: object) -> Iterator[Finding]:
        yield from ()
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("builder.checks.RULES", {**RULES, "yes-but": replace(RULES["yes-but"], run=fail)})
    assert ("mkdocs.yml", "internal") in codes(kb)
    assert ("mkdocs.yml", "internal") in codes(kb)
    monkeypatch.setattr("builder.checks.RULES", RULES)
    assert ("mkdocs.yml", "internal") not in codes(kb)


# What is kept


@pytest.mark.parametrize("damage", [b"", b"{", b"\0" * 100, "é".encode("cp1252") * 50])
def test_what_is_damaged_is_made_anew(damage: bytes, kb: Path) -> None:
    wanted = review(kb, fast=True).findings
    whole = (kb / FILE).read_bytes()
    (kb / FILE).write_bytes(damage)
    assert review(kb, fast=True).findings == wanted
    assert (kb / FILE).read_bytes() == whole


def test_one_changed_byte_is_seen(kb: Path) -> None:
    wanted = review(kb, fast=True).findings
    whole = (kb / FILE).read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        (kb / FILE).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert opened(kb) == Keeping()
    assert review(kb, fast=True).findings == wanted


def test_another_program_starts_anew(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(kb, fast=True)
    assert opened(kb).before
    monkeypatch.setattr("builder.kept.__version__", "99")
    assert opened(kb) == Keeping()


def test_a_document_that_is_gone_is_forgotten(kb: Path) -> None:
    review(kb, fast=True)
    (kb / "talktracks" / "b.yml").unlink()
    review(kb, fast=True)
    assert sorted(opened(kb).before) == ["content/lexicon.yml", "content/personas/daf.yml", "talktracks/a.yml"]


def test_nothing_is_written_where_nothing_changed(kb: Path) -> None:
    review(kb, fast=True)
    before = (kb / FILE).stat().st_mtime_ns
    review(kb, fast=True)
    assert (kb / FILE).stat().st_mtime_ns == before


def test_a_folder_that_can_not_be_written_is_no_failure(kb: Path) -> None:
    shutil.rmtree(kb / ".talktrack", ignore_errors=True)
    (kb / ".talktrack").write_text("a file", "utf-8")
    assert review(kb, fast=True).findings == review(kb, fast=True, cached=False).findings


def test_without_cache_nothing_is_taken_or_kept(
    kb: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talktrack: Run = runner(capsys)
    monkeypatch.chdir(kb)
    talktrack("check", "--no-cache")
    assert not (kb / ".talktrack").exists()
    told = talktrack("check")
    (kb / FILE).write_bytes(b"damaged")
    assert talktrack("check", "--no-cache") == told
    assert (kb / FILE).read_bytes() == b"damaged"


def test_positions_come_back_as_they_were() -> None:
    for path in sorted((ROOT / "talktracks").rglob("*.yml")):
        root = parse_yaml(path.read_text("utf-8"), path.name).root
        back = Unpacked.of(path.name, root.packed())
        assert plain(back) == back == root
        assert (back != root) is False
        assert back.packed() == root.packed()
        assert back.locate(("reasoning", 0, "ask")) == root.locate(("reasoning", 0, "ask"))
        assert back.child("nothing") is back.child(0) is None


def plain(node: Node) -> Node:
    below = node.children
    if isinstance(below, tuple):
        return Node(node.path, node.line, node.column, node.key_line, node.key_column, tuple(map(plain, below)))
    children = {key: plain(child) for key, child in below.items()}
    return Node(node.path, node.line, node.column, node.key_line, node.key_column, children)


# The example, changed at random


def test_random_changes_of_the_example_say_the_same(tmp_path: Path) -> None:
    """Whatever changes in whichever file, a check that remembers says what one says that doesn't."""
    for name in ("talktracks", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    chance = random.Random(5)  # noqa: S311
    files = sorted(path for path in tmp_path.rglob("*.yml") if path.name != "mkdocs.yml")
    shared = [path for path in files if "talktracks" not in path.parts]
    changed = 0
    for turn in range(8):
        path = chance.choice(files if turn % 2 else shared)
        before = path.read_text("utf-8")
        path.write_text(damaged(before, chance), "utf-8")
        project_, _, _ = open_project(tmp_path)
        with_cache, without = load(project_, cached=True), load(project_)
        assert with_cache.findings == without.findings, path
        assert with_cache.texts == without.texts
        changed += bool(without.findings)
        if turn % 3 == 0:
            path.write_text(before, "utf-8")
    assert changed > 3


def damaged(text: str, chance: random.Random) -> str:
    """A text with one word gone, twice there, or written otherwise; with one line gone; or with a line more."""
    words = [match.span() for match in re.finditer(r"\w+", text)]
    start, end = chance.choice(words)
    lines = text.splitlines(keepends=True)
    number = chance.randrange(len(lines))
    return chance.choice(
        (
            text[:start] + text[end:],
            text[:start] + "optimiser " + text[start:],
            text[:start] + "XYZ" + text[end:],
            text[:start] + "Oui, mais nous, " + text[start:],
            "".join(lines[:number] + lines[number + 1 :]),
            "# une note\n" + text,
        )
    )

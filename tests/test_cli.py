from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest

from builder import __version__
from builder.cli import running
from builder.cli.questions import QUESTIONS
from builder.cli.reference import helps, render_reference
from builder.cli.reporters.text import columns, cropped
from builder.cli.root import COMMANDS, root
from builder.cli.running import Exit, run
from builder.models import Kind
from builder.review import Review, review

ROOT = Path(__file__).parents[1]
TALKTRACK = [sys.executable, "-c", "from builder.cli import main; main()"]

Run = Callable[..., tuple[int, str, str]]

NEEDED = {
    Kind.PERSONA: ("--name", "Achats", "--short", "ACH", "--decision", "guards", "--route-to", "directeur-de-site",
                   "--route-say", "Qui signe : vous, ou « lui » ?"),
    Kind.SIGNAL: ("--name", "Salon", "--means", "Il s'est arrêté : il a parlé", "--does-not-mean", "Qu'il se souvienne",
                  "--respond-within", "3d", "--say", "[prénom], qu'est-ce qui vous a arrêté ?"),
    Kind.EVIDENCE: ("--claim", "C'est mesuré", "--kind", "field", "--source", "Comptes rendus", "--date", "2020-01-01",
                    "--valid-until", "2999-01-01", "--heard-from", "directeur-de-site", "--heard-on", f"{date.today()}",
                    "--quote", "*Vraiment* ?"),
    Kind.ASSET: ("--title", "Une page", "--kind", "one-pager", "--url", "https://example.org/une-page"),
    Kind.PATH: ("--title", "Dix jours", "--first-day", "Écouter"),
}  # fmt: skip


@pytest.fixture
def talktrack(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: exit code, output, errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> Path:
    """A fresh knowledge base in a folder with spaces and accents, where the command then runs."""
    folder = tmp_path / "talk tracks à essayer"
    assert talktrack("init", str(folder))[0] == 0
    monkeypatch.chdir(folder)
    return folder


def written(folder: Path) -> list[Path]:
    """Every file below a folder, but for what is only kept to be faster."""
    return sorted(path for path in folder.rglob("*") if ".talktrack" not in path.parts)


# init


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_new_knowledge_base_is_clean(language: str, tmp_path: Path, talktrack: Run) -> None:
    code, out, _ = talktrack("init", str(tmp_path / "demo"), "--lang", language)
    assert code == 0
    assert "serve" in out
    assert review(tmp_path / "demo").findings == ()
    assert talktrack("--project", str(tmp_path / "demo"), "check", "--strict")[0] == 0
    for name in (".gitignore", ".vscode/settings.json", f"schemas/{language}/guide.json", "content/pages/index.md"):
        assert (tmp_path / "demo" / name).is_file()


def test_nothing_is_written_over(tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    code, _, err = talktrack("init", str(tmp_path))
    assert code == Exit.USAGE
    assert "not empty (notes.txt)" in err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_repository_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert talktrack("init", ".")[1].endswith("Look at it: talktrack serve\n")


# check


def test_all_is_well(demo: Path, talktrack: Run) -> None:
    assert talktrack("check") == (0, "0 erreur, 0 avertissement, 7 fichiers lus\n", "")
    assert talktrack("check", "--lang", "en")[1] == "0 errors, 0 warnings, 7 files read\n"


def test_a_finding_shows_its_line(demo: Path, talktrack: Run) -> None:
    path = demo / "content" / "personas" / "directeur-de-site.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("decides", "décide"), encoding="utf-8")
    code, out, _ = talktrack("check", "--lang", "en")
    assert code == Exit.ERRORS
    place, line, caret, *rest = out.splitlines()
    assert place.startswith("content/personas/directeur-de-site.yml:3:11: error[unknown-value] ")
    assert line == "    decision: décide"
    assert caret == "              ^"
    assert [text.split(":")[0] for text in rest[:2]] == ["    Why", "    Instead"]
    assert rest[-1].startswith("1 error, 0 warnings")


def test_warnings_fail_only_when_strict(demo: Path, talktrack: Run) -> None:
    assert talktrack("new", "guide", "autre")[0] == 0
    assert talktrack("check")[0] == Exit.CLEAN
    assert talktrack("check", "--strict")[0] == Exit.ERRORS


def test_the_project_is_found_from_below(demo: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    monkeypatch.chdir(demo / "content" / "personas")
    assert talktrack("check")[0] == 0


def test_the_project_is_named_before_or_after(demo: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    monkeypatch.chdir(demo.parent)
    assert talktrack("--project", demo.name, "check")[0] == 0
    assert talktrack("check", "--project", demo.name)[0] == 0


def test_colours_are_for_terminals(demo: Path) -> None:
    (demo / "talktracks" / "casse.yml").write_text('title: "', encoding="utf-8")
    done = subprocess.run([*TALKTRACK, "check"], capture_output=True, check=False)
    assert done.returncode == Exit.ERRORS
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "at"),
    [
        ("say: Bonjour", 5, 40, "say: Bonjour", 5),
        ("    say: Bonjour  ", 9, 40, "say: Bonjour", 5),
        ("a" * 50, 0, 10, "a" * 9 + "…", 0),
        ("a" * 49 + "b", 49, 10, "…" + "a" * 8 + "b", 9),
        ("日本" * 10, 10, 12, "", 0),
    ],
)  # fmt: skip
def test_a_long_line_is_cut_around_its_column(line: str, column: int, width: int, shown: str, at: int) -> None:
    cut, place = cropped(line, column, width)
    assert cut[place : place + 1] == line[column : column + 1]
    assert columns(cut) <= width
    if line.isascii():
        assert (cut, place) == (shown, at)


def test_columns_are_those_of_a_terminal() -> None:
    assert [columns(text) for text in ("été", "e\u0301", "日本", "a\u200bb")] == [3, 1, 4, 2]


# new


@pytest.mark.parametrize("kind", list(NEEDED))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_new_document_passes_the_check(kind: Kind, language: str, demo: Path, talktrack: Run) -> None:
    config = demo / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("language: fr", f"language: {language}"), "utf-8")
    code, out, err = talktrack("new", kind, "nouveau", *NEEDED[kind])
    assert (code, err) == (0, "")
    path = demo / out.split()[1]
    assert path.stem == "nouveau"
    own = path.relative_to(demo).as_posix()
    found = [finding for finding in review(demo).findings if finding.location.path == own]
    assert [finding.code for finding in found] in ([], ["unused-evidence"])
    schema = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
    assert schema
    assert (path.parent / schema[1]).resolve().is_file()


def test_a_new_guide_is_a_valid_draft(demo: Path, talktrack: Run) -> None:
    code, out, _ = talktrack("new", "guide", "budget-gele")
    assert code == 0
    assert out.startswith("Wrote talktracks/budget-gele.yml\n")
    assert talktrack("check")[0] == Exit.CLEAN
    guide = review(demo).knowledge.guides["budget-gele"].record
    assert (guide.title, guide.for_, guide.status.value) == ("Budget gele", ("directeur-de-site",), "draft")


def test_a_new_name_is_offered_at_once(demo: Path, talktrack: Run) -> None:
    talktrack("new", "persona", "achats", *NEEDED[Kind.PERSONA])
    assert '"achats"' in (demo / "schemas" / "fr" / "names.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("persona", "achats"), "Missing options: --name, --short, --decision, --route-to, --route-say."),
        (("persona", "achats", "--decision", "decides"), "Missing options: --name, --short."),
        (("persona", "Achats", *NEEDED[Kind.PERSONA]), "'Achats' can't be an id"),
        (("persona", "any", *NEEDED[Kind.PERSONA]), "'any' can't be an id"),
        (("persona", "../x", *NEEDED[Kind.PERSONA]), "can't be an id"),
        (("persona", "directeur-de-site", *NEEDED[Kind.PERSONA]), "directeur-de-site.yml is there already"),
        (("persona", "achats", "--short", "ACHATSACHATS"), "--short: “short” has 12 characters"),
        (("persona", "achats", "--decision", "decide"), "'decide' is not one of"),
        (("persona", "achats", "--decision", "uses", "--route-to", "directeur"), "Did you mean directeur-de-site?"),
        (("evidence", "preuve", "--date", "hier"), "--date: "),
        (("signal", "salon", "--respond-within", "soon"), "--respond-within: "),
        (("asset", "page", "--url", "example.org"), "--url: "),
        (("asset", "page", "--title", "a", "--kind", "link", "--file", "a.pdf"), "content/files/a.pdf is not there"),
        (("path", "jours", "--title", "<b>"), "--title: "),
        (("guide", "autre", "--for", "daf"), "--for: there is no persona 'daf'"),
        (("guide", "autre", "--title", "a" * 61), "--title: "),
        (("guide", "lampes-qui-marchent"), "is there already"),
    ],
)  # fmt: skip
def test_what_will_not_do_is_said(
    arguments: tuple[str, ...], said: str, demo: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", open(os.devnull, encoding="utf-8"))  # noqa: PTH123, SIM115
    before = written(demo)
    code, _, err = talktrack("new", *arguments)
    sys.stdin.close()
    assert (code, said in err) == (Exit.USAGE, True), err
    assert written(demo) == before


def test_an_id_is_taken_wherever_it_lies(demo: Path, talktrack: Run) -> None:
    (demo / "talktracks" / "sous").mkdir()
    (demo / "talktracks" / "sous" / "casse.yml").write_text('title: "', encoding="utf-8")
    assert talktrack("new", "guide", "casse")[0] == Exit.USAGE


def test_a_terminal_is_asked(demo: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(("Achats", "trop long pour un onglet", "ACH", "uses", "directeur-de-site", "Qui ?"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    code, out, err = talktrack("new", "persona", "achats")
    assert code == 0
    assert "What the job is called in full." in out
    assert "too many" in err
    assert review(demo).knowledge.personas["achats"].record.short == "ACH"


def test_the_first_document_needs_no_other(tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: a\ntheme: {name: material, language: en}\n", encoding="utf-8")
    at = ("--project", str(tmp_path))
    assert "there is no persona yet" in talktrack(*at, "new", "guide", "first")[2]
    assert talktrack(*at, "new", "persona", "cfo", "--name", "CFO", "--short", "CFO", "--decision", "decides")[0] == 0
    assert talktrack(*at, "new", "guide", "first")[0] == 0
    assert talktrack(*at, "check")[0] == Exit.CLEAN


# schema


def test_a_project_gets_its_schemas(demo: Path, talktrack: Run) -> None:
    (demo / ".vscode" / "settings.json").unlink()
    code, out, _ = talktrack("schema", "--lang", "en")
    assert code == 0
    assert "to schemas/en" in out
    assert "Wrote .vscode/settings.json" in out
    assert '"directeur-de-site"' in (demo / "schemas" / "en" / "names.json").read_text(encoding="utf-8")


def test_schemas_need_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    monkeypatch.chdir(tmp_path)
    assert talktrack("schema")[0] == Exit.USAGE
    assert talktrack("schema", "-o", "out")[0] == 0
    assert (tmp_path / "out" / "guide.json").is_file()


# build and serve


@pytest.mark.site
def test_a_new_knowledge_base_builds(demo: Path, talktrack: Run) -> None:
    code, out, err = talktrack("build", "--site-dir", "public", "--strict")
    assert (code, out, err) == (0, "Built public\n", "")
    assert (demo / "public" / "guides" / "lampes-qui-marchent" / "index.html").is_file()


@pytest.mark.site
def test_a_broken_one_does_not(demo: Path, talktrack: Run) -> None:
    (demo / "talktracks" / "casse.yml").write_text('title: "', encoding="utf-8")
    code, out, err = talktrack("build")
    assert (code, out) == (Exit.ERRORS, "")
    assert "talktracks/casse.yml:1:8: error[syntax]" in err
    assert err.endswith("Not built: nothing was written.\n")


@pytest.mark.site
def test_a_folder_of_others_is_left_alone(demo: Path, talktrack: Run) -> None:
    code, _, err = talktrack("build", "--site-dir", "schemas")
    assert code == Exit.USAGE
    assert "not empty" in err


def test_a_port_in_use_is_said_at_once(demo: Path, talktrack: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = talktrack("serve", "--address", f"127.0.0.1:{port}")
    assert code == Exit.USAGE
    assert f"127.0.0.1:{port} can't be used" in err
    assert "Try `talktrack serve --address 127.0.0.1:" in err


@pytest.mark.parametrize("address", ["8000", "localhost:", "localhost:http", "localhost:99999"])
def test_an_address_is_a_host_and_a_port(address: str, demo: Path, talktrack: Run) -> None:
    assert talktrack("serve", "--address", address)[0] == Exit.USAGE


# What can go wrong


@pytest.mark.parametrize("command", [("check",), ("build",), ("serve",), ("new", "guide", "a")])
def test_without_a_project_it_says_what_to_type(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = talktrack(*command)
    assert code == Exit.USAGE
    assert "talktrack init DIR" in err


def test_a_project_without_content_says_so(tmp_path: Path, talktrack: Run) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    for command in ("check", "build", "serve"):
        code, _, err = talktrack("--project", str(tmp_path), command)
        assert code == Exit.USAGE
        assert "no content" in err
        assert "talktrack init DIR" in err


def test_a_typo_is_understood(talktrack: Run) -> None:
    assert "Did you mean 'check'?" in talktrack("chekc")[2]
    assert talktrack("zzz")[0] == Exit.USAGE
    assert talktrack("check", "--strickt")[0] == Exit.USAGE


def test_version(talktrack: Run) -> None:
    assert talktrack("--version") == (0, f"talktrack {__version__}\n", "")


def test_a_failure_of_ours_is_a_sentence(demo: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    def fail(*_: object, **__: object) -> Review:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("builder.cli.projects.review", fail)
    code, _, err = talktrack("check")
    assert code == Exit.INTERNAL
    assert err.count("\n") == 1
    assert "ZeroDivisionError: oops" in err
    assert running.ISSUES in err
    monkeypatch.setenv(running.DEBUG, "1")
    with pytest.raises(ZeroDivisionError):
        run(("check",))


def test_a_rule_that_fails_is_ours_too(demo: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("builder.knowledge.Knowledge.decides", fail)
    code, out, err = talktrack("check")
    assert code == Exit.INTERNAL
    assert "error[internal]" in out
    assert running.ISSUES in err


def test_ctrl_c_is_no_failure(demo: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    def interrupt(*_: object, **__: object) -> Review:
        raise KeyboardInterrupt

    monkeypatch.setattr("builder.cli.projects.review", interrupt)
    assert talktrack("check")[0] == Exit.INTERRUPTED


def test_what_cannot_be_written_is_named(demo: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    def refuse(path: Path, _: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builder.cli.new.create", refuse)
    code, _, err = talktrack("new", "guide", "autre")
    assert code == Exit.USAGE
    assert re.fullmatch(r"Error: Permission denied: .*autre\.yml\n", err)


def test_a_reader_may_leave_early(demo: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*TALKTRACK, "check"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (Exit.PIPE_CLOSED, b"")


def test_a_letter_unknown_to_the_terminal_becomes_a_question_mark(demo: Path) -> None:
    (demo / "talktracks" / "casse.yml").write_text("titre: é 日\n", encoding="utf-8")
    plain = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([*TALKTRACK, "check"], env=plain, capture_output=True, check=False)
    assert done.returncode == Exit.ERRORS
    assert "titre: é ?" in done.stdout.decode("cp1252")
    assert done.stderr == b""


# Help


def test_the_reference_is_fresh() -> None:
    committed = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert committed == render_reference(), "run `python -m builder.cli.reference > docs/commands.md`"


def test_every_command_ends_with_an_example() -> None:
    for name, text in helps(root, "talktrack"):
        example = text.rpartition("  Example")[2].splitlines()[-1].strip()
        assert example.startswith(name.split()[0]), name
        assert shlex.split(example)[0] == "talktrack"


def test_every_command_has_a_module() -> None:
    modules = {path.stem for path in (ROOT / "builder" / "cli").glob("*.py")}
    assert set(COMMANDS) <= modules


def test_every_kind_that_can_be_new_has_its_questions() -> None:
    assert set(QUESTIONS) == set(NEEDED)

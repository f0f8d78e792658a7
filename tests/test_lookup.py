"""The search in a terminal: the browser's ranking, a cache that never lies, and no more loaded than needed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from click import unstyle
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cli.answers import Asked, text
from builder.cli.running import Exit, run
from builder.cli.search import KINDS
from builder.lookup import CACHE, Found, Lookup, stamp
from builder.readers import by_language
from builder.review import Review, review
from builder.search import candidates, scoring
from builder.search.catalogue import Catalogue, catalogue
from builder.search.index import Context, Entry, build_index
from builder.search.whoosh_index import WhooshIndex, dump_index
from builder.views.cards import CardKind

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "kb"
TALKTRACK = [sys.executable, "-c", "from builder.cli import main; main()"]

Run = Callable[..., tuple[int, str, str]]


def copied(source: Path, folder: Path) -> Path:
    """A copy of a project, without its cache."""
    for name in ("content", "talktracks"):
        shutil.copytree(source / name, folder / name)
    shutil.copy(source / "mkdocs.yml", folder)
    return folder


@cache
def example() -> Review:
    return review(ROOT)


@cache
def made(language: str) -> tuple[Catalogue, WhooshIndex]:
    found = catalogue(by_language(example().project, example().knowledge)[language])
    return found, WhooshIndex(dump_index(found.index, [str(card.ref) for card in found.cards]))


@pytest.fixture(autouse=True)
def program(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for this program's own: the real one may be edited while it is tested."""
    folder = tmp_path_factory.mktemp("program")
    monkeypatch.setattr("builder.lookup._PROGRAM", folder)
    return folder


@pytest.fixture(scope="module")
def orcene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(ROOT, tmp_path_factory.mktemp("orcene"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copied(GOLDEN, tmp_path)


@pytest.fixture
def search(orcene: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """`talktrack search` in this process, on the example: exit code, output, errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(("--project", str(orcene), "search", *arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def first(root: Path, query: str = "projet") -> str:
    """The ref of the first answer."""
    found = Lookup(root, review).found("fr")
    return str(found.row(found.rank(query, persona="", limit=1)[0].card)["ref"])


def never(_root: Path) -> Review:
    pytest.fail("the project was read again")


# ── the ranking ──


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whoosh_keeps_the_index_as_it_is(language: str) -> None:
    found, kept = made(language)
    for name in ("postings", "contexts", "vocabulary"):
        assert dict(getattr(kept.index, name)) == dict(getattr(found.index, name))
    for name in ("language", "phrases", "kinds", "personas", "guides", "foreign", "idf"):
        assert getattr(kept.index, name) == getattr(found.index, name)
    assert [kept.shown(n) for n in range(len(found.cards))] == [str(card.ref) for card in found.cards]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_candidates_lose_no_card_of_the_first_ten(language: str) -> None:
    found, kept = made(language)
    for query, persona in queries(language):
        ours = candidates.rank(query, kept.index, persona=persona)
        assert ours == scoring.rank(query, found.index, persona=persona), query


def queries(language: str) -> Iterator[tuple[str, str]]:
    """300 queries as reps type them: a card's words cut short, mistyped, in capitals; for any persona."""
    rng = random.Random(13)  # noqa: S311  the same queries at each run
    texts = [text for card in made(language)[0].cards for text in (*card.head, *card.body)]
    personas = ["", *example().knowledge.personas]
    for _ in range(300):
        words = rng.choice(texts).split()
        start = rng.randrange(len(words))
        query = " ".join(words[start : start + rng.randint(1, 7)])
        at = rng.randrange(len(query))
        typed = [query, query[: at + 1], query[:at] + query[at + 1 :], f"{query} ", query.upper()]
        yield rng.choice(typed), rng.choice(personas)


def test_of_cards_that_are_alike_as_many_are_candidates_as_there_are() -> None:
    alike = [Entry("step", "fr", (), "guide", {"head": ("Le budget",)}) for _ in range(90)]
    last = Entry("objection", "fr", (), "guide", {"head": ("Le budget",)})
    index = build_index((*alike, last), {"guide": Context("fr", ())}, "fr", (), {})
    hits = candidates.rank("budget ", WhooshIndex(dump_index(index, ())).index, limit=70)
    assert hits == scoring.rank("budget ", index, limit=70)
    assert hits[0].card == 90


def test_an_empty_knowledge_base_finds_nothing() -> None:
    kept = WhooshIndex(dump_index(build_index((), {}, "fr", (), {}), ()))
    assert dict(kept.index.vocabulary) == {}
    assert candidates.rank("budget", kept.index) == []


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_query_is_answered_otherwise(query: str) -> None:
    found, kept = made("fr")
    assert candidates.rank(query, kept.index) == scoring.rank(query, found.index)


# ── the cache ──


def test_a_second_search_reads_nothing_but_the_cache(project: Path) -> None:
    assert Lookup(project, review).known.language == "fr"
    before, warm = first(project), Lookup(project, never)
    assert warm.known.languages == ("fr", "en")
    assert set(warm.known.personas) == {"daf", "dsi"}
    found = warm.found("fr")
    assert found.row(found.rank("projet", persona="", limit=1)[0].card)["ref"] == before


def test_a_file_of_the_same_size_and_time_is_read_again(project: Path) -> None:
    first(project)
    path = project / "talktracks" / "pas-de-projet.yml"
    about, text = path.stat(), path.read_text(encoding="utf-8")
    changed = text.replace("projet", "tricot")
    assert len(changed) == len(text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert first(project, "tricot ").startswith("pas-de-projet")


def test_new_files_gone_files_and_settings_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = [stamp(project)]
    (project / "content" / "pages" / "neuf.md").write_text("# Neuf\n", encoding="utf-8")
    stamps.append(stamp(project))
    (project / "content" / "lexicon.yml").unlink()
    stamps.append(stamp(project))
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nextra: !ENV [VITRINE, non]\n", encoding="utf-8")
    stamps.append(stamp(project))
    monkeypatch.setenv("VITRINE", "oui")
    stamps.append(stamp(project))
    monkeypatch.setattr("builder.lookup.__version__", "0")
    stamps.append(stamp(project))
    assert len(set(stamps)) == len(stamps)


def test_a_changed_program_counts(project: Path, program: Path) -> None:
    stamps = [stamp(project)]
    (program / "cards.py").write_text("HEAD = 1\n", encoding="utf-8")
    stamps.append(stamp(project))
    (program / "notes.txt").write_text("rien", encoding="utf-8")
    stamps.append(stamp(project))
    os.utime(program / "cards.py", ns=(1, 1))
    stamps.append(stamp(project))
    assert stamps[0] != stamps[1] == stamps[2] != stamps[3]


def test_what_cannot_matter_does_not(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamp(project)
    (project / "notes.txt").write_text("rien", encoding="utf-8")
    (project / "talktracks" / ".pas-de-projet.yml.swp").write_text("rien", encoding="utf-8")
    monkeypatch.setenv("VITRINE", "oui")
    assert stamp(project) == before
    monkeypatch.chdir(project)
    assert stamp(Path()) == before


@pytest.mark.parametrize("name", ["project.json", "search-fr.bin"])
@pytest.mark.parametrize("broken", ["half", "byte", "empty", "folder"])
def test_a_broken_cache_is_written_again_silently(name: str, broken: str, project: Path) -> None:
    assert Lookup(project, review).known.language == "fr"
    before, path = first(project), project / CACHE / name
    whole = path.read_bytes()
    if broken == "folder":
        path.unlink()
        path.mkdir()
    else:
        turned = bytes((whole[-1] ^ 1,))
        path.write_bytes({"half": whole[: len(whole) // 2], "byte": whole[:-1] + turned, "empty": b""}[broken])
    lookup = Lookup(project, review)
    assert lookup.known.language == "fr"
    assert first(project) == before
    if broken != "folder":
        assert path.read_bytes() == whole


def test_a_cache_of_another_folder_is_not_believed(project: Path, tmp_path: Path) -> None:
    first(project)
    other = copied(GOLDEN, tmp_path / "other")
    shutil.copytree(project / CACHE, other / CACHE)
    assert (other / CACHE / "search-fr.bin").exists()
    with pytest.raises(pytest.fail.Exception):
        Lookup(other, never).found("fr")


def test_a_change_while_it_is_read_is_not_kept(project: Path) -> None:
    def changing(root: Path) -> Review:
        found = review(root)
        (root / "content" / "pages" / "neuf.md").write_text("# Neuf\n", encoding="utf-8")
        return found

    Lookup(project, changing).found("fr")
    assert not (project / CACHE / "search-fr.bin").exists()


def test_without_a_cache_it_works_as_well(project: Path) -> None:
    (project / CACHE).write_text("not a folder", encoding="utf-8")
    assert first(project).startswith("pas-de-projet")
    assert (project / CACHE).read_text(encoding="utf-8") == "not a folder"


def test_several_runs_at_once_agree_and_leave_a_whole_cache(project: Path) -> None:
    command = [*TALKTRACK, "--project", str(project), "search", "projet", "--format", "json"]

    def one(_number: int) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor(4) as pool:
        told = set(pool.map(one, range(4)))
    assert len(told) == 1
    assert sorted(path.name for path in (project / CACHE).glob("*") if "search" in path.name) == ["search-fr.bin"]


def test_a_warm_search_loads_neither_models_nor_templates_nor_yaml(orcene: Path, program: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from builder import lookup; from builder.cli.running import run;"
        f"lookup._PROGRAM = Path({str(program)!r});"
        f"code = run(('--project', {str(orcene)!r}, 'search', 'budget', '--persona', 'daf'));"
        "heavy = {'pydantic', 'yaml', 'jinja2', 'mkdocs', 'markdown', 'builder.models', 'builder.loading'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script]
    _, warm = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2))
    assert warm.stdout.splitlines()[-1] == "0 []"
    assert warm.stderr == ""


# ── the command ──


def test_the_line_to_say_comes_first_then_the_customers_words_and_the_guide(search: Run) -> None:
    code, out, _ = search("rien ne presse", "--kind", "objection", "--persona", "daf", "--limit", "1")
    dig, answer, heard, place = out.splitlines()
    assert code == Exit.CLEAN
    assert dig.split("  — ")[1].startswith("Creusez d’abord · ")
    assert answer.split("  — ")[1].startswith("Répondez · ")
    assert "presse" in heard
    assert place.split(" · ")[0].strip() == "pas-de-projet#rien-ne-presse"


def test_json_tells_programs_the_same(search: Run) -> None:
    code, out, _ = search("rien ne presse", "--persona", "daf", "--limit", "2", "--format", "json")
    rows = json.loads(out)
    assert code == Exit.CLEAN
    assert len(rows) == 2
    row = rows[0]
    assert row["ref"] == "pas-de-projet#rien-ne-presse"
    assert (row["kind"], row["language"]) == ("objection", "fr")
    assert row["guide"]
    assert row["stage"] == "Sans projet"
    assert row["say"] == row["voices"][-1]["lines"][0]["text"]
    assert row["voices"][-1]["lines"][0]["seconds"] > 0
    path, line = row["file"].rsplit(":", 1)
    assert (ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip().startswith("- id: rien-ne-pre")


def test_nobody_gets_another_personas_line(search: Run) -> None:
    for persona in example().knowledge.personas:
        _, out, _ = search("budget", "--persona", persona, "--limit", "50", "--format", "json")
        lines = [line for row in json.loads(out) for voice in row["voices"] for line in voice["lines"]]
        assert lines
        assert all(not line["personas"] or persona in line["personas"] for line in lines)


def test_who_has_no_line_is_told_so_and_with_nobody_chosen_all_are_shown() -> None:
    lines = [{"personas": ["daf"], "seconds": 4, "text": "Pour elle"}]
    row = {
        "ref": "a#b", "kind": "objection", "language": "fr", "guide": "A", "stage": "", "source": "", "heard": ["Non"],
        "voices": [{"verb": "Répondez", "lines": lines}],
    }  # fmt: skip
    found = Found(made("fr")[1], {"seconds": "{n} s", "unanswered": "Pas encore de réponse pour"})
    shorts = {"daf": "DAF", "dg": "DG"}
    asked = {persona: Asked("non", persona, "fr", found, shorts) for persona in ("daf", "dg", "")}
    said = {persona: unstyle(text([row], of)) for persona, of in asked.items()}
    assert "Pour elle  — Répondez · 4 s\n" in said["daf"]
    assert said["dg"].startswith("Pas encore de réponse pour DG\n")
    assert "Pour elle" not in said["dg"]
    assert "Pour elle  — Répondez · DAF · 4 s\n" in said[""]


@pytest.mark.parametrize(
    ("option", "written", "said"),
    [
        ("--persona", "dfa", "Did you mean 'daf'? Known: daf, "),
        ("--lang", "de", "Known: fr, en."),
        ("--kind", "objetcion", "Did you mean 'objection'? Known: objection, "),
    ],
)
def test_unknown_names_are_answered_with_the_known_ones(option: str, written: str, said: str, search: Run) -> None:
    code, out, error = search("budget", option, written)
    assert (code, out) == (Exit.USAGE, "")
    assert said in error


def test_kinds_are_those_of_the_cards() -> None:
    assert set(KINDS) == {str(kind) for kind in CardKind}


def test_nothing_found_says_so_and_offers_near_words(search: Run) -> None:
    assert search("xqzptw") == (Exit.ERRORS, "Personne n’a encore répondu à cela.\n", "")
    code, out, _ = search("budgetaireee")
    assert code == Exit.ERRORS
    assert "\nMots proches : " in out.replace("\u00a0", " ")
    assert search("xqzptw", "--format", "json")[:2] == (Exit.ERRORS, "[]\n")


@pytest.mark.parametrize(
    "query",
    [
        '"pas de budget"',
        "budget*",
        "a:budget",
        "(budget OR NOT",
        "budget " * 1500,
        "🙂 budget",
        "budget ميزانية",
        "«",
    ],
)
def test_odd_queries_are_answered(query: str, search: Run) -> None:
    code, out, error = search("--", query)
    assert code == (Exit.CLEAN if "budget" in query else Exit.ERRORS)
    assert out
    assert error == ""


def test_only_stop_words_are_words_too(search: Run) -> None:
    code, _, error = search("le", "la", "les")
    assert code in {Exit.CLEAN, Exit.ERRORS}
    assert error == ""


def test_without_a_project_it_says_what_to_type(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(("--project", str(tmp_path), "search", "budget")) == Exit.USAGE
    assert "talktrack init" in capsys.readouterr().err

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from commands import Run, project, runner
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cli.running import Exit
from builder.editing import Fix, FixKind, fix
from builder.yaml_reader import Data, parse_yaml

ROOT = Path(__file__).parents[1]
EXAMPLE = sorted(path for folder in ("talktracks", "content") for path in (ROOT / folder).rglob("*.yml"))
SIGNS = re.compile(r"[\s\"'\\>|«»-]")
CASES = Path(__file__).parent / "cases"


def fixed(text: str, *, guillemets: bool = True) -> str:
    return fix(text, guillemets=guillemets).text


def kinds(text: str) -> list[tuple[int, str]]:
    return [(line, kind.value) for line, kind in fix(text, guillemets=True).fixes]


# Punctuation


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("say: Ma question : qui décide ?", 'say: "Ma question : qui décide ?"'),
        ("say: 'On n'a pas le temps'", 'say: "On n\'a pas le temps"'),
        ("say: [prénom], bonjour", 'say: "[prénom], bonjour"'),
        ("say: *vraiment* ?", 'say: "*vraiment* ?"'),
        ("say: > Bonjour", 'say: "Bonjour"'),
        ("say: @vous", 'say: "@vous"'),
        ("say: !Attention au délai", 'say: "!Attention au délai"'),
        ("say: Une question : qui ?  # à revoir", 'say: "Une question : qui ?"  # à revoir'),
        ('say: "Jamais fermé', 'say: "Jamais fermé"'),
        ("say:Combien ?", "say: Combien ?"),
    ],
)
def test_punctuation_is_kept_from_yaml(line: str, mended: str) -> None:
    before, after = "# note\ntitle: Un essai\n", "tags: [a, b]  # deux\n"
    text = fixed(before + line + "\n" + after)
    assert text == before + mended + "\n" + after
    assert parse_yaml(text, "").findings == ()
    assert kinds(before + line + "\n" + after)[0][0] == 3


def test_a_long_text_becomes_a_block_at_its_place() -> None:
    words = "Ma question est la suivante : qui décide chez vous, et depuis combien de temps, au fond ?"
    text = f"open:\n  say: {words}\n  ask: Qui ?\nmessaging:\n  - say: {words}\n    when: Là\n"
    assert fixed(text) == (
        f"open:\n  say: >-\n    {words}\n  ask: Qui ?\nmessaging:\n  - say: >-\n      {words}\n    when: Là\n"
    )
    assert kinds(text) == [(2, "quoted"), (6, "quoted")], "lines as they are afterwards"


@pytest.mark.parametrize(
    "text",
    [
        "tags: [un, deux\ntitle: a\n",  # where does the list end?
        "say: On verra #plus tard ou # jamais\n",  # a text, or a comment?
        "open:\n\tsay: a\n",  # how deep is a tab?
        "title: a\ntitle: b\n",  # which of them?
        "title\nfor: [a]\n",  # what is its text?
    ],
)
def test_what_needs_judgement_is_left(text: str) -> None:
    assert parse_yaml(text, "").findings
    assert fix(text, guillemets=True) == (text, ())


def test_a_comment_among_the_words_is_left() -> None:
    text = "say: Ma question : qui  # dit le client\n  décide ?\n"
    assert fixed(text) == text


def test_what_can_be_mended_is_mended_beside_what_can_not() -> None:
    text = "title: Ma question : qui ?\ntags: [un, deux\nsay: 'On n'a rien'\nshift: !!str x\nopen:\n  say: a   \n"
    mended = fixed(text)
    assert 'title: "Ma question : qui ?"\n' in mended
    assert 'say: "On n\'a rien"\n' in mended
    assert "tags: [un, deux\n" in mended
    assert "  say: a\n" in mended


# Ends of lines


def test_spaces_at_the_end_go() -> None:
    assert fixed("# note  \ntitle: Un  \n\t\nopen:\n  say: >-\n    Un deux  \n    trois\t\n") == (
        "# note\ntitle: Un\n\nopen:\n  say: >-\n    Un deux\n    trois\n"
    )
    assert kinds("a: b \nc: d\ne: f  \n") == [(1, "trailing"), (3, "trailing")]


def test_the_last_line_ends() -> None:
    assert fix("a: b") == ("a: b\n", (Fix(1, FixKind.NEWLINE),))
    assert fixed("a: b\r\nc: d") == "a: b\r\nc: d\r\n"
    assert fixed("") == ""


def test_lines_end_as_they_did() -> None:
    text = "title: Ma question : qui ?\r\nfor: [a]  \r\nsay: x\r\n"
    assert fixed(text) == 'title: "Ma question : qui ?"\r\nfor: [a]\r\nsay: x\r\n'


# Quotation marks


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ('say: Il dit "jamais", puis "oui".', "say: Il dit « jamais », puis « oui »."),
        ('say: L\'idée ("trop cher") revient.', "say: L'idée (« trop cher ») revient."),
        ('say: "Il a dit \\"non\\" hier"', 'say: "Il a dit « non » hier"'),
        ("say: 'Il a dit \"non\" hier'", "say: 'Il a dit « non » hier'"),
        ('say: >-\n  Il a dit "jamais de\n  la vie" hier', "say: >-\n  Il a dit « jamais de\n  la vie » hier"),
        ('they_say: [Il dit "non" souvent, b]  # "tel quel"', 'they_say: [Il dit « non » souvent, b]  # "tel quel"'),
    ],
)
def test_straight_quotes_become_french(line: str, mended: str) -> None:
    assert fixed(f'# "a"\n{line}\nend: x\n') == f'# "a"\n{mended}\nend: x\n'
    assert fixed(f"{line}\n", guillemets=False) == f"{line}\n"


@pytest.mark.parametrize(
    "line",
    [
        'say: "Trop cher."',  # YAML's own
        "say: '\"Trop cher\"'",  # the whole text: the site sets those
        'say: Un écran 24" et un 27" ici',
        'say: Il dit "non souvent',
        'say: Voir [la page](https://example.org "Titre") ici',
        'say: Tapez `"non"` ici',
        'say: Il dit « "non" »',
        'say: a"b"c',
    ],
)  # fmt: skip
def test_quotes_that_leave_a_doubt_stay(line: str) -> None:
    assert fix(f"{line}\n", guillemets=True) == (f"{line}\n", ())


# What always holds


def leaves(data: Data) -> list[str]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in (key, *leaves(value))]
    if isinstance(data, list):
        return [leaf for item in data for leaf in leaves(item)]
    return [] if data is None else [data]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_fixing_damage_is_safe_and_done_once(seed: int) -> None:
    """The example damaged at random: fixing loses no letter, brings no mistake, and a second time does nothing."""
    chance = random.Random(seed)  # noqa: S311
    text = chance.choice(EXAMPLE).read_text("utf-8")
    for _ in range(chance.randrange(1, 5)):
        text = damaged(text, chance)
    before = parse_yaml(text, "")
    mended, fixes = fix(text, guillemets=True)
    after = parse_yaml(mended, "")
    assert bool(fixes) is (mended != text)
    assert SIGNS.sub("", mended) == SIGNS.sub("", text)
    assert len(after.findings) <= len(before.findings)
    assert fix(mended, guillemets=True) == (mended, ())
    if before.data is not None:
        assert words(after.data) == words(before.data)
    if not fixes:
        assert mended == text


def words(data: Data) -> list[list[str]]:
    return [re.sub(r'["«»]', " ", leaf).split() for leaf in leaves(data)]


def damaged(text: str, chance: random.Random) -> str:
    """One of the things that happen to a file in marketing."""
    lines = text.split("\n")
    number = chance.randrange(len(lines))
    line = lines[number]
    key = re.match(r"(\s*(?:- )*[a-z_]+: )(\w.*)", line)
    if not key:
        lines[number] = line + " " * chance.randrange(3)
        return "\n".join(lines)[: None if chance.random() < 0.7 else -1]
    head, words_ = key[1], key[2]
    lines[number] = chance.choice(
        (
            f"{head}Une chose : {words_}",
            f"{head}'L'{words_}'",
            f"{head}[prénom], {words_}",
            f"{head}*{words_}* enfin",
            f"{head}!{words_}",
            f"{head}> {words_}",
            f'{head}Il dit "{words_}" là',
            f"{head}{words_} # note",
            f"{head[:-1]}{words_}",
            f'{head}"{words_}',
            f"{line}   ",
            f"\t{line}",
            f"  {line}",
        )
    )
    return "\n".join(lines)


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*.yml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_cases_of_the_reader_are_mended_once(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    before, mended = parse_yaml(text, ""), fixed(text)
    assert len(parse_yaml(mended, "").findings) <= len(before.findings)
    assert SIGNS.sub("", mended) == SIGNS.sub("", text)
    assert fix(mended, guillemets=True) == (mended, ())


def test_the_example_needs_no_fix() -> None:
    for path in EXAMPLE:
        text = path.read_bytes().decode("utf-8")
        assert fix(text, guillemets=".en." not in path.name) == (text, ()), path


# The command


@pytest.fixture
def talktrack(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


BROKEN = 'title: Ma question : qui ?\nfor: [daf]\nstatus: draft\nsummary: Il dit "non" ici.'


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    texts = {"talktracks/a.yml": BROKEN, "talktracks/b.yml": BROKEN, "talktracks/c.en.yml": 'title: A "no" here\n'}
    return project(tmp_path, texts)


def test_it_says_what_it_did_and_what_is_left(kb: Path, talktrack: Run) -> None:
    code, out, _ = talktrack("check", "--fix", "talktracks/a.yml")
    assert code == Exit.CLEAN
    assert out.splitlines()[:5] == [
        "talktracks/a.yml:1: texte mis à l'abri de la ponctuation",
        "talktracks/a.yml:4: guillemets droits remplacés par « »",
        "talktracks/a.yml:4: dernière ligne terminée",
        "3 corrections faites",
        "",
    ]
    assert "[syntax]" not in out
    assert "[missing-field]" in out
    assert (kb / "talktracks/a.yml").read_text("utf-8") == (
        'title: "Ma question : qui ?"\nfor: [daf]\nstatus: draft\nsummary: Il dit « non » ici.\n'
    )
    assert (kb / "talktracks/b.yml").read_text("utf-8") == BROKEN, "only what was named"


def test_a_second_time_nothing_is_left_to_do(kb: Path, talktrack: Run) -> None:
    talktrack("check", "--fix")
    before = {path: path.read_bytes() for path in kb.rglob("*.yml")}
    _, out, _ = talktrack("check", "--fix", "--lang", "en")
    assert out.startswith("Nothing that can be fixed without asking you\n")
    assert {path: path.read_bytes() for path in kb.rglob("*.yml")} == before


def test_english_texts_keep_their_quotes(kb: Path, talktrack: Run) -> None:
    talktrack("check", "--fix")
    assert (kb / "talktracks/c.en.yml").read_text("utf-8") == 'title: A "no" here\n'


def test_a_machine_reads_only_the_report(kb: Path, talktrack: Run) -> None:
    _, out, err = talktrack("check", "--fix", "--format", "json")
    assert out.startswith("{")
    assert "talktracks/a.yml:1: " in err


@pytest.mark.parametrize(
    "raw", [BROKEN.encode("utf-16"), "title: Été : a".encode("cp1252"), b"title: a : b\n#" + b"x" * 1_000_001]
)
def test_what_can_not_be_read_well_is_left(raw: bytes, kb: Path, talktrack: Run) -> None:
    (kb / "talktracks" / "d.yml").write_bytes(raw)
    talktrack("check", "--fix")
    assert (kb / "talktracks" / "d.yml").read_bytes() == raw


def test_what_changes_meanwhile_is_left(kb: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    def meanwhile(text: str, *, guillemets: bool) -> object:
        (kb / "talktracks" / "a.yml").write_text("title: Autre chose\n", "utf-8")
        return fix(text, guillemets=guillemets)

    monkeypatch.setattr("builder.fixing.fix", meanwhile)
    talktrack("check", "--fix", "talktracks/a.yml")
    assert (kb / "talktracks" / "a.yml").read_text("utf-8") == "title: Autre chose\n"


def test_other_files_are_not_touched(kb: Path, talktrack: Run) -> None:
    page = kb / "content" / "pages" / "index.md"
    page.parent.mkdir()
    page.write_text("Deux espaces  \nfont une ligne", "utf-8")
    config = (kb / "mkdocs.yml").read_bytes()
    talktrack("check", "--fix")
    assert page.read_text("utf-8") == "Deux espaces  \nfont une ligne"
    assert (kb / "mkdocs.yml").read_bytes() == config

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.findings import Finding
from builder.source import Location
from builder.yaml_reader import Data, Parsed, building, decode, parse_yaml

CASES = Path(__file__).parent / "cases"
CODES = ("syntax", "lost-text", "yaml-feature", "encoding", "too-large", "duplicate-key")
INPUTS = sorted(path for code in CODES for path in (CASES / code).glob("*.yml"))
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]

GUIDE = """\
# A guide as it should be: none of this is a mistake.
title: C’est trop cher
summary: Quand le prix arrive, on refait le compte (12:30, no, 012) avec lui…
stage: comparing  # exploring, comparing
for: [daf, "dg",
  dsi]
url: https://example.org/a#b
reviewed: 2026-11-03
owner:
field_owner: ~
shift:
  from: >-
    Ma question : qui décide ? 'On n'a pas le temps', "Trop cher" veut dire
    *vraiment* #cher, et -ceci
      ask:Combien
  to: |
    Bonjour [prénom],

    - d’abord : le prix
    [mon prénom]
open:
  say: "Ma question : qui décide ?"
  ask: 'On n''a pas le temps
    de le dire : pas cette année'
  see: autre-guide#objection
  any: Un texte sur deux lignes,
    la seconde plus à droite, 20 % moins cher
objections:
- id: budget
  they_say:
  - Trop cher, non ?
  - « pas de budget »
  - R&D, C#, 3 < 5, !ok? non, d'accord
  answer :
    daf, dg: Bonjour
    dsi: Bonsoir
  see:
    objection:autre
  hear:
    - they: Jeudi
      go: next_step
tags: []
words: {use: [fichier, accès], avoid: [solution]}
"""


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "Loader", request.param)


def read(text: str) -> Parsed:
    return parse_yaml(text, "a.yml")


def brief(finding: Finding) -> str:
    return f"{finding.location.line}:{finding.location.column} {finding.code} {finding.variant}".rstrip()


def found(text: str) -> list[str]:
    return [brief(finding) for finding in read(text).findings]


# Cases as files


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_has_exactly_the_findings_expected(path: Path) -> None:
    text, findings = decode(path.read_bytes(), "a.yml")
    findings += parse_yaml(text, "a.yml").findings
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert sorted(map(brief, findings)) == sorted(expected)


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_reader_has_a_case_named_after_it(code: str) -> None:
    inputs = list((CASES / code).glob("*.yml"))
    assert any(f" {code}" in path.with_suffix(".expected").read_text(encoding="utf-8") for path in inputs)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_mended_line_of_the_cases_can_be_read(path: Path) -> None:
    text, _ = decode(path.read_bytes(), "a.yml")
    mended = [f.values["instead"] for f in parse_yaml(text, "a.yml").findings if "instead" in f.values]
    assert all(yaml.safe_load(str(line).strip()) for line in mended)


# What is right


@pytest.mark.usefixtures("_loader")
def test_a_correct_guide_has_no_finding() -> None:
    assert read(GUIDE).findings == ()


@pytest.mark.usefixtures("_loader")
def test_every_value_is_the_text_that_stands_there() -> None:
    data = read("a: no\nb: 12:30\nc: 012\nd: 1e3\ne: =\nf: 2026-11-24\ng: 'null'\n").data
    assert data == {"a": "no", "b": "12:30", "c": "012", "d": "1e3", "e": "=", "f": "2026-11-24", "g": "null"}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_what_is_left_empty_is_nothing(written: str) -> None:
    assert read(f"a: {written}\nb: [{written or '~'}, c]\n").data == {"a": None, "b": [None, "c"]}


@pytest.mark.parametrize("text", ["", "\n", "# rien\n", "---\n", "~\n", "\ufeff"])
def test_an_empty_file_holds_no_keys(text: str) -> None:
    parsed = read(text)
    assert (parsed.data, parsed.root.at_value, parsed.findings) == ({}, Location("a.yml"), ())


@pytest.mark.parametrize("text", ["- un\n- deux\n", "Bonjour tout le monde\n", "[a, b]"])
def test_a_file_that_is_no_set_of_keys_is_a_finding(text: str) -> None:
    parsed = read(text)
    assert (parsed.data, [brief(f) for f in parsed.findings]) == (None, ["1:1 wrong-type root"])


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("new_line", ["\n", "\r\n", "\r"])
def test_positions_are_those_of_an_editor(new_line: str) -> None:
    root = read(new_line.join(["# é", "shift:", "  from: « é » x", "tags: [a, 🙂, c]", "they:", "  - x", ""])).root
    places = [root.locate(("shift", "from")), root.locate(("shift", "from"), key=True), root.locate(("tags", 2))]
    assert [place[1:] for place in (*places, root.locate(("they", 0)))] == [(3, 9), (3, 3), (4, 14), (6, 5)]


def test_the_first_of_two_equal_keys_counts_and_the_second_names_it() -> None:
    parsed = read("say: un\nask: deux\nsay: trois\n")
    (finding,) = parsed.findings
    assert parsed.data == {"say": "un", "ask": "deux"}
    assert (finding.values, finding.related) == ({"key": "say"}, (Location("a.yml", 1, 1),))


# What is mended

MENDED = [
    ("say: Ma question : qui décide ?", "Ma question : qui décide ?"),
    ("say: Voici :", "Voici :"),
    ('say: Le "oui" : comment l’avoir ?', 'Le "oui" : comment l’avoir ?'),
    ("say: D’abord ceci : cela\n  et la suite", "D’abord ceci : cela et la suite"),
    ("say : Ma question : laquelle ?", "Ma question : laquelle ?"),
    ("say: 'On n'a pas le temps'", "On n'a pas le temps"),
    ("say: 'L'offre n'est pas d''actualité'", "L'offre n'est pas d'actualité"),
    ("say: 'Trop cher' c'est dit", "'Trop cher' c'est dit"),
    ('say: "Trop cher" veut dire', '"Trop cher" veut dire'),
    ('say: "Trop cher" ou "pas le budget"', '"Trop cher" ou "pas le budget"'),
    ('say: "Il a dit "non" hier"', 'Il a dit "non" hier'),
    ('say: "Il a dit "non" hier', 'Il a dit "non" hier'),
    ('say: "C:\\dossier"', "C:\\dossier"),
    ('say: "Bonjour', "Bonjour"),
    ("say: [prénom], bonjour", "[prénom], bonjour"),
    ("say: {prénom}, bonjour", "{prénom}, bonjour"),
    ("say: *vraiment* cher", "*vraiment* cher"),
    ("say: *vraiment", "*vraiment"),
    ("say: & associés", "& associés"),
    ("say: %5 de remise", "%5 de remise"),
    ("say: @vous", "@vous"),
    ("say: `stock`", "`stock`"),
    ("say: > Bonjour", "Bonjour"),
    ("say: |Bonjour", "Bonjour"),
    ("say: > 20 %", "> 20 %"),
    ("say: - Bonjour", "- Bonjour"),
    ("say: ? quoi", "? quoi"),
    ("say: !Attention au délai", "!Attention au délai"),
    ("say: Le #1 et le #2", "Le #1 et le #2"),
    ("say: Le client #1", "Le client #1"),
    ("say: #1 du marché", "#1 du marché"),
    ("say: " + "Une longue phrase : voilà. " * 9, ("Une longue phrase : voilà. " * 9).strip()),
]


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(("written", "meant"), MENDED)
def test_a_mended_line_is_read_as_the_words_that_were_meant(written: str, meant: str) -> None:
    parsed = read(written)
    (finding,) = parsed.findings
    mended = read(str(finding.values["instead"]))
    assert (mended.findings, list(mended.data.values()) if isinstance(mended.data, dict) else None) == ((), [meant])
    assert finding.values["written"] == written.strip()
    assert isinstance(parsed.data, dict)
    assert list(parsed.data.values()) == [meant]


def test_a_mended_line_keeps_the_note_after_it() -> None:
    (finding,) = read("say: 'On n'a pas le temps'  # fréquent").findings
    assert finding.values["instead"] == 'say: "On n\'a pas le temps"  # fréquent'


def test_a_note_with_one_space_before_it_gets_its_second() -> None:
    parsed = read("status: draft # à relire")
    (finding,) = parsed.findings
    assert (finding.values["instead"], parsed.data) == ("status: draft  # à relire", {"status": "draft"})


def test_a_long_text_is_mended_as_a_block() -> None:
    (finding,) = read("say:\n  - they: " + "Trop cher : oui. " * 5).findings
    assert finding.values["instead"] == "- they: >-\n    " + ("Trop cher : oui. " * 5).strip()


@pytest.mark.parametrize(
    ("text", "expected", "instead"),
    [
        ("a: 1\nsay:Bonjour\nb: 2", "2:5 syntax colon-space", "say: Bonjour"),
        ("a: 1\nsay:Ceci : cela\nb: 2", "2:5 syntax colon-space", 'say: "Ceci : cela"'),
        ("say:Bonjour", "1:5 syntax colon-space", "say: Bonjour"),
        ("a:\n  - x\n  -id: y", "3:3 syntax dash-space", "- id: y"),
        ("a: x\n\tb: y", "2:2 syntax tab", "b: y"),
        ("a: x\n\u00a0\u00a0b: y", "2:3 syntax hard-space", "b: y"),
        ("a: x\n b: y", "2:2 syntax indent", "b: y"),
        ("a:\n  b: x\n c: y", "3:2 syntax indent", None),
        ("r:\n  - id: x\n  think: y", "3:3 syntax indent", "    think: y"),
        ("r:\n  - x\n - y", "3:2 syntax indent", "  - y"),
        (" a: x\nb: y", "1:2 syntax indent", "a: x"),
        ("a: 1\nsuite du texte\nb: 2", "2:1 syntax indent", "  suite du texte"),
        ("title Bonjour\nsay: x", "1:1 syntax no-colon", "title: Bonjour"),
        ("for: [daf, dg\nevidence: [x]", "1:6 syntax unclosed", "for: [daf, dg]"),
        ("say: [prénom bonjour à vous tous\nask: x", "1:6 syntax unclosed", 'say: "[prénom bonjour à vous tous"'),
        ('say: "Bonjour\nask: il dit "\nx: y', "1:6 syntax unclosed", 'say: "Bonjour"'),
    ],
)
@pytest.mark.usefixtures("_loader")
def test_a_slip_in_the_layout_is_named(text: str, expected: str, instead: str | None) -> None:
    (finding,) = read(text).findings
    assert brief(finding) == expected
    assert instead is None or finding.values["instead"] == instead


def test_data_is_withheld_when_the_layout_is_in_doubt() -> None:
    parsed = read("a: x\n b: y\n")
    assert (parsed.data, parsed.root.children) == (None, ())


@pytest.mark.parametrize("slip", ["  say:\u00a0Ah : non", "  say: 'L'un'", '  say: "Un" ou "deux"', "  - say: x : y"])
def test_all_mistakes_of_a_file_are_found_in_one_run(slip: str) -> None:
    block = f"part{{}}:\n{slip}\n  other: Un texte\n" if "- " not in slip else f"part{{}}:\n{slip}\n    other: Texte\n"
    lines = [finding.location.line for finding in read("".join(block.format(n) for n in range(8))).findings]
    assert lines == [3 * n + 2 for n in range(8)]


def test_reading_goes_on_behind_a_mistake_that_has_no_name() -> None:
    parsed = read("a: 1\nb: [x, 'd'g']\n  c: d\ne: ceci : cela\na: 2\n")
    assert [brief(finding) for finding in parsed.findings] == ["2:4 syntax", "4:4 syntax colon"]
    assert parsed.findings[0].values["problem"]
    assert parsed.data is None


def test_a_text_cut_inside_a_list_is_named_too() -> None:
    (finding,) = read("a: [b, c #d\n  ]").findings
    assert (brief(finding), finding.values["instead"]) == ("1:8 lost-text comment", '"c #d"')


# What YAML can do and nobody here needs


@pytest.mark.parametrize("written", ["!!str", "!<tag:a>", "!ENV", "&nom", "*nom", "<<"])
def test_what_is_written_of_a_feature_is_named(written: str) -> None:
    text = {"*nom": "a: &nom x\nb: *nom", "<<": "<<: {a: b}"}.get(written, f"a: {written} x")
    assert written in [finding.values["value"] for finding in read(text).findings]


def opaque(text: str, **environ: str) -> Parsed:
    return parse_yaml(text, "mkdocs.yml", opaque_tags=True, environ=environ)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!ENV PREVIEW", "yes"),
        ("!ENV [PREVIEW, false]", "yes"),
        ("!ENV [OTHER, PREVIEW, false]", "yes"),
        ("!ENV [OTHER, false]", "false"),
        ("!ENV [OTHER, ~]", None),
        ("!ENV [OTHER]", None),
        ("!ENV OTHER", None),
        ("!!python/name:material.extensions.emoji.twemoji", ""),
        ("!relative docs", "docs"),
        ("!list [a, b]", ["a", "b"]),
    ],
)
@pytest.mark.usefixtures("_loader")
def test_tags_of_mkdocs_are_read(written: str, value: Data) -> None:
    parsed = opaque(f"a: {written}\nb: c # d\n", PREVIEW="yes")
    assert (parsed.data, parsed.findings) == ({"a": value, "b": "c"}, ())


@pytest.mark.usefixtures("_loader")
def test_anchors_and_merges_of_mkdocs_are_read() -> None:
    parsed = opaque("a: &a {x: '1', y: '2'}\nb: *a\nc:\n  <<: [*a, {x: '3', z: '4'}]\n  y: '5'\n")
    assert parsed.findings == ()
    assert parsed.data == {"a": {"x": "1", "y": "2"}, "b": {"x": "1", "y": "2"}, "c": {"y": "5", "x": "1", "z": "4"}}
    assert parsed.root.locate(("b", "y")) == Location("mkdocs.yml", 1, 19)
    assert parsed.root.locate(("c", "z"), key=True) == Location("mkdocs.yml", 4, 21)


def test_a_nav_entry_with_a_space_is_no_mistake_in_mkdocs_yml() -> None:
    assert opaque("nav:\n  - Page d’accueil: index.md\n").data == {"nav": [{"Page d’accueil": "index.md"}]}


@pytest.mark.parametrize("text", ["a: *b", "a: &a [*a]"])
def test_an_alias_without_its_anchor_is_a_finding(text: str) -> None:
    assert [finding.variant for finding in opaque(text).findings] == ["alias"]


# What is hostile


def _bomb() -> str:
    rows = (f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))
    return "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(rows)


@pytest.mark.parametrize("text", ["a: " + "[" * 100_000, "a: " + "{" * 100_000, "- " * 100_000, "? " * 100_000])
@pytest.mark.usefixtures("_loader")
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    parsed = read(text)
    assert [(f.code, f.variant, f.values) for f in parsed.findings] == [("too-large", "depth", {"limit": 20})]
    assert parsed.data is None


def test_a_file_of_more_than_a_megabyte_is_refused() -> None:
    (finding,) = read("a: " + "é" * 500_000).findings
    assert (finding.code, finding.variant, finding.values) == ("too-large", "size", {"limit": 1000})


def test_aliases_are_not_expanded_without_end() -> None:
    assert [finding.variant for finding in opaque(_bomb()).findings] == ["aliases"]
    assert {finding.code for finding in read(_bomb()).findings} == {"yaml-feature"}


@pytest.mark.parametrize(
    "line", ["a: b : c\n", "- 'l'un'\n", "\ta: b\n", 'a: "b\n', "- *a\n", "x y\n", "a: [\n", "a: b #c\n"]
)
def test_a_file_of_nothing_but_mistakes_is_read_in_bounded_work(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = 0
    original = building.Builder.document

    def counted(self: building.Builder) -> object:
        nonlocal readings
        readings += 1
        return original(self)

    monkeypatch.setattr(building.Builder, "document", counted)
    parsed = read(line * 4_000)
    assert parsed.findings
    assert readings <= 600


# What nobody thought of

NASTY = st.text(alphabet=" \t\n\r:-#'\"[]{}&*!|>%@`,?~<=.\\aé0\u00a0\u2028\ufeff\x07", max_size=60)
NAMES = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=40)
TREES = st.recursive(
    TEXTS | st.none(),
    lambda tree: st.lists(tree, max_size=3) | st.dictionaries(NAMES, tree, max_size=3),
    max_leaves=6,
)


def outside(findings: tuple[Finding, ...], text: str) -> Iterator[Finding]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        line, column = finding.location[1:]
        if not (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
            yield finding


@settings(max_examples=400, deadline=None)
@given(NASTY | st.text(), st.booleans())
@example("a: 'b\n c: d'e", False)
@example("\ufeff", False)
@example("a:\n\t- b", False)
def test_any_text_is_read_without_failing(text: str, opaque_tags: bool) -> None:
    parsed = parse_yaml(text, "a.yml", opaque_tags=opaque_tags)
    assert not list(outside(parsed.findings, text))
    assert isinstance(parsed.data, dict) or parsed.findings


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GUIDE)), NASTY, st.integers(0, 20))
def test_any_edit_of_a_guide_is_read_without_failing(at: int, typed: str, removed: int) -> None:
    text = GUIDE[:at] + typed + GUIDE[at + removed :]
    parsed = read(text)
    assert not list(outside(parsed.findings, text))
    assert isinstance(parsed.data, dict) or parsed.findings


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAMES, TREES, max_size=4))
def test_what_another_tool_has_written_is_read_as_it_is(data: dict[str, object]) -> None:
    written = yaml.safe_dump(data, allow_unicode=True, width=40, default_flow_style=False)
    parsed = read(written)
    assert (parsed.findings, parsed.data) == ((), data)


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_any_bytes_become_a_text(raw: bytes) -> None:
    text, findings = decode(raw, "a.yml")
    assert findings or text == raw.decode("utf-8")
    assert not list(outside(findings, text))


@given(st.text("éàç abc\n"))
def test_a_text_in_windows_1252_is_read_and_named(text: str) -> None:
    decoded, findings = decode(text.encode("cp1252"), "a.yml")
    assert decoded == text
    assert [finding.variant for finding in findings] == ([] if text.isascii() else ["cp1252"])

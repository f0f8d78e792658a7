from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory

import pytest
from case_folders import CASES, FOLDERS, found

from builder.checks import RULES
from builder.findings import Finding, Severity
from builder.locales.findings import PARTS, Entry, Words, table, word
from builder.source import Location
from builder.yaml_reader import decode, parse_yaml

LANGUAGES = ("fr", "en")
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdef")
)
HERE = Location("talktracks/prix.yml", 3, 8)


@cache
def all_findings() -> tuple[Finding, ...]:
    """Every finding of every case, and one rule that failed."""
    findings = [Finding("internal", HERE, values={"rule": "loop", "problem": "ValueError: {odd}"})]
    findings += parse_yaml("a: b\n" * 250_000, "large.yml").findings
    findings += parse_yaml(BOMB, "mkdocs.yml", opaque_tags=True).findings
    for path in CASES.glob("*/*.yml"):
        text, odd = decode(path.read_bytes(), path.name)
        findings += [*odd, *parse_yaml(text, path.name).findings]
    for case in FOLDERS:
        with TemporaryDirectory() as folder:
            findings += found(case, Path(folder))
    return tuple(findings)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts(language: str) -> dict[str, str]:
    strings = table(language)
    return {
        f"{code} {variant} {part}": getattr(entry.of(variant), part)
        for code, entry in strings.codes.items()
        for variant in ("", *entry.variants)
        for part in PARTS
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_of_the_cases_is_worded(language: str) -> None:
    for finding in all_findings():
        values = {
            key: "" if isinstance(value, str) and "{" in value else value for key, value in finding.values.items()
        }
        worded = word(Finding(finding.code, HERE, values=values, variant=finding.variant), language)
        assert all(worded), finding
        assert not any("{" in part for part in worded), worded
        entry = table(language).codes[finding.code]
        assert not finding.variant or finding.variant in entry.variants, finding


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_is_one_that_a_case_gives(language: str) -> None:
    given = {(finding.code, finding.variant) for finding in all_findings()}
    written = {(code, variant) for code, entry in table(language).codes.items() for variant in entry.variants}
    assert written - given == set()


def test_every_rule_is_worded_and_nothing_else() -> None:
    for language in LANGUAGES:
        assert set(table(language).codes) == {*RULES, "internal"}


def test_the_languages_say_the_same() -> None:
    french, english = texts("fr"), texts("en")
    assert french.keys() == english.keys()
    assert {key: placeholders(text) for key, text in french.items()} == {
        key: placeholders(text) for key, text in english.items()
    }
    assert {key for key, text in french.items() if text} == {key for key, text in english.items() if text}


def test_french_punctuation_holds_to_its_word() -> None:
    odd = re.compile(r"« | [»?!;:%]|[^\s\u00a0/]»")
    assert {key: text for key, text in texts("fr").items() if odd.search(text.replace("{chain: → }", ""))} == {}


def test_a_wording_names_what_was_meant_or_what_there_is() -> None:
    def said(**values: str | tuple[str, ...]) -> str:
        return word(Finding("unknown-key", HERE, values={"key": "summry", **values}), "en").instead

    assert said(meant="summary") == "Did you mean “summary”?"
    assert said(meant="", known=("title", "summary")) == "The fields that may stand here: title, summary."
    assert said(meant="") == "Delete it, or move its text to a field that exists."


def test_several_words_are_joined_as_the_language_joins_them() -> None:
    finding = Finding("missing-line", HERE, values={"field": "say", "personas": ("daf", "dg", "dsi")})
    assert "daf, dg et dsi" in word(finding, "fr").what
    assert "daf, dg and dsi" in word(finding, "en").what
    way = Finding("no-route", HERE, values={"persona": "dsi", "way": ("dsi", "daf")})
    assert "dsi → daf" in word(way, "en").what


def test_a_variant_without_its_own_words_has_those_of_its_code() -> None:
    entry = Entry(what="a", why="b", instead="c", variants={"x": Words(what="d")})
    assert entry.of("x") == Words(what="d", why="b", instead="c")
    assert entry.of("unheard of") == entry.of("")


def test_the_last_line_counts() -> None:
    findings = [Finding("loop", HERE), Finding("review-due", HERE, Severity.WARNING), Finding("loop", HERE)]
    assert table("en").check.summary((), 70) == "0 errors, 0 warnings, 70 files read"
    assert table("en").check.summary(findings, 1) == "2 errors, 1 warning, 1 file read"
    assert table("fr").check.summary((), 70) == "0 erreur, 0 avertissement, 70 fichiers lus"
    assert table("fr").check.summary(findings, 1) == "2 erreurs, 1 avertissement, 1 fichier lu"


def test_severities_and_other_languages_have_words() -> None:
    assert table("fr").check.severity(Severity.ERROR) == "Erreur"
    assert table("fr").check.severity(Severity.WARNING) == "À revoir"
    assert table("de").check == table("en").check

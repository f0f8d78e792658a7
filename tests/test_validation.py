from __future__ import annotations

from typing import Any

import pytest

from builder.findings import Finding, Severity
from builder.models import Asset, Evidence, Guide, LearningPath, Persona, Record, Settings, Signal
from builder.source import Location
from builder.validation import model_at, record_of, suggestion, validate, value_at
from builder.yaml_reader import parse_yaml

DRAFT = "title: Trop cher\nstatus: draft\nfor: [daf]\n"
APPROVED = """\
title: Trop cher
status: approved
for: [daf]
stage: comparing
owner: Claire
field_owner: Sophie
reviewed: 2026-11-03
summary: Quand le prix arrive.
shift: {from: a, to: b}
open: {say: a, ask: b}
reasoning: [{id: un, think: a, ask: b}, {id: deux, think: a, ask: b}]
next_step: {ask: a}
"""
EVIDENCE = "claim: a\nkind: study\nsource: {title: b, date: 2026-01-01}\nvalid_until: 2027-01-01\n"


def judged(model: type[Record], text: str) -> tuple[Record | None, list[Finding]]:
    parsed = parse_yaml(text, "f.yml")
    assert not parsed.findings
    outcome = validate(model, parsed.data, parsed.root)
    return outcome.record, list(outcome.findings)


def errors(model: type[Record], text: str) -> list[tuple[int, int, str, dict[str, Any]]]:
    _, found = judged(model, text)
    return [(*f.location[1:], f.code, dict(f.values)) for f in found if f.severity is Severity.ERROR]


def test_what_is_right_gives_a_record_and_no_findings() -> None:
    record, found = judged(Guide, APPROVED)
    assert isinstance(record, Guide)
    assert found == []


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "values"),
    [
        ("reviewed: 2026-02-30", 4, 11, "bad-date", {"field": "reviewed", "written": "2026-02-30"}),
        ("review_days: trente", 4, 14, "wrong-type", {"field": "review_days", "expected": "number"}),
        ("reviewed: [2026-01-01]", 4, 11, "wrong-type", {"field": "reviewed", "expected": "date"}),
        ("tags: un", 4, 7, "wrong-type", {"field": "tags", "expected": "list"}),
        ("shift: un", 4, 8, "wrong-type", {"field": "shift", "expected": "mapping"}),
        ("owner: [un]", 4, 8, "wrong-type", {"field": "owner", "expected": "text"}),
        ("reasoning: [un]", 4, 13, "wrong-type", {"field": "reasoning", "expected": "mapping"}),
        ("tags: [a, [b]]", 4, 11, "wrong-type", {"field": "tags", "expected": "text"}),
        ("audience: {a: b}", 4, 11, "wrong-type", {"field": "audience", "expected": "text"}),
        ("shift: {from: [a]}", 4, 15, "wrong-type", {"field": "from", "expected": "lines"}),
        ("shift: {from: {daf: [a]}}", 4, 21, "wrong-type", {"field": "daf", "expected": "text"}),
        ("shift: {from: {daf: a, 'dg, daf': b}}", 4, 9, "duplicate-key", {"key": "daf"}),
        ("shift: {from: {daf: <b>a}}", 4, 21, "markup-in-text", {"field": "daf", "written": "<b>a"}),
        ("shift: {from: '[a](x:y:z)'}", 4, 9, "bad-link", {"field": "from", "written": "x:y:z"}),
        ("signals: [Trois visites]", 4, 11, "bad-id", {"written": "Trois visites"}),
        ("summary: " + "mot " * 26, 4, 10, "too-long", {"unit": "words", "limit": 25, "size": 26}),
        ("objections: [{they_say: [" + "a, " * 9 + "]}]", 4, 25, "too-long", {"unit": "items", "limit": 8, "size": 9}),
        ("reasoning: [{id: a, hear: [{go: b}]}]", 4, 28, "missing-field", {"field": "they"}),
        ("next_step: {ask: {}, fallback: a}", 4, 18, "missing-field", {"field": "ask"}),
        ("audience: publik", 4, 11, "unknown-value", {"written": "publik", "meant": "public"}),
        ("audience: clients", 4, 11, "unknown-value", {"meant": "", "known": ("internal", "partner", "public")}),
        ("objections: [{id: a, anser: b}]", 4, 22, "unknown-key", {"key": "anser", "meant": "answer"}),
    ],
)
def test_each_mistake_has_its_code_and_its_place(
    text: str, line: int, column: int, code: str, values: dict[str, Any]
) -> None:
    ((*place, found, said),) = errors(Guide, DRAFT + text)
    assert (*place, found) == (line, column, code)
    assert values.items() <= said.items()


@pytest.mark.parametrize(
    ("model", "text", "code"),
    [
        (Evidence, EVIDENCE.replace("claim: a\n", ""), "missing-field"),
        (Evidence, EVIDENCE.replace("title: b, ", ""), "missing-field"),
        (Evidence, EVIDENCE.replace("study", "rumour"), "unknown-value"),
        (Evidence, EVIDENCE + "heard: [{date: 2026, persona: daf, quote: a}]", "bad-date"),
        (Asset, "title: a\nkind: link\nurl: ftp://x", "bad-link"),
        (LearningPath, "title: a\ndays: [{title: b, read: c}]", "wrong-type"),
        (Persona, "name: a\nshort: ABCDEFGHI\ndecision: decides", "too-long"),
        (Signal, "name: a\nmeans: b\ndoes_not_mean: c\nrespond_within: vite\nsay: d", "wrong-type"),
    ],
)
def test_mistakes_in_other_kinds(model: type[Record], text: str, code: str) -> None:
    assert [found for *_, found, _ in errors(model, text)] == [code]


def test_all_mistakes_are_found_in_one_run_what_is_missing_too() -> None:
    text = APPROVED.replace("2026-11-03", "hier").replace("think: a, ", "", 1).replace("owner: Claire\n", "")
    text = text.replace("say: a", "say: <b>a").replace("summary", "sumary")
    assert sorted((code, values.get("field", "")) for *_, code, values in errors(Guide, text)) == [
        ("bad-date", "reviewed"),
        ("markup-in-text", "say"),
        ("missing-field", "owner"),
        ("missing-field", "summary"),
        ("missing-field", "think"),
        ("unknown-key", ""),
    ]


def test_a_file_without_title_or_status_says_so_alone() -> None:
    assert [values["field"] for *_, values in errors(Guide, "for: [daf]")] == ["title", "status"]


def test_a_document_that_is_no_mapping() -> None:
    outcome = validate(Guide, ["a"], parse_yaml("a: b", "f.yml").root)
    assert [(f.code, f.location) for f in outcome.findings] == [("wrong-type", Location("f.yml"))]


# A record in spite of it


def test_unknown_keys_still_give_a_record() -> None:
    record, found = judged(Guide, APPROVED + "colour: red\nmessaging: [{say: a, wen: b}]\n")
    assert isinstance(record, Guide)
    assert [m.say is not None for m in record.messaging] == [True]
    assert {f.values["key"] for f in found} == {"colour", "wen"}


def test_another_mistake_gives_none() -> None:
    record, _ = judged(Guide, DRAFT + "reviewed: hier\ncolour: red\n")
    assert record is None


# What is needed


def missing(text: str) -> dict[str, Severity]:
    _, found = judged(Guide, text)
    return {str(f.values["field"]): f.severity for f in found if f.code == "missing-field"}


def test_an_approved_guide_needs_what_the_model_says() -> None:
    head = "title: a\nstatus: approved\n"
    assert set(missing(head)) == set(Guide.needed) - {"title", "status"}
    assert set(missing(head).values()) == {Severity.ERROR}


def test_a_drafts_missing_fields_are_only_pointed_out_but_for_whom_it_is() -> None:
    found = missing("title: a\nstatus: draft\n")
    assert found.pop("for") is Severity.ERROR
    assert set(found.values()) == {Severity.WARNING}
    assert set(found) == set(Guide.needed) - {"title", "status", "for"}


def test_a_retired_guide_lacks_nothing() -> None:
    assert missing("title: a\nstatus: retired\nobjections:\n  - id: b\n") == {}


def test_an_empty_list_is_not_there() -> None:
    assert missing(APPROVED.replace("[daf]", "[]")) == {"for": Severity.ERROR}


@pytest.mark.parametrize(
    ("item", "lacks"),
    [
        ("reasoning: [{say: a}]", {"id", "think", "ask"}),
        ("messaging: [{when: a}]", {"say"}),
        ("objections: [{meaning: a}]", {"id", "they_say", "answer"}),
        ("objections: [{see: autre#prix}]", set()),
        ("verify: [{claim: a}]", {"ask", "solid", "hollow"}),
        ("shift: {from: a}", {"to"}),
        ("open: {say: a}", {"ask"}),
        ("next_step: {fallback: a}", {"ask"}),
        ("no_answer: {email: {subject: a}}", {"body"}),
        ("no_answer: {voicemail: a}", set()),
    ],
)
def test_what_an_item_needs(item: str, lacks: set[str]) -> None:
    key = item.partition(":")[0]
    kept = "".join(line for line in APPROVED.splitlines(keepends=True) if not line.startswith(key))
    assert set(missing(kept + item)) == lacks


def test_what_is_missing_stands_at_its_item() -> None:
    _, found = judged(Guide, APPROVED + "verify:\n  - claim: a\n    ask: b\n    solid: c\n")
    assert [f.location for f in found] == [Location("f.yml", 14, 5)]


# Did you mean


@pytest.mark.parametrize(
    ("key", "meant"), [("objectons", "objections"), ("their_say", ""), ("fro", "for"), ("titre", "title"), ("xyz", "")]
)
def test_the_key_that_was_probably_meant(key: str, meant: str) -> None:
    ((*_, values),) = errors(Guide, DRAFT + f"{key}: a")
    assert values["meant"] == meant
    assert ("known" in values) is not bool(meant)


def test_keys_are_those_of_the_item_not_of_the_guide() -> None:
    ((*_, values),) = errors(Guide, DRAFT + "reasoning: [{id: a, hear: [{they: b, go: c, got: d}]}]")
    assert values["meant"] == "go"
    ((*_, values),) = errors(Guide, DRAFT + "shift: {frm: a}")
    assert values["meant"] == "from"


def test_a_suggestion_is_near_or_there_is_none() -> None:
    assert suggestion("daff", ("daf", "dg")) == "daf"
    assert suggestion("daff", {"daf": 1}) == "daf"
    assert suggestion("commercial", ("daf", "dg")) == ""


# Settings: unions and mappings


@pytest.mark.parametrize(
    ("text", "column", "code", "field"),
    [
        ("limits: {long-line: 15}", 21, "wrong-type", "long-line"),
        ("limits: {long-line: [a, 3]}", 22, "wrong-type", "long-line"),
        ("limits: {long-line: {en: [3]}}", 22, "missing-field", "en"),
        ("limits: {long-line: {en: 3}}", 26, "wrong-type", "en"),
        ("words_per_minute: {fr: vite}", 24, "wrong-type", "fr"),
        ("languages: [EN]", 13, "unknown-value", "languages"),
    ],
)
def test_a_value_in_a_mapping_of_settings(text: str, column: int, code: str, field: str) -> None:
    ((_, found_column, found, values),) = errors(Settings, text)
    assert (found_column, found, values["field"]) == (column, code, field)


def test_the_words_that_a_mappings_values_take() -> None:
    ((_, column, code, values),) = errors(Settings, "rules: {yes-but: of}")
    assert (column, code) == (18, "unknown-value")
    assert (values["meant"], values["known"]) == ("off", ("off", "warning", "error"))


# Looking into data and models


def test_the_value_at_a_route() -> None:
    data = {"a": [{"b": "c"}]}
    assert value_at(data, ("a", 0, "b")) == "c"
    assert (
        value_at(data, ("a", 1))
        is value_at(data, ("a", "b"))
        is value_at(data, ("x", 0))
        is value_at(data, (0,))
        is None
    )


def test_the_record_at_a_route() -> None:
    assert model_at(Guide, ("reasoning", 0, "hear", 2)).__name__ == "Fork"
    assert model_at(Guide, ("shift", "from", "daf")).__name__ == "Shift"
    assert record_of(Guide, "tags") is None
    assert record_of(Persona, "route") is not None

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.findings import Finding, Severity, count, in_order
from builder.source import Location

LOCATIONS = st.builds(Location, st.sampled_from("ab"), st.integers(1, 12), st.integers(1, 12))
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["bad-date", "bad-id"]),
    LOCATIONS,
    st.sampled_from(list(Severity)),
    st.fixed_dictionaries({"field": st.sampled_from(["for", "id", ("a", "b"), 3])}),
)


def at(line: int, code: str = "bad-id", path: str = "a.yml", **values: str) -> Finding:
    return Finding(code, Location(path, line, 1), values=values)


def test_findings_come_by_path_line_and_code() -> None:
    found = [at(10), at(9, "syntax"), at(9), at(1, path="b.yml")]
    assert in_order(found) == (at(9), at(9, "syntax"), at(10), at(1, path="b.yml"))


def test_the_same_finding_is_said_once_and_another_word_twice() -> None:
    assert in_order([at(1, written="x"), at(1, written="x"), at(1, written="y")]) == (
        at(1, written="x"),
        at(1, written="y"),
    )


@given(st.lists(FINDINGS))
def test_order_depends_on_the_findings_alone(found: list[Finding]) -> None:
    ordered = in_order(found)
    assert [f.location for f in ordered] == sorted(f.location for f in ordered)
    assert in_order(ordered) == ordered
    assert {(f.location, f.code) for f in ordered} == {(f.location, f.code) for f in found}


def test_as_a_warning_only_the_severity_changes() -> None:
    error = at(3, written="x")
    warning = error.as_warning()
    assert (warning.severity, error.severity) == (Severity.WARNING, Severity.ERROR)
    assert (warning.code, warning.location, warning.values) == (error.code, error.location, error.values)


def test_counting_by_severity() -> None:
    found = [at(1), at(2), at(3).as_warning()]
    assert (count(found, Severity.ERROR), count(found, Severity.WARNING)) == (2, 1)


def test_a_finding_is_frozen_and_its_severity_is_written_as_a_word() -> None:
    with pytest.raises(FrozenInstanceError):
        at(1).code = "x"  # type: ignore[misc]
    assert json.dumps(at(1).severity) == '"error"'

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from builder.files import CONFIG
from builder.findings import Finding
from builder.models import Audience, RuleSetting, Settings
from builder.settings import Project, from_mapping, machine_day
from builder.source import Location
from builder.yaml_reader import parse_yaml


def read(text: str) -> tuple[Project, tuple[Finding, ...]]:
    parsed = parse_yaml(text, CONFIG, opaque_tags=True)
    assert isinstance(parsed.data, dict)
    return from_mapping(parsed.data, Path("root"), parsed.root)


OPTIONS = {"audience": "public", "review_days": "30"}


@pytest.mark.parametrize(
    "plugins",
    [
        [{"talktrack": OPTIONS}],
        ["search", {"talktrack": OPTIONS}, {"tags": {}}],
        {"talktrack": OPTIONS},
        {"search": {}, "talktrack": OPTIONS},
        {"search": None, "talktrack": {**OPTIONS, "review_days": 30}},
    ],
)
def test_the_options_are_found_in_a_list_and_in_a_mapping_of_plugins(plugins: Any) -> None:
    project, findings = from_mapping({"plugins": plugins}, Path("root"))
    assert findings == ()
    assert (project.settings.audience, project.settings.review_days) == (Audience.PUBLIC, 30)


@pytest.mark.parametrize(
    "raw",
    [{}, {"plugins": None}, {"plugins": ["talktrack"]}, {"plugins": [{"talktrack": None}]}, {"plugins": "search"}],
)
def test_without_options_the_defaults_hold(raw: dict[str, Any]) -> None:
    project, findings = from_mapping(raw, Path("root"))
    assert (project.settings, findings) == (Settings(), ())


def test_values_that_mkdocs_has_read_already_are_taken_as_ours() -> None:
    options = {
        "today": date(2026, 11, 24),
        "preview": True,
        "offline": False,
        "offline_mb": 10,
        "rules": {"unused-evidence": False, "yes-but": "error"},
        "limits": {"long-answer": [18, 30], "long-sentence": {"fr": (15, 25)}},
        "people": {"Claire": "@claire"},
    }
    project, findings = from_mapping({"plugins": [{"talktrack": options}]}, Path("root"))
    settings = project.settings
    assert findings == ()
    assert (settings.today, settings.preview, settings.offline, settings.offline_mb) == (
        date(2026, 11, 24),
        True,
        False,
        10,
    )
    assert settings.rules == {"unused-evidence": RuleSetting.OFF, "yes-but": RuleSetting.ERROR}
    assert settings.limits == {"long-answer": (18, 30), "long-sentence": {"fr": (15, 25)}}


def test_both_doors_read_the_same() -> None:
    text = "plugins:\n- talktrack:\n    today: 2026-11-24\n    rules: {a: off, b: warning}\n    offline_mb: 012\n"
    from_text, _ = read(text)
    options = {"today": date(2026, 11, 24), "rules": {"a": False, "b": "warning"}, "offline_mb": 12}
    from_mkdocs, _ = from_mapping({"plugins": [{"talktrack": options}]}, Path("root"))
    assert from_text == from_mkdocs


@pytest.mark.parametrize(
    ("text", "place", "variant", "values"),
    [
        ("plugins:\n  - search\n  - talktrack:\n      langages: [en]\n", (4, 7), "unknown-key", {"meant": "languages"}),
        ("plugins:\n  talktrack:\n    audience: publik\n", (3, 15), "unknown-value", {"meant": "public"}),
        ("plugins:\n  - talktrack:\n      today: hier\n", (3, 14), "bad-date", {"written": "hier"}),
        ("plugins:\n  - talktrack:\n      rules: {a: non-merci}\n", (3, 18), "unknown-value", {"field": ""}),
        ("plugins:\n  - talktrack: [a]\n", (2, 16), "wrong-type", {"expected": "mapping"}),
        ("plugins:\n  - talktrack:\n      languages: [Anglais !]\n", (3, 19), "unknown-value", {}),
    ],
)
def test_a_typo_is_a_bad_setting_at_its_place(
    text: str, place: tuple[int, int], variant: str, values: dict[str, str]
) -> None:
    _, (finding,) = read(text)
    assert (finding.code, finding.variant) == ("bad-setting", variant)
    assert finding.location == Location(CONFIG, *place)
    assert all(finding.values.get(key, "") == value for key, value in values.items())


CODES = {"loop": True, "long-line": True, "syntax": False}


@pytest.mark.parametrize(
    ("options", "place", "variant", "values"),
    [
        ("rules: {lop: off}", (3, 13), "rules", {"key": "lop", "meant": "loop"}),
        ("rules: {zzz: error}", (3, 13), "rules", {"key": "zzz", "meant": "", "known": ("loop", "long-line")}),
        ("rules: {syntax: off}", (3, 13), "fixed", {"key": "syntax"}),
        ("limits: {long-lin: [1, 2]}", (3, 14), "limits", {"key": "long-lin", "meant": "long-line"}),
        ("limits: {loop: [1, 2]}", (3, 14), "limits", {"key": "loop", "meant": ""}),
    ],
)
def test_a_rule_or_a_limit_that_is_not_there_is_a_bad_setting_and_the_others_hold(
    options: str, place: tuple[int, int], variant: str, values: dict[str, object]
) -> None:
    parsed = parse_yaml(f"plugins:\n- talktrack:\n    {options}\n    offline_mb: 5\n", CONFIG, opaque_tags=True)
    assert isinstance(parsed.data, dict)
    project, (finding,) = from_mapping(parsed.data, Path("root"), parsed.root, CODES)
    assert (finding.code, finding.variant, finding.location) == ("bad-setting", variant, Location(CONFIG, *place))
    assert {key: finding.values[key] for key in values} == values
    assert project.settings.offline_mb == 5


def test_rules_that_are_there_are_no_finding() -> None:
    options = {"rules": {"loop": False, "long-line": "error"}, "limits": {"long-line": [1, 2]}}
    raw = {"plugins": [{"talktrack": options}]}
    assert from_mapping(raw, Path("root"), codes=CODES)[1] == ()
    assert from_mapping({"plugins": [{"talktrack": {"rules": {"zzz": "off"}}}]}, Path("root"))[1] == ()
    assert [
        f.code for f in from_mapping({"plugins": [{"talktrack": {"rules": ["a"]}}]}, Path("root"), codes=CODES)[1]
    ] == ["bad-setting"]


def test_all_typos_are_found_and_the_other_settings_hold() -> None:
    project, findings = read("plugins:\n- talktrack:\n    revew_days: 3\n    grace_day: 4\n    offline_mb: 5\n")
    assert [f.values["meant"] for f in findings] == ["review_days", "grace_days"]
    assert project.settings.offline_mb == 5


def test_without_positions_a_typo_stands_in_mkdocs_yml() -> None:
    _, (finding,) = from_mapping({"plugins": [{"talktrack": {"todai": "x"}}]}, Path("root"))
    assert finding.location == Location(CONFIG)


def test_language_and_name_are_the_sites() -> None:
    project, _ = read("site_name: Sérélia\ntheme: {name: material, language: en}\nplugins: [talktrack]\n")
    assert (project.name, project.language, project.root) == ("Sérélia", "en", Path("root"))
    assert read("theme: material\n")[0].language == "fr"


def test_the_sites_own_language_comes_first_and_once() -> None:
    project, _ = read("plugins: [{talktrack: {languages: [en, fr, de]}}]\n")
    assert project.languages == ("fr", "en", "de")


# Today


def test_today_is_the_setting_else_the_epochs_else_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    noon = int(datetime(2027, 3, 4, 12, tzinfo=UTC).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(noon))
    assert Project(Path()).today == machine_day() == date(2027, 3, 4)
    assert Project(Path(), Settings(today="2026-11-24")).today == date(2026, 11, 24)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert Project(Path()).today == date.today()


@pytest.mark.parametrize("odd", ["", "hier", "-5", "²"])
def test_an_odd_epoch_is_none(monkeypatch: pytest.MonkeyPatch, odd: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", odd)
    assert machine_day() == date.today()

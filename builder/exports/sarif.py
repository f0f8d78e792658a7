"""Findings as SARIF 2.1.0, for code scanning and editors; each rule comes with the help that its docstring is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from builder.checks import INTERNAL, RULES
from builder.checks.rule import Rule
from builder.exports.findings import Found, Item, Place
from builder.exports.fingerprints import fingerprinted

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/talktrack/talktrack"
_FAILED: Mapping[str, Any] = {"id": INTERNAL, "shortDescription": {"text": "A rule failed: a fault of talktrack."}}

Json = dict[str, Any]


def render_sarif(value: Found) -> str:
    """A log of one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(value)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(value: Found) -> Json:
    broken = any(item.code == INTERNAL for item in value.findings)
    described = [*map(_described, RULES.values()), *([dict(_FAILED)] if broken else [])]
    places = {rule["id"]: place for place, rule in enumerate(described)}
    driver = {"name": "talktrack", "version": value.talktrack, "informationUri": _HOME, "rules": described}
    return {
        "tool": {"driver": driver},
        "language": value.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not broken}],
        "results": [_result(value, item, mark, places) for item, mark in fingerprinted(value)],
    }


def _described(rule: Rule) -> Json:
    """A rule for whoever meets it beside a line."""
    said = rule.explanation
    words = "\n\n".join(part for part in (said.summary, said.text) if part)
    bad, good = f"```yaml\n{said.bad}\n```", f"```yaml\n{said.good}\n```"
    return {
        "id": rule.code,
        "shortDescription": {"text": said.summary},
        "fullDescription": {"text": words},
        "help": {
            "text": f"{words}\n\nBad:\n\n{said.bad}\n\nGood:\n\n{said.good}",
            "markdown": f"{words}\n\nBad:\n\n{bad}\n\nGood:\n\n{good}",
        },
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [str(rule.group)]},
    }


def _result(value: Found, item: Item, mark: str, places: Mapping[str, int]) -> Json:
    related = [{"id": number, **_location(value, place)} for number, place in enumerate(item.related)]
    return {
        "ruleId": item.code,
        "ruleIndex": places[item.code],
        "level": str(item.severity),
        "message": {"text": "\n".join(text for text in (item.message, item.why, item.hint) if text)},
        "locations": [_location(value, item)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"talktrack/v1": mark},
    }


def _location(value: Found, place: Place) -> Json:
    address = quote(value.path(place).encode("utf-8", "surrogateescape"))
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": {"uri": address, "uriBaseId": "%SRCROOT%"}, "region": region}}

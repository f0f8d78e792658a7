"""Findings as a JUnit report: what any server for tests can show. What fails the check is a failure, the rest is told.

A check without a finding is one test that passes, so that the report is never empty.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.exports.findings import Found, Item

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold."""


def render_junit(value: Found) -> str:
    """One test case a finding."""
    failures = sum(map(value.fails, value.findings))
    counts = {"tests": str(len(value.findings) or 1), "failures": str(failures), "errors": "0"}
    suites = Element("testsuites", {"name": "talktrack", **counts})
    suite = SubElement(suites, "testsuite", {"name": "talktrack check", **counts})
    for item in value.findings:
        _case(suite, value, item)
    if not value.findings:
        SubElement(suite, "testcase", {"name": "check", "classname": "talktrack"})
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _case(suite: Element, value: Found, item: Item) -> None:
    path = _clean(value.path(item))
    name = f"{item.code} {item.line}:{item.column}"
    case = SubElement(suite, "testcase", {"name": name, "classname": path, "file": path, "line": str(item.line)})
    text = "\n".join(part for part in (f"{path}:{item.line}:{item.column}", item.message, item.why, item.hint) if part)
    if value.fails(item):
        SubElement(case, "failure", {"type": item.code, "message": _clean(item.message)}).text = _clean(text)
    else:
        SubElement(case, "system-out").text = _clean(text)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)

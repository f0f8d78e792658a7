"""Findings as GitLab's code quality report: in a merge request, beside its lines.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json

from builder.exports.findings import Found
from builder.exports.fingerprints import fingerprinted
from builder.findings import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render_codequality(value: Found) -> str:
    """A list of issues."""
    issues = [
        {
            "type": "issue",
            "check_name": item.code,
            "description": " ".join(text for text in (item.message, item.hint) if text),
            "severity": _SEVERITIES[item.severity],
            "fingerprint": fingerprint,
            "location": {"path": value.path(item), "lines": {"begin": item.line}},
        }
        for item, fingerprint in fingerprinted(value)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"

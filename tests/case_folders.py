"""Cases that are folders: a small knowledge base laid over tests/cases/base, with the findings that it gives."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.checks import RULES, Group, concluded
from builder.files import CONFIG
from builder.findability import findability
from builder.findings import Finding
from builder.loading import load, open_project
from builder.models import RuleSetting
from builder.settings import Project

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
TODAY = date(2026, 11, 24)
TALK = {Group.SPEECH, Group.KNOWLEDGE, Group.FINDABILITY}
"""What makes a good conversation: cases of other rules need not be one."""
FINDABILITY = {code for code, rule in RULES.items() if rule.group is Group.FINDABILITY}
"""Rules that need the search: only their own cases ask for them."""
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/expected"))


def opened(root: Path, **settings: object) -> tuple[Project, tuple[Finding, ...]]:
    project, findings = Project(root, language="fr"), tuple[Finding, ...]()
    if (root / CONFIG).exists():
        project, findings, _ = open_project(root)
    changed = project.settings.model_copy(update={"today": TODAY, **settings})
    return replace(project, settings=changed), findings


def overlaid(case: Path, root: Path) -> Path:
    for folder in (BASE, case):
        shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    return root


def found(case: Path, root: Path, **settings: object) -> tuple[Finding, ...]:
    return _found(case.parent.name, overlaid(case, root), **settings)


def written(root: Path, files: Mapping[str, str], **settings: object) -> tuple[Finding, ...]:
    """What all rules find in the base with these files laid over it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return _found("", root, **settings)


def _found(code: str, root: Path, **settings: object) -> tuple[Finding, ...]:
    project, findings = opened(root, **settings)
    off = dict.fromkeys(_talk(code), RuleSetting.OFF)
    chosen = project.settings.model_copy(update={"rules": {**off, **project.settings.rules}})
    loaded = load(replace(project, settings=chosen))
    searched = findability(project, chosen, loaded.knowledge) if code in FINDABILITY else ()
    return concluded((*findings, *loaded.findings, *searched), loaded.knowledge, chosen, loaded.texts)


def _talk(code: str) -> list[str]:
    """The rules that a case of this code leaves out."""
    kept = code not in RULES or RULES[code].group in TALK
    return [] if kept else [code for code, rule in RULES.items() if rule.group in TALK]


def shown(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.location} {finding.severity}[{finding.code}]" for finding in findings]

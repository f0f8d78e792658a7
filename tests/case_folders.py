"""Cases that are folders: a small knowledge base laid over tests/cases/base, with the findings that it gives."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.findings import Finding, in_order
from builder.loading import load, open_project
from builder.settings import CONFIG, Project

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
TODAY = date(2026, 11, 24)
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
    project, findings = opened(overlaid(case, root), **settings)
    return in_order((*findings, *load(project).findings))


def shown(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.location} {finding.severity}[{finding.code}]" for finding in findings]

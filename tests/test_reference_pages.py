"""Pages of docs/ that are written from the code say what the code says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.checks import RULES
from builder.cli.reference import render_reference
from builder.exports.rules import render_rules

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize(("page", "written"), [("commands.md", render_reference), ("rules.md", render_rules)])
def test_a_page_is_as_the_code_writes_it(page: str, written: Callable[[], str]) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == written(), f"make docs writes docs/{page} again"


def test_every_rule_has_both_examples_on_its_page() -> None:
    page = render_rules()
    for code, rule in RULES.items():
        assert f"### {code}\n" in page
        assert rule.explanation.bad in page
        assert rule.explanation.good in page
        assert rule.explanation.bad != rule.explanation.good

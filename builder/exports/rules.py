"""docs/rules.md, written from the docstrings of the rules: `python -m builder.exports.rules > docs/rules.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from builder.checks import RULES
from builder.checks.rule import Group, Rule

_HEAD = """\
# Rules

Written by `python -m builder.exports.rules` from the docstrings of the rules; a test holds it fresh.

Errors of the groups *shape*, *references*, *reasoning* and *decision power* stop a build, others fail `check`.
`rules:` in mkdocs.yml switches a rule off or changes what its findings count as; shape and references always hold.
"""


def render_rules() -> str:
    """Every rule by group, with YAML that breaks it and YAML that keeps it."""
    return _HEAD + "".join(_group(group) for group in Group if any(_of(group)))


def _of(group: Group) -> Iterator[Rule]:
    return (rule for rule in RULES.values() if rule.group is group)


def _group(group: Group) -> str:
    return f"\n## {str(group).capitalize()}\n" + "".join(map(_rule, _of(group)))


def _rule(rule: Rule) -> str:
    said = rule.explanation
    text = f"\n\n{said.text}" if said.text else ""
    examples = f"\n\n```yaml\n{said.bad}\n```\n\nRather:\n\n```yaml\n{said.good}\n```\n"
    return f"\n### {rule.code}\n\n*{rule.severity}.* {said.summary}{text}{examples}"


if __name__ == "__main__":
    sys.stdout.write(render_rules())

"""Settings: what stands in mkdocs.yml becomes a project to load; a typo is a finding at its line there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from builder.files import CONFIG
from builder.findings import Finding, Value
from builder.models import LIMITS, Settings
from builder.source import Node
from builder.validation import suggestion, validate

PLUGIN = "talktrack"
_DEFAULT_LANGUAGE = "fr"


@dataclass(frozen=True)
class Project:
    """A knowledge base's folder and what its mkdocs.yml says."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    language: str = _DEFAULT_LANGUAGE
    """The site's own language: theme.language."""
    name: str = ""
    """site_name."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, its own first."""
        return (self.language, *(other for other in self.settings.languages if other != self.language))

    @property
    def today(self) -> date:
        """The day that the site is built for."""
        return self.settings.today or machine_day()


def machine_day() -> date:
    """The day of SOURCE_DATE_EPOCH where it is set, else this machine's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isascii() and epoch.isdigit() else date.today()


def from_mapping(
    raw: Mapping[str, Any], root: Path, positions: Node | None = None, codes: Mapping[str, bool] | None = None
) -> tuple[Project, tuple[Finding, ...]]:
    """The project that a mkdocs.yml describes, and what is wrong with its settings (then their defaults hold).

    `codes` are the rules that there are, each with whether it may be switched off; without them no rule is doubted.
    """
    config = Node(CONFIG) if positions is None else positions
    route, options = _options(raw.get("plugins"))
    theme = raw.get("theme")
    below = _below(config, route)
    outcome = validate(Settings, _as_text(options), below)
    project = Project(
        root=root,
        settings=outcome.record if isinstance(outcome.record, Settings) else Settings(),
        language=str(theme.get("language") or _DEFAULT_LANGUAGE) if isinstance(theme, Mapping) else _DEFAULT_LANGUAGE,
        name=str(raw.get("site_name") or ""),
    )
    found = tuple(replace(finding, code="bad-setting", variant=finding.code) for finding in outcome.findings)
    return project, (*found, *_misnamed(options, below, codes))


def _misnamed(options: Any, below: Node, codes: Mapping[str, bool] | None) -> Iterator[Finding]:
    """Rules and limits that don't exist, and rules that can't be switched off."""
    for setting, known in (("rules", codes), ("limits", dict.fromkeys(LIMITS, True))):
        named = options.get(setting) if isinstance(options, Mapping) else None
        if known is None or not isinstance(named, Mapping):
            continue
        free = tuple(code for code, may in known.items() if may)
        for code in map(str, named):
            if code not in free:
                variant = "fixed" if code in known else setting
                values: dict[str, Value] = {"key": code, **({} if code in known else _near(code, free))}
                yield Finding("bad-setting", below.locate((setting, code), key=True), values=values, variant=variant)


def _near(code: str, known: tuple[str, ...]) -> dict[str, Value]:
    meant = suggestion(code, known)
    return {"meant": meant} if meant else {"meant": "", "known": known}


def _options(plugins: Any) -> tuple[tuple[str | int, ...], Any]:
    """Where the plugin's options stand in `plugins` (a list or a mapping), and the options."""
    items = plugins.items() if isinstance(plugins, Mapping) else enumerate(plugins or ())
    for key, plugin in items:
        if key == PLUGIN:
            return ("plugins", PLUGIN), plugin or {}
        if isinstance(plugin, Mapping) and PLUGIN in plugin:
            return ("plugins", key, PLUGIN), plugin[PLUGIN] or {}
    return ("plugins",), {}


def _below(config: Node, route: tuple[str | int, ...]) -> Node:
    return config.find(route)


def _as_text(value: Any) -> Any:
    """Numbers, dates and booleans that MkDocs has read already, as the texts that our reader reads."""
    if isinstance(value, Mapping):
        return {str(key): _as_text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None or isinstance(value, str) else str(value)

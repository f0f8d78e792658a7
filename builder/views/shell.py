"""The frame around every page: what its header and footer name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.locales.reports import reports
from builder.models import Audience, Kind
from builder.text import plain
from builder.views.reader import Reader


class ShellLink(NamedTuple):
    """A link of the header (`main`) or of the footer (all)."""

    label: str
    path: str
    kind: str
    """The kinds of pages that it stands for begin with this: "guide", "persona"."""
    main: bool = True


class PersonaChoice(NamedTuple):
    """A persona to choose in the header."""

    id: str
    short: str
    name: str
    decides: bool
    decision: str
    """The word for their part in the decision: décide, influence."""


_MAIN = (Kind.GUIDE, Kind.PERSONA, Kind.SIGNAL, Kind.EVIDENCE, Kind.PATH)
_MORE = (Kind.ASSET, Kind.DECK, Kind.LEXICON)


def search_page(reader: Reader) -> str:
    """The path of the search's page."""
    return f"{reader.start}search/"


def shell_links(reader: Reader) -> tuple[ShellLink, ...]:
    """Links to the lists of what there is."""
    return tuple(_links(reader))


def _links(reader: Reader) -> Iterator[ShellLink]:
    for kind in (*_MAIN, *_MORE):
        if kind is Kind.GUIDE or reader.knowledge.documents.get(kind):
            path = reader.places.section(kind, reader.language).path
            yield ShellLink(reader.strings.sections[kind], path, str(kind), kind in _MAIN)
    if has_marketing(reader):
        yield ShellLink(reports(reader.language).tabs.name, f"{reader.start}coverage/", "coverage", main=False)


def has_marketing(reader: Reader) -> bool:
    """Whether the site has pages for marketing: never one that partners or the public may see."""
    return reader.settings.marketing_pages and reader.settings.audience is Audience.INTERNAL


def persona_choices(reader: Reader) -> tuple[PersonaChoice, ...]:
    """Whom one may say one talks to, those that decide first."""
    decisions = reader.strings.decisions
    return tuple(
        PersonaChoice(tag.id, tag.short, plain(tag.name.text), tag.decides, decisions[tag.decision])
        for tag in reader.personas.values()
    )

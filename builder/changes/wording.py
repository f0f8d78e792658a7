"""The words of a comparison: texts, titles and values as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from builder.changes.values import Change, Difference, Sort
from builder.locales.changes import changes
from builder.locales.site import site
from builder.models import AssetKind, Audience, Decision, EvidenceKind, Kind, Ref, Stage, Status
from builder.support import Mark
from builder.text import plain
from builder.typography import JOINER, typeset

_KINDS_OF_NAMES = {"signals": Kind.SIGNAL, "assets": Kind.ASSET, "evidence": Kind.EVIDENCE, "replaced_by": Kind.GUIDE}
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Wording:
    """Words one comparison in one language."""

    def __init__(self, difference: Difference, language: str) -> None:
        self.difference, self.language = difference, language
        self.words, self.strings = changes(language), site(language)
        self.spoken = difference.language
        """The language of the texts that are told."""

    def value(self, change: Change, value: str | None) -> str | None:
        """A value as people read it."""
        if value is None:
            return None
        if change.sort in {Sort.LINE, Sort.TEXT, Sort.WAY, Sort.PHRASE, Sort.ORDER}:
            return self.quoted(value) if change.sort is Sort.PHRASE else self.text(value)
        if change.sort is Sort.WHOM:
            return self.shorts(value.split(", "))
        if change.sort is Sort.MARK:
            return self.words.marks[Mark(value)]
        return self._named(change.field, value)

    def _named(self, field: str, value: str) -> str:
        if kind := _KINDS_OF_NAMES.get(field):
            return self.title(Ref(kind, value))
        if field == "route.to":
            return self.shorts((value,))
        if field == "content":
            return f"{value}, {self.words.change.file}"
        known = self._tables().get(field, {})
        return known.get(value) or self._measured(value)

    def _tables(self) -> dict[str, dict[str, str]]:
        """What the values of an enumeration are called, by field."""
        words, strings = self.words, self.strings
        kinds = {k.value: strings.asset_kinds[k] for k in AssetKind}
        kinds |= {k.value: strings.evidence.kinds[k] for k in EvidenceKind}
        return {
            "status": {status.value: words.statuses[status] for status in Status},
            "audience": {audience.value: words.audiences[audience] for audience in Audience},
            "stage": {stage.value: strings.stages[stage] for stage in Stage},
            "decision": {decision.value: strings.decisions[decision] for decision in Decision},
            "kind": kinds,
            "quotable": {"True": words.change.yes, "False": words.change.no},
        }

    def _measured(self, value: str) -> str:
        """A date or a time in words; anything else as it is."""
        try:
            return self.strings.day(date.fromisoformat(value))
        except ValueError:
            pass
        if value[-1:] in _UNITS and value[:-1].isdigit():
            return self.strings.within(timedelta(**{_UNITS[value[-1]]: int(value[:-1])}))
        return self.text(value)

    def title(self, ref: Ref) -> str:
        """What a document is called, with the line in it."""
        title = self.text(self.difference.titles.get(ref.document, ref.id))
        return f"{title} ({ref})" if ref.anchor else title

    def shorts(self, personas: Iterable[str]) -> str:
        """Personas by their short names."""
        return ", ".join(self.difference.shorts.get(persona, persona) for persona in personas)

    def text(self, text: str) -> str:
        """A text as it is said, set in its language."""
        return typeset(plain(" ".join(text.split())), self.spoken).replace(JOINER, "")

    def quoted(self, text: str) -> str:
        """The same between quotation marks."""
        first, last = site(self.spoken).quotes
        said = self.text(text)
        return said if said.startswith("«") else f"{first}{said}{last}"

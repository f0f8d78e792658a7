"""A comparison in words: by language, document, part and change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from builder.changes.rows import Chapter, Group, Page, Remark, Row, Told
from builder.changes.values import Altered, Change, Difference, How, PartName, Sort, State, Unheard
from builder.changes.wording import Wording
from builder.changes.words import marked
from builder.findings import Finding, Severity
from builder.locales.findings import word
from builder.locales.site import counted
from builder.models import Kind, Ref
from builder.support import Mark
from builder.typography import JOINER, typeset

_ORDER = {sort: n for n, sort in enumerate((Sort.VALUE, Sort.WHOM, Sort.LINE, Sort.TEXT, Sort.PHRASE, Sort.WAY))}
"""What of a part is told first."""


def told(difference: Difference, language: str) -> Told:
    """A comparison in the words of a language."""
    teller = _Teller(difference, language)
    return Told(
        language,
        teller.words.title,
        teller.summary(),
        tuple(teller.chapters()),
        tuple(teller.behind()),
        tuple(teller.remarks(difference.new)),
        tuple(teller.remarks(difference.mended)),
        teller.unheard(difference.unheard),
        teller.words,
    )


class _Teller(Wording):
    """Tells one comparison in one language."""

    # ── the whole ──

    def summary(self) -> str:
        """How much there is, in one sentence."""
        altered, sums = self.difference.altered, self.words.sums
        guides = len({a.ref for a in altered if a.ref.kind is Kind.GUIDE})
        others = len({a.ref for a in altered if a.ref.kind is not Kind.GUIDE})
        lines = sum(change.sort is Sort.LINE for a in altered for change in a.changes)
        counts = ((sums.guides, guides), (sums.lines, lines), (sums.others, others))
        said = tuple(counted(forms, number) for forms, number in counts if number)
        if said:
            return sums.joined.format(what=self.strings.listed(said))
        return sums.silent if self.difference else sums.nothing

    def chapters(self) -> Iterator[Chapter]:
        """Guides of the site's own language, then what is around them, then translations."""
        own = self.difference.editions.get(self.difference.language, ())
        guides = tuple(self.page(altered) for altered in own if altered.ref.kind is Kind.GUIDE)
        others = tuple(self.page(altered) for altered in own if altered.ref.kind is not Kind.GUIDE)
        yield from (Chapter(head, pages) for head, pages in (("", guides), (self.words.rest.others, others)) if pages)
        for language, altered in self.difference.editions.items():
            if language != self.difference.language and altered:
                self.spoken, name = language, self.strings.languages.get(language, language)
                heading = self.words.rest.language.format(language=name)
                yield Chapter(heading, tuple(self.page(document, translated=True) for document in altered))

    def behind(self) -> Iterator[str]:
        """Translations that say what isn't said any more."""
        rest = self.words.rest
        for behind in self.difference.behind:
            count = counted(rest.behind_count, len(behind.fields))
            language = self.strings.languages.get(behind.language, behind.language)
            title = self.text(self.difference.titles.get(behind.ref, behind.ref.id))
            yield rest.behind_line.format(title=title, language=language, count=count)

    def remarks(self, findings: Iterable[Finding]) -> Iterator[Remark]:
        """Findings, errors first; those that say the same together."""
        found: dict[tuple[Severity, str, str], list[str]] = {}
        for finding in sorted(findings, key=lambda finding: list(Severity).index(finding.severity)):
            sentence = typeset(word(finding, self.language).what, self.language).replace(JOINER, "")
            found.setdefault((finding.severity, finding.code, sentence), []).append(str(finding.location))
        for (severity, code, sentence), places in found.items():
            yield Remark(severity, f"{severity}[{code}]", sentence, tuple(places))

    def unheard(self, found: Unheard) -> str:
        """The last sentence, on what nobody hears."""
        rest = self.words.rest
        counts = ((rest.reviewed, found.reviewed), (rest.owners, found.owners), (rest.written, found.written))
        said = tuple(counted(forms, len(of)) for forms, of in counts if of)
        said += (rest.settings,) if found.settings else ()
        return rest.unheard.format(what=self.strings.listed(said)) if said else ""

    # ── a document ──

    def page(self, altered: Altered, *, translated: bool = False) -> Page:
        """A document, its changes by part."""
        touched = counted(self.words.change.touches, len(altered.touches)) if altered.touches else ""
        return Page(
            self.text(altered.title),
            str(altered.ref),
            self.words.kinds[altered.ref.kind],
            tuple(self._notes(altered, translated)),
            tuple(self._groups(altered)),
            tuple(self._touched(altered)),
            touched,
            self._folded(altered),
        )

    def _folded(self, altered: Altered) -> str:
        lines = sum(change.sort is Sort.LINE for change in altered.changes)
        whole = altered.state in {State.ADDED, State.REMOVED} and bool(altered.changes)
        return counted(self.words.sums.lines, lines) if whole else ""

    def _notes(self, altered: Altered, translated: bool) -> Iterator[str]:
        states, state = self.words.states, altered.state
        if translated and state in {State.ADDED, State.REMOVED}:
            yield states.translated if state is State.ADDED else states.untranslated
        elif state is State.RENAMED and altered.old_ref:
            yield states.renamed.format(old=altered.old_ref.id, new=altered.ref.id)
        elif state is State.MOVED:
            yield states.moved.format(path=altered.path)
        elif state is not State.CHANGED:
            yield str(getattr(states, state))
        if not altered.redirected:
            yield states.lost

    def _groups(self, altered: Altered) -> Iterator[Group]:
        for ref, found in groupby(altered.changes, key=lambda change: change.ref):
            together = tuple(found)
            named = altered.parts.get(ref, PartName("", ""))
            notes = (self._part_note(change) for change in together if not change.field or change.field == "id")
            changes_ = (change for change in together if change.field not in {"", "id"})
            shown = sorted(changes_, key=lambda change: _ORDER.get(change.sort, len(_ORDER)))
            rows = tuple(self._row(change, named.section) for change in shown)
            yield Group(self._heading(ref, named), str(ref), ", ".join(notes), rows)

    def _heading(self, ref: Ref, named: PartName) -> str:
        """The part and what it is known by; nothing over what is about the whole document."""
        if not ref.anchor:
            return ""
        if ref.kind is not Kind.GUIDE:
            return self.text(named.title)
        section = self.words.sections[named.section]
        single = {"shift", "open", "no_answer", "next_step"}
        return section if named.section in single else f"{section} {self.quoted(_short(named.title))}"

    def _part_note(self, change: Change) -> str:
        parts = self.words.parts
        if change.sort is Sort.ORDER:
            return parts.moved.format(old=change.old, new=change.new)
        if change.field == "id":
            return parts.renamed.format(old=f"#{change.old}", new=f"#{change.new}")
        return parts.added if change.how is How.ADDED else parts.removed

    def _touched(self, altered: Altered) -> Iterator[str]:
        for ref, old, new in altered.touches:
            before, after = (self.words.marks[Mark(mark)] for mark in (old, new))
            place = self.title(ref)
            yield place if old == new else f"{place}{self.words.change.colon} {before} → {after}"

    # ── a change ──

    def _row(self, change: Change, section: str) -> Row:
        label, words = self.words.field(section, change.field), self.words.change
        if change.sort is Sort.PHRASE and change.how in {How.ADDED, How.REMOVED}:
            label = words.found if change.how is How.ADDED else words.lost
        elif change.sort is Sort.ORDER:
            label = f"{label} {words.first}"
        old, new = self.value(change, change.old), self.value(change, change.new)
        compare = change.sort in {Sort.LINE, Sort.TEXT, Sort.WAY}
        also = (words.also.format(where=self.title(ref)) for ref in change.also if change.sort is Sort.LINE)
        return Row(
            label,
            self._who(change),
            self._length(change),
            old,
            new,
            change.how,
            marked(old, new) if compare and old and new else None,
            tuple(dict.fromkeys(also)),
            words.widened if change.widens else "",
        )

    def _who(self, change: Change) -> str:
        if change.sort not in {Sort.LINE, Sort.TEXT} or not change.personas or change.seconds is None:
            return ""
        if change.everyone and len(change.personas) > 1:
            return self.words.change.everyone
        return self.shorts(change.personas)

    def _length(self, change: Change) -> str:
        if change.seconds is None:
            return ""
        old, new = change.seconds
        if change.how is How.ALTERED:
            return self.words.change.seconds.format(old=old, new=new) if old != new else ""
        return self.words.change.length.format(n=old or new)


_LONGEST = 60


def _short(text: str) -> str:
    """The beginning of a long text."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"

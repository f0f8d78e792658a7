"""Reports for people at a terminal: what matters first, the rest counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from builder.locales.findings import word
from builder.locales.reports import Reports, reports
from builder.locales.site import Site, counted, site
from builder.models import Kind, Stage, parse_ref
from builder.reports.basis import Basis
from builder.reports.by_owner import by_owner
from builder.reports.coverage import Answer, NewGuide, coverage
from builder.reports.crossing import Line, crossing
from builder.reports.freshness import Due, When, freshness
from builder.reports.health import health
from builder.text import plain

_SHOWN = 20
"""How many of a list are printed; files hold them all."""


def render_report(name: str, basis: Basis) -> str:
    """A report as lines of text."""
    language = basis.shown.language
    return "\n".join((*_REPORTS[name](basis, reports(language), site(language)), ""))


def _coverage(basis: Basis, words: Reports, strings: Site) -> Iterator[str]:
    found, c = coverage(basis), words.coverage
    if not found.total:
        yield c.empty
        return
    missing = len(found.answers)
    yield counted(c.missing, missing) if missing else c.complete
    yield c.written.format(done=found.total - missing, all=found.total)
    if missing:
        yield from ("", c.first)
        yield from _first(words, (_answer(basis, words, strings, answer) for answer in found.to_write))
    if found.guides:
        yield from ("", counted(c.guides, len(found.guides)))
        yield from _first(words, (_guide(basis, strings, guide) for guide in found.guides))


def _answer(basis: Basis, words: Reports, strings: Site, answer: Answer) -> str:
    who, often = _who(basis, strings, answer.persona), counted(words.coverage.shown, answer.shown)
    first, last = strings.quotes
    quote = f"{first}{plain(answer.title).strip('« »')}{last}"
    return f"{quote} {words.coverage.for_.format(who=who)}, {often} — {answer.path}:{answer.line}"


def _guide(basis: Basis, strings: Site, guide: NewGuide) -> str:
    title = strings.stages[Stage(guide.ref)] if guide.ref in set(Stage) else plain(guide.title)
    return f"{title}, {_who(basis, strings, guide.persona)} — {guide.command}"


def _who(basis: Basis, strings: Site, persona: str) -> str:
    record = basis.shown.personas[persona].record
    return f"{record.short} ({strings.decisions[record.decision]})"


def _freshness(basis: Basis, words: Reports, strings: Site) -> Iterator[str]:
    found, f = freshness(basis), words.freshness
    late = [item for item in found.items if item.when is When.LATE]
    yield f.as_of.format(day=strings.day(found.today))
    if not late:
        yield f.fresh
    for when in When:
        items = [item for item in found.items if item.when is when]
        if items:
            yield from ("", f.when[when])
            yield from _first(words, (_due(item, words, strings) for item in items))


def _due(item: Due, words: Reports, strings: Site) -> str:
    f = words.freshness
    kind = f.guide if item.kind is Kind.GUIDE else f.proof
    uses = (counted(f.uses, item.guides),) if item.guides else ()
    owners = strings.listed(item.owners) if item.owners else f.nobody
    end = strings.day(item.due) if item.due else f.never
    if item.due and item.days < 0:
        end = f"{end}, {counted(f.since, -item.days)}"
    return f"{plain(item.title)} ({', '.join((kind, item.language, *uses, owners))}) — {end} {item.week}".rstrip()


def _knowledge(basis: Basis, words: Reports, _: Site) -> Iterator[str]:
    found, k = crossing(basis), words.knowledge
    groups = (
        (k.never_heard, k.never_heard_note, found.never_heard),
        (k.never_measured, k.never_measured_note, found.never_measured),
        (k.bare, k.bare_note, found.bare),
    )
    if not any(lines for _, _, lines in groups):
        yield k.none
    for title, note, lines in groups:
        if lines:
            yield from (f"{title} ({len(lines)})", note)
            yield from (*_first(words, (_line(basis, words, line) for line in lines)), "")


def _line(basis: Basis, words: Reports, line: Line) -> str:
    ref = parse_ref(line.ref)
    guide = plain(basis.title(ref.document)) if ref else line.guide
    return f"{plain(line.text)} ({words.knowledge.what[line.what]}, {guide}) — {line.ref}"


def _health(basis: Basis, words: Reports, _: Site) -> Iterator[str]:
    found, k = health(basis), words.knowledge
    if found.score is None:
        yield k.unscored
        return
    yield from (k.score.format(n=found.score), k.lead, "")
    width = max(len(name) for name in k.parts.values())
    for part in found.parts:
        done, percent = k.of.format(done=part.done, all=part.all), k.percent.format(n=100 * part.done // part.all)
        yield f"  {k.parts[part.name]:<{width}}  {percent:>5}  {done}"


def _findings(basis: Basis, words: Reports, _: Site) -> Iterator[str]:
    owned, k = by_owner(basis), words.knowledge
    if not owned:
        yield k.nothing
    for one in owned:
        counts = ((k.errors, one.errors), (k.warnings, one.warnings))
        yield f"{words.owner(one)}: {', '.join(counted(forms, n) for forms, n in counts if n)}"
        told = (f"{f.location}: {word(f, basis.shown.language).what}" for f in one.findings)
        yield from (*_first(words, told), "")


def _first(words: Reports, lines: Iterable[str]) -> Iterator[str]:
    """The first of these lines, and how many more there are."""
    told = list(lines)
    yield from (f"  {line}" for line in told[:_SHOWN])
    if len(told) > _SHOWN:
        yield f"  {counted(words.tabs.more, len(told) - _SHOWN)}"


_REPORTS: Mapping[str, Callable[[Basis, Reports, Site], Iterator[str]]] = {
    "coverage": _coverage,
    "freshness": _freshness,
    "knowledge": _knowledge,
    "health": _health,
    "findings": _findings,
}

"""What the slides of a path say, one idea each: its day, the line to learn there, what the notes add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from builder.exports.said import Said, said, shown
from builder.locales.exports import DeckWords, Moment, exports
from builder.models import Kind, LearningPath, PathDay, Ref, parse_ref
from builder.views.labels import label
from builder.views.reader import Reader

_ASKED = {Moment.OPEN_ASK, Moment.DIG, Moment.STEP_ASK, Moment.VERIFY, Moment.NEXT_STEP}
_ON_SLIDES = {Moment.OPEN, Moment.STEP, Moment.MESSAGE, Moment.ANSWER, Moment.SIGNAL, Moment.ROUTE} | _ASKED


class Voice(NamedTuple):
    """A line on a slide: `they`, `ask`, `say` or `known`, what stands above it, and the words."""

    kind: str
    verb: str
    text: str


class Idea(NamedTuple):
    """A slide."""

    title: str
    above: str = ""
    voices: tuple[Voice, ...] = ()
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def ideas(reader: Reader, path: LearningPath, persona: str = "") -> Iterator[Idea]:
    """The slides of a path: its title, its days in a list, a line of each day, and what to do now."""
    words, days = exports(reader.language).deck, path.days
    yield Idea(_text(reader, path.title), items=(_text(reader, path.summary),) if path.summary else ())
    listed = tuple(f"{words.day.format(n=n)} · {_text(reader, day.title)}" for n, day in enumerate(days, 1))
    yield Idea(words.days, items=listed)
    lines, told = _by_ref(reader, persona), set[Ref]()
    for n, day in enumerate(days, 1):
        yield _day(reader, words.day.format(n=n), day, lines, told)
    last = tuple(_text(reader, text) for text in days[-1].do) if days else ()
    yield Idea(words.closing, items=last)


def _text(reader: Reader, text: str) -> str:
    return shown(text, reader.language)


def _by_ref(reader: Reader, persona: str) -> dict[Ref, list[Said]]:
    found: dict[Ref, list[Said]] = {}
    for line in said(reader, persona):
        found.setdefault(line.ref, []).append(line)
    return found


def _day(reader: Reader, number: str, day: PathDay, lines: dict[Ref, list[Said]], told: set[Ref]) -> Idea:
    """A day's slide: the first of its lines that no slide shows yet, else its first one."""
    words, title = exports(reader.language).deck, _text(reader, day.title)
    found = [(ref, voices) for ref in _lines_of(day) if (voices := _voices(reader, ref, lines))]
    if not found:
        return Idea(title, number, items=_items(reader, day.do), notes=tuple(_notes(reader, day)))
    ref, voices = next((one for one in found if one[0] not in told), found[0])
    told.add(ref)
    timed = _timed(reader, lines.get(ref, ()))
    return Idea(title, number, voices, notes=(f"{words.refs} {ref}", *timed, *_notes(reader, day)))


def _lines_of(day: PathDay) -> Iterator[Ref]:
    """What a day's slide may show, the best first: a guide stands for its opening, then for its end."""
    refs = [ref for text in (*day.rehearse, *day.read) if (ref := parse_ref(text))]
    for ref in refs:
        whole = ref.kind is Kind.GUIDE and not ref.anchor
        yield from (Ref(ref.kind, ref.id, anchor) for anchor in ("open", "next-step")) if whole else (ref,)


def _items(reader: Reader, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_text(reader, text) for text in texts)


def _voices(reader: Reader, ref: Ref, lines: dict[Ref, list[Said]]) -> tuple[Voice, ...]:
    words = exports(reader.language).deck
    if ref.kind is Kind.EVIDENCE and (found := reader.knowledge.evidence.get(ref.id)):
        quotes = tuple(Voice("they", words.they, _text(reader, quote.quote)) for quote in found.record.heard[:1])
        return (Voice("known", words.known, _text(reader, found.record.claim)), *quotes)
    if ref.kind is Kind.GUIDE and ref.anchor == "shift":
        return tuple(_shift(reader, ref))
    said_here = [line for line in lines.get(ref, ()) if line.moment in _ON_SLIDES]
    return tuple(_exchange(words, said_here, _first(reader, said_here)))


def _shift(reader: Reader, ref: Ref) -> Iterator[Voice]:
    """What the customer thinks before and after, as the first persona of the guide thinks it."""
    guide, words = reader.knowledge.guides.get(ref.id), exports(reader.language).plain
    if guide is None or guide.record.shift is None:
        return
    who = next((persona for persona in reader.personas if persona in guide.record.for_), "")
    shift = guide.record.shift
    for verb, lines in ((words.before, shift.before), (words.after, shift.after)):
        text = lines.get(who) if lines else None
        if text:
            yield Voice("they", verb, _text(reader, text))


def _first(reader: Reader, lines: Iterable[Said]) -> str:
    """Of those who hear these lines, the persona whose wordings are shown: who decides comes first."""
    heard = {persona for line in lines for persona in line.personas}
    return next((persona for persona in reader.personas if persona in heard), "")


def _exchange(words: DeckWords, lines: list[Said], persona: str) -> Iterator[Voice]:
    """What this persona says and hears, in the order of the call."""
    heard = [line for line in lines if persona in line.personas]
    customers = {Moment.DIG, Moment.ANSWER, Moment.VERIFY}
    quote = next((line.heard[0] for line in heard if line.heard and line.moment in customers), None)
    if quote:
        yield Voice("they", words.they, quote)
    for line in heard:
        asked = line.moment in _ASKED
        yield Voice("ask" if asked else "say", words.ask if asked else words.say, line.text)


def _timed(reader: Reader, lines: Iterable[Said]) -> Iterator[str]:
    """Every wording with how long it takes and for whom."""
    words = exports(reader.language)
    for line in lines:
        who = ", ".join(reader.shorts(line.personas))
        length = reader.strings.seconds.format(n=line.seconds)
        yield f"{words.moments[line.moment]} ({who}, {length}) {line.text}"


def _notes(reader: Reader, day: PathDay) -> Iterator[str]:
    words = exports(reader.language).deck
    for name, refs in ((words.read, day.read), (words.rehearse, day.rehearse)):
        found = [ref for text in refs if (ref := parse_ref(text))]
        if found:
            yield name
            yield from (f"- {_named(reader, ref)} ({ref})" for ref in found)
    if day.do:
        yield words.do
        yield from (f"- {text}" for text in _items(reader, day.do))


def _named(reader: Reader, ref: Ref) -> str:
    found = label(reader, ref)
    return _text(reader, found.title.text) if found else str(ref)

"""What is different between a part as it was and as it is, for each persona."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from builder.changes.parts import Part, Texts, shown
from builder.changes.values import Change, Sort

_ALIKE = 0.5
"""Two entries of a list that share so much are one entry that was altered."""


class Measure(NamedTuple):
    """What a comparison of parts needs to know of the two sides."""

    seconds: Callable[[str], int]
    """How long a text takes to say."""
    mark: tuple[Callable[[Iterable[str]], str], Callable[[Iterable[str]], str]]
    """How well evidence supports a line, before and now."""
    called: Callable[[str, str], str]
    """What something that a field names is called now, where it was only renamed."""


def changes_of(old: Part | None, new: Part | None, measure: Measure) -> Iterator[Change]:
    """Everything that somebody gets differently; of a part that came or went all that it holds."""
    part = new or old
    if part is None:
        return
    before, after = old or part.empty(), new or part.empty()
    if old is None or new is None:
        yield Change(part.ref, "", Sort.NAME, old.title if old else None, new.title if new else None, part.personas)
    elif before.lender and before.lender == after.lender:
        yield from _whom(before, after)
        return
    else:
        yield from _name(before, after)
        yield from _whom(before, after)
    for field in dict.fromkeys((*before.fields, *after.fields)):
        sort = after.sorts.get(field) or before.sorts[field]
        yield from _field(field, sort, before, after, measure)
    if old and new and (marks := _marks(before, after, measure)):
        yield marks


def _name(old: Part, new: Part) -> Iterator[Change]:
    if old.ref.anchor != new.ref.anchor and old.has_name and new.has_name:
        yield Change(new.ref, "id", Sort.NAME, old.ref.anchor, new.ref.anchor)


def _whom(old: Part, new: Part) -> Iterator[Change]:
    """Who gets this part now, and who does not any more."""
    came = tuple(p for p in new.personas if p not in old.personas)
    gone = tuple(p for p in old.personas if p not in new.personas)
    if came or gone:
        before, after = (", ".join(personas) or None for personas in (old.personas, new.personas))
        yield Change(new.ref, "for", Sort.WHOM, before, after, (*came, *gone), everyone=False)


def _field(field: str, sort: Sort, old: Part, new: Part, measure: Measure) -> Iterator[Change]:
    if field in old.lines or field in new.lines:
        yield from _lines(field, sort, old, new, measure)
    if field in old.texts or field in new.texts:
        before, after = old.texts.get(field), new.texts.get(field)
        before = measure.called(field, before) if before is not None else None
        if _differ(before, after):
            yield Change(new.ref, field, sort, before, after, new.personas)
    if field in old.lists or field in new.lists:
        after_ = new.lists.get(field, ())
        called = {text: text if text in after_ else measure.called(field, text) for text in old.lists.get(field, ())}
        before_ = {now: text for text, now in called.items()}
        for change in _entries(field, sort, new, tuple(called.values()), after_):
            yield change._replace(old=before_.get(change.old, change.old) if change.old is not None else None)


def _differ(old: str | None, new: str | None) -> bool:
    if old is None or new is None:
        return old is not new
    return shown(old) != shown(new)


# ── lines, by persona ──


def _lines(field: str, sort: Sort, old: Part, new: Part, measure: Measure) -> Iterator[Change]:
    """The wordings that change, each once with all who hear it."""
    groups: dict[tuple[str | None, str | None], list[str]] = {}
    for persona, before, after in _heard(old, new, old.lines.get(field, {}), new.lines.get(field, {})):
        groups.setdefault((before, after), []).append(persona)
    for (before, after), personas in groups.items():
        all_of = new.personas if after is not None else old.personas
        seconds = None
        if sort is Sort.LINE:
            seconds = (_seconds(before, measure), _seconds(after, measure))
        whole = set(personas) >= set(all_of)
        yield Change(new.ref, field, sort, before, after, tuple(personas), whole, seconds)


def _seconds(text: str | None, measure: Measure) -> int:
    return measure.seconds(text) if text else 0


def _heard(old: Part, new: Part, before: Texts, after: Texts) -> Iterator[tuple[str, str | None, str | None]]:
    """Persona, old and new text, where these are not the same.

    Somebody for whom the part is only now, or no more, hears nothing new in a text that others heard or hear there.
    """
    staying = [p for p in new.personas if p in old.personas]
    known = {shown(text) for text in before.values()}
    heard = {shown(after[p]) for p in staying if p in after}
    for persona in new.personas:
        was, now = before.get(persona), after.get(persona)
        if persona in old.personas:
            if _differ(was, now):
                yield persona, was, now
        elif now is not None and shown(now) not in known | heard:
            yield persona, None, now
    kept = heard | {shown(before[p]) for p in staying if p in before} | {shown(text) for text in after.values()}
    for persona in old.personas:
        was = before.get(persona)
        if persona not in new.personas and was is not None and shown(was) not in kept:
            yield persona, was, None


# ── lists ──


def _entries(field: str, sort: Sort, part: Part, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
    """Entries that came, went or were altered; an order of its own where the same stand elsewhere."""
    gone, came = _left(old, new), _left(new, old)
    if not gone and not came:
        if [*map(shown, old)] != [*map(shown, new)] and sort in {Sort.PHRASE, Sort.TEXT} and field != "tags":
            yield Change(part.ref, field, Sort.ORDER, _first(old), _first(new), part.personas)
        return
    for text in gone:
        after = _altered(text, came) if sort in {Sort.TEXT, Sort.WAY} else None
        if after is not None:
            came.remove(after)
        yield Change(part.ref, field, sort, text, after, part.personas)
    yield from (Change(part.ref, field, sort, None, text, part.personas) for text in came)


def _left(texts: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The texts that the others don't have, as often as they are more."""
    counts = Counter(map(shown, others))
    left = []
    for text in texts:
        counts[shown(text)] -= 1
        if counts[shown(text)] < 0:
            left.append(text)
    return left


def _altered(text: str, came: list[str]) -> str | None:
    """What became of an entry: the most like it among those that came."""
    scored = [(SequenceMatcher(None, text, other, autojunk=False).ratio(), other) for other in came]
    score, best = max(scored, default=(0.0, ""))
    return best if score >= _ALIKE else None


def _first(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""


def _marks(old: Part, new: Part, measure: Measure) -> Change | None:
    """How well the line was and is supported, where that changed with the evidence that it names."""
    listed = tuple(measure.called("evidence", name) for name in old.lists.get("evidence", ()))
    if sorted(listed) == sorted(new.lists.get("evidence", ())):
        return None
    before, after = (mark(p.lists.get("evidence", ())) for mark, p in zip(measure.mark, (old, new), strict=True))
    return None if before == after else Change(new.ref, "mark", Sort.MARK, before, after, new.personas)


def anchors(found: Mapping[str, str]) -> Callable[[str, str], str]:
    """What `hear` and `then` name, by the names that parts have now."""

    def called(field: str, text: str) -> str:
        before, arrow, target = text.rpartition(" → ") if field == "hear" else ("", "", text)
        return f"{before}{arrow}{found.get(target, target)}"

    return called

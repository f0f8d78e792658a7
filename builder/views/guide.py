"""A guide as its page shows it: every part, in the order of the conversation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from builder.addresses import Address
from builder.documents import Document
from builder.models import Guide, Kind, NextStep, Opening, Ref, Shift, Stage, Status
from builder.support import Mark
from builder.views.exchange import CheckView, MessageView, ObjectionView, checks, messages, objections
from builder.views.labels import Label, label
from builder.views.lead import Above, Climb, Nearest, climbs, guides_above, nearest_guides
from builder.views.proofs import Backing
from builder.views.reader import PersonaTag, Reader
from builder.views.steps import StepView, steps
from builder.views.terms import TermView, terms_in
from builder.views.words import Spoken, Words


class Freshness(NamedTuple):
    """When a guide was reviewed, by whom, and until when that holds."""

    reviewed: date
    due: date
    people: tuple[str, ...]
    stale: bool = False
    """A translation reviewed before its base was."""


class NoAnswerView(NamedTuple):
    """What to say when somebody else, or nobody, picks up."""

    gatekeeper: Spoken
    voicemail: Spoken
    subject: Words | None
    email: Spoken


class AssetRow(NamedTuple):
    """Something to send, as a row."""

    title: Words
    kind: str
    use_when: Words | None
    address: Address


class GuideView(NamedTuple):
    """A guide's page."""

    id: str
    formerly: tuple[str, ...]
    title: Words
    summary: Words | None
    stage: Stage | None
    draft: bool
    fresh: Freshness | None
    personas: tuple[PersonaTag, ...]
    above: tuple[Above, ...]
    climbs: tuple[Climb, ...]
    nearest: tuple[Nearest, ...]
    """What to read for those whom it isn't for."""
    before: Spoken
    after: Spoken
    say: Spoken
    ask: Spoken
    opening: Backing
    no_answer: NoAnswerView | None
    steps: tuple[StepView, ...]
    messages: tuple[MessageView, ...]
    objections: tuple[ObjectionView, ...]
    checks: tuple[CheckView, ...]
    next_ask: Spoken
    fallback: Spoken
    assets: tuple[AssetRow, ...]
    signals: tuple[Label, ...]
    marks: tuple[tuple[Mark, int], ...]
    terms: tuple[TermView, ...]
    source: str
    edit: str


def guide_view(reader: Reader, document: Document[Guide]) -> GuideView:
    """Everything that a guide's page shows."""
    guide = document.record
    scope = reader.knowledge.ordered(guide.for_)
    shift, opening, ending = guide.shift or Shift(), guide.open or Opening(), guide.next_step or NextStep()
    chain = steps(reader, document, scope)
    return GuideView(
        id=document.id,
        formerly=guide.formerly,
        title=Words(guide.title, reader.language_of(document, ("title",))),
        summary=reader.words(document, ("summary",), guide.summary),
        stage=guide.stage,
        draft=guide.status is Status.DRAFT,
        fresh=freshness(reader, document),
        personas=reader.tags(scope),
        above=guides_above(reader, document),
        climbs=climbs(reader, document),
        nearest=nearest_guides(reader, document),
        before=reader.spoken(document, ("shift", "from"), shift.before, scope),
        after=reader.spoken(document, ("shift", "to"), shift.after, scope),
        say=reader.spoken(document, ("open", "say"), opening.say, scope),
        ask=reader.spoken(document, ("open", "ask"), opening.ask, scope),
        opening=reader.backing(opening.evidence),
        no_answer=_no_answer(reader, document, scope),
        steps=chain,
        messages=messages(reader, document, scope),
        objections=objections(reader, document, scope),
        checks=checks(reader, document, scope),
        next_ask=reader.spoken(document, ("next_step", "ask"), ending.ask, scope),
        fallback=reader.spoken(document, ("next_step", "fallback"), ending.fallback, scope),
        assets=asset_rows(reader, guide.assets),
        signals=tuple(found for i in guide.signals if (found := label(reader, Ref(Kind.SIGNAL, i)))),
        marks=_marks(chain),
        terms=terms_in(reader, document),
        source=document.path,
        edit=reader.source_link(document.path),
    )


def freshness(reader: Reader, document: Document[Guide]) -> Freshness | None:
    """Whether a guide is still true: dates, not a verdict, since a page lives for months."""
    guide = document.record
    if guide.reviewed is None:
        return None
    days = guide.review_days or reader.settings.review_days
    people = tuple(dict.fromkeys(name for name in (guide.owner, guide.field_owner) if name))
    base = reader.places.published.guides.get(document.id)
    before_base = bool(base and base.record.reviewed and guide.reviewed < base.record.reviewed)
    return Freshness(guide.reviewed, guide.reviewed + timedelta(days=days), people, before_base)


def asset_rows(reader: Reader, ids: tuple[str, ...]) -> tuple[AssetRow, ...]:
    """Rows of assets, those left out that this build doesn't show."""
    found = (reader.knowledge.assets[i] for i in ids if i in reader.knowledge.assets)
    return tuple(
        AssetRow(
            reader.title(document),
            reader.strings.asset_kinds[document.record.kind],
            reader.words(document, ("use_when",), document.record.use_when),
            reader.address(document.ref) or Address(""),
        )
        for document in found
    )


def _no_answer(reader: Reader, document: Document[Guide], scope: tuple[str, ...]) -> NoAnswerView | None:
    found = document.record.no_answer
    if found is None:
        return None
    email = found.email
    return NoAnswerView(
        reader.spoken(document, ("no_answer", "gatekeeper"), found.gatekeeper, scope),
        reader.spoken(document, ("no_answer", "voicemail"), found.voicemail, scope),
        reader.words(document, ("no_answer", "email", "subject"), email.subject if email else None),
        reader.spoken(document, ("no_answer", "email", "body"), email.body if email else None, scope),
    )


def _marks(chain: tuple[StepView, ...]) -> tuple[tuple[Mark, int], ...]:
    found = [step.backing.mark for step in chain]
    return tuple((mark, found.count(mark)) for mark in Mark if mark in found)

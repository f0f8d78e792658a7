"""Words of our pages."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import lru_cache
from typing import get_args, get_type_hints

from pydantic import model_validator

from builder.locales import Strings, read
from builder.models import AssetKind, Decision, EvidenceKind, Kind, Stage
from builder.typography import typeset_all

Forms = tuple[str, str]
"""One, and several with {n}."""


def counted(forms: Forms, number: int) -> str:
    """So many of something, in words."""
    return forms[number > 1].format(n=number)


class Frame(Strings):
    """Header and footer, handed to the website."""

    who: str
    """Label of the choice of persona: I am talking to."""
    everyone: str
    """The choice of nobody in particular."""
    everyone_short: str
    """The same on the button."""
    everyone_note: str
    """What that choice shows."""


class Places(Strings):
    """Where a line stands in its guide."""

    step: str
    objection: str
    message: str
    check: str
    open: str
    next_step: str
    shift: str
    no_answer: str


class Verbs(Strings):
    """What to do with a line."""

    say: str
    ask: str
    listen: str
    dig: str
    answer: str
    hand_back: str
    otherwise: str
    gatekeeper: str
    voicemail: str
    email: str
    climb: str
    """Say, to get to {to}."""


class GuideWords(Strings):
    """A guide's page."""

    plan: str
    for_: str
    before: str
    after: str
    shift: str
    open: str
    no_answer: str
    open_mail: str
    """Opens an e-mail in the mail program."""
    reasoning: str
    reasoning_note: Forms
    aim: str
    then: str
    messaging: str
    messaging_note: str
    when: str
    instead_of: str
    objections: str
    objections_note: str
    often: str
    also: str
    lender: str
    unanswered: str
    verify: str
    verify_note: str
    solid: str
    hollow: str
    next_step: str
    assets: str
    known: str
    """Name of the column of what is known."""
    deciders: str
    leads_to: str
    signals: str
    support: str
    freshness: str
    terms: str
    reviewed: str
    reviewed_by: str
    due: str
    never_reviewed: str
    stale: str
    draft: str
    not_for: str
    nearest: str
    """Before the guide to read for {who} instead."""
    nobody_decides: str
    start_there: str
    does_not_decide: str
    link_to: str
    and_: str
    or_: str


class CallWords(Strings):
    """Call mode: one step a screen."""

    title: str
    """Before the guide's title, for screen readers and the window."""
    leave: str
    progress: str
    """{n} of {all} screens."""
    steps: str
    """What the buttons below a step are called."""
    objections: str
    """Button that opens the objections."""
    back: str
    next: str
    end: str
    what: str
    """Heading over the objections."""
    two_words: str
    """Hint in the box that sorts them out."""
    filter: str
    none: str
    """No objection has the words typed."""
    return_: str
    """Button back to the step; its name follows."""
    mode: str
    """Button on a guide that starts call mode."""


class SheetWords(Strings):
    """The call sheet."""

    title: str
    lead: str
    """Over the choice of what the sheet is about."""
    signal: str
    persona: str
    guide: str
    fitting: str
    """The choice of no guide in particular."""
    any_signal: str
    make: str
    """Button that makes the sheet."""
    script: str
    """What is said where scripts are off."""
    open: str
    questions: str
    one_by_one: str
    objections: str
    decides: str
    means: str
    does_not_mean: str
    never: str
    """Before what must not be said."""
    print: str
    other: str
    """Link to another sheet."""
    notes: str


class ProofWords(Strings):
    """The proofs under a line; their counts and marks are among the scripts' words, which recompute them."""

    verdicts: dict[str, str]
    until: str


class HomeWords(Strings):
    """The home page."""

    title: str
    hint: str
    stages: str
    signals: str
    signals_note: str
    guides: Forms
    due: str
    last_review: str
    pinned: str
    draft: str
    to_review: str
    no_stage: str


class PersonaWords(Strings):
    """Pages of personas."""

    one: str
    lead: str
    aliases: str
    before: str
    cares_about: str
    fears: str
    measured_by: str
    words: str
    use: str
    avoid: str
    objections: str
    objections_note: str
    count: Forms
    unanswered: str
    reach: str
    reach_note: str
    handed: str
    climb: str
    guides: str


class SignalWords(Strings):
    """Pages of signals."""

    one: str
    lead: str
    call: str
    wait: str
    means: str
    does_not_mean: str
    open: str
    never_quoted: str
    quotable: str
    avoid: str
    guides: str
    within_minutes: Forms
    within_hours: Forms
    within_days: Forms
    after_days: Forms


class EvidenceWords(Strings):
    """Pages of evidence."""

    one: str
    lead: str
    kinds: dict[EvidenceKind, str]
    source: str
    studies: str
    customers: str
    settled: str
    no_studies: str
    no_customers: str
    crossed: str
    to_cross: str
    to_cross_note: str
    others: str
    uses: str
    unused: str


class LearnWords(Strings):
    """Paths, decks, assets and the lexicon."""

    paths_lead: str
    arriving: str
    day: str
    read: str
    rehearse: str
    do: str
    done: str
    progress: str
    kept: str
    days: Forms
    decks_lead: str
    deck: str
    deck_retired: str
    deck_open: Forms
    slides: Forms
    fates: dict[str, str]
    fate_counts: dict[str, Forms]
    assets_lead: str
    asset: str
    open: str
    download: str
    for_: str
    language: str
    reviewed: str
    no_file: str
    sent: str
    lexicon_lead: str
    terms: str
    avoid: str
    instead: str
    fine: str


class SearchWords(Strings):
    """The page of the search, and what its results can be filtered by."""

    title: str
    guides: str
    """Over the list of guides, which stands there until something is searched."""
    script: str
    """What is said where scripts are off."""
    description: str
    """What browsers say of the search engine: of {name}."""
    kinds: dict[str, str]
    """Groups of results, in order: the scripts know which kinds of cards they hold."""


class TerminalWords(Strings):
    """What the search in a terminal says where it finds nothing."""

    nothing: str
    near: str
    """Words that were perhaps meant."""


class LostWords(Strings):
    """Addresses that lead nowhere, or elsewhere."""

    title: str
    lead: str
    search: str
    guides: str
    moved: str
    moved_lead: str
    gone: str
    gone_lead: str


class Site(Strings):
    """Every word of our pages in one language."""

    language: str
    """Its code."""
    language_name: str
    languages: dict[str, str]
    """Names of languages, as this language calls them."""
    quotes: tuple[str, str]
    months: tuple[str, ...]
    first_day: str
    date: str
    month: str
    seconds: str
    pause: str
    others: str
    edit: str
    link: str
    contents: str
    none: str
    sections: dict[Kind, str]
    stages: dict[Stage, str]
    decisions: dict[Decision, str]
    asset_kinds: dict[AssetKind, str]
    frame: Frame
    places: Places
    verbs: Verbs
    guide: GuideWords
    call: CallWords
    sheet: SheetWords
    proof: ProofWords
    home: HomeWords
    persona: PersonaWords
    signal: SignalWords
    evidence: EvidenceWords
    learn: LearnWords
    search: SearchWords
    terminal: TerminalWords
    lost: LostWords

    @model_validator(mode="after")
    def _name_every_member(self) -> Site:
        """A mapping by an enumeration names every member of it."""
        for part in (self, self.evidence):
            for name, hint in get_type_hints(type(part)).items():
                key = next(iter(get_args(hint)), None)
                if isinstance(key, type) and issubclass(key, StrEnum) and key is not Kind:
                    lacking = set(key) - set(getattr(part, name))
                    if lacking:
                        raise ValueError(f"{name}: {', '.join(sorted(lacking))}")
        return self

    def day(self, day: dt.date, *, year: bool = True) -> str:
        """A date in words."""
        number = self.first_day if day.day == 1 else str(day.day)
        words = self.date.format(day=number, month=self.months[day.month - 1], year=day.year)
        return words if year else words.removesuffix(f" {day.year}")

    def month_of(self, day: dt.date) -> str:
        """A month in words."""
        return self.month.format(month=self.months[day.month - 1], year=day.year)

    def within(self, time: dt.timedelta) -> str:
        """How soon, in words."""
        minutes = int(time.total_seconds() // 60)
        if minutes % 1440 == 0:
            return counted(self.signal.within_days, minutes // 1440)
        if minutes % 60 == 0:
            return counted(self.signal.within_hours, minutes // 60)
        return counted(self.signal.within_minutes, minutes)

    def listed(self, names: tuple[str, ...], word: str = "") -> str:
        """Names as a sentence lists them: a, b and c (or another word before the last)."""
        *first, last = names or ("",)
        return f"{', '.join(first)} {word or self.guide.and_} {last}" if first else last


@lru_cache(maxsize=16)
def site(language: str) -> Site:
    """The words of our pages in a language."""
    strings = read(Site, "site", language)
    return Site.model_validate(typeset_all(strings.model_dump(), language))

"""Words that the scripts of our pages put into them."""

from __future__ import annotations

from functools import lru_cache

from builder.locales import Strings, read
from builder.typography import typeset_all


class Clock(Strings):
    """Buttons of the clock in call mode."""

    start: str
    stop: str


class SheetClock(Strings):
    """What the call sheet says of this call."""

    call_before: str
    """Until when to call: {when}."""
    call_within: str
    """The same where it isn't known since when: {words}."""
    not_before: str
    """From when: {when}."""
    left: str
    """How much time is left: {time}."""
    late: str
    """How late it is: {time}."""
    minutes: tuple[str, str]
    hours: tuple[str, str]
    days: tuple[str, str]
    at: str
    """A time of the day: {h} and {m}."""
    on: str
    """A {day} and a {time}."""
    printed: str
    """When the sheet was printed: {when}."""
    someone: str
    """The title of a sheet that names nobody."""
    blanks: tuple[str, ...]
    """What blanks for the customer's company are called."""
    unknown: dict[str, str]
    """What is said of a signal, persona or guide that isn't here: {id}."""
    not_for: str
    """A guide that isn't for {who}."""
    no_guide: str
    """No guide serves this persona."""
    decides: str
    does_not_decide: str
    unreadable: str
    """A page that the sheet needs could not be read."""


class OfflineWords(Strings):
    """What is said of a newer version of the site."""

    newer: str
    reload: str


class VerdictWords(Strings):
    """The question under a line, and the messages that its answers begin."""

    question: str
    worked: str
    flat: str
    heard: str
    anyone: str
    """Where no persona is chosen."""
    titles: dict[str, str]
    """By answer (worked, flat, heard): the message's title, with {ref}."""
    bodies: dict[str, str]
    """Its text, with {ref}, {persona}, {line}, {date} and {address}."""


class SearchKeys(Strings):
    """What keys do in the search, and what they are called."""

    choose: str
    open: str
    copy_: str
    up: str
    down: str
    enter: str
    control: str


class SearchWords(Strings):
    """What the search says."""

    results: str
    """The list of answers, for those who don't see it."""
    count: tuple[str, str]
    first: str
    """What Enter does; the first answer's words follow."""
    more: tuple[str, str]
    others: tuple[str, str]
    """Wordings of a line that are folded away."""
    filters: str
    all: str
    """The chip that takes the filters away."""
    for_: str
    """The chip of a persona: {who}."""
    keys: SearchKeys
    no_answer: str
    """An objection without an answer for {who}."""
    nothing: str
    try_: str
    or_ask: str
    nearest: str
    """Words that are near follow, as buttons."""
    ask: str
    guides: str
    often: str
    filtered: str
    clear: str
    loading: str
    failed: str
    failed_why: str
    reload: str
    asked: str
    """The title of the message that asks for an answer: {query}."""
    asked_body: str
    """Its first line; the words that were looked for follow."""
    asked_for: str
    """The persona follows."""


class Script(Strings):
    """What scripts say; it reaches them as JSON."""

    printed: str
    """When a page was printed: {day}."""
    dates: tuple[str, str]
    """The language and the region whose way of writing dates browsers use."""
    first_day: str
    """What the first day of a month is called."""
    copy_: str
    """Button that copies a line."""
    copied: str
    """What it says for a moment afterwards."""
    not_copied: str
    """The same where the browser refused."""
    seconds: str
    """How long a line takes: {n}."""
    due: tuple[str, str]
    """A review is past its date: since one day, since {n} days."""
    due_guides: tuple[str, str]
    """How many guides are due: one, and several with {n}."""
    expired: str
    """Beside a proof whose date has passed."""
    marks: dict[str, str]
    """The words of the marks of support."""
    steps: dict[str, tuple[str, str]]
    """How many steps of a guide have a mark."""
    sides: dict[str, tuple[str, str]]
    """How many proofs there are on a side."""
    none: str
    """No proof holds any more."""
    progress: str
    """How much of a path is done: {done} of {all}."""
    day_done: str
    """All of a day is done."""
    clock: Clock
    sheet: SheetClock
    offline: OfflineWords
    verdict: VerdictWords
    scheme: str
    """Button that switches between light and dark."""
    keys_on: str
    """Button that says that single keys do something, and switches that off."""
    keys_off: str
    search: SearchWords


@lru_cache(maxsize=16)
def script(language: str) -> Script:
    """The scripts' words in a language."""
    strings = read(Script, "script", language)
    return Script.model_validate(typeset_all(strings.model_dump(), language))

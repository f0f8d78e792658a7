"""Words of the reports for marketing: on their pages, in a terminal, in the heads of their columns."""

from __future__ import annotations

from functools import lru_cache

from pydantic import model_validator

from builder.locales import Strings, read
from builder.locales.site import Forms
from builder.reports.by_owner import Owned
from builder.reports.coverage import State
from builder.reports.crossing import What
from builder.reports.freshness import When
from builder.reports.health import Measure
from builder.typography import typeset_all


class TabWords(Strings):
    """The pages, as the tabs above them name them."""

    name: str
    """All of them together: the link in the footer."""
    coverage: str
    freshness: str
    knowledge: str
    decks: str
    csv: str
    """Link to a page's table as a file."""
    more: Forms
    """How many are not shown: they are in the file."""


class CoverageWords(Strings):
    """Which persona has no answer to which objection."""

    missing: Forms
    complete: str
    empty: str
    """No objection has been written yet."""
    written: str
    """{done} of {all}."""
    deciders: Forms
    """How many of the missing ones somebody who decides lacks."""
    first: str
    first_note: str
    for_: str
    shown: Forms
    """How many guides show the objection."""
    write: str
    all: str
    """Heading over the table."""
    own: str
    common: str
    hole: str
    own_for: str
    common_for: str
    hole_for: str
    not_concerned: str
    whole: Forms
    """Guides where nothing is missing."""
    signals: str
    signals_note: str
    stages: str
    stages_note: str
    own_guide: str
    """In the legend of signals and stages: a guide that opens with words of their own."""
    common_guide: str
    guide_for: str
    """{who} and what {guide} there is."""
    guides: Forms
    """Guides to write."""
    guides_note: str
    others: Forms
    """Guides to write for those who don't decide, folded."""


class FreshnessWords(Strings):
    """What is due, whose it is, and in which week."""

    guides_late: Forms
    proofs_late: Forms
    both: str
    fresh: str
    """Nothing is late."""
    empty: str
    lead: str
    as_of: str
    """The day that the page was made: {day}."""
    whose: str
    everyone: str
    guide: str
    proof: str
    uses: Forms
    nobody: str
    when: dict[When, str]
    week_of: str
    """Week {n}, from {first} to {last}."""
    in_week: str
    """A {day} in the week {n}."""
    since: Forms
    never: str
    late: str


class KnowledgeWords(Strings):
    """Knowledge to cross, health, findings by owner."""

    score: str
    """{n} of 100."""
    unscored: str
    lead: str
    parts: dict[Measure, str]
    lacks: dict[Measure, str]
    """What a part counts, in a sentence."""
    of: str
    """{done} of {all}."""
    percent: str
    never_heard: str
    never_heard_note: str
    never_measured: str
    never_measured_note: str
    bare: str
    bare_note: str
    none: str
    what: dict[What, str]
    findings: str
    findings_note: str
    findings_csv: str
    nothing: str
    errors: Forms
    warnings: Forms
    nobody: str
    error: str
    warning: str


class ColumnWords(Strings):
    """The heads of the columns of a CSV file, and what stands in them."""

    about: str
    ref: str
    title: str
    guide: str
    persona: str
    state: str
    decides: str
    rank: str
    place: str
    command: str
    kind: str
    language: str
    owners: str
    due: str
    days: str
    week: str
    when: str
    uses: str
    mark: str
    text: str
    evidence: str
    part: str
    done: str
    all: str
    percent: str
    owner: str
    severity: str
    code: str
    path: str
    line: str
    message: str
    yes: str
    no: str
    objection: str
    signal: str
    stage: str
    states: dict[State, str]


class Reports(Strings):
    """Every word of the reports in one language."""

    tabs: TabWords
    coverage: CoverageWords
    freshness: FreshnessWords
    knowledge: KnowledgeWords
    columns: ColumnWords

    @model_validator(mode="after")
    def _name_every_member(self) -> Reports:
        """A mapping by an enumeration names every member of it."""
        named = (
            (self.freshness.when, When), (self.knowledge.parts, Measure), (self.knowledge.lacks, Measure),
            (self.knowledge.what, What), (self.columns.states, State),
        )  # fmt: skip
        for words, members in named:
            if lacking := set(members) - set(words):
                raise ValueError(f"{members.__name__}: {', '.join(sorted(lacking))}")
        return self

    def owner(self, owned: Owned) -> str:
        """Whose findings they are."""
        return owned.owner or self.knowledge.nobody


@lru_cache(maxsize=16)
def reports(language: str) -> Reports:
    """The words of the reports in a language, as they are written."""
    return read(Reports, "reports", language)


@lru_cache(maxsize=16)
def typeset_reports(language: str) -> Reports:
    """The same as pages show them."""
    return Reports.model_validate(typeset_all(reports(language).model_dump(), language))

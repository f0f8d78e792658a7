"""The rule of shape about what has to be there, where validating one field can't tell."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.documents import Document
from builder.findings import Finding
from builder.models import DROPPED, Asset, Decision, Deck, Evidence, EvidenceKind, Persona, Record


@rule("missing-field", Group.SHAPE)
def missing_field(scope: Scope) -> Iterator[Finding]:
    """What a reader needs is there.

    In an approved guide: title, summary, stage, for, status, owner, field_owner, reviewed, shift, open, reasoning and
    next_step; a draft is only warned about all but title, for and status. A persona who doesn't decide has a `route`,
    an asset a `url` or a `file`, a dropped slide a `because`, evidence of the kind `field` what was `heard`.

    Bad:

        name: Directrice des systèmes d'information
        short: DSI
        decision: guards

    Good:

        name: Directrice des systèmes d'information
        short: DSI
        decision: guards
        route:
          to: daf
          say: Qui portera la dépense elle-même ?
    """
    for persona in scope.of(Persona):
        if persona.record.decision is not Decision.DECIDES and persona.record.route is None:
            yield _missing(persona, "route", "route")
    for asset in scope.of(Asset):
        if asset.record.url is None and asset.record.file is None:
            yield _missing(asset, "url", "address")
    for evidence in scope.of(Evidence):
        if evidence.record.kind is EvidenceKind.FIELD and not evidence.record.heard:
            yield _missing(evidence, "heard", "heard")
    for deck in scope.of(Deck):
        for number, slide in enumerate(deck.record.slides):
            if DROPPED in slide.became and not slide.because:
                yield _missing(deck, "because", "because", "slides", number)


def _missing(document: Document[Record], field: str, variant: str, *route: str | int) -> Finding:
    return Finding("missing-field", document.at(*route, field), values={"field": field}, variant=variant)


RULES = (missing_field,)

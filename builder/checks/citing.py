"""Rules of references: what is named may be named here."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.checks.targets import Target
from builder.documents import Document
from builder.findings import Finding
from builder.models import Guide, Kind, Objection, Ref, Status, parse_ref


@rule("draft-cited", Group.REFERENCES)
def draft_cited(scope: Scope) -> Iterator[Finding]:
    """What is approved doesn't name a draft.

    A draft isn't on the site: the link would lead nowhere, the borrowed answer would be missing.

    Bad:

        # prix.yml, approved; attente.yml is a draft
        see: attente#pas-cette-annee

    Good:

        # prix.yml, approved; attente.yml is approved too
        see: attente#pas-cette-annee
    """
    for target in scope.targets:
        if target.ref and scope.status(target.ref) is Status.DRAFT and _status(target) is Status.APPROVED:
            yield Finding("draft-cited", target.location, values={"guide": target.ref.id})


@rule("retired-cited", Group.REFERENCES)
def retired_cited(scope: Scope) -> Iterator[Finding]:
    """Nothing names a retired guide, but for the guides that are retired themselves.

    Its page is only a redirect. What replaces it is named instead.

    Bad:

        # vieux-prix.yml is retired, replaced by prix
        read: [vieux-prix]

    Good:

        read: [prix]
    """
    for target in scope.targets:
        if target.ref and scope.status(target.ref) is Status.RETIRED and _status(target) is not Status.RETIRED:
            values = {"guide": target.ref.id, "meant": _replacement(scope, target.ref)}
            yield Finding("retired-cited", target.location, values=values)


def _status(target: Target) -> Status:
    """The status of the document that names something; what isn't a guide is approved."""
    record = target.document.record
    return record.status if isinstance(record, Guide) else Status.APPROVED


def _replacement(scope: Scope, ref: Ref) -> str:
    """The guide that stands in for a retired one, with the same anchor if it has it; empty if there is none."""
    seen = {ref.id}
    name = ref.id
    while (guide := scope.base.guides.get(name)) and guide.record.status is Status.RETIRED:
        name = guide.record.replaced_by or ""
        if name in seen:
            return ""
        seen.add(name)
    if name not in scope.base.guides:
        return ""
    return str(Ref(Kind.GUIDE, name, ref.anchor if ref.anchor in scope.anchors(scope.base.guides[name].record) else ""))


@rule("bad-borrow", Group.REFERENCES)
def bad_borrow(scope: Scope) -> Iterator[Finding]:
    """A borrowed objection leads to an objection that another guide owns, and says nothing else.

    It has `see`, and an `id` where its own is taken here. What is borrowed can't be borrowed on.

    Bad:

        objections:
          - see: prix#trop-cher
            answer: Notre prix se compare au coût de l'attente.

    Good:

        objections:
          - see: prix#trop-cher
    """
    for guide in scope.guides:
        for place, objection in enumerate(guide.record.objections):
            if objection.see:
                yield from _borrowed(scope, guide, place, objection)


def _borrowed(scope: Scope, guide: Document[Guide], place: int, objection: Objection) -> Iterator[Finding]:
    written = objection.see or ""
    ref = parse_ref(written)
    at = guide.at("objections", place, "see")
    variant = _fault(scope, guide, ref) if ref else ""
    if variant:
        yield Finding("bad-borrow", at, values={"written": written}, variant=variant)
    fields = tuple(type(objection).model_fields[name].alias or name for name in objection.model_fields_set)
    others = tuple(sorted(set(fields) - {"see", "id"}))
    if others:
        first = min(guide.at_key("objections", place, field) for field in others)
        yield Finding("bad-borrow", first, values={"fields": others}, related=(at,), variant="fields")


def _fault(scope: Scope, guide: Document[Guide], ref: Ref) -> str:
    """What is wrong with what is borrowed; nothing where it doesn't exist, which is another rule's business."""
    owner = scope.base.guides.get(ref.id) if ref.kind is Kind.GUIDE else None
    if owner is None:
        return "" if ref.kind is Kind.GUIDE or not scope.base.exists(ref) else "kind"
    if owner.id == guide.id:
        return "own"
    lent = next((o for o in owner.record.objections if ref.anchor in (o.id, *o.formerly)), None)
    if lent is None:
        return "kind" if not ref.anchor or ref.anchor in scope.anchors(owner.record) else ""
    return "borrowed" if lent.see else ""


RULES = (draft_cited, retired_cited, bad_borrow)

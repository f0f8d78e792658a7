from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import Load
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.audience import for_audience
from builder.knowledge import Knowledge
from builder.models import Audience, Kind, Ref

AUDIENCES = [None, *Audience]
NARROW = st.sampled_from([Audience.PARTNER, Audience.PUBLIC])
MIXED = st.lists(st.sampled_from(AUDIENCES), max_size=5)
ANY_TEST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)


def documents(
    messages: list[Audience | None], objections: list[Audience | None], assets: list[Audience | None]
) -> dict[str, str]:
    """A public guide, in two languages, whose every item says a word of its own."""
    guide = _guide("", messages, objections)
    written: dict[str, Any] = {
        "talktracks/public": guide | {"assets": [f"asset-{n}" for n in range(len(assets))]},
        "talktracks/public.en": _guide("en", messages, objections) | {"status": "approved", "reviewed": "2026-01-01"},
        "talktracks/interne": guide | {"title": "secretguide", "audience": "internal"},
        "content/personas/daf": _persona("secretpersona"),
        "content/personas/daf.en": {"name": "Finance", "short": "CFO", "believes": "secretpersonaen"},
        "content/lexicon": {
            "avoid": [{"say": "secretword", "because": "secretnote"}],
            "terms": [{"term": "BFR", "meaning": "Ce qui dort"}],
        },
        "content/signals/visite": {
            "name": "secretsignal", "means": "a", "does_not_mean": "b", "respond_within": "4h", "say": "c"
        },
        "content/paths/accueil": {"title": "secretpath", "days": []},
        "content/decks/ancien": {"title": "secretdeck", "slides": []},
        "content/evidence/etude": _evidence("public"),
        "content/evidence/chiffre": _evidence("internal") | {"claim": "secretclaim"},
    }  # fmt: skip
    for n, audience in enumerate(assets):
        written[f"content/assets/asset-{n}"] = {"title": _word("asset", n), "kind": "link"} | _for(audience)
    return {f"{path}.yml": json.dumps(data) for path, data in written.items()}


def _guide(language: str, messages: list[Audience | None], objections: list[Audience | None]) -> dict[str, Any]:
    return {
        "title": "Un guide",
        "status": "approved",
        "for": ["daf"],
        "audience": "public",
        "signals": ["visite"],
        "messaging": [{"say": _word("message", n) + language} | _for(a) for n, a in enumerate(messages)],
        "objections": [
            {
                "id": f"o-{n}",
                "answer": {"daf": _word("answer", n) + language},
                "they_say": [_word("phrase", n) + language],
            }
            | _for(a)
            for n, a in enumerate(objections)
        ],
    }


def _persona(secret: str) -> dict[str, Any]:
    route = {"to": "daf", "say": secret}
    return {"name": "Finance", "short": "DAF", "decision": "decides", "fears": [secret], "route": route}


def _evidence(audience: str) -> dict[str, Any]:
    source = {"title": "Titre", "date": "2026-01-01"}
    return {
        "claim": "Un fait",
        "kind": "study",
        "source": source,
        "valid_until": "2027-01-01",
        "owner": "secretowner",
    } | {"audience": audience}


def _for(audience: Audience | None) -> dict[str, str]:
    return {"audience": str(audience)} if audience else {}


def _word(what: str, number: int) -> str:
    return f"said{what}{number}x"


@ANY_TEST
@given(MIXED, MIXED, MIXED, NARROW)
def test_nothing_remains_of_what_is_cut_and_all_else_does(
    load: Load,
    messages: list[Audience | None],
    objections: list[Audience | None],
    assets: list[Audience | None],
    audience: Audience,
) -> None:
    whole = load(documents(messages, objections, assets)).knowledge
    seen = repr(for_audience(whole, audience))
    assert "secret" not in seen
    assert "secret" in repr(whole)
    for what, items in (("message", messages), ("answer", objections), ("phrase", objections)):
        for number, own in enumerate(items):
            shown = audience.admits(own or Audience.PUBLIC)
            assert (_word(what, number) in seen) is shown
            assert (_word(what, number) + "en" in seen) is shown
    for number, own in enumerate(assets):
        assert (_word("asset", number) in seen) is audience.admits(own or Audience.INTERNAL)


@ANY_TEST
@given(MIXED, MIXED, NARROW)
def test_what_stays_keeps_its_anchor_and_its_place_in_the_file(
    load: Load, messages: list[Audience | None], objections: list[Audience | None], audience: Audience
) -> None:
    whole = load(documents(messages, objections, [])).knowledge
    before, after = (k.guides["public"] for k in (whole, for_audience(whole, audience)))
    assert [item.id for item in after.record.messaging] == [
        f"message-{n}" for n, own in enumerate(messages, 1) if audience.admits(own or Audience.PUBLIC)
    ]
    for field in ("messaging", "objections"):
        places = {item.id: before.at(field, n) for n, item in enumerate(getattr(before.record, field))}
        for n, item in enumerate(getattr(after.record, field)):
            assert after.at(field, n) == places[item.id]


@pytest.fixture
def whole(load: Load) -> Knowledge:
    mixed: list[Audience | None] = [Audience.INTERNAL, None, Audience.PARTNER]
    return load(documents(mixed, mixed, mixed)).knowledge


def test_internal_builds_are_whole(whole: Knowledge) -> None:
    assert for_audience(whole, Audience.INTERNAL) is whole


def test_what_partners_and_the_public_may_see(whole: Knowledge) -> None:
    partner, public = (for_audience(whole, audience) for audience in (Audience.PARTNER, Audience.PUBLIC))
    assert [set(k.guides) for k in (whole, partner, public)] == [{"interne", "public"}, {"public"}, {"public"}]
    assert [list(k.assets) for k in (whole, partner, public)] == [["asset-0", "asset-1", "asset-2"], ["asset-2"], []]
    assert list(partner.evidence) == ["etude"]
    for cut in (partner, public):
        assert [len(cut.documents.get(kind, {})) for kind in (Kind.SIGNAL, Kind.PATH, Kind.DECK)] == [0, 0, 0]
        assert cut.find(Ref(Kind.SIGNAL, "visite")) is None
        assert cut.guides["public"].record.signals == ()
    assert partner.guides["public"].record.assets == ("asset-2",)


def test_of_a_persona_only_its_names_are_left(whole: Knowledge) -> None:
    record = for_audience(whole, Audience.PARTNER).personas["daf"].record
    assert record.model_fields_set == {"name", "short", "decision"}


def test_of_the_lexicon_the_notes_go_and_the_terms_stay(whole: Knowledge) -> None:
    lexicon = for_audience(whole, Audience.PUBLIC).lexicon
    assert lexicon.avoid == ()
    assert [term.term for term in lexicon.terms] == ["BFR"]


def test_cutting_before_or_after_the_language_is_the_same(whole: Knowledge) -> None:
    first = for_audience(whole, Audience.PARTNER).in_language("en")
    last = for_audience(whole.in_language("en"), Audience.PARTNER)
    assert first == last
    assert [m.say.get("daf") for m in first.guides["public"].record.messaging if m.say] == [
        "saidmessage1xen",
        "saidmessage2xen",
    ]


def test_the_knowledge_base_itself_stays_whole(whole: Knowledge) -> None:
    before = repr(whole)
    for_audience(whole, Audience.PUBLIC)
    assert repr(whole) == before

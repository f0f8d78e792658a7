"""What pages show: whose lines, with which proof, how fresh, and where to climb."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.locales import known
from builder.locales.site import site as words
from builder.models import Kind, Lines, Ref
from builder.pipeline import readers_of
from builder.review import Review, review
from builder.support import Mark, Side, mark
from builder.views.evidence import cited_together, evidence_view
from builder.views.guide import GuideView, guide_view
from builder.views.labels import label
from builder.views.learning import Fate, deck_view
from builder.views.library import persona_view
from builder.views.lists import home_view, list_view
from builder.views.published import moved
from builder.views.reader import Reader
from builder.views.words import variants

SMALL = Path(__file__).parent / "golden" / "kb"


@pytest.fixture(scope="module")
def found() -> Review:
    return review(SMALL)


@pytest.fixture(scope="module")
def reader(found: Review) -> Reader:
    return readers_of(found, "")["fr"]


def shown(reader: Reader, name: str) -> GuideView:
    return guide_view(reader, reader.knowledge.guides[name])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"any": "a"}, [("a", ("daf", "dg", "dsi"))]),
        ({"any": "a", "dsi": "b"}, [("a", ("daf", "dg")), ("b", ("dsi",))]),
        ({"daf, dg": "a"}, [("a", ("daf", "dg"))]),
        ({"any": "a", "daf, dg, dsi": "b"}, [("b", ("daf", "dg", "dsi"))]),
        ({"acheteur": "a"}, []),
    ],
)
def test_each_persona_gets_one_wording(lines: dict[str, str], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    heard = [(variant.text, variant.personas) for variant in variants(Lines(lines), ("daf", "dg", "dsi"))]
    assert heard == expected


def test_a_line_says_for_whom_it_is_only_where_not_everyone_hears_it(reader: Reader) -> None:
    view = shown(reader, "pas-de-projet")
    assert [(line.personas, line.tags) for line in view.say] == [(("daf",), ("DAF",)), (("dsi",), ("DSI",))]
    assert [(line.personas, line.tags) for line in view.ask] == [((), ())]
    assert [message.personas for message in view.messages] == [(), ("daf",)]


def test_seconds_are_those_of_the_language_and_the_pauses(reader: Reader) -> None:
    assert [line.seconds for line in shown(reader, "pas-de-projet").say] == [6, 4]


def test_objections_say_who_has_no_answer_and_whose_they_are(reader: Reader) -> None:
    own, borrowed = shown(reader, "pas-de-projet").objections
    assert own.unanswered == (("dsi", "DSI"),)
    assert borrowed.lender
    assert borrowed.lender.ref == Ref(Kind.GUIDE, "documentation")
    assert borrowed.personas == ("dsi",)


def test_where_nobody_decides_the_guide_above_comes_with_the_route(reader: Reader) -> None:
    view = shown(reader, "documentation")
    assert [(above.address.path, above.targets) for above in view.above] == [("guides/pas-de-projet/", ("DAF",))]
    assert [(way.persona.id, way.to.id) for way in view.climbs] == [("dsi", "daf")]
    assert shown(reader, "pas-de-projet").above == ()


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ([Side.KNOWN, Side.FELT], Mark.CROSSED),
        ([Side.KNOWN, Side.SETTLED], Mark.KNOWN),
        ([Side.FELT], Mark.FELT),
        ([Side.SETTLED], Mark.SETTLED),
        ([], Mark.BARE),
    ],
)
def test_marks(sides: list[Side], expected: Mark) -> None:
    assert mark(sides) is expected


def test_expired_evidence_supports_nothing(reader: Reader) -> None:
    first, second = shown(reader, "pas-de-projet").steps
    assert (first.backing.mark, second.backing.mark) == (Mark.CROSSED, Mark.BARE)
    assert first.backing.counts == ((Side.KNOWN, 1), (Side.FELT, 2))
    assert [proof.expired for proof in second.backing.proofs] == [True]
    assert shown(reader, "pas-de-projet").marks == ((Mark.CROSSED, 1), (Mark.BARE, 1))


def test_evidence_stands_beside_what_the_same_lines_cite(reader: Reader) -> None:
    assert cited_together(reader, "etude") == ("etude", "terrain")
    view = evidence_view(reader, reader.knowledge.evidence["etude"])
    assert view.backing.mark is Mark.CROSSED
    assert [proof.side for proof in view.others] == [Side.FELT]
    assert [use.place for use in view.uses] == ["ouverture", "étape 1", "objection", ""]


def test_freshness_is_a_date_and_a_translation_may_be_older_than_its_base(found: Review) -> None:
    readers = readers_of(found, "")
    base, translated = shown(readers["fr"], "pas-de-projet").fresh, shown(readers["en"], "pas-de-projet").fresh
    assert base
    assert translated
    assert (base.due, base.stale) == (date(2027, 2, 1), False)
    assert (translated.reviewed, translated.stale) == (date(2026, 10, 1), True)
    assert base.people == ("Claire Delmas", "Malik Ferhat")


def test_what_a_translation_lacks_says_its_language(found: Review) -> None:
    view = shown(readers_of(found, "")["en"], "pas-de-projet")
    assert view.title.language == ""
    assert [line.language for line in view.say] == ["", ""]
    assert view.summary
    assert view.summary.language == "fr"
    assert [step.think.language for step in view.steps if step.think] == ["", "fr"]


def test_forks_lead_to_steps_objections_and_the_end(reader: Reader) -> None:
    ways = shown(reader, "pas-de-projet").steps[0].forks
    assert [(way.anchor, way.place) for way in ways] == [("next-step", "et maintenant"), ("budget", "objection")]


def test_terms_of_the_lexicon_are_explained_where_they_stand(reader: Reader) -> None:
    assert [term.slug for term in shown(reader, "pas-de-projet").terms] == ["bfr", "stock-dormant"]
    assert shown(reader, "documentation").terms == ()


def test_old_names_lead_to_the_guide_that_took_their_place(found: Review) -> None:
    assert moved(found.knowledge, found.project.settings) == {
        "parti": "", "plaquette": "documentation", "rien-de-prevu": "pas-de-projet",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "title", "place"),
    [
        (Ref(Kind.GUIDE, "pas-de-projet", "budget"), "On n'a pas de budget.", "objection"),
        (Ref(Kind.GUIDE, "pas-de-projet", "pas-de-budget"), "On n'a pas de budget.", "objection"),
        (Ref(Kind.GUIDE, "pas-de-projet", "message-2"), "Votre banque prête ce qui dort.", "à dire"),
        (Ref(Kind.GUIDE, "pas-de-projet", "verify-1"), "Le sujet passe au comité.", "est-\u2060ce vrai\u00a0?"),
        (Ref(Kind.GUIDE, "rien-de-prevu"), "« Il n'y a pas de projet »", ""),
        (Ref(Kind.LEXICON, "bfr"), "BFR", ""),
        (Ref(Kind.PAGE, "appel"), "Appel", ""),
    ],
)
def test_refs_are_called_by_the_words_of_their_line(reader: Reader, ref: Ref, title: str, place: str) -> None:
    named = label(reader, ref)
    assert named
    assert (named.title.text, named.place) == (title, place)


def test_a_ref_that_the_site_does_not_show_has_no_name(reader: Reader) -> None:
    assert label(reader, Ref(Kind.GUIDE, "brouillon")) is None
    assert label(reader, Ref(Kind.PERSONA, "rien-de-prevu")) is None


def test_a_persona_sees_guides_objections_and_who_leads_there(reader: Reader) -> None:
    view = persona_view(reader, reader.knowledge.personas["daf"])
    assert [way.persona.id for way in view.climbs_here] == ["dsi"]
    assert [[objection.quote.text for objection in heard.objections] for heard in view.heard] == [
        ["On n'a pas de budget."]
    ]
    assert [row.address.path for row in view.guides] == ["guides/pas-de-projet/"]
    dsi = persona_view(reader, reader.knowledge.personas["dsi"])
    assert [objection.answered for objection in dsi.heard[0].objections] == [False]


def test_a_deck_accounts_for_its_slides(reader: Reader) -> None:
    view = deck_view(reader, reader.knowledge.decks["ancien"])
    assert [slide.fate for slide in view.slides] == [Fate.DROPPED, Fate.PROOF, Fate.LINE, Fate.OPEN]
    assert view.open == 1


def test_lists_show_what_has_no_translation_after_what_has(found: Review) -> None:
    english = readers_of(found, "")["en"]
    rows = [row for _, _, rows in home_view(english).groups for row in rows]
    assert [(row.language, row.address.path) for row in rows] == [
        ("", "en/guides/pas-de-projet/"), ("fr", "guides/documentation/"),
    ]  # fmt: skip
    assert {row.language for group in list_view(english, Kind.SIGNAL).groups for row in group.rows} == {"fr"}


def test_evidence_that_lacks_a_half_is_listed_to_cross(reader: Reader) -> None:
    groups = {group.anchor: [row.mark for row in group.rows] for group in list_view(reader, Kind.EVIDENCE).groups}
    assert groups == {"_to-cross": [Mark.BARE], "_crossed": [Mark.CROSSED, Mark.CROSSED]}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_language_says_everything(language: str) -> None:
    assert language in known()
    strings = words(language)
    assert strings.language == language
    assert len(strings.months) == 12
    assert strings.listed(("a", "b", "c")).startswith("a, b ")
    assert strings.day(date(2026, 2, 1)) == {"fr": "1er février 2026", "en": "1 February 2026"}[language]


def test_views_of_a_draft_have_what_it_has(found: Review) -> None:
    draft = found.knowledge.guides["brouillon"]
    view = guide_view(readers_of(found, "")["fr"], draft)
    assert (view.draft, view.steps, view.fresh) == (True, (), None)

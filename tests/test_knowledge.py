from __future__ import annotations

import pytest
from conftest import Load

from builder.citations import line_of
from builder.knowledge import Knowledge
from builder.models import Decision, Kind, Ref, parse_ref

HEAD = "title: {title}\nstatus: approved\nstage: {stage}\nfor: [{who}]\n"


def persona(decision: str, to: str = "") -> str:
    route = f"route: {{to: {to}, say: Qui décide ?}}\n" if to else ""
    return f"name: Une personne\nshort: P\ndecision: {decision}\n{route}"


def guide(title: str = "Un titre", stage: str = "exploring", who: str = "daf, dg, achat", more: str = "") -> str:
    return HEAD.format(title=title, stage=stage, who=who) + more


PERSONAS = {
    "content/personas/achat.yml": persona("guards", "daf"),
    "content/personas/appro.yml": persona("uses", "achat"),
    "content/personas/dg.yml": persona("decides"),
    "content/personas/daf.yml": persona("influences", "dg"),
    "content/personas/boucle.yml": persona("uses", "tour"),
    "content/personas/tour.yml": persona("uses", "boucle"),
    "content/personas/perdu.yml": persona("uses", "personne"),
}
OWNER = """\
objections:
  - id: prix
    formerly: [trop-cher]
    they_say: [Trop cher]
    for: [daf, dg]
    answer: {daf: Non, achat: Non}
    evidence: [etude]
  - id: temps
    they_say: [Pas le temps]
    answer: Un jour
  - see: emprunteur#a-lui
"""
BORROWER = """\
objections:
  - see: preteur#trop-cher
  - {see: preteur#temps, id: autre}
  - {id: a-lui, they_say: [Hm], answer: {dg: Oui}}
  - see: preteur#personne
  - see: preteur#a-lui
"""
DOCUMENTS = PERSONAS | {
    "talktracks/preteur.yml": guide("B", "deciding", more=OWNER),
    "talktracks/emprunteur.yml": guide("A", "deciding", "daf, dg, achat", BORROWER),
    "talktracks/premier.yml": guide("Z", "no-project"),
    "talktracks/brouillon.yml": guide().replace("approved", "draft"),
}


@pytest.fixture
def knowledge(load: Load) -> Knowledge:
    return load(DOCUMENTS).knowledge


def test_personas_come_by_their_part_in_the_decision(knowledge: Knowledge) -> None:
    order = [document.record.decision for document in knowledge.personas.values()]
    assert order == sorted(order, key=list(Decision).index)
    assert list(knowledge.personas) == ["dg", "daf", "appro", "boucle", "perdu", "tour", "achat"]
    assert knowledge.ordered(("achat", "inconnu", "dg", "daf")) == ("dg", "daf", "achat")


def test_who_decides(knowledge: Knowledge) -> None:
    assert [knowledge.decides(who) for who in ("dg", "daf", "inconnu")] == [True, False, False]


@pytest.mark.parametrize(
    ("who", "way"),
    [
        ("appro", ("achat", "daf", "dg")),
        ("daf", ("dg",)),
        ("dg", ()),
        ("perdu", ()),
        ("inconnu", ()),
        ("boucle", ("tour",)),
    ],
)
def test_a_route_leads_to_who_decides_or_stops_where_it_breaks(
    knowledge: Knowledge, who: str, way: tuple[str, ...]
) -> None:
    assert knowledge.route(who) == way


def test_approved_guides_come_by_stage_and_title(knowledge: Knowledge) -> None:
    assert [document.id for document in knowledge.approved] == ["premier", "emprunteur", "preteur"]


# Borrowed objections


def test_a_guide_shows_its_own_objections_and_those_it_borrows(knowledge: Knowledge) -> None:
    shown = knowledge.objections(knowledge.guides["emprunteur"])
    assert [(s.anchor, s.owner.id, s.objection.id, s.place, s.borrowed) for s in shown] == [
        ("trop-cher", "preteur", "prix", 0, True),
        ("autre", "preteur", "temps", 1, True),
        ("a-lui", "emprunteur", "a-lui", 2, False),
    ]


def test_what_is_borrowed_is_for_those_whom_the_owners_answer_serves(knowledge: Knowledge) -> None:
    shown = knowledge.objections(knowledge.guides["emprunteur"])
    assert [s.personas for s in shown] == [("daf",), ("daf", "dg", "achat"), ("daf", "dg", "achat")]


def test_its_own_objection_is_for_its_for_else_the_guides(knowledge: Knowledge) -> None:
    shown = knowledge.objections(knowledge.guides["preteur"])
    assert [s.personas for s in shown] == [("daf", "dg"), ("daf", "dg", "achat"), ("dg",)]


def test_what_is_borrowed_is_not_lent_on(knowledge: Knowledge) -> None:
    borrower = knowledge.guides["emprunteur"].record
    assert knowledge.lender(borrower.objections[4]) is None
    assert knowledge.lender(borrower.objections[3]) is None
    lent = knowledge.lender(borrower.objections[0])
    assert lent is not None
    assert (lent[0].id, lent[1]) == ("preteur", 0)


# Citations

CITING = """\
signals: [salon]
assets: [note]
open: {say: a, ask: b, evidence: [etude]}
reasoning: [{id: un, think: 'Voir [la note](asset:note)', ask: b, evidence: [etude, cas]}]
messaging: [{say: {any: a, daf: 'b [c](persona:dg)'}, evidence: [cas]}]
objections: [{see: preteur#prix}]
verify: [{claim: 'a [b](https://a.example)', ask: b, solid: c, hollow: d}]
"""


def test_every_line_that_cites_a_document_is_known(load: Load) -> None:
    documents = {
        "talktracks/g.yml": guide(more=CITING),
        "content/paths/p.yml": "title: a\ndays: [{title: b, read: [g#un, persona:dg], rehearse: [g]}]\n",
        "content/decks/d.yml": "title: a\nslides:\n  - {number: 1, title: b, became: g#un}\n"
        "  - {number: 2, title: c, became: dropped}\n",
        "content/evidence/e.yml": "claim: a\nkind: field\nsource: {title: b, date: 2026-01-01}\n"
        "heard: [{date: 2026-01-01, persona: dg, quote: c}]\nvalid_until: 2027-01-01\n",
        "content/assets/a.yml": "title: a\nkind: link\nfor: [dg]\n",
    }
    cited = load(PERSONAS | documents).knowledge.citations
    found = {str(target): sorted(str(c.line) for c in citations) for target, citations in cited.items()}
    assert found["evidence:etude"] == ["g#open", "g#un"]
    assert found["evidence:cas"] == ["g#message-1", "g#un"]
    assert found["asset:note"] == ["g#assets", "g#un"]
    assert found["signal:salon"] == ["g"]
    assert found["preteur"] == ["g#prix"]
    assert found["g"] == ["deck:d", "path:p", "path:p"]
    assert found["persona:dg"] == ["asset:a", "evidence:e", "g", "g#message-1", "path:p", "persona:daf"]
    assert "guide:dropped" not in found
    assert "https" not in " ".join(found)


def test_a_citations_route_leads_to_its_place(load: Load) -> None:
    text = guide(more=CITING)
    knowledge = load({"talktracks/g.yml": text}).knowledge
    places = [c.citing.at(*c.route) for c in knowledge.citations[Ref(Kind.EVIDENCE, "cas")]]
    there = [text.splitlines()[place.line - 1][place.column - 1 :] for place in places]
    assert there == ["cas]}]", "cas]}]"]
    assert len({place.line for place in places}) == 2


@pytest.mark.parametrize(
    ("route", "line"),
    [
        ((), "emprunteur"),
        (("title",), "emprunteur"),
        (("shift", "from"), "emprunteur#shift"),
        (("no_answer", "email", "subject"), "emprunteur#no-answer"),
        (("next_step",), "emprunteur#next-step"),
        (("objections", 1, "see"), "emprunteur#autre"),
        (("objections",), "emprunteur#objections"),
    ],
)
def test_a_route_belongs_to_a_line(knowledge: Knowledge, route: tuple[str | int, ...], line: str) -> None:
    assert line_of(knowledge.guides["emprunteur"], route) == parse_ref(line)
    dg = knowledge.personas["dg"]
    assert line_of(dg, ("name",)) == dg.ref


# What is there


def test_broken_documents_exist_without_being_found(load: Load) -> None:
    knowledge = load({"talktracks/g.yml": "title: a\nstatus: nouveau\n", "talktracks/h.yml": "title: [\n"}).knowledge
    for name in ("g", "h"):
        ref = Ref(Kind.GUIDE, name, "un")
        assert knowledge.find(ref) is None
        assert knowledge.exists(ref)
    assert not knowledge.exists(Ref(Kind.GUIDE, "i"))


def test_all_documents(knowledge: Knowledge) -> None:
    assert len(list(knowledge.all())) == len(DOCUMENTS)
    assert knowledge.lexicon.avoid == ()


# Languages


def test_in_another_language_what_is_translated_and_the_rest_in_the_base_language(load: Load) -> None:
    english = "title: Other\nstatus: approved\nreviewed: 2026-01-01\n"
    knowledge = load(DOCUMENTS | {"talktracks/premier.en.yml": english}).knowledge
    seen = knowledge.in_language("en")
    assert seen.language == "en"
    assert [(g.id, g.language, g.record.title) for g in seen.approved] == [
        ("premier", "en", "Other"),
        ("emprunteur", "fr", "A"),
        ("preteur", "fr", "B"),
    ]
    assert knowledge.guides["premier"].record.title == "Z"
    assert knowledge.in_language("fr") is knowledge
    assert [g.language for g in knowledge.in_language("de").approved] == ["fr"] * 3


def test_a_translations_routes_are_followed_anew(load: Load) -> None:
    english = "name: Buyer\nshort: BUY\nroute: {say: Who decides?}\n"
    seen = load(PERSONAS | {"content/personas/achat.en.yml": english}).knowledge.in_language("en")
    achat = seen.personas["achat"].record
    assert achat.route is not None
    assert (achat.name, achat.route.say.get("dg"), seen.route("achat")) == ("Buyer", "Who decides?", ("daf", "dg"))

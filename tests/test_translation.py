from __future__ import annotations

from typing import Any

import pytest
from conftest import Load

from builder.documents import Document
from builder.models import MODELS, Kind, Ref
from builder.source import Location
from builder.translation import Merged, merge, translated
from builder.validation import validate
from builder.yaml_reader import parse_yaml

BASE = """\
title: Trop cher
status: approved
reviewed: 2026-11-03
for: [daf]
tags: [prix]
open:
  say: Bonjour
  ask: Combien ?
  evidence: [etude]
reasoning:
  - id: un
    think: Je paie
    hear: [{they: Oui, go: deux}, {they: Non, go: next_step}]
  - id: deux
    think: Je sais
messaging:
  - say: Un
  - say: Deux
    id: second
    evidence: [etude]
"""


def met(own: str, base: str = BASE, kind: Kind = Kind.GUIDE) -> Merged:
    texts = (parse_yaml(base, "g.yml"), parse_yaml(own, "g.en.yml"))
    assert not any(text.findings for text in texts)
    first, second = ((text.data, text.root) for text in texts)
    return merge(MODELS[kind], first, second, own_keys=("status", "reviewed"))


def document(merged: Merged) -> Document[Any]:
    record = validate(MODELS[Kind.GUIDE], merged.data, merged.root).record
    assert record is not None
    return Document(Kind.GUIDE, "g", record, merged.root, "en")


def test_structure_is_inherited_texts_are_its_own_and_what_it_lacks_is_the_bases() -> None:
    data = met("title: Too dear\nstatus: draft\nopen: {say: Hello}\n").data
    assert (data["title"], data["for"], data["status"]) == ("Too dear", ["daf"], "draft")
    assert data["open"] == {"say": "Hello", "ask": "Combien ?", "evidence": ["etude"]}
    assert data["reasoning"] == parse_yaml(BASE, "g.yml").data["reasoning"]  # type: ignore[index,call-overload]


def test_status_and_review_are_never_inherited() -> None:
    assert {"status", "reviewed"}.isdisjoint(met("title: Too dear\n").data)


def test_structure_that_is_written_again_agrees_or_is_a_finding() -> None:
    assert met("for: [daf]\nopen: {evidence: [etude]}\n").findings == ()
    (finding,) = met("for: [daf, dg]\n").findings
    assert (finding.code, finding.location) == ("translation-disagrees", Location("g.en.yml", 1, 6))
    assert finding.values == {"field": "for", "expected": "daf", "written": "daf, dg"}


def test_where_they_disagree_the_base_holds() -> None:
    merged = met("open: {evidence: [autre]}\nmessaging: [{say: One, evidence: [autre]}]\n")
    assert merged.data["open"]["evidence"] == ["etude"]
    assert [finding.values["field"] for finding in merged.findings] == ["evidence"]
    assert merged.data["messaging"][0]["evidence"] == ["autre"]


def test_tags_are_texts() -> None:
    merged = met("tags: [price]\n")
    assert (merged.data["tags"], merged.findings) == (["price"], ())


def test_items_meet_by_id_whatever_their_order() -> None:
    own = "reasoning: [{id: deux, think: I know}, {id: un, think: I pay}]\n"
    data = met(own).data["reasoning"]
    assert [(step["id"], step["think"]) for step in data] == [("un", "I pay"), ("deux", "I know")]


def test_items_without_a_written_id_meet_by_place() -> None:
    data = met("messaging: [{say: One}, {say: Two}]\n").data["messaging"]
    assert data == [{"say": "One"}, {"say": "Two", "id": "second", "evidence": ["etude"]}]


def test_items_inside_items_meet_too() -> None:
    data = met("reasoning: [{id: un, hear: [{they: 'Yes'}]}]\n").data["reasoning"]
    assert data[0]["hear"] == [{"they": "Yes", "go": "deux"}, {"they": "Non", "go": "next_step"}]


@pytest.mark.parametrize(
    ("own", "place", "written"),
    [
        ("reasoning: [{id: trois, think: x}]\n", (1, 18), "trois"),
        ("messaging: [{say: a}, {say: b}, {say: c}]\n", (1, 33), "3"),
        ("messaging: [{id: premier, say: a}]\n", (1, 18), "premier"),
    ],
)
def test_an_item_that_the_base_lacks_is_a_finding_and_left_out(own: str, place: tuple[int, int], written: str) -> None:
    merged = met(own)
    (finding,) = merged.findings
    assert (finding.location[1:], finding.variant, finding.values) == (place, "item", {"written": written})
    key = own.partition(":")[0]
    assert len(merged.data[key]) == 2


def test_positions_are_in_the_file_that_writes_the_value() -> None:
    root = met("title: Too dear\nreasoning:\n  - id: deux\n    think: I know\n").root
    assert root.locate(("title",)) == Location("g.en.yml", 1, 8)
    assert root.locate(("open", "say")) == Location("g.yml", 7, 8)
    assert root.locate(("reasoning", 1, "think")) == Location("g.en.yml", 4, 12)
    assert root.locate(("reasoning", 0, "think")) == Location("g.yml", 12, 12)
    assert root.locate(("reasoning", 1, "hear")).path == "g.en.yml"


def test_a_document_knows_what_its_own_file_writes() -> None:
    translation = document(met("title: Too dear\nstatus: draft\nopen: {say: Hello}\nmessaging: [{say: One}]\n"))
    assert translation.path == "g.en.yml"
    assert translation.writes(("title",))
    assert translation.writes(("open", "say"))
    assert not translation.writes(("open", "ask"))
    assert translation.writes(("messaging", 0, "say"))
    assert not translation.writes(("messaging", 1, "say"))
    assert not translation.writes(("reasoning", 0, "think"))
    assert translated(translation.root, ("title",))


def test_what_is_left_empty_is_inherited() -> None:
    assert met("title:\n").data["title"] == "Trop cher"


def test_a_part_of_another_shape_is_left_to_the_validation() -> None:
    assert met("open: Hello\n").data["open"] == "Hello"
    assert met("messaging: One\n").data["messaging"] == "One"


def test_the_lexicon_and_personas_follow_the_same_rule() -> None:
    persona = "name: Directeur\nshort: DAF\ndecision: uses\nroute: {to: dg, say: Qui ?}\n"
    merged = met("name: CFO\nroute: {to: daf, say: Who?}\n", persona, Kind.PERSONA)
    assert merged.data["route"] == {"to": "dg", "say": "Who?"}
    assert [finding.values["field"] for finding in merged.findings] == ["to"]
    words = "avoid: [{say: leads, because: Non}]\nsynonyms: [[a, b]]\n"
    assert met("synonyms: [[c, d]]\n", words, Kind.LEXICON).data == {
        "avoid": [{"say": "leads", "because": "Non"}],
        "synonyms": [["c", "d"]],
    }


def test_one_file_after_the_other_does_not_change_the_base() -> None:
    base = parse_yaml(BASE, "g.yml")
    before = parse_yaml(BASE, "g.yml")
    own = parse_yaml("open: {say: Hello}\nreasoning: [{id: un, think: x}]\n", "g.en.yml")
    merge(MODELS[Kind.GUIDE], (base.data, base.root), (own.data, own.root))
    assert base == before


# Through the loader


def test_a_translation_is_known_by_its_language_and_its_mistakes_stand_in_its_own_file(load: Load) -> None:
    loaded = load(
        {
            "talktracks/g.yml": BASE,
            "talktracks/g.en.yml": "title: Too dear\nstatus: approved\nreviewed: hier\nfor: [dg]\n",
        }
    )
    own = [(f.location, f.code) for f in loaded.findings if f.location.path == "talktracks/g.en.yml"]
    assert own == [
        (Location("talktracks/g.en.yml", 3, 11), "bad-date"),
        (Location("talktracks/g.en.yml", 4, 6), "translation-disagrees"),
    ]


def test_a_translated_guide_says_its_own_status_and_review(load: Load) -> None:
    loaded = load({"talktracks/g.yml": BASE, "talktracks/g.en.yml": "title: Too dear\nstatus: draft\n"})
    english = loaded.knowledge.translations["en"][Ref(Kind.GUIDE, "g")]
    assert (english.language, english.record.title, english.record.status) == ("en", "Too dear", "draft")  # type: ignore[attr-defined]
    lacking = [f.values["field"] for f in loaded.findings if f.location.path == "talktracks/g.en.yml"]
    assert lacking == ["reviewed"]

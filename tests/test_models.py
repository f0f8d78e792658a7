from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from builder.models import (
    ANYONE,
    MODELS,
    Asset,
    Audience,
    Check,
    Deck,
    Guide,
    Kind,
    Lines,
    Message,
    Objection,
    Record,
    Ref,
    RuleSetting,
    Settings,
    Shift,
    Signal,
    Step,
    parse_ref,
    parts,
    personas_of,
    texts,
)
from builder.yaml_reader import parse_yaml

NAMES = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True)
REFS = st.builds(Ref, st.sampled_from(list(Kind)), NAMES, st.just("") | NAMES)


def guide(text: str = "", **more: Any) -> Guide:
    head = {"title": "Trop cher", "status": "draft", "for": ["daf"]}
    return Guide.model_validate({**head, **_data(text), **more})


def lines(text: str) -> Lines:
    said = Message.model_validate(_data(text)).say
    assert said is not None
    return said


def _data(text: str) -> dict[str, Any]:
    parsed = parse_yaml(text, "g.yml")
    assert not parsed.findings
    assert isinstance(parsed.data, dict)
    return parsed.data


def why(model: type[Record], text: str) -> list[tuple[Any, ...]]:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(_data(text))
    return [(*error["loc"], error["type"]) for error in refused.value.errors()]


# Lines


def test_one_text_is_for_everyone() -> None:
    said = lines("say: Bonjour")
    assert said.get("daf") == "Bonjour"
    assert (said.own("daf"), said.key_of("daf")) == (None, ANYONE)


def test_a_persona_hears_its_own_line_else_everyones_else_nothing() -> None:
    said = lines("say: {any: Bonjour, 'daf, dg': Bonsoir}")
    assert [said.get(who) for who in ("dg", "dsi")] == ["Bonsoir", "Bonjour"]
    assert [said.key_of(who) for who in ("daf", "dsi")] == ["daf, dg", ANYONE]
    alone = lines("say: {daf: Bonsoir}")
    assert (alone.get("dsi"), alone.key_of("dsi")) == (None, None)


def test_lines_keep_the_order_of_the_file() -> None:
    said = lines("say: {dsi: a, any: b, 'daf, dg': c}")
    assert list(said.each()) == [("dsi", ("dsi",), "a"), (ANYONE, (), "b"), ("daf, dg", ("daf", "dg"), "c")]


def test_a_line_left_empty_is_not_written() -> None:
    assert dict(lines("say: {daf: Bonjour, dsi: }").by_key) == {"daf": "Bonjour"}
    assert not Lines({})


def test_a_persona_has_one_line() -> None:
    assert why(Message, "say: {daf: a, 'dg, daf': b}") == [("say", "duplicate-key")]
    assert why(Message, "say: {'daf, daf': a}") == [("say", "duplicate-key")]


def test_lines_are_frozen() -> None:
    with pytest.raises(TypeError):
        lines("say: x").by_key["daf"] = "y"  # type: ignore[index]


@given(st.lists(NAMES, min_size=1, unique=True))
def test_a_key_names_personas_in_its_order(names: list[str]) -> None:
    assert personas_of(" , ".join(names)) == (() if names == [ANYONE] else tuple(names))


# Anchors


def test_items_without_an_id_are_named_by_their_place() -> None:
    read = guide("messaging: [{say: a}, {id: b, say: b}, {say: c}]\nverify: [{claim: a}]")
    assert [m.id for m in read.messaging] == ["message-1", "b", "message-3"]
    assert [c.id for c in read.verify] == ["verify-1"]


def test_what_is_borrowed_has_the_name_that_it_has_there_or_its_own() -> None:
    read = guide("objections: [{see: autre#prix}, {see: autre#temps, id: pas-le-temps}]")
    assert [o.id for o in read.objections] == ["prix", "pas-le-temps"]
    assert read.objections[0].needs() == ()
    assert guide("objections: [{id: prix}]").objections[0].needs() == ("id", "they_say", "answer")


def test_an_id_is_lower_case_words_with_hyphens() -> None:
    assert Step.model_validate({"id": "un-2"}).id == "un-2"
    for wrong in ("Un", "2un", "un_deux", "été", "un deux", "un\n"):
        with pytest.raises(ValidationError, match="bad-id"):
            Step.model_validate({"id": wrong})


# Fields


def test_a_record_is_frozen_and_knows_its_keys() -> None:
    with pytest.raises(ValidationError):
        guide().title = "Autre"  # type: ignore[misc]
    assert why(Shift, "frm: x") == [("frm", "extra_forbidden")]
    assert why(Shift, "frm:") == [("frm", "extra_forbidden")]


def test_a_value_left_empty_is_not_written() -> None:
    assert guide("owner:\ntags: ~\naudience: null").model_fields_set == {"title", "status", "for_"}


def test_names_of_fields_that_python_keeps_for_itself() -> None:
    read = guide("shift: {from: a, to: b}")
    assert read.shift is not None
    assert read.shift.before is not None
    assert (read.shift.before.get("daf"), read.for_) == ("a", ("daf",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("90m", timedelta(minutes=90)), ("4h", timedelta(hours=4)), ("30d", timedelta(days=30))],
)
def test_a_duration_is_clock_time(text: str, expected: timedelta) -> None:
    signal = _signal(respond_within=text, wait=text)
    assert (signal.respond_within, signal.wait) == (expected, expected)


def _signal(**more: str) -> Signal:
    said = {"name": "a", "means": "b", "does_not_mean": "c", "respond_within": "4h", "say": "d"}
    return Signal.model_validate(said | more)


@pytest.mark.parametrize("wrong", ["4", "4 h", "h", "-4h", "4j", "1.5h"])
def test_another_text_is_no_duration(wrong: str) -> None:
    with pytest.raises(ValidationError, match="wrong-type"):
        _signal(respond_within=wrong)


@pytest.mark.parametrize("yes", ["true", "yes", "oui", "Oui"])
def test_yes_is_said_in_two_languages(yes: str) -> None:
    assert _signal(quotable=yes).quotable
    assert not _signal(quotable="non").quotable
    with pytest.raises(ValidationError, match="wrong-type"):
        _signal(quotable="peut-être")


def test_a_date_is_a_day_of_the_calendar() -> None:
    assert guide("reviewed: 2026-02-28").reviewed == date(2026, 2, 28)
    for wrong in ("2026-02-30", "28/02/2026", "2026-2-28", "20260228"):
        with pytest.raises(ValidationError, match="bad-date"):
            guide(reviewed=wrong)


def test_limits_are_included() -> None:
    assert len(guide(title="x" * 60).title) == 60
    assert why(Guide, f"title: {'x' * 61}\nstatus: draft") == [("title", "too-long")]
    assert guide(summary="mot " * 25).summary
    assert why(Guide, f"title: x\nstatus: draft\nsummary: {'mot ' * 26}") == [("summary", "too-long")]
    assert why(Objection, f"they_say: [{', '.join('x' * 9)}]") == [("they_say", "too-long")]


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x",
        "mailto:a@b.example",
        "tel:+33 1 23",
        "persona:daf",
        "guide#objection",
        "guide",
        "page:a/b#c",
    ],
)
def test_a_link_leads_to_the_web_a_mail_a_phone_or_a_line(address: str) -> None:
    assert guide(title=f"[x]({address.replace(' ', '')})")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//a.example", "/guides/x/", "../x", "data:x,y", "HTTPS:x", ""]
)
def test_no_other_link_is_read(address: str) -> None:
    with pytest.raises(ValidationError, match="bad-link"):
        guide(title=f"[x]({address})")


def test_no_html_in_any_text_but_less_than() -> None:
    assert why(Message, "say: {daf: a <b>c</b>}") == [("say", "daf", "markup-in-text")]
    assert why(Objection, "they_say: [a, <i>]") == [("they_say", 1, "markup-in-text")]
    assert lines("say: 3 < 5")


def test_an_address_on_the_web_is_one() -> None:
    head = {"title": "a", "kind": "link"}
    assert Asset.model_validate(head | {"url": "https://a.example"})
    for wrong in ("a.example", "javascript:x", 'https://a"b', "https://a.example\n", "https:///x"):
        with pytest.raises(ValidationError, match="bad-link"):
            Asset.model_validate(head | {"url": wrong})


def test_one_ref_or_several() -> None:
    deck = Deck.model_validate(_data("title: a\nslides: [{number: 1, title: b, became: c}, {number: 2, title: d}]"))
    assert [slide.became for slide in deck.slides] == [("c",), ()]


@pytest.mark.parametrize("model", MODELS.values())
def test_what_is_needed_and_inherited_are_keys_of_the_record(model: type[Record]) -> None:
    for record in records(model):
        keys = {field.alias or name for name, field in record.model_fields.items()}
        assert {*record.needed, *record.structure} <= keys, record
        assert all(field.description for field in record.model_fields.values()), record


def records(model: type[Record]) -> set[type[Record]]:
    """The model and every record type that its fields hold."""
    found, waiting = {model}, [field.annotation for field in model.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        waiting += get_args(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Record):
            found |= records(annotation)
    return found


# Audience


def test_a_narrow_audience_sees_what_is_for_wider_ones_and_not_the_reverse() -> None:
    internal, partner, public = Audience
    assert [internal.admits(a) for a in Audience] == [True, True, True]
    assert [partner.admits(a) for a in Audience] == [False, True, True]
    assert [public.admits(a) for a in Audience] == [False, False, True]


# Refs


@given(REFS)
def test_a_ref_is_read_as_it_is_written(ref: Ref) -> None:
    assert parse_ref(str(ref)) == ref
    assert ref.document == Ref(ref.kind, ref.id)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("guide:prix#budget", Ref(Kind.GUIDE, "prix", "budget")),
        (" prix#message-2 ", Ref(Kind.GUIDE, "prix", "message-2")),
        ("page:equipe/accueil#bienvenue", Ref(Kind.PAGE, "equipe/accueil", "bienvenue")),
        ("client:x", None),
        ("Prix", None),
        ("prix#", None),
        ("#budget", None),
        ("a b", None),
        ("", None),
    ],
)
def test_refs(text: str, ref: Ref | None) -> None:
    assert parse_ref(text) == ref


# Walking through a record


def test_every_text_comes_with_its_route() -> None:
    read = guide(
        "shift: {from: {any: b, daf: c}}\nreasoning: [{id: x, listen_for: [d], hear: [{they: e, go: next_step}]}]\n"
        "no_answer: {email: {subject: f}}\nowner: Claire\ntags: [g]",
    )
    assert dict(texts(read)) == {
        ("title",): "Trop cher",
        ("shift", "from", ANYONE): "b",
        ("shift", "from", "daf"): "c",
        ("no_answer", "email", "subject"): "f",
        ("reasoning", 0, "listen_for", 0): "d",
        ("reasoning", 0, "hear", 0, "they"): "e",
    }


def test_parts_come_with_their_route_outermost_first() -> None:
    read = guide("reasoning: [{id: x}, {id: y, hear: [{they: e, go: x}]}]\nverify: [{claim: a}]")
    assert [(route, type(part).__name__) for route, part in parts(read)] == [
        ((), "Guide"),
        (("reasoning", 0), "Step"),
        (("reasoning", 1), "Step"),
        (("reasoning", 1, "hear", 0), "Fork"),
        (("verify", 0), "Check"),
    ]


def test_every_text_of_a_check_is_spoken_of() -> None:
    check = Check.model_validate(_data("claim: a\nask: b\nsolid: c\nhollow: d"))
    assert sorted(text for _, text in texts(check)) == ["a", "b", "c", "d"]


# Settings


def test_settings_have_the_defaults_of_the_documents() -> None:
    settings = Settings()
    assert (settings.audience, settings.review_days, settings.grace_days) == (Audience.INTERNAL, 90, 30)
    assert (settings.offline, settings.preview, settings.publish_json) == (True, False, False)
    assert [settings.speed(language) for language in ("fr", "en", "de")] == [150, 165, 150]


def test_limits_and_rules() -> None:
    read = Settings.model_validate(
        _data("limits: {a: [18, 30], b: {fr: [15, 25]}}\nrules: {x: off, y: false, z: error}"),
    )
    assert read.limits == {"a": (18, 30), "b": {"fr": (15, 25)}}
    assert read.rules == {"x": RuleSetting.OFF, "y": RuleSetting.OFF, "z": RuleSetting.ERROR}


def test_a_limit_is_the_one_set_for_the_language_else_the_default() -> None:
    plain = Settings()
    assert plain.limit("long-sentence", "fr") == (15, 25)
    assert plain.limit("long-sentence", "en-gb") == (20, 30)
    assert plain.limit("long-sentence", "de") is None
    assert plain.limit("long-answer", "de") == (18, 30)
    assert plain.limit("stacked-questions", "fr") == (1, None)
    assert plain.limit("loop", "fr") is None
    read = Settings.model_validate(_data("limits: {long-sentence: {fr: [10, 12]}, long-line: [5, 6]}"))
    assert read.limit("long-sentence", "fr") == (10, 12)
    assert read.limit("long-sentence", "en") == (20, 30)
    assert read.limit("long-line", "pt") == (5, 6)


def test_a_speed_that_is_not_set_keeps_its_default() -> None:
    read = Settings.model_validate(_data("words_per_minute: {en: 140, de: 120}"))
    assert [read.speed(language) for language in ("fr", "en", "de", "de-at", "it")] == [150, 140, 120, 120, 120]


def test_limits_rise_and_speech_takes_time() -> None:
    assert why(Settings, "limits: {long-line: [30, 20]}") == [("limits", "long-line", "@list", "limit-order")]
    assert why(Settings, "words_per_minute: {fr: 0}") == [("words_per_minute", "fr", "wrong-type")]
    assert Settings.model_validate(_data("limits: {long-line: [20, 20]}")).limit("long-line", "fr") == (20, 20)


def test_feedback_leads_to_one_place() -> None:
    assert why(Settings, "feedback: {github: a/b, email: a@b.example}") == [("feedback", "too-long")]
    assert Settings.model_validate(_data("feedback: {github: a/b}")).feedback

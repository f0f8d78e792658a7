from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from builder.exports.editors import render_extensions, render_settings
from builder.exports.names import NAMES_FILE
from builder.exports.schema import document_schema, render_schemas, schema_file
from builder.locales.schema import DOCUMENT, describe, descriptions
from builder.models import MODELS, Kind, Record
from builder.review import review
from builder.sources import named
from builder.validation import record_of

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "fr")


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: no dates, `no` is a word, 012 is twelve."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def validator(kind: Kind, *, translated: bool = False, language: str = "fr") -> Draft7Validator:
    schemas = {name: json.loads(text) for name, text in render_schemas(language).items()}
    registry: Registry[Any] = Registry().with_resource(NAMES_FILE, Resource.from_contents(schemas[NAMES_FILE]))
    return Draft7Validator(schemas[schema_file(kind, translated=translated)], registry=registry)


VALIDATORS = {
    (kind, translated): validator(kind, translated=translated) for kind in MODELS for translated in (False, True)
}


def problems(kind: Kind, text: str, *, translated: bool = False) -> list[str]:
    data = yaml.load(text, Core)  # noqa: S506
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATORS[kind, translated].iter_errors(data)]


def records() -> Iterator[type[Record]]:
    """Every record of the content, once."""
    seen: list[type[Record]] = []
    waiting = list(MODELS.values())
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.append(model)
            yield model
            waiting += [inner for key in keys(model) if (inner := record_of(model, key))]


def keys(model: type[Record]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


# What is committed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_schemas_are_fresh(language: str) -> None:
    for name, text in render_schemas(language).items():
        committed = (ROOT / "schemas" / language / name).read_text(encoding="utf-8")
        if name != NAMES_FILE:
            assert committed == text, "the models have changed: run `make schemas`"


def test_no_schema_is_left_over() -> None:
    for language in LANGUAGES:
        assert {path.name for path in (ROOT / "schemas" / language).iterdir()} == set(render_schemas(language))


def test_the_editor_knows_the_schemas() -> None:
    assert (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8") == render_settings("fr")
    assert (ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8") == render_extensions()
    for path in json.loads(render_settings("fr"))["yaml.schemas"]:
        assert (ROOT / path).is_file()


def test_schemas_are_schemas() -> None:
    for text in render_schemas("fr").values():
        Draft7Validator.check_schema(json.loads(text))


# What is said of each field


@pytest.mark.parametrize("model", list(records()), ids=lambda model: model.__name__)
def test_every_field_is_described(model: type[Record]) -> None:
    assert all(describe(model, key, "en").endswith(".") for key in (DOCUMENT, *keys(model)))
    assert list(descriptions("fr").records[model.__name__]) == [DOCUMENT, *keys(model)]


def test_nothing_else_is_described() -> None:
    assert set(descriptions("fr").records) == {model.__name__ for model in records()}
    assert not descriptions("en").records


def test_a_schema_speaks_its_language() -> None:
    properties = document_schema(Kind.GUIDE, "fr")["properties"]
    assert properties["open"]["properties"]["ask"]["description"] == "La question ouverte qui suit."
    assert document_schema(Kind.GUIDE, "en")["properties"]["stage"]["description"] == "Where the customer stands."


# What they accept


def documents() -> Iterator[Path]:
    starter = (ROOT / "builder" / "starter").glob("*/")
    for root in (ROOT, *starter):
        yield from chain((root / "talktracks").rglob("*.yml"), (root / "content").rglob("*.yml"))


@pytest.mark.parametrize("path", list(documents()), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_we_wrote_is_accepted(path: Path) -> None:
    start = next(folder for folder in path.parents if (folder / "mkdocs.yml").is_file())
    name = named(path.relative_to(start).as_posix())
    assert name
    text = path.read_text(encoding="utf-8").replace("$", "2026-01-01  # ")  # the dates that `init` fills in
    assert problems(name.kind, text, translated=bool(name.language)) == []


DRAFT = "title: Pas de projet\nstatus: draft\nfor: [daf]\n"
SIGNAL = "name: Salon\nmeans: a\ndoes_not_mean: b\nrespond_within: 3d\n"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.GUIDE, DRAFT),
        (Kind.GUIDE, DRAFT + "summary:\nstage:\nopen:\nreasoning: ~\ntags: [2026, no, true]\nreviewed:\n"),
        (Kind.GUIDE, "title: 2026\nstatus: retired\n"),
        (Kind.GUIDE, DRAFT + "review_days: 030\nreviewed: 2026-11-24\n"),
        (Kind.GUIDE, DRAFT + "open:\n  say:\n    any: 12:30\n    daf, dg: 3\n"),
        (Kind.GUIDE, DRAFT + "objections:\n  - see: prix#trop-cher\n"),
        (Kind.SIGNAL, SIGNAL + "say: true\nquotable: oui\n"),
        (Kind.DECK, "title: a\nslides:\n  - {number: 1, title: b, became: prix}\n"),
        (Kind.DECK, "title: a\nslides:\n  - {number: '2', title: b, became: [a, b]}\n"),
        (Kind.PERSONA, "name: a\nshort: b\ndecision: decides\n"),
        (Kind.ASSET, "title: a\nkind: link\nfile: a.pdf\n"),
        (Kind.LEXICON, "synonyms: [[prix, tarif]]\navoid:\n  - say: 3\n    except: [a]\n"),
    ],
)  # fmt: skip
def test_what_our_reader_accepts_is_accepted(kind: Kind, text: str) -> None:
    assert problems(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text", "where"),
    [
        (Kind.GUIDE, "title: a\nstatus: draft\n", "'for' is a required property"),
        (Kind.GUIDE, DRAFT.replace("draft", "approved"), "'next_step' is a required property"),
        (Kind.GUIDE, DRAFT.replace("draft", "approved") + "reasoning:\n  - id: a\n", "$.reasoning[0]: 'think' is"),
        (Kind.GUIDE, DRAFT.replace("draft", "approved") + "objections:\n  - id: a\n", "$.objections[0]: 'answer' is"),
        (Kind.GUIDE, DRAFT.replace("draft", "approved") + "shift: {from: a}\n", "$.shift: 'to' is a required property"),
        (Kind.GUIDE, DRAFT + "sumary: a\n", "'sumary' was unexpected"),
        (Kind.GUIDE, DRAFT + "stage: soon\n", "$.stage"),
        (Kind.GUIDE, DRAFT + "summary: [a]\n", "$.summary"),
        (Kind.GUIDE, DRAFT + "for: daf\n", "$.for"),
        (Kind.GUIDE, DRAFT + "review_days: bientôt\n", "$.review_days"),
        (Kind.GUIDE, DRAFT.replace("daf", "DAF"), "$.for[0]"),
        (Kind.GUIDE, DRAFT + "open: {say: {}}\n", "$.open.say"),
        (Kind.SIGNAL, SIGNAL.replace("3d", "trois jours") + "say: a\n", "$.respond_within"),
        (Kind.SIGNAL, SIGNAL, "'say' is a required property"),
        (Kind.PERSONA, "name: a\nshort: b\ndecision: guards\n", "'route' is a required property"),
        (Kind.ASSET, "title: a\nkind: link\n", "$:"),
        (Kind.DECK, "title: a\nslides:\n  - {number: 1, title: b, became: dropped}\n", "'because' is a required"),
        (Kind.EVIDENCE, "claim: a\nkind: field\nvalid_until: 2026-01-01\n", "'heard' is"),
    ],
)  # fmt: skip
def test_a_mistake_is_seen_while_typing(kind: Kind, text: str, where: str) -> None:
    assert any(where in problem for problem in problems(kind, text))


def test_a_translation_may_lack_what_it_inherits() -> None:
    assert problems(Kind.GUIDE, "title: No project\nstatus: approved\n", translated=True) == []
    assert problems(Kind.GUIDE, "titel: No project\n", translated=True) != []


# The names of a knowledge base


def test_names_are_offered_with_what_they_mean() -> None:
    found = json.loads(render_schemas("fr", review(ROOT).knowledge)[NAMES_FILE])["definitions"]
    offered, free = found["persona"]["anyOf"]
    assert "daf" in offered["enum"]
    assert dict(zip(offered["enum"], offered["enumDescriptions"], strict=True))["daf"].startswith("Directrice")
    assert free == {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
    lines: Mapping[str, Any] = found["lines"]["anyOf"][1]["properties"]
    assert next(iter(lines)) == "any"
    assert "daf" in lines
    assert "pas-de-projet#rien-ne-presse" in found["objection"]["anyOf"][0]["enum"]
    assert "persona:daf" in found["ref"]["anyOf"][0]["enum"]


def test_without_a_knowledge_base_names_are_free() -> None:
    definitions = json.loads(render_schemas("fr")[NAMES_FILE])["definitions"]
    assert "anyOf" not in definitions["persona"]

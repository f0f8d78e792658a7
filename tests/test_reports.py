"""What marketing asks: who has no answer, what is due, what to cross, how healthy it all is, and whose it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Load
from jsonschema import Draft202012Validator

from builder.cli.running import run
from builder.exports.codeowners import BEGIN, END, pattern, put_into, render_owners
from builder.exports.figures import SCHEMA_FILE, dump_report, render_report_schema
from builder.exports.tables import TABLES, dump_csv
from builder.findings import Finding, Severity
from builder.loading import Loaded
from builder.locales import known
from builder.models import Kind, Settings, Stage
from builder.readers import basis
from builder.reports.basis import Basis
from builder.reports.by_owner import by_owner
from builder.reports.coverage import State, coverage
from builder.reports.crossing import crossing
from builder.reports.freshness import When, freshness
from builder.reports.health import Measure, health
from builder.review import review
from builder.source import Location
from builder.support import Mark

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "golden" / "kb"
TODAY = date(2026, 11, 25)
"""A Wednesday, in week 48."""

DOCUMENTS: Mapping[str, str] = {
    "content/personas/daf.yml": "name: Directeur financier\nshort: DAF\ndecision: decides\n",
    "content/personas/dg.yml": "name: Dirigeant\nshort: DG\ndecision: decides\n",
    "content/personas/dsi.yml": (
        "name: Informatique\nshort: DSI\ndecision: influences\nroute: {to: daf, say: Qui suit le budget ?}\n"
    ),
    "content/signals/salon.yml": (
        "name: Salon\nmeans: Il passe.\ndoes_not_mean: Il achète.\nrespond_within: 3d\n"
        "say: {any: Bonjour., daf: DAF.}\n"
    ),
    "content/signals/formulaire.yml": (
        "name: Formulaire\nmeans: Il écrit.\ndoes_not_mean: Il achète.\nrespond_within: 4h\nsay: Bonjour.\n"
    ),
    "content/evidence/etude.yml": (
        "claim: Un stock dort.\nkind: study\nsource: {title: Étude, date: 2026-01-01}\nvalid_until: 2026-11-25\n"
        "owner: Inès\n"
    ),
    "content/evidence/terrain.yml": (
        "claim: On nous l'a dit.\nkind: field\nsource: {title: Notes, date: 2026-01-01}\nvalid_until: 2027-06-01\n"
        "heard: [{date: 2026-05-05, persona: daf, quote: Oui.}]\n"
    ),
    "content/evidence/vieille.yml": (
        "claim: C'était vrai.\nkind: study\nsource: {title: Vieille, date: 2020-01-01}\nvalid_until: 2026-11-20\n"
    ),
    "talktracks/prix.yml": """\
title: Le prix
stage: comparing
for: [daf, dg, dsi]
signals: [salon]
status: approved
owner: Claire
field_owner: Malik
reviewed: 2026-08-20
open: {say: {any: Bonjour., daf: Bonjour le DAF.}, ask: Combien ?}
reasoning:
- {id: croise, think: Les deux., ask: Quoi ?, evidence: [etude, terrain]}
- {id: mesure, think: Mesuré., ask: Quoi ?, evidence: [etude]}
- {id: perime, think: Plus rien., ask: Quoi ?, evidence: [vieille]}
messaging:
- {say: Entendu., evidence: [terrain]}
- {say: Sans preuve.}
objections:
- id: cher
  they_say: [C'est trop cher]
  answer: {daf: Cher ?, dsi: "Cher, vous ?"}
- id: plus-tard
  they_say: [Plus tard]
  for: [dsi, daf]
  answer: {any: Quand ?, daf: Quel jour ?}
""",
    "talktracks/ailleurs.yml": """\
title: Ailleurs
stage: no-project
for: [daf, dsi]
status: approved
owner: Romain
reviewed: 2026-11-20
review_days: 5
reasoning:
- {id: un, think: Nu., ask: Quoi ?}
objections:
- see: prix#cher
- id: rien
  they_say: ["=Rien"]
  dig: Pourquoi ?
""",
    "talktracks/seul.yml": """\
title: Pour un seul
stage: client
for: [dg]
status: approved
owner: Claire
reviewed: 2026-11-20
reasoning:
- {id: un, think: Solide., ask: Quoi ?, evidence: [etude, terrain]}
objections:
- see: prix#plus-tard
""",
    "talktracks/brouillon.yml": "title: Brouillon\nstage: deciding\nfor: [dg]\nstatus: draft\n",
}


@pytest.fixture
def found(load: Load) -> Basis:
    return based(load(DOCUMENTS))


def based(loaded: Loaded, **settings: Any) -> Basis:
    knowledge = loaded.knowledge
    return Basis(knowledge, knowledge, Settings().model_copy(update=settings), TODAY)


def cells(basis_: Basis, rows: str, ref: str) -> dict[str, str]:
    row = next(row for row in getattr(coverage(basis_), rows) if row.ref == ref)
    return {cell.persona: cell.state.value for cell in row.cells}


# ── coverage ──


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("prix#cher", {"daf": "own", "dg": "hole", "dsi": "own"}),
        ("prix#plus-tard", {"daf": "own", "dsi": "common"}),
        ("ailleurs#cher", {"daf": "own", "dsi": "own"}),
        ("ailleurs#rien", {"daf": "hole", "dsi": "hole"}),
        ("seul#plus-tard", {"dg": "hole"}),
    ],
)
def test_an_objection_has_an_answer_of_ones_own_or_the_common_one_or_none(
    ref: str, expected: dict[str, str], found: Basis
) -> None:
    assert cells(found, "objections", ref) == expected


def test_a_borrowed_objection_counts_where_it_is_shown(found: Basis) -> None:
    covered = coverage(found)
    assert [row.ref for row in covered.objections if row.borrowed] == ["ailleurs#cher", "seul#plus-tard"]
    assert covered.total == sum(len(row.cells) for row in covered.objections) == 10
    assert len(covered.answers) == 4


def test_answers_to_write_are_for_who_decides_first_then_what_most_guides_hear_then_the_earliest(found: Basis) -> None:
    first = [(answer.ref, answer.persona, answer.decides, answer.shown) for answer in coverage(found).answers]
    assert first == [
        ("prix#cher", "dg", True, 2),
        ("seul#plus-tard", "dg", True, 2),
        ("ailleurs#rien", "daf", True, 1),
        ("ailleurs#rien", "dsi", False, 1),
    ]


def test_an_answer_is_written_where_its_words_are(found: Basis) -> None:
    places = {(a.ref, a.persona): (a.path, a.line) for a in coverage(found).answers}
    lines = DOCUMENTS["talktracks/prix.yml"].splitlines()
    assert places["prix#cher", "dg"] == (
        "talktracks/prix.yml",
        lines.index('  answer: {daf: Cher ?, dsi: "Cher, vous ?"}') + 1,
    )
    assert places["seul#plus-tard", "dg"][0] == "talktracks/seul.yml", "whom the owner's guide is not for"


def test_an_answer_that_is_borrowed_is_written_once(load: Load) -> None:
    borrowing = DOCUMENTS["talktracks/ailleurs.yml"].replace("for: [daf, dsi]", "for: [dg, dsi]")
    covered = coverage(based(load({**DOCUMENTS, "talktracks/ailleurs.yml": borrowing})))
    both = [a for a in covered.answers if a.title == "C'est trop cher"]
    assert [(a.ref, a.persona) for a in both] == [("ailleurs#cher", "dg"), ("prix#cher", "dg")]
    assert len({(a.path, a.line) for a in both}) == 1
    assert [a.ref for a in covered.to_write if a.title == "C'est trop cher"] == ["ailleurs#cher"]


@pytest.mark.parametrize(
    ("rows", "ref", "expected"),
    [
        ("stages", "comparing", {"daf": "own", "dg": "common", "dsi": "common"}),
        ("stages", "client", {"daf": "hole", "dg": "own", "dsi": "hole"}),
        ("stages", "deciding", {"daf": "hole", "dg": "hole", "dsi": "hole"}),
        ("signals", "signal:salon", {"daf": "own", "dg": "common", "dsi": "common"}),
        ("signals", "signal:formulaire", {"daf": "hole", "dg": "hole", "dsi": "hole"}),
    ],
)
def test_stages_and_signals_have_a_guide_in_ones_own_words_or_a_common_one_or_none(
    rows: str, ref: str, expected: dict[str, str], found: Basis
) -> None:
    assert cells(found, rows, ref) == expected, "a draft counts for nothing"


def test_guides_to_write_come_with_a_command_that_works(found: Basis) -> None:
    guides = coverage(found).guides
    assert [guide.decides for guide in guides] == sorted((guide.decides for guide in guides), reverse=True)
    assert guides[0].ref == Stage.NO_PROJECT
    by_ref = {(guide.ref, guide.persona): guide.command for guide in guides}
    assert by_ref["deciding", "daf"] == "talktrack new guide deciding-daf --for daf --stage deciding"
    assert by_ref["signal:formulaire", "dg"].endswith("--for dg --signal formulaire")


def test_a_command_takes_no_id_that_is_taken(load: Load) -> None:
    taken = DOCUMENTS["talktracks/brouillon.yml"]
    commands = coverage(based(load({**DOCUMENTS, "talktracks/deciding-daf.yml": taken}))).commands
    assert commands["deciding", "daf"].startswith("talktrack new guide deciding-daf-2 ")


# ── freshness ──


def test_what_is_due_stands_in_its_week_with_whose_it_is(found: Basis) -> None:
    items = {item.ref: item for item in freshness(found).items}
    prix, ailleurs = items["prix"], items["ailleurs"]
    assert (prix.due, prix.days, prix.when, prix.week) == (date(2026, 11, 18), -7, When.LATE, "2026-W47")
    assert prix.owners == ("Claire", "Malik")
    assert (ailleurs.due, ailleurs.when) == (TODAY, When.THIS_WEEK), "the last day still holds"
    assert items["seul"].when is When.LATER
    assert [item.ref for item in freshness(found).items][:2] == ["prix", "evidence:vieille"]
    assert freshness(found).week == "2026-W48"


def test_evidence_belongs_to_its_owner_else_to_those_whose_guides_cite_it(found: Basis) -> None:
    items = {item.ref: item for item in freshness(found).items if item.kind is Kind.EVIDENCE}
    assert {ref: (item.owners, item.guides, item.when) for ref, item in items.items()} == {
        "evidence:etude": (("Inès",), 2, When.THIS_WEEK),
        "evidence:terrain": (("Claire",), 2, When.LATER),
        "evidence:vieille": (("Claire",), 1, When.LATE),
    }


@pytest.mark.parametrize(
    ("days", "when"),
    [
        (-1, When.LATE), (0, When.THIS_WEEK), (4, When.THIS_WEEK), (5, When.NEXT_WEEK), (11, When.NEXT_WEEK),
        (12, When.MONTH), (30, When.MONTH), (31, When.LATER),
    ],
)  # fmt: skip
def test_weeks_begin_on_monday(days: int, when: When, load: Load) -> None:
    reviewed = TODAY + timedelta(days=days - 90)
    guide = DOCUMENTS["talktracks/prix.yml"].replace("reviewed: 2026-08-20", f"reviewed: {reviewed}")
    items = freshness(based(load({**DOCUMENTS, "talktracks/prix.yml": guide}))).items
    assert [(item.days, item.when) for item in items if item.ref == "prix"] == [(days, when)]


def test_a_guide_that_nobody_has_reviewed_is_late(load: Load) -> None:
    guide = DOCUMENTS["talktracks/prix.yml"].replace("reviewed: 2026-08-20\n", "")
    first = freshness(based(load({**DOCUMENTS, "talktracks/prix.yml": guide}))).items[0]
    assert (first.ref, first.due, first.when, first.week) == ("prix", None, When.LATE, "")


def test_translations_have_a_date_of_their_own() -> None:
    judged = review(SMALL, fast=True)
    made = freshness(basis(judged.project, judged.knowledge, judged.findings, "fr"))
    assert [(i.language, i.due) for i in made.items if i.ref == "pas-de-projet"] != []
    assert {i.language for i in made.items if i.ref == "pas-de-projet"} == {"fr", "en"}


# ── knowledge to cross ──


def test_lines_whose_other_half_is_missing(found: Basis) -> None:
    made = crossing(found)
    assert [line.ref for line in made.never_heard] == ["prix#mesure"]
    assert [(line.ref, line.mark) for line in made.never_measured] == [("prix#message-1", Mark.FELT)]
    assert [line.ref for line in made.bare] == ["ailleurs#un", "prix#perime"], "a message needs no proof"
    assert (made.solid, made.steps) == (2, 5)


# ── health ──


def test_health_is_the_mean_of_shares_that_can_be_counted_again(found: Basis) -> None:
    made = health(found)
    assert {part.name: (part.done, part.all) for part in made.parts} == {
        Measure.ANSWERS: (6, 10),
        Measure.DECIDERS: (4, 10),
        Measure.REVIEWS: (2, 3),
        Measure.PROOFS: (2, 3),
        Measure.SOLID: (2, 5),
        Measure.SOUND: (3, 3),
    }
    assert made.score == 62, "100 × (0.6 + 0.4 + 2/3 + 2/3 + 0.4 + 1) / 6 = 62.2"


def test_an_empty_knowledge_base_has_no_score(load: Load) -> None:
    assert health(based(load({}))) == type(health(based(load({}))))(None, ())


def test_a_hundred_lacks_nothing(load: Load) -> None:
    whole = {path: text for path, text in DOCUMENTS.items() if "personas/daf" in path or "evidence/" in path}
    whole |= {
        f"talktracks/{stage}.yml": (
            f"title: T\nstage: {stage}\nfor: [daf]\nstatus: approved\nreviewed: 2026-11-20\n"
            "reasoning: [{id: un, think: T., ask: Q ?, evidence: [etude, terrain]}]\n"
        )
        for stage in Stage
    }
    sound = based(load(whole))
    assert health(sound).score == 100
    lacking = Finding("long-line", Location("talktracks/client.yml", 1, 1), Severity.WARNING)
    assert health(Basis(sound.base, sound.shown, sound.settings, TODAY, (lacking,))).score == 96


# ── findings by owner ──


def test_findings_are_theirs_who_answer_for_the_file(found: Basis) -> None:
    at = {
        "talktracks/prix.yml": Severity.WARNING, "content/evidence/etude.yml": Severity.ERROR,
        "content/evidence/vieille.yml": Severity.WARNING, "mkdocs.yml": Severity.ERROR,
    }  # fmt: skip
    findings = tuple(Finding("long-line", Location(path, 1, 1), severity) for path, severity in at.items())
    owned = by_owner(Basis(found.base, found.shown, found.settings, TODAY, findings))
    assert [(one.owner, one.errors, one.warnings) for one in owned] == [("Inès", 1, 0), ("Claire", 0, 2), ("", 1, 0)]


# ── files ──


@pytest.mark.parametrize("language", known())
@pytest.mark.parametrize("name", TABLES)
def test_tables_are_read_by_excel(name: str, language: str) -> None:
    judged = review(SMALL, fast=True)
    content = dump_csv(name, basis(judged.project, judged.knowledge, judged.findings, language))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";" if language == "fr" else ","))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_cell_is_never_a_formula(found: Basis) -> None:
    text = dump_csv("coverage", found).decode("utf-8-sig")
    assert ";'=Rien;" in text
    assert ";=Rien;" not in text


def test_the_table_of_coverage_has_the_figures_of_the_report(found: Basis) -> None:
    rows = list(csv.DictReader(io.StringIO(dump_csv("coverage", found).decode("utf-8-sig")), delimiter=";"))
    objections = [row for row in rows if row["sujet"] == "objection"]
    assert len(objections) == coverage(found).total
    holes = sorted((row for row in objections if row["état"] == "à écrire"), key=lambda row: int(row["à écrire en"]))
    assert [row["référence"] for row in holes] == [answer.ref for answer in coverage(found).answers]
    assert {row["commande"] for row in rows} - {""} == {guide.command for guide in coverage(found).guides}
    assert {row["titre"] for row in rows if row["sujet"] == "étape"} >= {"Sans projet", "Compare"}


@pytest.mark.parametrize("name", TABLES)
def test_json_is_as_its_schema_says(name: str) -> None:
    judged = review(SMALL, fast=True)
    data = json.loads(dump_report(name, basis(judged.project, judged.knowledge, judged.findings, "en")))
    schema = json.loads(render_report_schema())
    assert (data["version"], data["report"], data["language"], data["today"]) == (1, name, "en", "2026-11-24")
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert list(Draft202012Validator(schema).iter_errors({**data, "data": {"odd": 1}})) != []


def test_the_schema_in_the_repository_is_fresh() -> None:
    written = (ROOT / "schemas" / SCHEMA_FILE).read_text(encoding="utf-8")
    assert written == render_report_schema(), "make schemas"


# ── commands ──

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def talktrack(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.parametrize("language", known())
@pytest.mark.parametrize("name", TABLES)
def test_reports_are_read_at_a_terminal(name: str, language: str, talktrack: Call) -> None:
    code, out, err = talktrack("--project", str(SMALL), "report", name, "--lang", language)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 1
    assert "{" not in out


def test_a_report_in_a_file(tmp_path: Path, talktrack: Call) -> None:
    file = tmp_path / "tables" / "freshness.csv"
    code, out, _ = talktrack("--project", str(SMALL), "report", "freshness", "--format", "csv", "--output", str(file))
    assert (code, out) == (0, "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbftype;")


def test_an_unknown_report_names_those_that_there_are(talktrack: Call) -> None:
    code, _, err = talktrack("--project", str(SMALL), "report", "healt")
    assert code == 2
    assert "health" in err


def test_what_cannot_be_read_is_said(tmp_path: Path, talktrack: Call) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [talktrack]\n", encoding="utf-8")
    for path, text in {**DOCUMENTS, "talktracks/seul.yml": "title: [\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    code, out, err = talktrack("--project", str(tmp_path), "report", "coverage")
    assert code == 0
    assert "talktrack check" in err
    assert "3 réponses manquent" in out


def test_a_hole_is_filled_by_its_command(tmp_path: Path, talktrack: Call) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [talktrack]\n", encoding="utf-8")
    for path, text in DOCUMENTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    command = "new guide formulaire-dg --for dg --signal formulaire --stage exploring"
    assert talktrack("--project", str(tmp_path), *command.split())[0] == 0
    guide = review(tmp_path, fast=True).knowledge.guides["formulaire-dg"].record
    assert (guide.for_, guide.signals, guide.stage) == (("dg",), ("formulaire",), Stage.EXPLORING)
    code, _, err = talktrack("--project", str(tmp_path), "new", "guide", "autre", "--for", "dg", "--signal", "salo")
    assert code == 2
    assert "Did you mean salon" in err


# ── CODEOWNERS ──


def test_codeowners_names_who_answers_for_each_file(load: Load) -> None:
    people = {"Claire": "@claire", "Malik": "@malik", "Inès": "@acme/proofs"}
    made = render_owners(based(load(DOCUMENTS), people=people), "sales/")
    assert made.text.splitlines()[1:-1] == [
        "/sales/content/evidence/etude.yml @acme/proofs",
        "/sales/content/evidence/terrain.yml @claire",
        "/sales/content/evidence/vieille.yml @claire",
        "/sales/talktracks/prix.yml @claire @malik",
        "/sales/talktracks/seul.yml @claire",
    ]
    assert made.unknown == ("Romain",)


def test_patterns_mean_the_very_file() -> None:
    assert pattern("talktracks/à dire/a#b[1]*.yml") == r"/talktracks/à\ dire/a\#b\[1\]\*.yml"


def test_what_else_stands_in_codeowners_stays() -> None:
    before = f"* @all\n\n{BEGIN}\n/old @gone\n{END}\n/docs/ @docs\n"
    block = f"{BEGIN}\n/new @here\n{END}\n"
    assert put_into(before, block) == f"* @all\n\n{block}/docs/ @docs\n"
    assert put_into(put_into(before, block), block) == put_into(before, block)
    assert put_into("* @all", block) == f"* @all\n\n{block}"
    assert put_into("", block) == block


def test_owners_at_a_terminal(tmp_path: Path, talktrack: Call) -> None:
    code, out, err = talktrack("--project", str(SMALL), "owners")
    assert code == 0
    assert out.splitlines() == [BEGIN, END]
    assert "Claire Delmas: not in `people`" in err
    file = tmp_path / "CODEOWNERS"
    file.write_text("* @all\n", encoding="utf-8")
    assert talktrack("--project", str(SMALL), "owners", "-o", str(file))[0] == 0
    assert file.read_text(encoding="utf-8").startswith("* @all\n\n# talktrack owners: begin")


def test_states_have_words_in_every_language() -> None:
    from builder.locales.reports import reports  # noqa: PLC0415

    for language in known():
        assert set(reports(language).columns.states) == set(State)

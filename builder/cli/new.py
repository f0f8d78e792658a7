"""`talktrack new`: a new document at its place, commented, that passes `check` at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from builder.addresses import SECTIONS
from builder.cli.editors import write_schemas
from builder.cli.projects import known
from builder.cli.questions import QUESTIONS, Answers, Question, problem, put
from builder.cli.root import example, in_project, shown
from builder.cli.running import Refusal
from builder.exports.blank import render_new
from builder.exports.schema import schema_file
from builder.files import create
from builder.knowledge import Knowledge
from builder.locales.schema import DOCUMENT, describe
from builder.models import ANYONE, MODELS, Kind, Ref, Stage
from builder.settings import Project
from builder.sources import named
from builder.validation import suggestion

_NEXT = {
    Kind.GUIDE: "Fill it in while `talktrack serve` shows it; `talktrack check` says what it still lacks.",
    Kind.PERSONA: "Name it in the `for` of a guide: `talktrack new guide ID --for {id}`.",
    Kind.SIGNAL: "Name it in the `signals` of the guides that it leads to.",
    Kind.EVIDENCE: "Name it in the `evidence` of the lines that it proves.",
    Kind.ASSET: "Name it in the `assets` of the guides after which it is sent.",
    Kind.PATH: "Say in it what to `read` and to `rehearse` each day.",
}


_EXAMPLES = {
    Kind.PERSONA: 'talktrack new persona cfo --name "Chief financial officer" --short CFO --decision decides',
    Kind.SIGNAL: "talktrack new signal trade-show --respond-within 3d",
    Kind.EVIDENCE: "talktrack new evidence customer-study --kind study --valid-until 2027-12-31",
    Kind.ASSET: "talktrack new asset one-page --kind one-pager --url https://example.org/one-page.pdf",
    Kind.PATH: 'talktrack new path first-week --title "Your first week"',
}


class _InOrder(click.Group):
    """Commands in the order in which they are written here."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in that order."""
        return list(self.commands)


@click.group(
    cls=_InOrder,
    short_help="Write a new guide, persona, signal, evidence, asset or path.",
    epilog=example(
        'talktrack new persona cfo --name "Chief financial officer" --short CFO --decision decides',
        "talktrack new guide no-project --for cfo",
    ),
)
def command() -> None:
    """Write a new document at its place: commented, valid, ready to be filled in.

    On a terminal it asks for what you leave out. Then `talktrack serve` shows it, and `talktrack check` says what it
    still lacks.
    """


@command.command(
    "guide",
    short_help=describe(MODELS[Kind.GUIDE], DOCUMENT, "en"),
    epilog=example('talktrack new guide no-project --title "There is no project" --for cfo --for ceo'),
)
@click.argument("id_", metavar="ID")
@click.option("--title", help="What the rep calls this conversation. Default: made from the ID.")
@click.option(
    "--for",
    "personas",
    multiple=True,
    metavar="PERSONA",
    help="Whom it is for; may be repeated. Default: those who decide.",
)
@click.option("--stage", type=click.Choice([stage.value for stage in Stage]), help="Where the customer stands.")
@click.option("--signal", "signals", multiple=True, metavar="SIGNAL", help="What may start it; may be repeated.")
@in_project
def guide(
    root: Path, *, id_: str, title: str | None, personas: tuple[str, ...], stage: str | None, signals: tuple[str, ...]
) -> None:
    """Write talktracks/ID.yml, a draft: it shows in previews (`talktrack serve`) and nowhere else.

    When it is complete, `status: approved` publishes it.
    """
    project, knowledge = known(root)
    path = _place(root, knowledge, Kind.GUIDE, id_)
    audience = list(personas) or _who_decides(knowledge)
    for persona in audience:
        _require_known(knowledge, Kind.PERSONA, persona, "--for")
    for signal in signals:
        _require_known(knowledge, Kind.SIGNAL, signal, "--signal")
    answers: Answers = {"title": title or id_.replace("-", " ").capitalize(), "for": audience, "status": "draft"}
    answers |= {"stage": str(stage)} if stage else {}
    answers |= {"signals": list(signals)} if signals else {}
    wrong = problem(Kind.GUIDE, answers, Question("--title", ("title",)), "en")
    if wrong:
        raise click.UsageError(f"--title: {wrong}")
    _write(path, project, Kind.GUIDE, answers)


def _command_for(kind: Kind) -> click.Command:
    @click.argument("id_", metavar="ID")
    @in_project
    def write(root: Path, *, id_: str, **given: str | None) -> None:
        project, knowledge = known(root)
        path = _place(root, knowledge, kind, id_)
        answers = _answers(kind, given, knowledge)
        _require_file(root, answers)
        _write(path, project, kind, answers)

    what = describe(MODELS[kind], DOCUMENT, "en")
    write.__doc__ = f"{what}\n\nWrites content/{SECTIONS[kind]}/ID.yml. On a terminal it asks for what you leave out."
    for question in reversed(QUESTIONS[kind]):
        choices = click.Choice(question.choices) if question.choices else None
        write = click.option(question.option, question.argument, type=choices, help=question.explained(kind))(write)
    return command.command(str(kind), short_help=what, epilog=example(_EXAMPLES[kind]))(write)


for _kind in QUESTIONS:
    _command_for(_kind)


def _answers(kind: Kind, given: dict[str, str | None], knowledge: Knowledge) -> Answers:
    """What was given and, on a terminal, what is asked for; a usage error names what is missing or wrong."""
    answers: Answers = {}
    missing: list[str] = []
    for question in QUESTIONS[kind]:
        answer = given[question.argument]
        if answer is not None:
            put(answers, question, answer)
            wrong = _wrong(kind, answers, question, knowledge)
            if wrong:
                raise click.UsageError(f"{question.option}: {wrong}")
        elif question.when(answers):
            missing.append(question.option)
            if sys.stdin.isatty():
                _ask(kind, answers, question, knowledge)
    if missing and not sys.stdin.isatty():
        raise click.UsageError(f"Missing options: {', '.join(missing)}.")
    return answers


def _ask(kind: Kind, answers: Answers, question: Question, knowledge: Knowledge) -> None:
    """Ask until the answer will do."""
    click.echo(question.explained(kind))
    choices = click.Choice(question.choices) if question.choices else None
    while True:
        put(
            answers,
            question,
            click.prompt(f"  {question.argument.replace('_', ' ')}", type=choices, prompt_suffix=": "),
        )
        wrong = _wrong(kind, answers, question, knowledge)
        if not wrong:
            return
        click.echo(f"  {wrong}", err=True)


def _wrong(kind: Kind, answers: Answers, question: Question, knowledge: Knowledge) -> str:
    """What is wrong with an answer, its sentence; nothing if all is well."""
    if question.names is None:
        return problem(kind, answers, question, "en")
    written: Any = answers
    for step in question.route:
        written = written[step]
    return _unknown(knowledge, question.names, written)


def _unknown(knowledge: Knowledge, kind: Kind, name: str) -> str:
    if knowledge.exists(Ref(kind, name)):
        return ""
    names = tuple(knowledge.documents.get(kind, {}))
    near = suggestion(name, names)
    if not names:
        return f"there is no {kind} yet. Write the first: `talktrack new {kind} ID`."
    return f"there is no {kind} {name!r}. " + (f"Did you mean {near}?" if near else f"There are: {', '.join(names)}.")


def _require_known(knowledge: Knowledge, kind: Kind, name: str, option: str) -> None:
    wrong = _unknown(knowledge, kind, name)
    if wrong:
        raise click.UsageError(f"{option}: {wrong}")


def _require_file(root: Path, answers: Answers) -> None:
    name = answers.get("file")
    if name and not (root / "content" / "files" / name).is_file():
        raise click.UsageError(f"--file: content/files/{name} is not there. Put the file there first.")


def _who_decides(knowledge: Knowledge) -> list[str]:
    """The personas that decide, all of them where none does; a usage error where there is none at all."""
    personas = list(knowledge.personas)
    if not personas:
        raise click.UsageError("there is no persona yet to write for. Write the first: `talktrack new persona ID`.")
    return [persona for persona in personas if knowledge.decides(persona)] or personas


def _place(root: Path, knowledge: Knowledge, kind: Kind, id_: str) -> Path:
    """Where the document will lie; a usage error where the id won't do or is taken."""
    folder = "talktracks" if kind is Kind.GUIDE else f"content/{SECTIONS[kind]}"
    path = f"{folder}/{id_}.yml"
    name = named(path)
    if name is None or name.id != id_ or (kind, id_) == (Kind.PERSONA, ANYONE):
        raise click.UsageError(
            f"{id_!r} can't be an id: lower-case letters, digits and hyphens, beginning with a letter, as no-project."
        )
    taken = knowledge.find(Ref(kind, id_))
    if taken or knowledge.exists(Ref(kind, id_)) or (root / path).exists():
        raise Refusal(f"{taken.path if taken else path} is there already. Nothing was written: choose another id.")
    return root / path


def _write(path: Path, project: Project, kind: Kind, answers: Answers) -> None:
    """Write the document, let editors know of it, and say what comes next."""
    schemas = project.root / "schemas" / project.language
    way = "../" * len(path.relative_to(project.root).parts[:-1])
    text = render_new(kind, answers, project.language, f"{way}schemas/{project.language}/{schema_file(kind)}")
    create(path, text.encode())
    _, now = known(project.root)
    write_schemas(schemas, project.language, now)
    click.echo(f"Wrote {shown(path)}\n{_NEXT[kind].format(id=path.stem)}")

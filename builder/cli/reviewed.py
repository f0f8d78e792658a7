"""`talktrack reviewed`: guides that their owners have read again and still stand by."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from builder.cli.projects import known
from builder.cli.root import did_you_mean, example, in_project
from builder.cli.running import Refusal
from builder.documents import Document
from builder.editing import EditError, set_field
from builder.files import write_atomically
from builder.knowledge import Knowledge
from builder.models import Guide, Kind, Record, Ref
from builder.settings import Project
from builder.sources import named, read_files

_AFTER = ("reviewed", "field_owner", "owner", "status", "title")
"""The date is written below the first of these lines that is there."""


@click.command(
    short_help="Say that guides have been read again and are still true.",
    epilog=example("talktrack reviewed prix pas-de-projet", "talktrack reviewed prix --on 2026-11-20"),
)
@click.argument("guides", nargs=-1, required=True, metavar="GUIDE...")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Which day. Default: today.")
@click.option(
    "--lang", metavar="LANGUAGE", help="In the translations to this language. Default: the guides themselves."
)
@in_project
def command(root: Path, *, guides: tuple[str, ...], day: datetime | None, lang: str | None) -> None:
    """Write the day of the review into each GUIDE: one line of its file, and nothing else.

    A GUIDE is its id or its file. All files are changed, or none.
    """
    project, knowledge = known(root)
    when = _day(day.date() if day else project.today, project)
    language = "" if lang == project.language else lang or ""
    paths = [_path(root, knowledge, guide, language) for guide in dict.fromkeys(guides)]
    edited = {path: _edited(root / path, path, when) for path in paths}
    for path, (before, after) in edited.items():
        if after != before:
            write_atomically(root / path, after)
        click.echo(f"{path}: reviewed {when.isoformat()}{'' if after != before else ' (as it was)'}")


def _day(when: date, project: Project) -> date:
    if when > project.today:
        raise Refusal(f"{when} is still to come: a review is dated on the day when it was done, or before.")
    return when


def _path(root: Path, knowledge: Knowledge, guide: str, language: str) -> str:
    """The file of a guide, or of its translation."""
    name = named(Path(guide).name and f"talktracks/{Path(guide).name}") if guide.endswith((".yml", ".yaml")) else None
    wanted = name.id if name else guide
    document: Document[Guide] | Document[Record] | None = knowledge.guides.get(wanted)
    if document is None and Ref(Kind.GUIDE, wanted) in knowledge.broken:
        raise Refusal(f"the guide {wanted!r} can't be read: `talktrack check` says what to mend first.")
    if document is None:
        raise Refusal(f"no guide {wanted!r} here.{did_you_mean(wanted, knowledge.guides)}")
    if not (language or (name and name.language)):
        return document.path
    return _translation(root, wanted, language or (name.language if name else ""))


def _translation(root: Path, guide: str, language: str) -> str:
    """The file of a translation: it may say less than its guide, and is found by its name."""
    for path in read_files(root).documents:
        found = named(path)
        if found and found.kind is Kind.GUIDE and (found.id, found.language) == (guide, language):
            return path
    raise Refusal(f"the guide {guide!r} has no translation to {language!r}.")


def _edited(file: Path, path: str, when: date) -> tuple[bytes, bytes]:
    """The bytes of a file as they are and as they will be."""
    before = file.read_bytes()
    try:
        text = before.decode("utf-8")
        return before, set_field(text, "reviewed", when.isoformat(), after=_AFTER[1:]).encode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} is not UTF-8: `talktrack check` says more. Nothing was changed.") from error
    except EditError as error:
        raise Refusal(f"{path}: {error}. Nothing was changed.") from error

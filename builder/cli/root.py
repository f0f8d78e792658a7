"""`talktrack` itself: its commands, each a module that is loaded when it is called, and where the project is."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.cli.running import Exit
from builder.files import CONFIG

COMMANDS = (
    *("init", "new", "check", "explain", "serve", "build", "search"),
    *("diff", "reviewed", "sheet", "report", "export", "import", "owners", "schema"),
)
"""In the order in which one needs them."""

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def example(*lines: str) -> str:
    """What a command's help ends with: lines to type."""
    return "\n".join(("\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)))


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, as a question; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    return "".join(f" Did you mean {meant!r}?" for meant in get_close_matches(written, list(known), n=1))


class Commands(click.Group):
    """Commands by module; a reader who has seen enough (`| head`) ends them quietly."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"builder.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed; for a typo, the one that was probably meant."""
        if args[0] not in COMMANDS and (meant := did_you_mean(args[0], COMMANDS)) and not ctx.resilient_parsing:
            ctx.fail(f"No such command {args[0]!r}.{meant}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and hand its output over."""
        try:
            result = super().invoke(ctx)
            if sys.stdout:  # closed by `>&-`
                sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(Exit.PIPE_CLOSED)
        return result


@click.group(
    cls=Commands,
    epilog=example("talktrack init demo", "talktrack --project demo serve"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--project",
    type=_FOLDER,
    metavar="DIR",
    help=f"The knowledge base's folder. Default: the nearest one, from here upwards, that holds {CONFIG}.",
)
@click.version_option(__version__, message="talktrack %(version)s")
@click.pass_context
def root(ctx: click.Context, project: Path | None) -> None:
    """Talk tracks in YAML become a checked, searchable site of conversation guides."""
    ctx.obj = project
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def in_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the project's folder; `--project` is understood behind the command's name too."""

    @click.option("--project", type=_FOLDER, hidden=True)
    @click.pass_context
    @functools.wraps(command)
    def with_project(ctx: click.Context, /, *args: Any, project: Path | None, **options: Any) -> Any:
        return command(project or ctx.find_object(Path) or _nearest(Path.cwd()), *args, **options)

    return with_project


def _nearest(start: Path) -> Path:
    """The nearest folder at or above `start` that holds a mkdocs.yml, `start` where none does."""
    return next((folder for folder in (start, *start.parents) if (folder / CONFIG).is_file()), start)


def shown(path: Path) -> str:
    """A path as the user would type it: from where they stand, if it lies below."""
    whole = path.absolute()
    return click.format_filename(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole)

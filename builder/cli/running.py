"""From the terminal and back: whatever happens ends in a sentence and an exit code, never in a traceback."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from typing import NoReturn

import click

ISSUES = "https://github.com/talktrack/talktrack/issues"
DEBUG = "TALKTRACK_DEBUG"


class Exit(IntEnum):
    """What a command says to the shell."""

    CLEAN = 0
    ERRORS = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class Refusal(click.ClickException):
    """Something that the user can put right: a sentence, and what to type instead."""

    exit_code = Exit.USAGE


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `talktrack` and leave with its exit code."""
    gc.set_threshold(200_000, 20, 20)  # what we make stays: looking for garbage every 700 objects finds none
    _never_fail_on_a_letter()
    code = run(arguments)
    gc.freeze()  # or Python walks the whole knowledge base once more on its way out: 0.4 s at 1,000 guides
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run `talktrack`; its exit code."""
    from builder.cli.root import root  # noqa: PLC0415  commands import this module

    try:
        return int(root.main(arguments, prog_name="talktrack", standalone_mode=False) or Exit.CLEAN)
    except click.Abort:
        click.echo("Stopped.", err=True)
        return Exit.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return Exit(error.exit_code)
    except OSError as error:
        return _complain(f"{error.strerror or error}: {error.filename}" if error.filename else str(error), Exit.USAGE)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _complain(apology(f"{type(error).__name__}: {error}"), Exit.INTERNAL)


def apology(problem: str) -> str:
    """What to say when the mistake is ours."""
    return f"talktrack itself has failed ({problem}). Please report it at {ISSUES} ({DEBUG}=1 shows the details)."


def _complain(sentence: str, code: Exit) -> Exit:
    click.echo(f"Error: {sentence}", err=True)
    return code


def _never_fail_on_a_letter() -> None:
    """Letters that a terminal doesn't know become question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")

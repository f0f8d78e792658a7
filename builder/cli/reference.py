"""docs/commands.md, written from the commands themselves: `python -m builder.cli.reference > docs/commands.md`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from builder.cli.root import root

_WIDTH = 100
_HEAD = """\
# Commands

Written by `python -m builder.cli.reference` from the commands themselves; a test holds it fresh.

| leaves with | when |
|---|---|
| 0 | all is well, or there are only warnings |
| 1 | there are errors (`check --strict`: or warnings); the site could not be built |
| 2 | a command or an option was not understood, a file can't be written, or there is no knowledge base here |
| 3 | talktrack itself has failed: please report it; `TALKTRACK_DEBUG=1` shows the details |

Colours show only on a terminal, and never with `NO_COLOR=1`.

## Completion in the shell

| shell | add to | this line |
|---|---|---|
| bash | `~/.bashrc` | `eval "$(_TALKTRACK_COMPLETE=bash_source talktrack)"` |
| zsh | `~/.zshrc` | `eval "$(_TALKTRACK_COMPLETE=zsh_source talktrack)"` |
| fish | `~/.config/fish/completions/talktrack.fish` | `_TALKTRACK_COMPLETE=fish_source talktrack \\| source` |
"""


def render_reference() -> str:
    """The help of every command, in the order in which one needs them."""
    sections = (f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in helps(root, "talktrack"))
    return _HEAD + "".join(sections)


def helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """A command's full name and its help, then those of the commands below it."""
    context = click.Context(
        command, parent, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH, **command.context_settings
    )
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found:
                yield from helps(found, below, context)


if __name__ == "__main__":
    click.echo(render_reference(), nl=False)

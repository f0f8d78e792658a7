"""`talktrack serve`: the site while it is written."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import click

from builder.cli.projects import require
from builder.cli.root import example, in_project
from builder.cli.running import Refusal

_LAST_PORT = 65535


def _host_and_port(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
        raise click.BadParameter(f"{value!r} is no host and port such as 127.0.0.1:8000.")
    return host, int(port)


@click.command(short_help="Show the site while you write.", epilog=example("talktrack serve --address 127.0.0.1:8001"))
@click.option(
    "--address",
    callback=_host_and_port,
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help="Where to serve it.",
)
@in_project
def command(root: Path, *, address: tuple[str, int]) -> None:
    """Show the site, drafts included, and again after every saved file.

    While a file is broken, the last good pages stay, with what is wrong laid over them. Ctrl-C ends it. When all is
    well, `talktrack check` says so too, and `talktrack build` writes the site.
    """
    from builder.website import building  # noqa: PLC0415  MkDocs takes a second that `check` doesn't need

    require(root)
    host, port = address
    _require_free(host, port)
    _tell_what_mkdocs_says()
    try:
        building.serve(root, f"{host}:{port}")
    except click.ClickException as error:  # MkDocs' own are that too
        raise Refusal(error.message) from error


def _require_free(host: str, port: int) -> None:
    """Refusal where nothing can be served, before a build that would take seconds."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            other = port + 1 if port < _LAST_PORT else port - 1
            why = f"{host}:{port} can't be used ({error.strerror or error})"
            raise Refusal(f"{why}. Try `talktrack serve --address {host}:{other}`.") from error


def _tell_what_mkdocs_says() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)

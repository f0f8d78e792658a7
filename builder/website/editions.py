"""What a build shows: the project as it is, or in a preview the last good version with findings over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.exceptions import PluginError

from builder import pipeline
from builder.addresses import TAKEN
from builder.findings import Finding
from builder.knowledge import Knowledge
from builder.loading import NoProject
from builder.pipeline import Site
from builder.review import Review, review
from builder.website.wording import render_findings, stops


@dataclass(frozen=True)
class Edition:
    """A site with the review that it was made from, and what lies over its pages."""

    review: Review | None = None
    """The newest review; in a preview it may be worse than the one that the site was made from."""
    site: Site | None = None
    """The pages; None in a preview that has never been good."""
    source: Review | None = None
    """What the pages were made from."""
    problems: tuple[Finding, ...] = ()
    """Findings that keep the newest version from being shown: they lie over the pages."""
    crash: str = ""
    """What went wrong with the preview itself."""


class Stopped(PluginError):
    """Findings of the first four groups: there is no site to build."""

    def __init__(self, found: Review, problems: tuple[Finding, ...]) -> None:
        super().__init__(render_findings(problems, found.project.language))
        self.review = found


@dataclass(frozen=True)
class Place:
    """Where a project lies, and where its site and its sources will be read."""

    folder: Path
    edit: str = ""
    """What a source's path is added to for its edit link."""
    root: str = "/"
    """The path that the site is served at."""
    url: str = ""
    """The address that the site is published at, with a slash at its end; empty where nobody has said."""
    hides: Callable[[str], bool] = lambda _: False
    """Whether a hand-written page, by its path without extension, is not published."""


def publish(place: Place) -> Edition:
    """The project as it is; Stopped where its findings forbid a site, PluginError where there is no project."""
    try:
        found = review(place.folder)
    except NoProject as error:
        raise PluginError(str(error)) from error
    edition = _edition(found, place)
    if edition.problems:
        raise Stopped(found, edition.problems)
    return edition


def preview(place: Place, last: Edition) -> Edition:
    """The project as it is, drafts included, or else the last good version with what is wrong. Never raises."""
    try:
        edition = _edition(review(place.folder, preview=True), place)
    except Exception as error:  # a preview that raises makes MkDocs hang on every request
        return replace(last, problems=(), crash=_said(error))
    if edition.problems:
        return replace(last, review=edition.review, problems=edition.problems, crash="")
    return edition


def _edition(found: Review, place: Place) -> Edition:
    _refuse_taken(found)
    problems = tuple(finding for finding in found.findings if stops(finding))
    shown = replace(found, knowledge=_without_hidden(found.knowledge, place))
    site = None if problems else pipeline.site(shown, edit=place.edit, root=place.root, url=place.url)
    return Edition(found, site, found, problems)


def _without_hidden(knowledge: Knowledge, place: Place) -> Knowledge:
    kept = {name: sections for name, sections in knowledge.written.items() if not place.hides(name)}
    return replace(knowledge, written=kept)


def _refuse_taken(found: Review) -> None:
    """PluginError where a hand-written page would stand at an address of ours."""
    taken = {*TAKEN, "404", *found.project.languages[1:]}
    for page in found.knowledge.pages:
        name = page.partition("/")[0].partition(".")[0]
        if name in taken:
            raise PluginError(f"content/pages/{page}.md: /{name}/ is an address of ours. Give this page another name.")


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, (PluginError, NoProject)) else f"{type(error).__name__}: {error}"

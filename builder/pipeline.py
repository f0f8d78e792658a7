"""From a review to the finished site: every page's HTML, and the files beside them. Nothing is written here.

The frame around a page (head, header, footer) is the website's; what it needs stands in `Site.shell`. Styles and
scripts count on `.tt.bar` with `button.who` (one `<b data-who="ID">` a persona, `data-who=""` for everyone),
`form#_who` with radios named `persona` (value "" for everyone) and `.tt.foot nav`. `Shell.early` is inlined in <head>
before the stylesheets, `Shell.scripts` are loaded as modules. Paths are relative to the site's root.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from builder.locales.script import script
from builder.locales.site import site as words
from builder.rendering import Blocks, Voices, render
from builder.review import Review
from builder.site_files import SiteFiles, named_files, site_files
from builder.views.places import Places
from builder.views.published import moved, published
from builder.views.reader import Reader
from builder.views.shell import PersonaChoice, ShellLink, persona_choices, shell_links
from builder.views.site_pages import PageView, not_found, pages

__all__ = ["PersonaChoice", "Shell", "ShellLink", "Site", "SitePage", "TocEntry", "site"]


@dataclass(frozen=True)
class TocEntry:
    """A section of a page."""

    title: str
    anchor: str
    level: int = 2


@dataclass(frozen=True)
class SitePage:
    """A page: what stands inside <main>, and what the frame around it says of it."""

    path: str
    """Its directory URL from the site's root: "" for home, "guides/pas-de-projet/", "en/…"; "404.html" is a file."""
    title: str
    html: str
    language: str
    """The language of the interface."""
    kind: str
    """home, guide, persona, persona-list, …, lexicon, 404, redirect."""
    toc: tuple[TocEntry, ...] = ()
    source: str = ""
    """The YAML file to edit; empty for lists."""
    description: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """By language: the path of the same page, where that language has it."""
    indexed: bool = True
    head: str = ""
    """HTML that belongs in <head>: how a redirect gets where it leads."""


@dataclass(frozen=True)
class Shell:
    """What the frame around every page needs in one language."""

    name: str
    language: str
    language_name: str
    """The language's own name: Français."""
    home: str
    links: tuple[ShellLink, ...]
    personas: tuple[PersonaChoice, ...]
    strings: Mapping[str, str]
    """Words of header and footer: see `frame` in builder/locales/*/site.yml."""
    css: tuple[str, ...]
    scripts: tuple[str, ...]
    early: str
    """A script to inline in <head>: persona and colours before the first paint."""
    font: str
    """The font file, to preload."""
    script_strings: str
    """The scripts' words as JSON (our pages name it themselves in data-strings)."""


@dataclass(frozen=True)
class Site:
    """The pages, the files beside them by path, and by language what the frame needs."""

    pages: tuple[SitePage, ...]
    files: Mapping[str, bytes]
    shell: Mapping[str, Shell]


def site(review: Review, *, edit: str = "", root: str = "/") -> Site:
    """The whole site of a review.

    `edit` is the address that a source path is added to for an edit link (none without it); `root` the path that the
    site is served at, which only the 404 page needs.
    """
    readers = readers_of(review, edit)
    base = readers[review.project.language]
    files = site_files(readers, base.personas)
    voices = Voices({language: reader.strings for language, reader in readers.items()}, base.places, {})
    made = [_page(reader, view, voices, files) for reader in readers.values() for view in pages(reader)]
    made.append(_page(base, not_found(base), voices, files, root))
    shell = {language: _shell(review, reader, files) for language, reader in readers.items()}
    return Site(
        tuple(_with_alternates(made, base.places)),
        {**files.files, **named_files(review.project.root, base.knowledge)},
        shell,
    )


def readers_of(review: Review, edit: str = "") -> dict[str, Reader]:
    """A reader for each language of the site."""
    project = review.project
    shown = published(review.knowledge, project.settings)
    places = Places(shown, project.languages, moved(review.knowledge, project.settings))
    return {
        language: Reader(shown.in_language(language), words(language), places, project.settings, project.today, edit)
        for language in project.languages
    }


class _Around(NamedTuple):
    """What the outermost element of every page says."""

    kind: str
    personas: tuple[str, ...]
    today: str
    strings: str


def _page(reader: Reader, view: PageView, voices: Voices, files: SiteFiles, root: str | None = None) -> SitePage:
    pen = Blocks(voices, script(reader.language), reader.language, view.path, root)
    pinned = reader.settings.today.isoformat() if reader.settings.today else ""
    around = _Around(view.kind, view.personas, pinned, files.strings[reader.language])
    html = render(view.template, pen, frame=around, **view.context)
    head = render("redirect", pen, target=pen.href(view.target)) if view.target else ""
    toc = tuple(TocEntry(section.title, section.anchor) for section in view.toc)
    return SitePage(
        view.path, view.title, html, reader.language, view.kind, toc, view.source, view.description,
        indexed=view.kind not in {"redirect", "404"}, head=head,
    )  # fmt: skip


def _with_alternates(made: Iterable[SitePage], places: Places) -> Iterator[SitePage]:
    """The pages, each knowing where other languages have it."""
    by_name: dict[str, dict[str, str]] = {}
    known = [(page.path.removeprefix(places.start(page.language)), page) for page in made]
    for name, page in known:
        by_name.setdefault(name, {})[page.language] = page.path
    return (replace(page, alternates=by_name[name]) for name, page in known)


def _shell(review: Review, reader: Reader, files: SiteFiles) -> Shell:
    return Shell(
        name=review.project.name,
        language=reader.language,
        language_name=reader.strings.language_name,
        home=reader.start,
        links=shell_links(reader),
        personas=persona_choices(reader),
        strings=reader.strings.frame.model_dump(),
        css=(files.css,),
        scripts=(files.script,),
        early=files.early,
        font=files.font,
        script_strings=files.strings[reader.language],
    )

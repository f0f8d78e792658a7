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

from builder.exports.knowledge_json import KNOWLEDGE_FILE, dump_knowledge
from builder.exports.manifest import render_manifest
from builder.exports.opensearch import render_opensearch
from builder.locales.script import script
from builder.readers import basis_of, by_language
from builder.rendering import Blocks, Voices, render
from builder.reports.basis import Basis
from builder.review import Review
from builder.site_files import SiteFiles, named_files, report_files, site_files
from builder.views.marketing import REPORTS, marketing_pages
from builder.views.places import Places
from builder.views.reader import Reader
from builder.views.shell import PersonaChoice, ShellLink, has_marketing, persona_choices, search_page, shell_links
from builder.views.site_pages import PageView, not_found, pages

__all__ = ["PersonaChoice", "Shell", "ShellLink", "Site", "SitePage", "TocEntry", "site"]

_STYLED = {"call": ("call",), "sheet": ("call",), **dict.fromkeys(REPORTS, ("marketing",))}
_SCRIPTED = {"call": ("call",), "sheet": ("sheet",), **dict.fromkeys(REPORTS, ("marketing",))}
"""What pages of a kind need besides what every page has."""
_OPENSEARCH = "search.xml"
_MANIFEST = "app.webmanifest"
_UNLISTED = {"redirect", "404", "search", "call", "sheet", *REPORTS}
"""Kinds of pages that no search engine should list."""


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
    preview: str = ""
    """The first line to say: what a pasted link shows below its title."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """By language: the path of the same page, where that language has it."""
    indexed: bool = True
    head: str = ""
    """HTML that belongs in <head>: how a redirect gets where it leads."""
    css: tuple[str, ...] = ()
    """Stylesheets that it needs besides those of every page."""
    scripts: tuple[str, ...] = ()
    """Modules likewise."""


@dataclass(frozen=True)
class Shell:
    """What the frame around every page needs in one language."""

    name: str
    language: str
    language_name: str
    """The language's own name: Français."""
    home: str
    search: str
    """The path of the search's page."""
    manifest: str
    """The file that says to phones how to install the site."""
    opensearch: str
    """The file that says to browsers how to search here; empty where the site does not know its address."""
    links: tuple[ShellLink, ...]
    personas: tuple[PersonaChoice, ...]
    strings: Mapping[str, str]
    """Words of header and footer: see `frame` in builder/locales/*/site.yml."""
    css: tuple[str, ...]
    font_face: str
    """The rule of the font, to inline in <head>: it names its file from the site's root."""
    first_screen: str
    """Of the stylesheet what a guide's first screen needs, to inline likewise."""
    scripts: tuple[str, ...]
    at_once: tuple[str, ...]
    """All modules that those import before they run."""
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


def site(review: Review, *, edit: str = "", root: str = "/", url: str = "") -> Site:
    """The whole site of a review.

    `edit` is the address that a source path is added to for an edit link (none without it); `root` the path that the
    site is served at, which only the 404 page needs; `url` the address that it is published at, which browsers need to
    add its search to their own.
    """
    readers = readers_of(review, edit)
    base = readers[review.project.language]
    files = site_files(readers, review.project.settings)
    voices = Voices({language: reader.strings for language, reader in readers.items()}, base.places, {})
    asked = {name: basis_of(reader, review.findings) for name, reader in readers.items() if has_marketing(reader)}
    made = [_page(reader, view, voices, files) for reader in readers.values() for view in _views(reader, asked)]
    made.append(_page(base, not_found(base), voices, files, root))
    named = {f"{r.start}{_MANIFEST}": _manifest(review, r) for r in readers.values()}
    described = {f"{r.start}{_OPENSEARCH}": _opensearch(review, r, url) for r in readers.values() if url}
    shell = {language: _shell(review, reader, files, bool(url)) for language, reader in readers.items()}
    return Site(
        tuple(_with_alternates(made, base.places)),
        {
            **files.files,
            **named,
            **report_files(readers, asked),
            **_published(review, readers),
            **described,
            **named_files(review.project.root, base.knowledge),
        },
        shell,
    )


def readers_of(review: Review, edit: str = "") -> dict[str, Reader]:
    """A reader for each language of the site."""
    return by_language(review.project, review.knowledge, edit)


def _views(reader: Reader, asked: Mapping[str, Basis]) -> Iterator[PageView]:
    """The pages of a language; those for marketing where they are asked for."""
    yield from pages(reader)
    if reader.language in asked:
        yield from marketing_pages(reader, asked[reader.language])


class _Around(NamedTuple):
    """What the outermost element of every page says."""

    kind: str
    personas: tuple[str, ...]
    today: str
    strings: str
    search: str
    """The path of the search's page."""


def _page(reader: Reader, view: PageView, voices: Voices, files: SiteFiles, root: str | None = None) -> SitePage:
    pen = Blocks(voices, script(reader.language), reader.language, view.path, root)
    pinned = reader.settings.today.isoformat() if reader.settings.today else ""
    around = _Around(view.kind, view.personas, pinned, files.strings[reader.language], search_page(reader))
    html = render(view.template, pen, frame=around, **view.context)
    head = render("redirect", pen, target=pen.href(view.target)) if view.target else ""
    toc = tuple(TocEntry(section.title, section.anchor) for section in view.toc)
    return SitePage(
        view.path, view.title, html, reader.language, view.kind, toc, view.source, view.description, view.preview,
        indexed=view.kind not in _UNLISTED, head=head,
        css=tuple(files.css[name] for name in _STYLED.get(view.kind, ())),
        scripts=tuple(f"{files.scripts}/{name}.js" for name in _SCRIPTED.get(view.kind, ())),
    )  # fmt: skip


def _with_alternates(made: Iterable[SitePage], places: Places) -> Iterator[SitePage]:
    """The pages, each knowing where other languages have it."""
    by_name: dict[str, dict[str, str]] = {}
    known = [(page.path.removeprefix(places.start(page.language)), page) for page in made]
    for name, page in known:
        by_name.setdefault(name, {})[page.language] = page.path
    return (replace(page, alternates=by_name[name]) for name, page in known)


def _opensearch(review: Review, reader: Reader, url: str) -> bytes:
    name = review.project.name
    description = reader.strings.search.description.format(name=name)
    return render_opensearch(name, description, url + search_page(reader), reader.language).encode()


def _published(review: Review, readers: Mapping[str, Reader]) -> dict[str, bytes]:
    """/knowledge.json, and one in the folder of each other language, where the settings ask for it."""
    asked = readers.values() if review.project.settings.publish_json else ()
    return {f"{reader.start}{KNOWLEDGE_FILE}": dump_knowledge(reader, review.project.name) for reader in asked}


def _manifest(review: Review, reader: Reader) -> bytes:
    root = "../" * reader.start.count("/") or "./"
    return render_manifest(review.project.name, reader.strings.home.title, reader.language, root).encode()


def _shell(review: Review, reader: Reader, files: SiteFiles, described: bool) -> Shell:
    return Shell(
        name=review.project.name,
        language=reader.language,
        language_name=reader.strings.language_name,
        home=reader.start,
        search=search_page(reader),
        manifest=f"{reader.start}{_MANIFEST}",
        opensearch=f"{reader.start}{_OPENSEARCH}" if described else "",
        links=shell_links(reader),
        personas=persona_choices(reader),
        strings=reader.strings.frame.model_dump(),
        css=(files.css["talktrack"],),
        font_face=files.font_face,
        first_screen=files.first_screen,
        scripts=(f"{files.scripts}/talktrack.js",),
        at_once=files.at_once,
        early=files.early,
        font=files.font,
        script_strings=files.strings[reader.language],
    )

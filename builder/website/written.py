"""Hand-written pages (content/pages/): Markdown, translations beside, and what comes out is clean HTML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import nh3
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from builder.website.links import RefLinks
from builder.website.pages import OurPage

_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start", "type"},
    "details": {"open"},
    "input": {"checked", "disabled"},
    "*": {"id", "class", "lang", "dir"},
}
_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | {"input"},
    attributes=_ATTRIBUTES,
    attribute_filter=lambda tag, name, value: None if tag == "img" and name == "src" and _elsewhere(value) else value,
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


class WrittenPage(OurPage):
    """A page from content/pages/."""

    def __init__(self, file: File, config: MkDocsConfig, language: str, alternates: dict[str, str]) -> None:
        self.language, self.alternates = language, alternates
        self.source = f"content/pages/{file.src_uri}"
        super().__init__(None, file, config)
        alternates[language] = self.url

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """MkDocs' own rendering, with refs as links; nothing that scripts or calls elsewhere is left."""
        config.markdown_extensions.append(RefLinks(self.file.src_uri, self.language, files))
        try:
            super().render(config, files)
        finally:
            config.markdown_extensions.pop()
        self.content = clean(self.content or "")


def clean(html: str) -> str:
    """HTML without scripts, handlers, styles, frames, and without pictures from other hosts."""
    return _CLEANER.clean(html)


def _elsewhere(address: str) -> bool:
    return address.lstrip().startswith("//") or ":" in address.partition("/")[0]


def adopt_pages(files: Files, config: MkDocsConfig, languages: Sequence[str]) -> None:
    """Make the hand-written pages ours: page.en.md becomes /en/page/."""
    alternates: dict[str, dict[str, str]] = {}
    for file in files.documentation_pages():
        language, path = _place(file, languages)
        files.remove(file)
        placed = _at(file, path if language == languages[0] else f"{language}/{path}")
        WrittenPage(placed, config, language, alternates.setdefault(path, {}))
        files.append(placed)


def _place(file: File, languages: Sequence[str]) -> tuple[str, str]:
    """A page's language, and its path in the site without the language's folder."""
    stem, _, suffix = PurePosixPath(file.name).name.rpartition(".")
    if stem and suffix in languages[1:]:
        folder = str(PurePosixPath(file.src_uri).parent)
        path = "" if folder == "." else f"{folder}/"
        return suffix, path if stem == "index" else f"{path}{stem}/"
    return languages[0], file.dest_uri.removesuffix("index.html")


def _at(file: File, path: str) -> File:
    target = path if path.endswith(".html") else f"{path}index.html"
    return File(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, dest_uri=target)

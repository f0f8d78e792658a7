"""Links of hand-written pages: a ref leads to the page of its document, in the reader's language where there is one."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown, extensions, treeprocessors  # type: ignore[import-untyped]
from mkdocs.structure.files import Files

from builder.addresses import address
from builder.models import Kind, Ref, parse_ref
from builder.website.pages import source_uri

log = logging.getLogger("mkdocs.plugins.talktrack")
_BEFORE_RELPATH = 2
"""MkDocs turns links to source files into URLs at 0, the very end."""


class RefLinks(extensions.Extension):  # type: ignore[misc]
    """Python-Markdown extension: refs become links to the files that MkDocs knows."""

    def __init__(self, source: str, language: str, files: Files) -> None:
        super().__init__()
        self.source, self.language, self.files = source, language, files

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Register with Python-Markdown."""
        md.treeprocessors.register(_Links(md, self), "talktrack_refs", _BEFORE_RELPATH)

    def resolve(self, written: str) -> str:
        """The link to a source file that a ref stands for; what is no ref stays as it is."""
        ref = parse_ref(written)
        if ref is None:
            return written
        for uri, anchor in self._candidates(ref):
            if self.files.get_file_from_path(uri) is not None:
                return posixpath.relpath(uri, posixpath.dirname(self.source) or ".") + (f"#{anchor}" if anchor else "")
        if "." not in ref.id:
            log.warning("Page '%s' contains the ref '%s', but there is no page for it.", self.source, written)
        return written

    def _candidates(self, ref: Ref) -> Iterator[tuple[str, str]]:
        """Source files that may be meant, the reader's language first."""
        if ref.kind is Kind.GUIDE and ref.id.endswith(".md"):
            ref = Ref(
                Kind.PAGE, posixpath.normpath(posixpath.join(posixpath.dirname(self.source), ref.id))[:-3], ref.anchor
            )
        if ref.kind is Kind.PAGE:
            yield f"{ref.id}.{self.language}.md", ref.anchor
            yield f"{ref.id}.md", ref.anchor
        for start in (f"{self.language}/", ""):
            target = address(ref, start)
            yield source_uri(target.path), target.anchor


class _Links(treeprocessors.Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, refs: RefLinks) -> None:
        super().__init__(md)
        self.refs = refs

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            link.set("href", self.refs.resolve(link.get("href", "")))

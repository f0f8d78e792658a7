"""A page that stands alone, gathered from a project: its readers, the site's stylesheet and font."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from builder.exports.sheet import Sheet, render_sheet
from builder.knowledge import Knowledge
from builder.models import Audience
from builder.readers import by_language
from builder.rendering import Voices
from builder.scripts import ASSETS
from builder.settings import Project

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def sheet(
    project: Project, knowledge: Knowledge, guides: Iterable[str], language: str, audience: Audience | None = None
) -> Sheet:
    """These guides, drafts too, for readers of a language; those that its audience may not see are left out."""
    changes = {"preview": True, "audience": audience or project.settings.audience}
    shown = replace(project, settings=project.settings.model_copy(update=changes))
    readers = by_language(shown, knowledge)
    reader = readers[language]
    voices = Voices({name: found.strings for name, found in readers.items()}, reader.places, {})
    found = tuple(reader.knowledge.guides[i] for i in dict.fromkeys(guides) if i in reader.knowledge.guides)
    styles = _COMMENT.sub("", (ASSETS / "talktrack.css").read_text(encoding="utf-8"))
    return Sheet(reader, voices, found, styles, (ASSETS / "font.woff2").read_bytes())


__all__ = ["Sheet", "render_sheet", "sheet"]

"""The readers of a site: the published knowledge base as each language sees it."""

from __future__ import annotations

from collections.abc import Iterable

from builder.findings import Finding
from builder.knowledge import Knowledge
from builder.locales.site import site as words
from builder.models import Audience
from builder.reports.basis import Basis
from builder.settings import Project
from builder.views.places import Places
from builder.views.published import moved, published
from builder.views.reader import Reader


def by_language(project: Project, knowledge: Knowledge, edit: str = "") -> dict[str, Reader]:
    """A reader for each language of the site; `edit` is what a source's path is added to for its edit link."""
    shown = published(knowledge, project.settings)
    places = Places(shown, project.languages, moved(knowledge, project.settings))
    return {
        language: Reader(shown.in_language(language), words(language), places, project.settings, project.today, edit)
        for language in project.languages
    }


def basis(project: Project, knowledge: Knowledge, findings: Iterable[Finding], language: str) -> Basis:
    """What reports in this language are made from: all that is approved, whoever the site is for."""
    shown = published(knowledge, project.settings.model_copy(update={"audience": Audience.INTERNAL}))
    return Basis(shown, shown.in_language(language), project.settings, project.today, tuple(findings))


def basis_of(reader: Reader, findings: Iterable[Finding]) -> Basis:
    """The same for a reader of an internal site, who shares what is looked up already."""
    return Basis(reader.places.published, reader.knowledge, reader.settings, reader.today, tuple(findings))

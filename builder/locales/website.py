"""Words of the frame around the pages, and of the preview that lays findings over them."""

from __future__ import annotations

from functools import lru_cache

from builder.locales import Strings, read


class Website(Strings):
    """What the theme says."""

    skip: str
    """The first link of a page: past the header."""
    search: str
    """The search box, closed: what to type into it."""
    menu: str
    """Name of the header's navigation."""
    foot: str
    """Name of the footer's navigation."""
    languages: str
    """Name of the language switch."""
    edit: str
    """Link to the page's source, for editing."""
    behind: str
    """Findings are shown: what stands behind them."""
    nothing_behind: str
    """Findings are shown: there has been no good version yet."""
    close: str
    """Name of the button that closes the findings."""
    error: str
    """Severity of a finding."""
    warning: str
    """Severity of a finding."""
    excerpt: str
    """Name of the lines around a finding."""
    open_at: str
    """Button that opens the file in an editor, with {line}."""
    errors: tuple[str, str]
    """How many errors: one, and several with {count}."""
    warnings: tuple[str, str]
    """How many warnings: one, and several with {count}."""
    both: str
    """Errors and warnings: {errors} and {warnings}."""
    more: str
    """Findings that are not shown: {count} of them."""
    crashed: str
    """The preview itself has failed: {problem}."""

    def counted(self, errors: int, warnings: int) -> str:
        """How many findings there are, in words."""
        parts = (_number(self.errors, errors), _number(self.warnings, warnings))
        return self.both.format(errors=parts[0], warnings=parts[1]) if all(parts) else "".join(parts)


def _number(forms: tuple[str, str], count: int) -> str:
    return forms[count > 1].format(count=count) if count else ""


@lru_cache(maxsize=16)
def website(language: str) -> Website:
    """The frame's words in a language."""
    return read(Website, "website", language)

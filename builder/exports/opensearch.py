"""OpenSearch descriptions: how a browser adds the site's search to its own."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

_LONGEST_NAME = 16
"""Of a short name, by OpenSearch 1.1."""


def render_opensearch(name: str, description: str, page: str, language: str) -> str:
    """The description of a search whose page, at this absolute address, takes the words as `q`."""
    template = f"{quote(page, safe=':/%')}?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(short_name(name))}</ShortName>\n"
        f"<Description>{escape(description)}</Description>\n"
        f'<Url type="text/html" template="{escape(template, {chr(34): "&quot;"})}"/>\n'
        f"<Language>{escape(language)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "</OpenSearchDescription>\n"
    )


def short_name(name: str) -> str:
    """A name in 16 characters, cut between words where it has any."""
    if len(name) <= _LONGEST_NAME:
        return name
    whole = name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]
    return whole.rstrip(" ,;:.-–—|")

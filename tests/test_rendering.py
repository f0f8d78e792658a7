"""Texts become HTML in one place: what it lets through, how it sets words, and sentences on lines of their own."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.models import Lines, Record, parts, texts
from builder.pipeline import site
from builder.rendering.inline import inline, paragraphs, sentence_lines
from builder.review import review
from builder.text import plain, sentences
from builder.typography import JOINER, NO_BREAK, typeset

_TAG = re.compile(r"<[^>]*>")
_ALLOWED = re.compile(
    r'</?(?:em|strong|code|p|a)>|</span>|</i>|<span class="blank">|<i class="pause">'
    r'|<a href="[^"<>]*"(?: rel="noopener")?>'
)
_PIECES = ("Oui.", "*Non !*", "**Un mot", "et deux.** Trois", "[nom] ?", "|| ", "`a.b` c.", "etc.", "M. Li")
NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '" onclick="alert(1)',
    "[ici](javascript:alert(1))",
    "[ici](JaVaScRiPt:alert(1))",
    "[ici](data:text/html,<script>)",
    '[ici](https://example.org/"onmouseover="alert(1))',
    "[ici](//example.org)",
    "**gras <b>** et `code <i>` et [prénom<u>]",
    "&lt;script&gt; & co",
)


def known(address: str) -> str | None:
    return "../preuve/#x" if address == "evidence:preuve" else None


class Seen(HTMLParser):
    """What a browser sees in HTML: words, and elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))


def bare(html: str) -> str:
    """The words of HTML, without its marks and joiners."""
    return "".join(Seen(html).words).replace(JOINER, "").replace(NO_BREAK, " ")


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("render", [inline, sentence_lines, paragraphs])
def test_only_known_marks_get_through(text: str, render: object) -> None:
    html = str(render(text, "fr", known))  # type: ignore[operator]
    assert not [tag for tag in _TAG.findall(html) if not _ALLOWED.fullmatch(tag)]
    assert not re.search(r'href="(?:javascript|data|//)', html, re.IGNORECASE)


@given(st.text(alphabet="ab .!?*_`[]()|<>&\"':/#-«»\u00a0", max_size=60))
def test_no_text_breaks_out(text: str) -> None:
    for html in (inline(text, "fr", known), sentence_lines(text, "fr", known)):
        assert not [tag for tag in _TAG.findall(str(html)) if not _ALLOWED.fullmatch(tag)]


@given(st.lists(st.sampled_from(_PIECES)))
def test_lines_are_the_sentences_of_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    lines = [bare(line) for line in str(sentence_lines(text, "en", known)).removeprefix("<p>").split("<p>")]
    said = [line.strip().replace("’", "'") for line in lines if line.strip()]
    assert "".join("".join(said).split()) == "".join(plain(text).split())
    assert len(said) == max(1, len(sentences(text))) or not plain(text)


def test_marks_stay_whole_across_sentences() -> None:
    html = sentence_lines("Il *dort. Il coûte* cher.", "fr", known)
    assert html == "<p>Il <em>dort.</em></p><p><em>Il coûte</em> cher.</p>"


def test_refs_lead_to_pages_and_other_links_say_nothing_of_where_they_come_from() -> None:
    assert inline("[là](evidence:preuve)", "fr", known) == '<a href="../preuve/#x">là</a>'
    assert inline("[là](evidence:autre)", "fr", known) == "là"
    assert inline("[là](https://a.example/?b=1&c=2)", "fr", known) == (
        '<a href="https://a.example/?b=1&amp;c=2" rel="noopener">là</a>'
    )
    assert inline("[là](https://a.example/)", "fr", None) == "là"


def test_blanks_and_pauses_show() -> None:
    html = sentence_lines("Bonjour [prénom]. || Et vous ?", "fr", known)
    assert '<span class="blank">[prénom]</span>' in html
    assert '<i class="pause"></i>' in html


def test_an_email_keeps_its_paragraphs() -> None:
    assert paragraphs("Bonjour.\n\nUne question. Deux.", "fr", known) == "<p>Bonjour.</p><p>Une question. Deux.</p>"


@pytest.mark.parametrize(
    ("written", "french"),
    [
        ("Quoi ?", "Quoi\u00a0?"),
        ("Quoi?", "Quoi\u00a0?"),
        ("« mot »", "«\u00a0mot\u00a0»"),
        ("«mot»", "«\u00a0mot\u00a0»"),
        ("12 000 €", "12\u00a0000\u00a0€"),
        ("12\u202f000 %", "12\u00a0000\u00a0%"),
        ("à 12:30", "à 12:30"),
        ("Qu'est-ce", "Qu’est-\u2060ce"),
        ("2024 - 2026", "2024 - 2026"),
    ],
)
def test_french_is_set_as_french(written: str, french: str) -> None:
    assert typeset(written, "fr") == french


def test_english_keeps_its_own_spaces() -> None:
    assert typeset("What? It's 50% off-hand", "en") == "What? It’s 50% off-\u2060hand"


_NAMES = {"owner", "field_owner", "term", "aliases", "use", "avoid", "except_", "say", "title", "short"}
_EVIL = "a <script>alert(1)</script> \" onclick='x' [y](javascript:z)"


def test_texts_that_got_past_validation_are_still_escaped_on_every_page() -> None:
    found = review(Path(__file__).parent / "golden" / "kb")
    for document in (*found.knowledge.all(), *found.knowledge.translations["en"].values()):
        turn_evil(document.record)
    pages = site(found, edit='https://example.org/"onclick="x/').pages
    assert sum(page.html.count("&lt;script&gt;") for page in pages) > 100
    for page in pages:
        elements = Seen(page.html).elements
        own = ("type", "application/json")
        assert not [tag for tag, names in elements if tag in {"script", "img", "iframe"} and own not in names], (
            page.path
        )
        assert not [name for _, names in elements for name, _ in names if name.startswith("on")], page.path
        links = [link or "" for _, names in elements for name, link in names if name == "href"]
        assert not [link for link in links if "script:" in link]


def turn_evil(record: Record) -> None:
    """Every text and name of a record becomes the same nasty one, past the models' checks."""
    written = {text for _, text in texts(record)}
    for _, part in parts(record):
        for name, value in part.__dict__.items():
            if isinstance(value, Lines):
                part.__dict__[name] = Lines(dict.fromkeys(value.by_key, _EVIL))
            elif isinstance(value, str) and (value in written or name in _NAMES):
                part.__dict__[name] = _EVIL
            elif (
                value
                and isinstance(value, tuple)
                and isinstance(value[0], str)
                and (name in _NAMES or set(value) <= written)
            ):
                part.__dict__[name] = tuple(_EVIL for _ in value)

"""Draft guides from notes with headings, or from a table of objections.

In Markdown `#` begins a guide and `##` is what a customer says against it; list items below it are other ways to say
it, paragraphs the answer. In a table a row is an objection; the names of its columns say what is in them.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.editing import Spoken, Written, dump_document
from builder.imports.texts import Unreadable, name_for, safe
from builder.models import RESERVED
from builder.text import fold, plain

MAX_BYTES = 1_000_000
_TITLE, _SUMMARY, _SAYINGS = 60, 25, 8
"""What a guide holds at most: characters of its title, words of its summary, ways to say an objection."""
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+(.*)")
_FENCE = re.compile(r"```|~~~")
_COLUMNS = {
    "guide": ("guide", "titre", "title", "sujet", "topic"),
    "they_say": ("they_say", "they say", "objection", "ce que dit le client", "what the customer says", "question"),
    "meaning": ("meaning", "derriere", "sens"),
    "dig": ("dig", "creuser", "question a poser"),
    "answer": ("answer", "reponse", "replique", "line"),
    "check": ("check", "rendre la parole", "verification"),
}
_OR = re.compile(r"\s+/\s+|\n")


@dataclass
class _Objection:
    they_say: list[str]
    texts: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class _Draft:
    title: str
    about: list[str] = field(default_factory=list)
    objections: list[_Objection] = field(default_factory=list)


def drafts_of_markdown(raw: bytes, name: str, personas: Iterable[str]) -> dict[str, str]:
    """Draft guides by id; Unreadable where no heading begins one. `name` is the title where only `##` are there."""
    drafts: list[_Draft] = []
    fenced = False
    for block in _blocks(_decoded(raw)):
        fenced ^= bool(_FENCE.match(block))
        if not fenced and not _FENCE.match(block):
            _add(drafts, block, name)
    if not drafts:
        raise Unreadable("it has no heading: `# Title` begins a guide, `## What they say` an objection")
    return _written(drafts, personas)


def _blocks(text: str) -> Iterator[str]:
    """Headings, items and paragraphs, each on one line."""
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        bare = line.strip().removeprefix(">").strip()
        alone = bool(_HEADING.match(bare) or _ITEM.match(bare) or _FENCE.match(bare))
        if paragraph and (alone or not bare):
            yield " ".join(paragraph)
            paragraph = []
        if alone:
            paragraph = [bare]
            if not _ITEM.match(bare):
                yield bare
                paragraph = []
        elif bare:
            paragraph.append(bare)


def _add(drafts: list[_Draft], block: str, name: str) -> None:
    if heading := _HEADING.match(block):
        title = _plain(heading[2])
        if len(heading[1]) == 1:
            drafts.append(_Draft(title))
        elif title:
            if not drafts:
                drafts.append(_Draft(name))
            drafts[-1].objections.append(_Objection([title]))
    elif drafts and drafts[-1].objections:
        objection, item = drafts[-1].objections[-1], _ITEM.match(block)
        if item:
            objection.they_say.append(_plain(item[1]))
        else:
            objection.texts.setdefault("answer", []).append(_plain(block))
    elif drafts:
        drafts[-1].about.append(_plain(block))


def drafts_of_csv(raw: bytes, name: str, personas: Iterable[str]) -> dict[str, str]:
    """Draft guides by id, one where no column names guides; Unreadable without a column of objections."""
    text = _decoded(raw)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise Unreadable("it is no table: a quotation mark is not closed, or a line is broken") from error
    columns = _columns(rows[0] if rows else [])
    if "they_say" not in columns:
        raise Unreadable("it has no column named `objection` (others are guide, meaning, dig, answer and check)")
    drafts: dict[str, _Draft] = {}
    for row in rows[1:]:
        cells = {key: row[at].strip().lstrip("'") if at < len(row) else "" for key, at in columns.items()}
        if cells["they_say"]:
            title = _plain(cells.get("guide", "")) or name
            texts = {key: [_plain(cells[key])] for key in ("meaning", "dig", "answer", "check") if cells.get(key)}
            said = [_plain(said) for said in _OR.split(cells["they_say"])]
            drafts.setdefault(title, _Draft(title)).objections.append(_Objection(said, texts))
    if not drafts:
        raise Unreadable("it has no row with an objection")
    return _written(drafts.values(), personas)


def _delimiter(text: str) -> str:
    head = text.splitlines()[0] if text.strip() else ""
    return max(";,\t", key=head.count)


def _columns(head: list[str]) -> dict[str, int]:
    """Places of the columns by what is in them."""
    names = [fold(name.strip()) for name in head]
    known = {key: next((names.index(name) for name in said if name in names), None) for key, said in _COLUMNS.items()}
    return {key: at for key, at in known.items() if at is not None}


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Unreadable("it is larger than 1 MB: take it apart")
    if b"\0" in raw:
        raise Unreadable("it is no text file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _plain(text: str) -> str:
    return safe(plain(text))


def _written(drafts: Iterable[_Draft], personas: Iterable[str]) -> dict[str, str]:
    """The documents by id."""
    taken: set[str] = set()
    whom = list(personas)
    return {name_for(draft.title, taken, "guide"): dump_document(_guide(draft, whom)) for draft in drafts}


def _guide(draft: _Draft, personas: list[str]) -> Mapping[str, Written]:
    about = [text for text in draft.about if text]
    summary = about.pop(0) if about and len(about[0].split()) <= _SUMMARY else None
    names = set(RESERVED)
    objections = [_objection(one, names) for one in draft.objections if any(one.they_say)]
    title = textwrap.shorten(draft.title, _TITLE, placeholder=" …") or "…"
    return {
        "title": title if len(title) > 1 else draft.title[: _TITLE - 1] or "?",
        **({"summary": summary} if summary else {}),
        "for": personas,
        "status": "draft",
        **({"messaging": [{"say": Spoken(text)} for text in about]} if about else {}),
        **({"objections": objections} if objections else {}),
    }


def _objection(one: _Objection, names: set[str]) -> Mapping[str, Written]:
    said = [text for text in dict.fromkeys(one.they_say) if text]
    told: dict[str, Written] = {"id": name_for(said[0], names, "objection"), "they_say": said[:_SAYINGS]}
    for key in ("meaning", "dig", "answer", "check"):
        text = " ".join(filter(None, one.texts.get(key, ())))
        if text:
            told[key] = text if key == "meaning" else Spoken(text)
    return told

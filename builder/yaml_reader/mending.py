"""Ways to mend the line at which reading stopped: guesses, each to be tried before anyone is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.yaml_reader.entries import Entry, columns, entries, in_quotes, indent, is_head
from builder.yaml_reader.mistakes import Mistake, mistake

_GLUED_KEY = re.compile(r"(?P<head>\s*(?:- +)*[a-z_][\w-]*:)(?![ \t]|$|//)[\u00a0\u202f]*(?P<words>.*)")
_GLUED_DASH = re.compile(r"(?P<head>\s*(?:- +)*-)(?![ \t-]|$)[\u00a0\u202f]*(?P<words>.*)")
_NO_COLON = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[a-z_][\w-]*)(?P<words> +.*)?$")
_KEY = re.compile(r"[ -]*(?P<key>[a-z_][\w-]*):(?: |$)")
_HARD_MARGIN = re.compile(r"^[ \t]*[\u00a0\u2007\u202f][ \t\u00a0\u2007\u202f]*")
_IDS = re.compile(r"[\[{][\w-]+(?: [\w-]+){0,2}(?:, *[\w-]+(?: [\w-]+){0,2})*,?")
_LOOK_BACK = 200
_LEVELS = 4


class Edit(NamedTuple):
    """What to write in a file: these lines instead of those from `first` to `last` (from 0)."""

    first: int
    last: int
    lines: tuple[str, ...]


class Mend(NamedTuple):
    """A guess: lines that replace as many from `first` on, and what the finding says if it turns out right."""

    mistake: Mistake
    line: int
    column: int
    """Where the finding stands, from 0."""
    first: int
    lines: tuple[str, ...]
    reach: int
    """The last line of the mistake: a mend is right if reading then comes further than that."""
    written: str
    instead: str
    certain: bool = True
    """Whether nothing but a text was put in quotes, so that what the file says is beyond doubt."""
    edit: Edit | None = None
    """How the file is mended; None where that is for a person to judge."""


def mends(lines: Sequence[str], at: int) -> Iterator[Mend]:
    """Guesses at what is wrong with line `at` or just before it, the likeliest first."""
    yield from _margins(lines, at)
    for entry in entries(lines, at):
        yield from _in_words(lines, entry, at)
    for number in (at, _before(lines, at)):
        yield from _glued(lines, number, at)
        yield from _no_colon(lines, number, at)
    yield from _unclosed(lines, at)
    if indent(lines[at]):
        yield from _misaligned(lines, at)
    yield from _misaligned_above(lines, at)
    yield from _misaligned(lines, at)


def _before(lines: Sequence[str], at: int) -> int:
    return next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)


def _margins(lines: Sequence[str], at: int) -> Iterator[Mend]:
    """Tabs or hard spaces before a line: all such lines of the file at once, or this one at a level open above it."""
    line = lines[at]
    hard = _HARD_MARGIN.match(line)
    margin = hard.group() if hard else line[: len(line) - len(line.lstrip(" \t"))]
    if not hard and "\t" not in margin:
        return
    mended = tuple(_soft_margin(each) for each in lines)
    found = Mistake("syntax", "hard-space" if hard else "tab", "")
    edit = Edit(0, len(lines) - 1, mended) if hard else None
    instead = mended[at].rstrip()
    yield Mend(found, at, len(margin), 0, mended, at, line.strip(), instead, certain=False, edit=edit)
    for level in _open_levels(lines, at, text=False)[:_LEVELS]:
        aligned = " " * level + line[len(margin) :]
        yield Mend(found, at, len(margin), at, (aligned,), at, line.strip(), aligned.rstrip(), certain=False)


def _soft_margin(line: str) -> str:
    margin = re.match(r"[ \t\u00a0\u2007\u202f]*", line)
    spaces = margin.group() if margin else ""
    return re.sub(r"[\u00a0\u2007\u202f]", " ", spaces.replace("\t", "  ")) + line[len(spaces) :]


def _in_words(lines: Sequence[str], entry: Entry, at: int) -> Iterator[Mend]:
    """Words that YAML doesn't read as a text: in quotes, on the entry's first line, the others left empty."""
    found = mistake(entry.words)
    if found is None or (found.variant == "unclosed" and found.character in "[{"):
        return
    mended = (entry.quoted(found.text), *[""] * (entry.last - entry.first))
    instead = entry.mended(found.text)
    edit = _edit(entry, instead)
    if found.code == "lost-text" and re.search(r"\S #\s", entry.words):
        mended = tuple(re.sub(r"(?<=\S) #(?=\s)", "  #", line, count=1) for line in _region(lines, entry))
        instead = "\n".join(_trimmed(mended))
        edit = None
    written = "\n".join(_trimmed(_region(lines, entry)))
    reach = max(at, entry.last)
    yield Mend(found, entry.first, len(entry.head), entry.first, mended, reach, written, instead, edit=edit)


def _edit(entry: Entry, instead: str) -> Edit | None:
    """An entry with other words, at its place; None where a comment stands among the words."""
    if entry.comment and entry.last > entry.first:
        return None
    margin = " " * indent(entry.head)
    return Edit(entry.first, entry.last, tuple(margin + line for line in instead.split("\n")))


def _region(lines: Sequence[str], entry: Entry) -> Sequence[str]:
    return lines[entry.first : entry.last + 1]


def _trimmed(lines: Sequence[str]) -> list[str]:
    margin = min((indent(line) for line in lines if line.strip()), default=0)
    return [line[margin:].rstrip() for line in lines]


def _glued(lines: Sequence[str], number: int, at: int) -> Iterator[Mend]:
    """A key or a dash that touches its words."""
    line = lines[number]
    for pattern, variant in ((_GLUED_KEY, "colon-space"), (_GLUED_DASH, "dash-space")):
        glued = pattern.fullmatch(line)
        if glued:
            found = mistake(glued["words"].strip()) if not is_head(glued["words"]) else None
            words = in_quotes(found.text) if found else glued["words"]
            mended = f"{glued['head']} {words}"
            column = glued.start("words") if variant == "colon-space" else glued.end("head") - 1
            named = Mistake("syntax", variant, glued["words"])
            edit = Edit(number, number, (mended,))
            written = line.strip()
            yield Mend(named, number, column, number, (mended,), at, written, mended.strip(), certain=False, edit=edit)


def _no_colon(lines: Sequence[str], number: int, at: int) -> Iterator[Mend]:
    """A key without its colon: it stands alone before what it holds, or it looks like no word of a sentence."""
    found = _NO_COLON.match(lines[number])
    if not found:
        return
    key, words = found["key"], (found["words"] or "").strip()
    looks_like_key = "_" in key or words[:1].isupper() or key in _keys(lines) or _opens_keys(lines, number, words)
    if not looks_like_key:
        return
    mended = f"{found['head']}{key}: {words}".rstrip()
    named = Mistake("syntax", "no-colon", words)
    column = len(found["head"])
    yield Mend(named, number, column, number, (mended,), at, lines[number].strip(), mended.strip(), certain=False)


def _opens_keys(lines: Sequence[str], number: int, words: str) -> bool:
    """Whether a line stands alone before what it holds, or is the first in its place with a key right below it."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    if not words and (indent(below) > indent(lines[number]) or below.lstrip().startswith("- ")):
        return True
    first = _before(lines, number) == number or lines[_before(lines, number)].rstrip().endswith(":")
    return first and is_head(below) and indent(below) == indent(lines[number])


def _keys(lines: Sequence[str]) -> set[str]:
    return {found["key"] for line in lines if (found := _KEY.match(line))}


def _unclosed(lines: Sequence[str], at: int) -> Iterator[Mend]:
    """A quote or a bracket, here or further up, that is still open where the next key or dash begins."""
    for number in range(at, max(at - _LOOK_BACK, -1), -1):
        entry = next(entries(lines, number), None) if is_head(lines[number]) else None
        found = mistake(entry.words) if entry else None
        if entry and found and found.variant == "unclosed":
            below = next((line for line in lines[entry.last + 1 :] if line.strip()), "")
            if not below or is_head(below):
                yield _closed(lines, entry, found)


def _closed(lines: Sequence[str], entry: Entry, found: Mistake) -> Mend:
    if found.character in "[{" and _IDS.fullmatch(found.text):
        end = "]" if found.character == "[" else "}"
        mended = entry.head + found.text.rstrip(",") + end + entry.comment
        instead = mended.strip()
    else:
        mended, instead = entry.quoted(found.text), entry.mended(found.text)
    written = "\n".join(_trimmed(_region(lines, entry)))
    empty = [""] * (entry.last - entry.first)
    column = len(entry.head)
    return Mend(found, entry.first, column, entry.first, (mended, *empty), entry.last, written, instead, certain=False)


def _misaligned(lines: Sequence[str], at: int) -> Iterator[Mend]:
    """A line that stands too far left or right: at each level that is open there, the nearest first."""
    margin, head = indent(lines[at]), is_head(lines[at])
    last = _end_of_block(lines, at) if head else _end_of_words(lines, at)
    levels = [level for level in _open_levels(lines, at, text=not head) if level != margin]
    for level in sorted(levels, key=lambda level: (abs(level - margin), -level))[:_LEVELS]:
        mended = tuple(_shifted(each, level - margin) for each in lines[at : last + 1])
        named = Mistake("syntax", "indent", "")
        reach = at if head else last
        yield Mend(named, at, margin, at, mended, reach, lines[at].rstrip(), mended[0].rstrip(), certain=False)


def _misaligned_above(lines: Sequence[str], at: int) -> Iterator[Mend]:
    """The line above stands too far left or right, and this one is the first that shows it."""
    above = next((number for number in range(at - 1, -1, -1) if is_head(lines[number])), None)
    if above is None or not is_head(lines[at]) or indent(lines[above]) == indent(lines[at]):
        return
    mended = tuple(_shifted(each, indent(lines[at]) - indent(lines[above])) for each in lines[above:at])
    named = Mistake("syntax", "indent", "")
    written = lines[above].rstrip()
    yield Mend(named, above, indent(written), above, mended, at, written, mended[0].rstrip(), certain=False)


def _shifted(line: str, by: int) -> str:
    return " " * max(indent(line) + by, 0) + line.lstrip(" ")


def _open_levels(lines: Sequence[str], at: int, *, text: bool) -> list[int]:
    """Columns of the keys and dashes that hold line `at`; for a line of text, where the words above stand."""
    above = _before(lines, at)
    if text:
        owner = next((n for n in range(above, -1, -1) if is_head(lines[n])), above)
        return [indent(lines[above]) if above != owner else max(columns(lines[owner]), default=0) + 2]
    levels: list[int] = []
    for number in range(at - 1, -1, -1):
        levels += [column for column in columns(lines[number]) if not levels or column < levels[-1]]
        if levels and levels[-1] == 0:
            break
    return levels


def _end_of_block(lines: Sequence[str], at: int) -> int:
    last = at
    for number in range(at + 1, len(lines)):
        if lines[number].strip() and indent(lines[number]) <= indent(lines[at]):
            break
        last = number
    return last


def _end_of_words(lines: Sequence[str], at: int) -> int:
    last = at
    while last + 1 < len(lines) and lines[last + 1].strip() and not is_head(lines[last + 1]):
        last += 1
    return last

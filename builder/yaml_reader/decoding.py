"""Bytes to text: UTF-8, or a finding that names the encoding and a text read as well as can be."""

from __future__ import annotations

import codecs
import re

from builder.findings import Finding
from builder.source import Location

_NEW_LINE = re.compile(rb"\r\n|\n|\r")
Decoded = tuple[str, tuple[Finding, ...]]


def decode(raw: bytes, path: str) -> Decoded:
    """The text of a file, and what is wrong with its encoding (`encoding`: bom, utf16, nul, cp1252)."""
    if _is_utf16(raw):
        return _utf16(raw), (Finding("encoding", Location(path), variant="utf16"),)
    if raw.startswith(codecs.BOM_UTF8):
        text, findings = decode(raw[len(codecs.BOM_UTF8) :], path)
        return text, findings or (Finding("encoding", Location(path), variant="bom"),)
    if b"\0" in raw:
        at = _location(raw, raw.index(b"\0"), path)
        return _by_line(raw.replace(b"\0", b" ")), (Finding("encoding", at, variant="nul"),)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _cp1252(raw, error.start, path)


def _is_utf16(raw: bytes) -> bool:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    zeros = max(raw[:1000:2].count(0), raw[1:1000:2].count(0))
    return zeros > min(len(raw), 1000) // 3


def _utf16(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    little = raw[1:1000:2].count(0) > raw[:1000:2].count(0)
    return raw.decode("utf-16-le" if little else "utf-16-be", "replace")


def _cp1252(raw: bytes, start: int, path: str) -> Decoded:
    text = _by_line(raw)
    at = _location(raw, start, path)
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[at.line - 1].strip()
    return text, (Finding("encoding", at, values={"written": written}, variant="cp1252"),)


def _by_line(raw: bytes) -> str:
    """Each line in UTF-8 where it is, else in Windows-1252: one pasted line doesn't spoil the others."""
    return b"\n".join(_line(line).encode() for line in raw.split(b"\n")).decode()


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _location(raw: bytes, index: int, path: str) -> Location:
    lines = _NEW_LINE.split(raw[:index])
    return Location(path, len(lines), len(_line(lines[-1])) + 1)

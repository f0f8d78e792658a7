"""One pass over a document's events: plain data, its position tree, and what marketing has no use for in YAML.

Events and not `yaml.compose`: they are faster (no tag is guessed from a text that stays a text), nothing recurses
before its depth is known, and an alias is seen before it could be expanded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from builder.findings import Finding
from builder.source import Location, Node
from builder.yaml_reader.silent import Event, SilentMistakes, StopError

Data = dict[str, "Data"] | list["Data"] | str | None
"""What a file holds: texts and nothing, in lists and under keys."""

DEPTH_LIMIT = 20
ALIAS_LIMIT = 10_000
NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Options(NamedTuple):
    """How to read: `opaque` as in mkdocs.yml (tags, aliases and merges are fine, `!ENV` looks into `environ`)."""

    path: str
    opaque: bool = False
    environ: Mapping[str, str] = MappingProxyType({})


class Builder:
    """Reads the one document of a text; `findings` are what it saw so far, also when it had to stop."""

    def __init__(self, lines: Sequence[str], options: Options, tolerated: frozenset[tuple[int, int]]) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._path, self._opaque, self._environ = options
        self._silent = None if options.opaque else SilentMistakes(lines, tolerated)
        self._anchors: dict[str, tuple[Data, Node, int]] = {}
        self._count = self._expanded = 0
        self._event: Callable[[], Event] = Loader("\n".join(lines)).get_event

    def document(self) -> tuple[Data, Node]:
        """The document's data and position tree; raises yaml.YAMLError or StopError."""
        self._event()
        if not isinstance(self._event(), DocumentStartEvent):
            return {}, Node(self._path)
        data, node = self._value(self._event(), 1)
        self._event()
        event = self._event()
        if isinstance(event, DocumentStartEvent):
            self._report("syntax", event, "documents")
        return data, node

    def _value(self, event: Event, depth: int, key_line: int = 0, key_column: int = 0) -> tuple[Data, Node]:
        mark = event.start_mark
        self._count += 1
        if type(event) is ScalarEvent and not event.anchor:
            node = Node(self._path, mark.line + 1, mark.column + 1, key_line, key_column)
            return self._scalar(event, node), node
        before = self._count
        if isinstance(event, AliasEvent):
            return self._alias(event, Node(self._path, mark.line + 1, mark.column + 1, key_line, key_column))
        data, children = self._scalar_or_collection(event, depth, key_line, key_column)
        node = Node(self._path, mark.line + 1, mark.column + 1, key_line, key_column, children)
        if event.anchor:
            self._anchor(event, data, node, self._count - before + 1)
        return data, node

    def _scalar_or_collection(
        self, event: Event, depth: int, key_line: int, key_column: int
    ) -> tuple[Data, Mapping[str, Node] | tuple[Node, ...]]:
        line, column = event.start_mark.line, event.start_mark.column
        if isinstance(event, ScalarEvent):
            return self._scalar(event, Node(self._path, line + 1, column + 1, key_line, key_column)), ()
        if depth > DEPTH_LIMIT:
            raise StopError(line, column, "too-large", "depth")
        inside = self._sequence if isinstance(event, SequenceStartEvent) else self._mapping
        data, children = inside(depth, bool(key_line))
        return self._tagged(event, data) if event.tag else data, children

    def _scalar(self, event: Event, node: Node) -> Data:
        style, tag, text = event.style, event.tag, event.value
        if self._silent and (style or tag or self._silent.hashes or node.line > node.key_line > 0):
            self._silent.check_text(event, node)
        if tag:
            return self._tagged(event, text)
        return None if text in NOTHING and not style else text

    def _sequence(self, depth: int, _has_key: bool) -> tuple[Data, tuple[Node, ...]]:
        data, children = [], []
        value, following = self._value, self._event
        while type(event := following()) is not SequenceEndEvent:
            item, child = value(event, depth + 1)
            data.append(item)
            children.append(child)
        return data, tuple(children)

    def _mapping(self, depth: int, has_key: bool) -> tuple[Data, dict[str, Node]]:
        data: dict[str, Data] = {}
        children: dict[str, Node] = {}
        merged: list[tuple[Data, Node]] = []
        key_event = value_event = None
        following = self._event
        while type(event := following()) is not MappingEndEvent:
            mark = event.start_mark
            if type(event) is not ScalarEvent or not event.value:
                self._odd_key(event, depth)
                continue
            key_event, key = event, event.value
            if event.anchor or event.tag or ":" in key or not key.isascii():
                self._check_key(event)
            value_event = following()
            value, child = self._value(value_event, depth + 1, mark.line + 1, mark.column + 1)
            if key == "<<" and not event.style:
                merged.append((value, child))
                if not self._opaque:
                    self._report("yaml-feature", event, "merge", value="<<")
            elif key in data:
                self._report("duplicate-key", event, related=(children[key].at_key,), key=key)
            else:
                data[key], children[key] = value, child
        if self._silent and depth > 1 and len(data) == 1 and key_event and value_event:
            self._silent.check_sentence(key_event, value_event, in_list=not has_key)
        for value, child in merged:
            _merge(data, children, value, child)
        return data, children

    def _check_key(self, event: Event) -> None:
        if self._silent:
            self._silent.check_key(event)
        if event.tag:
            self._tagged(event, None)
        if event.anchor:
            self._anchor(event, event.value, Node(self._path), 1)

    def _odd_key(self, event: Event, depth: int) -> None:
        self._value(event, depth + 1)
        self._value(self._event(), depth + 1)
        if not (self._opaque and isinstance(event, AliasEvent)):
            self._report("syntax", event, "key")

    def _tagged(self, event: Event, data: Data) -> Data:
        if not self._opaque:
            self._report("yaml-feature", event, "tag", value=self._word(event))
        elif event.tag == "!ENV":
            return self._from_environment(data)
        return data

    def _from_environment(self, data: Data) -> Data:
        """`!ENV NAME` or `!ENV [NAME, OTHER, default]`, as MkDocs reads it, but every value is text."""
        names = data if isinstance(data, list) else [data]
        for name in names[:-1] or names:
            if isinstance(name, str) and name in self._environ:
                return self._environ[name]
        return names[-1] if len(names) > 1 else None

    def _anchor(self, event: Event, data: Data, node: Node, size: int) -> None:
        self._anchors[event.anchor] = data, node, size
        if not self._opaque:
            self._report("yaml-feature", event, "anchor", value="&" + event.anchor)

    def _alias(self, event: Event, node: Node) -> tuple[Data, Node]:
        """What the anchor holds, in mkdocs.yml only and as long as all that is expanded stays small."""
        data, target, size = self._anchors.get(event.anchor, (None, node, 0))
        if self._silent and not size:
            self._silent.check_alias(event)
        if not (self._opaque and size):
            self._report("yaml-feature", event, "alias", value="*" + event.anchor)
            return None, node
        self._expanded += size
        self._count += size
        if self._expanded > ALIAS_LIMIT:
            raise StopError(node.line - 1, node.column - 1, "too-large", "aliases")
        return data, node._replace(children=target.children)

    def _word(self, event: Event) -> str:
        """What is written there, up to the next space."""
        mark = event.start_mark
        words = self._lines[mark.line][mark.column :].split()
        return words[0] if words else ""

    def _report(
        self, code: str, event: Event, variant: str = "", related: tuple[Location, ...] = (), **values: str
    ) -> None:
        at = Location(self._path, event.start_mark.line + 1, event.start_mark.column + 1)
        self.findings.append(Finding(code, at, values=values, related=related, variant=variant))


def _merge(data: dict[str, Data], children: dict[str, Node], value: Data, node: Node) -> None:
    """Adds what `<<` brings: keys of a mapping, or of each mapping in a list, never over a key that is there."""
    if isinstance(value, list) and isinstance(node.children, tuple):
        for item, child in zip(value, node.children, strict=True):
            _merge(data, children, item, child)
    elif isinstance(value, dict) and isinstance(node.children, Mapping):
        for key in [key for key in value if key not in data]:
            data[key], children[key] = value[key], node.children[key]

"""Where things stand: positions of every key and value of a file, found by route."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

Key = str | int
Route = tuple[Key, ...]
"""Way to a value inside a document: keys and list indices from its root, such as ("reasoning", 2, "ask")."""


class Location(NamedTuple):
    """A place in a file: path relative to the project with forward slashes, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Node(NamedTuple):
    """Where one value and its key stand, and the nodes of what it holds: the position tree of a file."""

    path: str
    line: int = 1
    column: int = 1
    key_line: int = 0
    key_column: int = 0
    children: Mapping[str, Node] | tuple[Node, ...] = ()

    @property
    def at_value(self) -> Location:
        """The place of the value's first character."""
        return Location(self.path, self.line, self.column)

    @property
    def at_key(self) -> Location:
        """The place of the key, or of the value where it has none (list items, the root)."""
        return Location(self.path, self.key_line, self.key_column) if self.key_line else self.at_value

    def child(self, step: Key) -> Node | None:
        """The node one step down, None where the file has nothing there."""
        if isinstance(self.children, Mapping):
            return self.children.get(step) if isinstance(step, str) else None
        if isinstance(step, int) and 0 <= step < len(self.children):
            return self.children[step]
        return None

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """The place of the value at `route` (of its key with `key`); the key of its nearest known ancestor else."""
        node = self
        for step in route:
            below = node.child(step)
            if below is None:
                return node.at_key
            node = below
        return node.at_key if key else node.at_value

    def find(self, route: Route) -> Node:
        """The node at `route`, or its nearest known ancestor."""
        node = self
        for step in route:
            below = node.child(step)
            if below is None:
                break
            node = below
        return node

    def packed(self) -> Packed:
        """The tree without its path, as plain data."""
        place, below = [self.line, self.column, self.key_line, self.key_column], self.children
        if not below:
            return place
        if isinstance(below, tuple):
            return [*place, [child.packed() for child in below]]
        return [*place, {key: child.packed() for key, child in below.items()}]


Packed = list[Any]
"""A node as plain data: its four numbers, then what it holds, if it holds anything."""


class Unpacked(Node):
    """A node of plain data whose children are made when somebody asks for them: most nodes are never looked at."""

    @classmethod
    def of(cls, path: str, packed: Packed) -> Unpacked:
        """The node of a file that this data describes."""
        return cls(path, *packed)

    @cached_property
    def children(self) -> Mapping[str, Node] | tuple[Node, ...]:
        """The nodes below."""
        below: Any = self[-1]
        if isinstance(below, Mapping):
            return {key: self._below(child) for key, child in below.items()}
        return tuple(map(self._below, below))

    def child(self, step: Key) -> Node | None:
        """The node one step down, made alone."""
        below: Any = self[-1]
        if isinstance(below, Mapping):
            found = below.get(step)
        else:
            found = below[step] if isinstance(step, int) and 0 <= step < len(below) else None
        return None if found is None else self._below(found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self[:-1] == other[:-1] and self.children == other.children

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # type: ignore[assignment]  # as little as the dict of any other node

    def _below(self, child: Node | Packed) -> Node:
        return child if isinstance(child, Node) else Unpacked.of(self.path, child)

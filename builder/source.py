"""Where things stand: positions of every key and value of a file, found by route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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

"""Where a translation meets its base: texts are its own, structure is inherited, what it lacks stays the base's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from builder.findings import Finding
from builder.models import Record
from builder.source import Node, Route
from builder.validation import record_of


class Merged(NamedTuple):
    """A translation's data filled up from its base, positions in both files, and where the two disagree."""

    data: Any
    root: Node
    findings: tuple[Finding, ...]


def merge(
    model: type[Record], base: tuple[Any, Node], own: tuple[Any, Node], *, own_keys: tuple[str, ...] = ()
) -> Merged:
    """Fill a translation up from its base; keys of `own_keys` are never inherited."""
    meeting = _Meeting(own_keys)
    data, root = meeting.record(model, base, own)
    return Merged(data, root, tuple(meeting.findings))


class _Meeting:
    """Merges one document, collecting where the two files disagree."""

    def __init__(self, own_keys: tuple[str, ...]) -> None:
        self.own_keys = own_keys
        self.findings: list[Finding] = []

    def record(self, model: type[Record], base: tuple[Any, Node], own: tuple[Any, Node]) -> tuple[Any, Node]:
        (base_data, base_node), (own_data, own_node) = base, own
        if not isinstance(base_data, dict) or not isinstance(own_data, dict):
            return own_data, own_node
        data, nodes = dict(own_data), _children(own_node)
        for key, value in base_data.items():
            if key in self.own_keys:
                continue
            below = _child(base_node, key)
            if own_data.get(key) is None:
                data[key], nodes[key] = value, below
                continue
            theirs = (own_data[key], _child(own_node, key))
            data[key], nodes[key] = self._value(model, key, (value, below), theirs)
        self.own_keys = ()
        return data, own_node._replace(children=nodes)

    def _value(self, model: type[Record], key: str, base: tuple[Any, Node], own: tuple[Any, Node]) -> tuple[Any, Node]:
        if key in model.structure:
            self._agree(key, base[0], own)
            return base[0], own[1]
        inner = record_of(model, key)
        if inner is None:
            return own
        if isinstance(base[0], list) and isinstance(own[0], list):
            return self._items(inner, base, own)
        return self.record(inner, base, own)

    def _items(
        self, model: type[Record], base: tuple[list[Any], Node], own: tuple[list[Any], Node]
    ) -> tuple[Any, Node]:
        partners = dict(_partners(base[0], own[0]))
        data, nodes = [], []
        for index, item in enumerate(base[0]):
            ours, at = (item, _child(base[1], index)), partners.get(index)
            merged = ours if at is None else self.record(model, ours, (own[0][at], _child(own[1], at)))
            data.append(_with_place(merged[0], item))
            nodes.append(merged[1])
        for index in sorted(set(range(len(own[0]))) - set(partners.values())):
            self.findings.append(_unknown_item(own[0][index], own[1], index))
        return data, own[1]._replace(children=tuple(nodes))

    def _agree(self, key: str, expected: Any, own: tuple[Any, Node]) -> None:
        if own[0] != expected:
            values = {"field": key, "expected": _written(expected), "written": _written(own[0])}
            self.findings.append(Finding("translation-disagrees", own[1].at_value, values=values))


def _partners(base: list[Any], own: list[Any]) -> Iterator[tuple[int, int]]:
    """Which item of a translation (second) meets which of its base (first): by id, where none is written by place."""
    by_id = {item["id"]: index for index, item in enumerate(base) if isinstance(item, dict) and item.get("id")}
    for index, item in enumerate(own):
        name = item.get("id") if isinstance(item, dict) else None
        if name is not None and name in by_id:
            yield by_id[name], index
        elif name is None and index < len(base):
            yield index, index


def _with_place(item: Any, base: Any) -> Any:
    """The merged item under the name that its base has."""
    return {**item, "id": base["id"]} if isinstance(item, dict) and isinstance(base, dict) and "id" in base else item


def _unknown_item(item: Any, node: Node, index: int) -> Finding:
    name = item.get("id") if isinstance(item, dict) else None
    place = node.locate((index, "id") if name else (index,))
    return Finding("translation-disagrees", place, values={"written": str(name or index + 1)}, variant="item")


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _children(node: Node) -> dict[str, Node]:
    return dict(node.children) if isinstance(node.children, Mapping) else {}


def _child(node: Node, key: str | int) -> Node:
    return node.child(key) or node


def translated(root: Node, route: Route) -> bool:
    """Whether what stands at a route is written in the translation itself, not inherited from its base."""
    return root.find(route).path == root.path

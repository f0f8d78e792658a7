from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.source import Location, Node, Route
from builder.yaml_reader import parse_yaml

GUIDE = """\
title: Trop cher
shift:
  from: Je paie déjà
  to:
    daf: Je paie deux fois
objections:
  - id: prix
    they_say: [Trop cher, Pas le budget]
"""
ROOT = parse_yaml(GUIDE, "talktracks/g.yml").root
ROUTES = st.lists(st.sampled_from(["title", "shift", "to", "daf", "objections", "id", "they_say", 0, 1, 7, -1]))


def test_a_value_is_found_by_its_route() -> None:
    assert ROOT.locate(("shift", "to", "daf")) == Location("talktracks/g.yml", 5, 10)
    assert ROOT.locate(("objections", 0, "they_say", 1)) == Location("talktracks/g.yml", 8, 27)
    assert str(ROOT.locate(("title",))) == "talktracks/g.yml:1:8"


def test_a_key_is_found_by_its_route() -> None:
    assert ROOT.locate(("shift", "to", "daf"), key=True) == Location("talktracks/g.yml", 5, 5)


def test_a_list_item_and_the_root_have_no_key_but_a_place() -> None:
    assert ROOT.locate(("objections", 0), key=True) == Location("talktracks/g.yml", 7, 5)
    assert ROOT.locate((), key=True) == Location("talktracks/g.yml", 1, 1)


def test_what_is_missing_stands_at_the_key_of_its_nearest_ancestor() -> None:
    assert ROOT.locate(("shift", "to", "dsi")) == ROOT.locate(("shift", "to"), key=True)
    assert ROOT.locate(("objections", 4, "id")) == ROOT.locate(("objections",), key=True)
    assert ROOT.locate(("open", "say")) == Location("talktracks/g.yml", 1, 1)


def test_a_list_is_not_asked_for_keys_nor_a_mapping_for_places() -> None:
    assert ROOT.child(0) is None
    assert ROOT.find(("objections",)).child("id") is None
    assert ROOT.find(("objections",)).child(-1) is None


def test_a_missing_ancestor_is_not_stepped_over() -> None:
    assert ROOT.find(("open", "title")) is ROOT


@given(ROUTES)
def test_the_node_found_is_the_last_that_the_route_reaches(route: list[str | int]) -> None:
    reached = longest(ROOT, tuple(route))
    assert ROOT.find(tuple(route)) is reached[0]
    assert ROOT.locate(tuple(route)) == (reached[0].at_value if reached[1] == len(route) else reached[0].at_key)


def longest(node: Node, route: Route) -> tuple[Node, int]:
    """The same by recursion, with the number of steps taken."""
    below = node.child(route[0]) if route else None
    if below is None:
        return node, 0
    found, steps = longest(below, route[1:])
    return found, steps + 1

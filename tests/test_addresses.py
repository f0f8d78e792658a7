from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.addresses import SECTIONS, TAKEN, Address, address, folder, section
from builder.models import Kind, parse_ref

PATHS = st.lists(st.sampled_from(["guides", "en", "prix", "call", "a"]), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("prix", "guides/prix/"),
        ("prix#budget", "guides/prix/#budget"),
        ("persona:daf", "personas/daf/"),
        ("evidence:etude", "evidence/etude/"),
        ("lexicon:pilotage", "lexicon/#pilotage"),
        ("lexicon:lexicon", "lexicon/"),
        ("page:index", ""),
        ("page:index#debut", "#debut"),
        ("page:equipe/index", "equipe/"),
        ("page:equipe/accueil#bonjour", "equipe/accueil/#bonjour"),
    ],
)
def test_every_ref_has_an_address(ref: str, expected: str) -> None:
    parsed = parse_ref(ref)
    assert parsed is not None
    assert str(address(parsed)) == expected
    assert str(address(parsed, "en/")) == "en/" + expected


@given(PATHS, PATHS, st.sampled_from(["", "budget"]))
def test_a_relative_link_leads_from_one_page_to_the_other(here: str, there: str, anchor: str) -> None:
    link = Address(there, anchor).seen_from(here)
    assert not link.startswith("/")
    assert link
    start = "https://a.example/base/"
    assert urljoin(start + here, link) == start + there + (f"#{anchor}" if anchor else "")


def test_within_a_page_only_the_anchor_is_written() -> None:
    assert Address("guides/prix/", "budget").seen_from("guides/prix/") == "#budget"
    assert Address("guides/prix/").seen_from("guides/prix/") == "./"
    assert Address("").seen_from("guides/prix/") == "../../"


def test_the_sites_own_language_lives_at_the_root() -> None:
    assert (folder("fr", "fr"), folder("en", "fr")) == ("", "en/")


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_kind_has_a_list_and_the_home_page_is_the_guides(kind: Kind) -> None:
    assert section(kind, "en/").path == ("en/" if kind is Kind.GUIDE else f"en/{SECTIONS[kind]}/")
    assert SECTIONS[kind] in TAKEN

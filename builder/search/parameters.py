"""The ranking's parameters, found by experiment; the build writes them into the postings file for the browser."""

from __future__ import annotations

from collections.abc import Mapping

FIELDS = ("head", "body", "label")
"""The fields of a card."""
MOST = 3
"""How often a key counts in a field at the most."""

PARAMETERS: Mapping[str, float] = {
    "head": 1.0, "body": 0.4, "context": 0.4, "label": 0.7, "saturation": 0.4, "length": 0.7,
    "prefix": 0.9, "prefix_known": 0.4, "typo": 0.8, "typo_two": 0.6, "half_typo": 0.7, "half_typo_two": 0.5,
    "synonym": 0.7, "related": 0.4, "derived": 0.35, "alias": 0.8, "for": 0.4,
    "objection": 0.05, "step": -0.03, "intent": 0.2, "intent_more": 0.1, "spoken": 0.05, "chosen": 0.05,
    "foreign": -0.3, "least": 0.02,
}  # fmt: skip
"""Weights of fields, how much a field's length counts, how well ways to match do, and what is added to a score."""

"""The ranking's parameters, found by experiment; the build writes them into the postings file for the browser."""

from __future__ import annotations

from collections.abc import Mapping

FIELDS = ("head", "body", "label")
"""The fields of a card."""
LEVELS = 12
"""Into how many steps a key's weight is rounded: more steps only cost bytes."""

PARAMETERS: Mapping[str, float] = {
    "head": 1.0, "body": 0.4, "context": 0.4, "label": 0.7, "saturation": 0.4,
    "prefix": 0.9, "prefix_known": 0.4, "typo": 0.8, "typo_two": 0.6, "synonym": 0.7, "alias": 0.8, "for": 0.4,
    "objection": 0.05, "step": -0.03, "intent": 0.2, "spoken": 0.1, "chosen": 0.05, "foreign": -0.3, "least": 0.02,
}  # fmt: skip
"""Weights of fields and of ways to match, and what is added to a card's score."""

"""Imports two packages into a new library of Anki's own, learning a card in between; says what it found as JSON.

Run by a Python that has `anki`: python tests/anki_library.py FOLDER FIRST.apkg SECOND.apkg
"""

from __future__ import annotations

import json
import sys
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def imported(collection: Any, path: str) -> None:
    options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=False)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))


def told(collection: Any) -> dict[str, Any]:
    cards = [collection.get_card(card) for card in collection.find_cards("")]
    return {
        "notes": collection.note_count(),
        "decks": sorted(deck.name for deck in collection.decks.all_names_and_ids() if deck.name != "Default"),
        "learnt": sorted(card.note()["Ref"] for card in cards if card.reps),
        "backs": {card.note()["Ref"]: card.note()["Back"] for card in cards},
    }


def main(folder: str, first: str, second: str) -> None:
    collection = Collection(f"{folder}/library.anki2")
    imported(collection, first)
    before = told(collection)
    card = collection.get_card(min(collection.find_cards("")))
    collection.decks.select(card.did)
    card = collection.sched.getCard()
    collection.sched.answerCard(card, 4)
    answered = card.note()["Ref"]
    imported(collection, second)
    print(json.dumps({"before": before, "answered": answered, "after": told(collection)}))  # noqa: T201
    collection.close()


main(*sys.argv[1:])

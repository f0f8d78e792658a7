"""Write a knowledge base of N guides, the same at each run, for measuring: python -m benchmarks.generate 1000 FOLDER.

Its French is made of a seeded vocabulary, so that neither the search nor a compressor sees the same sentence twice.
Every field is used and nothing in it is an error.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.layout import Data, yaml_text
from benchmarks.library import OWNERS, library
from benchmarks.words import JOBS, Writer, capital

TODAY = "2026-11-24"
STAGES = ("no-project", "exploring", "comparing", "deciding", "client")
FIELD_OWNERS = ("Sophie Le Guen", "Malik Benali", "Julie Perrin", "Thomas Roy")


def knowledge_base(count: int, seed: int = 7) -> dict[str, Data]:
    """Every document of a knowledge base of `count` guides, by path without .yml."""
    write = Writer(seed)
    sizes = {"signals": min(60, 6 + count // 20), "evidence": max(8, count // 4), "assets": max(6, count // 8)}
    documents = dict(library(write, sizes, [n for n in range(count) if _status(n) == "approved"]))
    for number in range(count):  # the same guide at every N, but for what it cites
        documents[f"talktracks/{STAGES[number % 5]}/guide-{number}"] = _guide(write, number, sizes)
    return documents


def _status(number: int) -> str:
    if number % 50 == 49:
        return "retired"
    return "draft" if number % 40 == 39 else "approved"


def _guide(write: Writer, number: int, sizes: dict[str, int]) -> Data:
    write.restart(f"guide-{number}")
    title = write.statement()[:56]
    if _status(number) == "retired":
        return {"title": title, "status": "retired", "replaced_by": f"guide-{number - 3}"}
    decider, other, third = _personas(write)
    proofs = _Proofs(write, number, sizes["evidence"])
    return {
        "title": title,
        "summary": f"Quand {write.topic()} {write.word('does')}, on part de là.",
        "stage": STAGES[number % 5],
        "signals": [f"signal-{(number * 7 + n) % sizes['signals']}" for n in range(2)],
        "for": [decider, other, third],
        "status": _status(number),
        "formerly": [f"ancien-guide-{number}"],
        "owner": write.pick(OWNERS),
        "field_owner": write.pick(FIELD_OWNERS),
        "reviewed": write.day((10, 11)),
        "review_days": "120",
        "audience": "internal" if number % 3 else "public",
        "tags": [write.noun() for _ in range(3)],
        "shift": {"from": {"any": write.fact(), other: write.fact()}, "to": {"any": write.fact(), other: write.fact()}},
        "open": {
            "say": {"any": write.remark(), other: write.remark()},
            "ask": write.question(),
            "evidence": proofs.pair(),
        },
        "no_answer": {
            "gatekeeper": f"Bonjour, c'est [mon prénom]. {write.fact()} || Qui s'en occupe chez vous ?",
            "voicemail": {"any": f"Bonjour [prénom]. {write.remark()}", third: f"Bonjour [prénom]. {write.remark()}"},
            "email": {
                "subject": capital(write.topic()),
                "body": f"Bonjour [prénom], chez [entreprise], vous le savez. {write.remark()} {write.remark()}",
            },
        },
        "reasoning": list(_steps(write, number, other, proofs)),
        "messaging": list(_messages(write, number, (decider, other), proofs)),
        "objections": list(_objections(write, number, (decider, other, third), proofs)),
        "verify": [
            {
                "claim": write.phrase(),
                "ask": write.question(),
                "solid": write.note("Un nom pour"),
                "hollow": write.note("Un mot sur"),
            }
            | ({"id": "budget", "for": [decider]} if n == 0 else {})
            for n in range(2)
        ],
        "next_step": {
            "ask": {"any": write.question(), other: write.question()},
            "fallback": f"Entendu. {write.question()}",
        },
        "assets": [f"asset-{(number + n) % sizes['assets']}" for n in range(2)],
    }


class _Proofs:
    """Evidence for a guide's lines, its own first: one known and one felt each time."""

    def __init__(self, write: Writer, number: int, count: int) -> None:
        self.write, self.count, self.next = write, count // 2, number

    def pair(self) -> list[str]:
        """Two ids of evidence, of both sides."""
        self.next += 1
        felt = self.write.random.randrange(self.count)
        return [f"evidence-{2 * (self.next % self.count)}", f"evidence-{2 * felt + 1}"]


def _personas(write: Writer) -> tuple[str, str, str]:
    deciders = [name for name, _, _, decision in JOBS if decision == "decides"]
    decider = write.pick(deciders)
    other, third = write.random.sample([name for name, *_ in JOBS if name != decider], 2)
    return decider, other, third


def _steps(write: Writer, number: int, other: str, proofs: _Proofs) -> Iterator[Data]:
    names = [_ascii(f"{write.noun()}-{n}") for n in range(1, 4)]
    for n, name in enumerate(names):
        step: Data = {"id": name, "think": write.fact(), "ask": {"any": write.question(), other: write.question()}}
        step |= {"formerly": [f"pas-{number}-{n}"]} if n == 1 else {}
        step |= {"listen_for": [write.note("un mot sur")], "say": write.remark(), "evidence": proofs.pair()}
        if n == 0:
            later = [{"they": write.phrase(), "go": names[2]}, {"they": write.phrase(), "go": "objection:prix"}]
            step["hear"] = later
        if n == 2:
            step["then"] = "next_step"
        yield step


def _ascii(name: str) -> str:
    return name.translate(str.maketrans("éèêàâôîûçëïœ", "eeeaaoiuceio"))


def _messages(write: Writer, number: int, who: tuple[str, ...], proofs: _Proofs) -> Iterator[Data]:
    for n in range(3):
        message: Data = {"id": "retenir"} if n == 0 else {}
        message |= {"say": write.fact(), "instead_of": write.phrase(), "when": write.note("On entend")}
        message |= {"for": list(who)} if n == 1 else {}
        message |= {"audience": "internal"} if n == 2 and number % 3 == 0 else {}
        yield message | {"evidence": proofs.pair()}


def _objections(write: Writer, number: int, who: tuple[str, str, str], proofs: _Proofs) -> Iterator[Data]:
    for n, name in enumerate(("prix", "temps", "pas-moi")):
        objection: Data = {"id": name, "they_say": [write.phrase() for _ in range(3)], "meaning": write.fact()}
        objection |= {"formerly": [f"vieux-{name}"]} if n == 1 else {}
        objection |= {"for": list(who[:2])} if n == 2 else {}
        objection |= {"audience": "partner"} if n == 2 and number % 3 == 0 else {}
        objection |= {"dig": write.question()}
        objection |= {"answer": {"any": f"C'est vrai. {write.remark()}", who[1]: f"Je comprends. {write.remark()}"}}
        yield objection | {"check": write.question(), "evidence": proofs.pair()}
    lender = number - 1 - number % 3
    if number % 3 and lender >= 0 and _status(lender) == "approved":
        yield {"id": "emprunt", "see": f"guide-{lender}#temps"}


CONFIG = f"""\
site_name: Mesure
docs_dir: content/pages
theme:
  name: material
  language: fr
  font: false
plugins:
  - talktrack:
      today: {TODAY}
"""


def write_project(folder: Path, count: int, seed: int = 7) -> dict[str, Data]:
    """Write the knowledge base and its mkdocs.yml into a folder; what was written, by path without .yml."""
    documents = knowledge_base(count, seed)
    texts = {f"{path}.yml": yaml_text(data) for path, data in documents.items()} | {"mkdocs.yml": CONFIG}
    texts["content/pages/index.md"] = "# Mesure\n\nUne base pour mesurer.\n"
    for data in documents.values():
        if "file" in data:
            texts[f"content/files/{data['file']}"] = "mois;valeur\n1;2\n"
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return documents


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many guides")
    parser.add_argument("folder", type=Path, help="where to write them")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    write_project(options.folder, options.count, options.seed)


if __name__ == "__main__":
    main()

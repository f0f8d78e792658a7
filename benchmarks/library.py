"""What the benchmark's guides speak of: personas, signals, evidence, assets, paths, decks and a lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.layout import Data
from benchmarks.words import JOBS, WORDS, Writer, capital

OWNERS = ("Claire Vasseur", "Romain Castel", "Inès Moreau", "Hugo Lemaire")
KNOWN, FELT = ("study", "figure"), ("field", "case")


def library(write: Writer, sizes: dict[str, int], approved: list[int]) -> Iterator[tuple[str, Data]]:
    """Every document but the guides, by path; paths and decks lead to approved guides."""
    for name, short, full, decision in JOBS:
        yield f"content/personas/{name}", _persona(write, short, full, decision)
    for n in range(sizes["signals"]):
        yield f"content/signals/signal-{n}", _signal(write, n)
    for n in range(sizes["evidence"]):
        yield f"content/evidence/evidence-{n}", _evidence(write, n)
    for n in range(sizes["assets"]):
        yield f"content/assets/asset-{n}", _asset(write, n)
    live = [f"guide-{n}" for n in approved]
    for n in range(1 + len(live) // 200):
        yield f"content/paths/parcours-{n}", _path(write, live)
        yield f"content/decks/diapos-{n}", _deck(write, live)
    yield "content/lexicon", _lexicon(write)


def _persona(write: Writer, short: str, full: str, decision: str) -> Data:
    persona: Data = {"name": full, "short": short, "decision": decision, "aliases": [f"{full.lower()} adjointe"]}
    persona |= {key: [write.note(what) for _ in range(2)] for key, what in _CARES.items()} | {"believes": write.fact()}
    persona["words"] = {"use": ["chiffre", "date"], "avoid": ["synergie", "paradigme"]}
    return persona if decision == "decides" else persona | {"route": {"to": "daf", "say": write.question()}}


_CARES = {"cares_about": "tenir", "fears": "perdre", "measured_by": "regarder"}


def _signal(write: Writer, n: int) -> Data:
    return {
        "name": write.statement(),
        "means": write.fact(),
        "does_not_mean": f"Que {write.topic()} {write.word('does')}.",
        "respond_within": ("90m", "4h", "3d")[n % 3],
        "wait": ("1h", "1d", "30d")[n % 3],
        "quotable": "true" if n % 2 else "false",
        "say": {"any": write.question(), "daf": write.question()},
        "avoid": [{"say": write.phrase(), "because": write.fact()}],
    }


def _evidence(write: Writer, n: int) -> Data:
    kind = (KNOWN, FELT)[n % 2][n // 2 % 2] if n % 11 else ("law", "commitment")[n % 2]
    evidence: Data = {"claim": write.fact(), "kind": kind}
    evidence["source"] = {"title": f"Enquête {write.company()}", "date": "2026-03-01"}
    evidence["source"] |= {"url": f"https://example.org/enquete/{n}", "publisher": write.company()}
    if kind == "field":
        evidence["heard"] = [{"date": write.day(), "persona": "daf", "quote": write.phrase()} for _ in range(2)]
    return evidence | {"valid_until": "2027-12-31", "audience": "public", "owner": write.pick(OWNERS)}


def _asset(write: Writer, n: int) -> Data:
    kinds = ("one-pager", "deck", "video", "case-study", "template", "link")
    where = {"url": f"https://example.org/piece/{n}"} if n % 2 else {"file": f"piece-{n}.csv"}
    asset = {"title": capital(write.topic()), "kind": kinds[n % 6], **where, "use_when": write.fact(), "for": ["daf"]}
    return asset | {
        "audience": ("internal", "public")[n % 2],
        "reviewed": write.day(),
        "language": "fr",
        "owner": OWNERS[0],
    }


def _path(write: Writer, live: list[str]) -> Data:
    days = [
        {
            "title": capital(write.topic()),
            "read": [write.pick(live), "persona:daf"],
            "rehearse": [f"{write.pick(live)}#prix"],
            "do": [write.note("Écouter") for _ in range(2)],
        }
        for _ in range(5)
    ]
    return {"title": f"Parcours {write.company()}", "summary": write.fact(), "days": days}


def _deck(write: Writer, live: list[str]) -> Data:
    slides: list[Data] = [
        {"number": str(n), "title": capital(write.topic()), "became": [write.pick(live), f"{write.pick(live)}#retenir"]}
        for n in range(1, 20)
    ]
    dropped = {"number": "20", "title": capital(write.topic()), "became": "dropped", "because": write.fact()}
    return {"title": f"Diapos {write.company()}", "file": "piece-0.csv", "slides": [*slides, dropped]}


def _lexicon(write: Writer) -> Data:
    return {
        "avoid": [
            {"say": "synergie", "because": write.fact(), "instead": "le mot juste", "except": ["zone de synergie"]}
        ],
        "terms": [{"term": capital(thing.split(" ")[-1]), "meaning": write.fact()} for thing in WORDS["things"][:40]],
        "synonyms": [["prix", "tarif", "coût"], ["retard", "délai"], ["stock", "inventaire"]],
    }

"""Knowledge bases in memory and in temporary repositories, for the tests of what changes between two of them."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from builder.changes import Difference, compare
from builder.history import Tree, folder

ROOT = Path(__file__).parents[1]
CONFIG = """\
site_name: Essai
theme:
  name: material
  language: fr
plugins:
- talktrack:
    today: 2026-11-24
    languages: [en]
"""
DAF = "name: Directeur financier\nshort: DAF\ndecision: decides\n"
DG = "name: Directeur général\nshort: DG\ndecision: decides\n"
ACHETEUR = "name: Acheteur\nshort: ACH\ndecision: guards\nroute:\n  to: daf\n  say: Qui signe avec vous ?\n"
PROOF = "claim: {}\nkind: {}\nsource: {{title: Source, date: 2026-01-01}}\nvalid_until: 2027-01-01\n"
STUDY = PROOF.format("Un stock sur cinq dort.", "study")
CASE = PROOF.format("Morvan a rendu un mois de stock.", "case")
PRIX = """\
title: Le prix
summary: Quand le prix bloque, on part de ce que coûte le stock.
stage: comparing
for: [daf, dg]
status: approved
owner: Claire
field_owner: Sophie
reviewed: 2026-11-01
tags: [prix]
shift:
  from: C'est cher.
  to: Je paie déjà plus.
open:
  say:
    any: Bonjour. Vous avez notre prix.
    dg: Bonjour. Vous avez vu notre prix.
  ask: Qu'avez-vous mis en face ?
reasoning:
- id: comparer
  think: J'ai comparé à rien.
  ask: Qu'est-ce que vous avez mis en face ?
  say: Ajoutez la colonne du stock.
  evidence: [etude, cas]
  hear:
  - they: J'ai moins cher.
    go: objection:trop-cher
- id: compter
  think: Attendre me coûte.
  ask: Combien coûte un mois ?
  evidence: [etude, cas]
- id: decider
  think: Je sais quelle somme suffit.
  ask: Quelle somme rendrait ce prix évident ?
  evidence: [etude, cas]
messaging:
- say: Notre facture, vous la voyez.
- say: L'argent vient de vos rayons.
  for: [daf]
objections:
- id: trop-cher
  they_say:
  - C'est trop cher
  - Je m'attendais à la moitié
  dig: Qu'est-ce que vous mettez en face ?
  answer:
    any: Vous avez peut-être raison. Cela dépend du stock.
    dg: Vous avez peut-être raison. Cela dépend de vos lignes.
  check: Combien en coûte un mois ?
  evidence: [etude]
next_step:
  ask: Qui d'autre doit voir ce calcul ?
"""
COMITE = """\
title: Le comité hésite
summary: Le comité a besoin d'un chiffre, pas d'un discours.
stage: deciding
for: [dg]
status: approved
owner: Claire
field_owner: Sophie
reviewed: 2026-11-01
shift: {from: On attend., to: On décide.}
open:
  say: Bonjour. Votre comité se réunit lundi.
  ask: Qu'est-ce qui le retient ?
reasoning:
- {id: retenir, think: Un doute reste., ask: Quel doute reste-t-il ?, evidence: [cas]}
- {id: lever, think: Le doute est levé., ask: Qu'est-ce qui le lèverait ?, evidence: [etude]}
objections:
- see: prix#trop-cher
next_step: {ask: Quand en reparlez-vous ?}
"""
PRICE = """\
title: The price
status: approved
reviewed: 2026-11-01
objections:
- id: trop-cher
  they_say: [It's too expensive]
  answer: You may be right. It depends on the stock.
"""
BASE: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    "content/personas/daf.yml": DAF,
    "content/personas/dg.yml": DG,
    "content/personas/acheteur.yml": ACHETEUR,
    "content/evidence/etude.yml": STUDY,
    "content/evidence/cas.yml": CASE,
    "content/lexicon.yml": "synonyms:\n- [prix, tarif]\n",
    "talktracks/prix.yml": PRIX,
    "talktracks/prix.en.yml": PRICE,
    "talktracks/comite.yml": COMITE,
}


def tree(files: Mapping[str, str | bytes]) -> Tree:
    """A tree of these texts."""
    raw = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    digests = {path: hashlib.sha1(text, usedforsecurity=False).hexdigest() for path, text in raw.items()}
    return Tree("", digests, lambda paths: {path: raw[path] for path in paths})


def edited(path: str, old: str, new: str, base: Mapping[str, str] = BASE) -> dict[str, str]:
    """The same files, one of them with something replaced, which must be there."""
    assert old in base[path], old
    return {**base, path: base[path].replace(old, new, 1)}


def difference(
    new: Mapping[str, str | bytes], old: Mapping[str, str | bytes] = BASE, *, full: bool = False
) -> Difference:
    """What is different between two sets of files."""
    return compare(tree(old), tree(new), Path(), full=full)


def example() -> dict[str, bytes]:
    """The files of the example."""
    found = folder(ROOT)
    return found.read(found.digests)


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Files in a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode() if isinstance(text, str) else text)


def git(root: Path, *arguments: str) -> str:
    """A command of git, by nobody in particular."""
    who = {f"GIT_{part}_{what}": "test@example.org" for part in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    days = {f"GIT_{part}_DATE": "2026-11-20T12:00:00+00:00" for part in ("AUTHOR", "COMMITTER")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(root), *arguments],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | who | days | alone,
    )
    return done.stdout.strip()


def repository(root: Path, files: Mapping[str, str | bytes] = BASE, *more: str) -> Path:
    """A repository with one commit of these files, on the branch main."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main", *more)
    commit(root, files)
    return root


def commit(root: Path, files: Mapping[str, str | bytes], message: str = "words") -> str:
    """These files as one more commit; its id."""
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)
    return git(root, "rev-parse", "HEAD")

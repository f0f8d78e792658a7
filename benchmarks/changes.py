"""Time `talktrack diff` of one changed guide among N, in a temporary repository: python -m benchmarks.changes 1000."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.generate import write_project
from benchmarks.site import BIN, timed

GIT = ("git", "-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org")
RUNS = 5


def change_a_line(folder: Path) -> None:
    """One answer of one guide is another."""
    guide = next((folder / "talktracks").rglob("guide-5.yml"))
    guide.write_text(guide.read_text("utf-8").replace("C'est vrai.", "Sans doute."), "utf-8")


def expire_an_evidence(folder: Path) -> None:
    """An evidence that many guides cite is not valid any more."""
    proof = folder / "content" / "evidence" / "evidence-2.yml"
    proof.write_text(re.sub("valid_until:.*", "valid_until: 2026-01-01", proof.read_text("utf-8")), "utf-8")


CASES: tuple[tuple[str, Callable[[Path], None], tuple[str, ...]], ...] = (
    ("one changed guide", change_a_line, ()),
    ("one changed guide, as HTML", change_a_line, ("--format", "html")),
    ("one expired evidence", expire_an_evidence, ()),
    ("one changed guide, --full", change_a_line, ("--full",)),
)


def main() -> None:
    """Print the fastest and the median of each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guides", type=int)
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder, asked.guides)
        for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "base")):
            subprocess.run((*GIT, *arguments), cwd=folder, check=True)
        for label, change, options in CASES:
            change(folder)
            command: tuple[str | Path, ...] = (sys.executable, "-c", QUIET, BIN / "talktrack", "diff", "HEAD", *options)
            runs = [timed(command, folder) for _ in range(asked.runs)]
            seconds, processor = ([run[n] for run in runs] for n in (0, 1))
            print(f"{label}: {min(seconds):.2f} s (median {median(seconds):.2f}), processor {min(processor):.2f} s")
            subprocess.run((*GIT, "checkout", "-q", "."), cwd=folder, check=True)


QUIET = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], check=False).returncode > 1)"
"""New findings leave with 1, which is no failure of the benchmark."""


if __name__ == "__main__":
    main()

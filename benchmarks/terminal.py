"""Time `talktrack search` over N guides, each search a process of its own: python -m benchmarks.terminal 1000.

The first search finds no cache and makes one; the others ask what customers say in the guides, whole, cut short and
with a slip. Beside them stands a Python that does nothing, and a `talktrack` that only says its version.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.generate import write_project
from benchmarks.layout import Data

TALKTRACK = Path(sys.executable).with_name("talktrack")


def queries(documents: dict[str, Data], count: int) -> Iterator[str]:
    """What reps type: a customer's sentence, its first words, or these with a letter left out."""
    rng = random.Random(8)
    objections = [objection for data in documents.values() for objection in data.get("objections", ())]
    said = [text for objection in objections for text in objection.get("they_say", ())]
    for number in range(count):
        words = rng.choice(said).split()[: rng.randint(2, 8)]
        query = " ".join(words)
        at = rng.randrange(1, len(query))
        yield query[:at] + query[at + 1 :] if number % 3 == 0 else query


def milliseconds(command: Sequence[str | Path], folder: Path) -> float:
    """How long a process takes by the clock."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    taken = (time.perf_counter() - start) * 1000
    if done.returncode not in {0, 1} or done.stderr:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stderr[-3000:]}")
    return taken


def measure(count: int, runs: int, folder: Path) -> None:
    """Print the table."""
    asked = list(queries(write_project(folder, count), runs))
    shutil.rmtree(folder / ".talktrack", ignore_errors=True)
    cold = milliseconds([TALKTRACK, "search", asked[0]], folder)
    times = {
        "a Python that does nothing": [milliseconds([sys.executable, "-c", "pass"], folder) for _ in asked],
        "talktrack --version": [milliseconds([TALKTRACK, "--version"], folder) for _ in asked],
        "talktrack search, warm": [milliseconds([TALKTRACK, "search", query], folder) for query in asked],
    }
    print(f"{count} guides, {runs} runs, milliseconds   fastest   median  slowest")
    for name, taken in times.items():
        print(f"{name:<35}{min(taken):9.0f}{median(taken):9.0f}{max(taken):9.0f}")
    size = sum(path.stat().st_size for path in (folder / ".talktrack").glob("search-*"))
    print(f"the first search, which makes the cache: {cold / 1000:.1f} s; its index: {size:,} bytes")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many guides")
    parser.add_argument("--runs", type=int, default=21, metavar="K", help="how many searches")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write into this folder and leave it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(options.count, options.runs, options.keep or Path(temporary))


if __name__ == "__main__":
    main()

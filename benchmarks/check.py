"""Time `talktrack check` over N guides, with and without what an earlier one kept: python -m benchmarks.check 1000.

Each is a process of its own, imports included, in a temporary folder: without the cache, the first time with it, again
with nothing changed, and again with a line of one guide changed; with findability, and without it (`--fast`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import write_project
from builder.verdicts import CACHE

TALKTRACK = Path(sys.executable).parent / "talktrack"
GUIDE = "talktracks/no-project/guide-0.yml"


class Cost(NamedTuple):
    """What one run took: by the clock, of the processor, and of memory at its most."""

    seconds: float
    processor: float
    megabytes: float


def cost(folder: Path, *options: str) -> Cost:
    """Run the check and wait for it."""
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    arguments = ["talktrack", "--project", str(folder), "check", *options]
    process = os.posix_spawn(TALKTRACK, arguments, os.environ, file_actions=quiet)
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        sys.exit(f"{' '.join(arguments)}: exit code {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def change(folder: Path, turn: int) -> None:
    """Write another line into one guide."""
    path = folder / GUIDE
    text = path.read_text(encoding="utf-8")
    before = next(line for line in text.split("\n") if line.startswith("summary: "))
    path.write_text(text.replace(before, f"summary: Quand le stock numéro {turn} dort."), encoding="utf-8")


def measured(folder: Path, options: Sequence[str], turn: int) -> dict[str, Cost]:
    """The cost of each case."""
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    found = {"without cache": cost(folder, "--no-cache", *options)}
    found |= {"the first time": cost(folder, *options), "nothing changed": cost(folder, *options)}
    change(folder, turn)
    return found | {"one guide changed": cost(folder, *options)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many guides")
    parser.add_argument("--runs", type=int, default=1, metavar="K", help="how often: the fastest counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), options.count)
        for name, chosen in (("check", ()), ("check --fast", ("--fast",))):
            runs = [measured(Path(folder), chosen, turn) for turn in range(options.runs)]
            for case in runs[0]:
                best = min(run[case] for run in runs)
                print(
                    f"{name:<14}{case:<20}{best.seconds:7.2f} s{best.processor:9.2f} s of the processor"
                    f"{best.megabytes:6.0f} MB"
                )


if __name__ == "__main__":
    main()

"""Time talktrack over N guides, beside plain Material for MkDocs with the same texts: python -m benchmarks.site 1000.

Each program runs as a process of its own, imports included, in a temporary folder, without cache and without an
earlier site. With `--runs K` each runs K times; the table says the fastest and the median. `--profile check` (or
build) runs that command once under cProfile instead and says where its time goes. `--keep DIR` leaves the folders.
"""

from __future__ import annotations

import argparse
import os
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.generate import write_project
from benchmarks.layout import Data

BIN = Path(sys.executable).parent
PLAIN = "site_name: Mesure\ntheme:\n  name: material\n  font: false\n"
PROFILE_LINES = 30
HEADINGS = 3


class Run(NamedTuple):
    """How long a process took, by the clock and of the processor."""

    seconds: float
    processor: float


def timed(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command in a folder that holds no trace of an earlier run."""
    for left in (".talktrack", "site"):
        shutil.rmtree(folder / left, ignore_errors=True)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(
            f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        )
    return Run(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def write_plain(folder: Path, documents: dict[str, Data]) -> None:
    """The same texts as Markdown pages, with the default search plugin and no nav."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    (folder / "docs/index.md").write_text("# Mesure\n", encoding="utf-8")
    for path, data in documents.items():
        page = folder / "docs" / f"{path}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        title = next((data[key] for key in ("title", "name", "claim") if key in data), path)
        page.write_text(f"# {title}\n\n" + "\n\n".join(markdown(data, 2)) + "\n", encoding="utf-8")


def markdown(data: Data, level: int) -> Iterator[str]:
    """A document's fields: sections and their items under headings, the rest as paragraphs."""
    for key, value in data.items():
        name = key.replace("_", " ")
        for item in value if isinstance(value, list) and value and isinstance(value[0], dict) else [value]:
            if isinstance(item, dict):
                yield f"{'#' * level} {name}" if level <= HEADINGS else f"**{name}**"
                yield from markdown(item, level + 1)
            else:
                yield f"**{name}**: {item if isinstance(item, str) else '; '.join(map(str, item))}"


def page_sizes(project: Path) -> list[int]:
    """The bytes of each guide's page, before compression."""
    pages = [
        path
        for path in (project / "site/guides").glob("*/index.html")
        if b'http-equiv="refresh"' not in path.read_bytes()
    ]
    return sorted(path.stat().st_size for path in pages)


def measure(count: int, runs: int, folder: Path) -> None:
    """Print the table."""
    project, small, plain = folder / "project", folder / "small", folder / "plain"
    write_plain(plain, write_project(project, count))
    write_project(small, max(10, count // 10))
    commands: dict[str, tuple[Sequence[str | Path], Path]] = {
        "talktrack check": ([BIN / "talktrack", "check"], project),
        "talktrack build": ([BIN / "talktrack", "build"], project),
        "plain Material": ([BIN / "mkdocs", "build", "-q"], plain),
    }
    taken = {name: [timed(*command) for _ in range(runs)] for name, command in commands.items()}
    timed([BIN / "talktrack", "build"], small)

    base = min(run.seconds for run in taken["plain Material"])
    print(f"{count} guides, {runs} run{'s' * (runs > 1)}{'':14}  fastest   median  processor  of plain")
    for name, times in taken.items():
        fastest, middle = min(run.seconds for run in times), median(run.seconds for run in times)
        processor = min(run.processor for run in times)
        print(f"{name:<34}{fastest:7.2f} s{middle:7.2f} s{processor:9.2f} s{fastest / base:9.2f}")
    large, little = page_sizes(project), page_sizes(small)
    growth = median(large) / median(little) - 1
    print(f"\na guide's page: {median(large):,.0f} bytes (median), {large[-1]:,} (largest)")
    print(f"at a tenth of the guides: {median(little):,.0f} bytes (median): {growth:+.1%} from there")
    print(f"the whole site: {sum(path.stat().st_size for path in project.glob('site/**/*') if path.is_file()):,} bytes")


def profile(command: str, count: int, folder: Path) -> None:
    """Print where the time of one command goes."""
    write_project(folder, count)
    out = folder / "profile"
    subprocess.run(
        [sys.executable, "-m", "cProfile", "-o", out, BIN / "talktrack", command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    for order in ("cumulative", "tottime"):
        pstats.Stats(str(out)).strip_dirs().sort_stats(order).print_stats(PROFILE_LINES)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many guides")
    parser.add_argument("--runs", type=int, default=1, metavar="K", help="how often each program runs")
    parser.add_argument("--profile", choices=("check", "build"), help="say where the time of this command goes")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write into this folder and leave it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        if options.profile:
            profile(options.profile, options.count, folder)
        else:
            measure(options.count, options.runs, folder)


if __name__ == "__main__":
    main()

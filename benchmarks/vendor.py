"""Take the libraries that are kept here as files from their packages: python -m benchmarks.vendor.

The browser's stemmers come from the Sphinx wheel; MiniSearch, which only the comparison needs, from its npm package.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SPHINX = "sphinx==9.0.4"
STEMMERS = ROOT / "builder" / "search" / "browser" / "vendor"
NAMES = ("base-stemmer.js", "french-stemmer.js", "english-stemmer.js")
MINISEARCH = "minisearch@7.2.0"
COMPARED = ROOT / "benchmarks" / "vendor_js"
FILES = {"minisearch.mjs": "dist/es/index.js", "minisearch.LICENSE.txt": "LICENSE.txt"}


def stemmers(folder: str) -> None:
    """Download the wheel and write its stemmers where the browser's engine finds them."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, SPHINX]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
        for name in NAMES:
            (STEMMERS / name).write_bytes(wheel.read(f"sphinx/search/minified-js/{name}"))


def compared(folder: str) -> None:
    """Download the npm package and write its module and its licence for the comparison."""
    subprocess.run(["npm", "pack", "--pack-destination", folder, MINISEARCH], check=True, capture_output=True)
    COMPARED.mkdir(exist_ok=True)
    with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
        for name, source in FILES.items():
            if file := package.extractfile(f"package/{source}"):
                text = file.read().decode()
                (COMPARED / name).write_text(text.partition("\n//# sourceMappingURL=")[0].rstrip() + "\n", "utf-8")


def main() -> None:
    """Take both."""
    with tempfile.TemporaryDirectory() as folder:
        stemmers(folder)
        compared(folder)


if __name__ == "__main__":
    main()

"""Take the browser's stemmers from the Sphinx wheel: python -m benchmarks.vendor."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SPHINX = "sphinx==9.0.4"
TARGET = Path(__file__).parents[1] / "builder" / "search" / "browser" / "vendor"
NAMES = ("base-stemmer.js", "french-stemmer.js", "english-stemmer.js")


def main() -> None:
    """Download the wheel and write its stemmers where the browser's engine finds them."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, SPHINX]
        subprocess.run(command, check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            for name in NAMES:
                (TARGET / name).write_bytes(wheel.read(f"sphinx/search/minified-js/{name}"))


if __name__ == "__main__":
    main()

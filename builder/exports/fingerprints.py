"""Names for findings that outlive the lines above them: how forges tell a new finding from one they know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from builder.exports.findings import Found, Item


def fingerprinted(value: Found) -> Iterator[tuple[Item, str]]:
    """Each finding with a name made of what it says and where, but for its line; the same twice gets two names."""
    seen: Counter[tuple[str, ...]] = Counter()
    for item in value.findings:
        said = (item.code, value.path(item), item.message)
        seen[said] += 1
        named = "\0".join((*said, str(seen[said])))
        yield item, sha256(named.encode("utf-8", "surrogatepass")).hexdigest()

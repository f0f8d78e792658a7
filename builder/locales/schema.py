"""What a field is for, in a sentence: shown by editors (JSON Schemas) and written into new files."""

from __future__ import annotations

from functools import lru_cache

from builder.locales import Strings, read
from builder.models import Record

DOCUMENT = "document"
"""Under which the table describes a record itself."""


class Descriptions(Strings):
    """Sentences by record and field; English has none here, it takes the docstrings of the models."""

    optional: str
    """Comment above what a new file may also hold."""
    records: dict[str, dict[str, str]]
    """By name of the record, then by key; `document` is the record itself."""


@lru_cache
def descriptions(language: str) -> Descriptions:
    """The descriptions in a language, English where it has none."""
    return read(Descriptions, "schema", language)


def describe(model: type[Record], key: str, language: str) -> str:
    """What a field is for, or with DOCUMENT the record; the docstring where the language has no words of its own."""
    own = descriptions(language).records.get(model.__name__, {}).get(key)
    if own is not None:
        return own
    if key == DOCUMENT:
        return (model.__doc__ or "").partition("\n")[0]
    return next(f.description or "" for name, f in model.model_fields.items() if (f.alias or name) == key)

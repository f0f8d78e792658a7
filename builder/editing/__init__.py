"""YAML that tools write: whole documents, and exact edits of what people wrote, each read back before it counts."""

from builder.editing.fields import set_field
from builder.editing.fixes import Fix, Fixed, FixKind, fix
from builder.editing.writing import EditError, Spoken, Written, dump_document, write_text

__all__ = [
    "EditError",
    "Fix",
    "FixKind",
    "Fixed",
    "Spoken",
    "Written",
    "dump_document",
    "fix",
    "set_field",
    "write_text",
]

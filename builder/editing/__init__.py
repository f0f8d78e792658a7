"""YAML that tools write: whole documents, and exact edits of what people wrote, each read back before it counts."""

from builder.editing.fields import set_field
from builder.editing.writing import EditError, Spoken, Written, dump_document, write_text

__all__ = ["EditError", "Spoken", "Written", "dump_document", "set_field", "write_text"]

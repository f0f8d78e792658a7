"""A whole knowledge base read from a tree, without being judged: what pages are made from."""

from __future__ import annotations

from builder.changes.sides import files_of
from builder.history import Tree
from builder.knowledge import Knowledge
from builder.loading import unjudged
from builder.settings import Project


def knowledge_of(tree: Tree, project: Project) -> Knowledge:
    """Everything that a tree holds."""
    return unjudged(files_of(tree), project)

"""Views become HTML: Jinja and MarkupSafe are known here alone."""

from builder.rendering.blocks import Blocks
from builder.rendering.environment import render
from builder.rendering.pen import Voices

__all__ = ["Blocks", "Voices", "render"]

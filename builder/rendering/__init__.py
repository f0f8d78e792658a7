"""Views become HTML: Jinja and MarkupSafe are known here alone."""

from builder.rendering.environment import render
from builder.rendering.pen import Pen, Voices

__all__ = ["Pen", "Voices", "render"]

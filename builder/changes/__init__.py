"""What reps will hear differently: two moments of a knowledge base compared by what each persona gets, not by text."""

from builder.changes.comparing import compare
from builder.changes.values import Altered, Behind, Change, Difference, How, PartName, Sort, State, Touched, Unheard

__all__ = [
    "Altered",
    "Behind",
    "Change",
    "Difference",
    "How",
    "PartName",
    "Sort",
    "State",
    "Touched",
    "Unheard",
    "compare",
]

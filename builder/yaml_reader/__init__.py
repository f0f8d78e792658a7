"""YAML without its traps: text to plain data with positions, and mistakes named with the line to write instead.

Every scalar is the text that stands there; what it becomes is decided by the field it fills. YAML is known here alone.
"""

from builder.yaml_reader.building import Data
from builder.yaml_reader.comments import Comment, comments
from builder.yaml_reader.decoding import decode
from builder.yaml_reader.mending import Edit, Mend
from builder.yaml_reader.reading import Parsed, parse_yaml
from builder.yaml_reader.scalars import Scalar, scalars

__all__ = ["Comment", "Data", "Edit", "Mend", "Parsed", "Scalar", "comments", "decode", "parse_yaml", "scalars"]

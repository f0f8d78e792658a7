"""YAML without its traps: text to plain data with positions, and mistakes named with the line to write instead.

Every scalar is the text that stands there; what it becomes is decided by the field it fills. YAML is known here alone.
"""

from builder.yaml_reader.building import Data
from builder.yaml_reader.decoding import decode
from builder.yaml_reader.reading import Parsed, parse_yaml

__all__ = ["Data", "Parsed", "decode", "parse_yaml"]

"""YAML and JSON as trees of text, with the place of everything in them.

Scalars stay **text**: the field's type decides what a text means. (Plain YAML loading turns `0522`
into 338, `12:30` into 750, `no` into False and keeps the last of two equal keys.) What a clerk does
not need and a stranger could abuse is refused: anchors, aliases, tags, several documents, depth,
size, bytes that are not UTF-8.
"""

from fupin_report.source.encoding import ILLEGAL, MAX_BYTES, decode, invisible, too_large
from fupin_report.source.json_text import read_json
from fupin_report.source.slips import BRACKETS, WIDE_BRACKETS
from fupin_report.source.tree import MAX_DEPTH, ListNode, MappingNode, Node, SourceMap, Span, leaves
from fupin_report.source.values import from_mapping
from fupin_report.source.yaml_text import read_yaml
from fupin_report.source.yaml_writing import to_yaml

__all__ = [
    "BRACKETS",
    "ILLEGAL",
    "MAX_BYTES",
    "MAX_DEPTH",
    "WIDE_BRACKETS",
    "ListNode",
    "MappingNode",
    "Node",
    "SourceMap",
    "Span",
    "decode",
    "from_mapping",
    "invisible",
    "leaves",
    "read_json",
    "read_yaml",
    "to_yaml",
    "too_large",
]

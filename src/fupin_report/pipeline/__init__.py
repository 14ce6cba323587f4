"""The whole way: file → report → document → file. The only room that reads and writes files.

:mod:`.reading` and :mod:`.writing` hold the verbs, :mod:`.files` what both ask of the disk, :mod:`.images`
and :mod:`.names` what a document needs beside its words.
"""

from fupin_report.pipeline.code import Code, load_code
from fupin_report.pipeline.names import default_name
from fupin_report.pipeline.reading import (
    Content,
    Earlier,
    inspect_docx,
    load,
    load_earlier,
    load_json,
    load_layers,
    read_docx,
    read_layout,
    read_layout_settings,
    read_policy,
)
from fupin_report.pipeline.remarks import annotated
from fupin_report.pipeline.writing import generate, render, serialize, write

__all__ = [
    "Code",
    "Content",
    "Earlier",
    "annotated",
    "default_name",
    "generate",
    "inspect_docx",
    "load",
    "load_code",
    "load_earlier",
    "load_json",
    "load_layers",
    "read_docx",
    "read_layout",
    "read_layout_settings",
    "read_policy",
    "render",
    "serialize",
    "write",
]

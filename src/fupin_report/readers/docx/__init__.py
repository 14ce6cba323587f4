"""Word files back to the tree: our own, edited by hand, or saved by another program.

A file is a stranger's until it is read: :mod:`~fupin_report.readers.docx.package` and
:mod:`~fupin_report.readers.docx.xml` hold the bounds. What the marks mean is in
:mod:`~fupin_report.wordmarks`.
"""

from __future__ import annotations

from fupin_report.document import Document
from fupin_report.layout import Layout
from fupin_report.readers.docx.blocks import blocks
from fupin_report.readers.docx.body import body
from fupin_report.readers.docx.figures import figure_paths
from fupin_report.readers.docx.package import Package
from fupin_report.readers.docx.properties import properties
from fupin_report.readers.docx.styles import read_styles


def read(content: bytes, layout: Layout) -> Document:
    """Return the document in a Word file. See `Reader` for the arguments."""
    package = Package(content)
    styles = read_styles(package)
    paths = figure_paths(package)
    lines = body(package.document(), styles, paths.keys())
    return Document(tuple(blocks(lines, paths, layout)), properties(package))

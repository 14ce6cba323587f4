"""Readers turn a file back into the tree: one function a format, all in one table."""

from __future__ import annotations

from typing import Protocol

from fupin_report.document import Document
from fupin_report.layout import Layout


class Reader(Protocol):
    """Turn the bytes of a file into a document, number labels apart from the words again.

    `layout` is the one the file was written with; only the words it prescribes are looked at.
    Raises `SourceError` W5xx for whatever is not a file of this format, or not a safe one.
    """

    def __call__(self, content: bytes, layout: Layout) -> Document: ...


MAX_BYTES = 64 * 2**20
"""Largest file read."""


def _read_docx(content: bytes, layout: Layout) -> Document:
    from fupin_report.readers import docx  # takes lxml in, which only reading needs

    return docx.read(content, layout)


READERS: dict[str, Reader] = {"docx": _read_docx}
"""Format name (the suffix of the file) to its reader."""

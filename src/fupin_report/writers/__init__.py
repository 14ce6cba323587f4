"""Writers turn the tree into a file: one function a format, all in one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from fupin_report.document import Document
from fupin_report.layout import Layout
from fupin_report.writers import json


class Writer(Protocol):
    """Turn a document into the bytes of a file; the same input gives the same bytes.

    `images` gives the bytes of an image by its source; a document without images needs none.
    `provenance=False` leaves out which data path each figure came from.
    Raises `RenderError` when the document cannot be written.
    """

    def __call__(
        self,
        document: Document,
        layout: Layout,
        *,
        images: Callable[[str], bytes] | None = None,
        provenance: bool = True,
    ) -> bytes: ...


def _write_docx(
    document: Document,
    layout: Layout,
    *,
    images: Callable[[str], bytes] | None = None,
    provenance: bool = True,
) -> bytes:
    from fupin_report.writers import docx  # a run that writes json does not pay for Word

    return docx.write(document, layout, images=images, provenance=provenance)


WRITERS: dict[str, Writer] = {"docx": _write_docx, "json": json.write}
"""Format name (the suffix of the file) to its writer."""

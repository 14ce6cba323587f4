"""Writers turn the tree into a file: one module a format, all in one table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from fupin_report.document import Document
from fupin_report.layout import Layout


class Writer(Protocol):
    """Turn a document into the bytes of a file; the same input gives the same bytes.

    `images` gives the bytes of an image by its source; a document without images needs none.
    `provenance=False` leaves out which data path each figure came from. `describe` tells of a path
    what a reader wants to know, for formats that show it: its Chinese name, its file and line.
    Raises `RenderError` when the document cannot be written.
    """

    def __call__(
        self,
        document: Document,
        layout: Layout,
        *,
        images: Callable[[str], bytes] | None = None,
        provenance: bool = True,
        describe: Callable[[str], str] | None = None,
    ) -> bytes: ...


def _of(module: str) -> Writer:
    """Return the writer of a module, imported when it first writes: JSON does not pay for Word."""

    def write(
        document: Document,
        layout: Layout,
        *,
        images: Callable[[str], bytes] | None = None,
        provenance: bool = True,
        describe: Callable[[str], str] | None = None,
    ) -> bytes:
        writer: Writer = import_module(f"{__name__}.{module}").write
        return writer(document, layout, images=images, provenance=provenance, describe=describe)

    return write


WRITERS: dict[str, Writer] = {
    "docx": _of("docx"),
    "json": _of("json"),
    "md": _of("markdown"),
    "txt": _of("text"),
    "html": _of("html"),
}
"""Format name (the suffix of the file) to its writer."""

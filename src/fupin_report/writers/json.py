"""The tree as JSON, for tests, for comparing, and for other programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

from fupin_report.document import Document, Origin
from fupin_report.errors import Problem, RenderError
from fupin_report.layout import Layout

_PROVENANCE = {"paths", "origin"}
_MARGIN = {"comments"}
"""Remarks on the document, not of it."""


def write(
    document: Document,
    layout: Layout,  # noqa: ARG001 - the tree has no look
    *,
    images: Callable[[str], bytes] | None = None,  # noqa: ARG001 - it names its images
    provenance: bool = True,
    describe: Callable[[str], str] | None = None,  # noqa: ARG001 - it names paths as they are
) -> bytes:
    """Return the document as JSON: every node an object with its `kind` and its fields, in UTF-8.

    `provenance=False` leaves out the paths of figures and the origins of blocks.
    """
    left_out = frozenset(_MARGIN if provenance else _MARGIN | _PROVENANCE)
    text = json.dumps(_value(document, left_out), ensure_ascii=False, indent=1)
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError as error:
        message = f"文稿里有不完整的字符（代理项 U+{ord(error.object[error.start]):04X}），无法写成 UTF-8"
        raise RenderError(Problem("R401", message)) from None


def _value(value: object, left_out: frozenset[str]) -> object:
    if isinstance(value, Origin):
        return f"{value.template}:{value.line}"
    if isinstance(value, tuple):
        return [_value(child, left_out) for child in value]
    if dataclasses.is_dataclass(value):
        return {"kind": type(value).__name__} | {
            field.name: _value(getattr(value, field.name), left_out)
            for field in dataclasses.fields(value)
            if field.name not in left_out
        }
    return value

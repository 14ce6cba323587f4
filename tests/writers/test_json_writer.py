from __future__ import annotations

import json

import pytest

from fupin_report.document import Document, Figure, Heading, Origin, Paragraph, Strong, Text
from fupin_report.errors import RenderError
from fupin_report.layout import Layout
from fupin_report.writers import WRITERS

_DOCUMENT = Document(
    (
        Heading(1, (Text("概况"),), "一、", Origin("builtin:overview", 3)),
        Paragraph((Strong((Figure("765", ("entered", "base")),)),)),
    )
)


def _written(document: Document = _DOCUMENT, *, provenance: bool = True) -> bytes:
    return WRITERS["json"](document, Layout(), provenance=provenance)


def test_nodes_are_objects_with_their_kind() -> None:
    """Every node tells its kind, then its fields; a place is `template:line`."""
    assert json.loads(_written())["blocks"] == [
        {
            "kind": "Heading",
            "level": 1,
            "children": [{"kind": "Text", "text": "概况"}],
            "label": "一、",
            "origin": "builtin:overview:3",
        },
        {
            "kind": "Paragraph",
            "children": [
                {
                    "kind": "Strong",
                    "children": [{"kind": "Figure", "text": "765", "paths": ["entered", "base"]}],
                }
            ],
            "heading": None,
            "origin": None,
        },
    ]


def test_provenance_can_be_left_out_of_json() -> None:
    """Neither paths nor places remain."""
    written = _written(provenance=False)
    assert b"paths" not in written
    assert b"origin" not in written
    assert b"765" in written


def test_chinese_is_readable_and_bytes_are_stable() -> None:
    """Chinese characters stand as themselves, in UTF-8, the same each time."""
    assert "概况".encode() in _written()
    assert _written() == _written()


def test_half_characters_are_refused() -> None:
    """A lone surrogate has no UTF-8."""
    with pytest.raises(RenderError, match=r"U\+D800"):
        _written(Document((Paragraph((Text("\ud800"),)),)))

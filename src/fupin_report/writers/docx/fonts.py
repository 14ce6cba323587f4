"""The font table and the theme's fonts."""

from __future__ import annotations

import dataclasses

from fupin_report.layout import Face, Faces
from fupin_report.writers.docx.characters import quoted

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def font_table_xml(faces: Faces) -> bytes:
    """Return the font table: every face with the name Word may fall back on."""
    fonts = "".join(
        _font(getattr(faces, field.name), "00" if field.name == "latin" else "86")
        for field in dataclasses.fields(faces)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:fonts xmlns:w="{_WORD}">{fonts}</w:fonts>'.encode()


def _font(face: Face, charset: str) -> str:
    alternate = f"<w:altName w:val={quoted(face.alternate)}/>" if face.alternate else ""
    return (
        f'<w:font w:name={quoted(face.name)}>{alternate}<w:charset w:val="{charset}"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )

"""Styles of a file, told by name, as other programs change the ids, and by what they rest upon."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from fupin_report.readers.docx.package import Package
from fupin_report.readers.docx.refusal import refusal
from fupin_report.readers.docx.xml import WORD, value
from fupin_report.wordmarks import LATIN, NORMAL, STYLE_NAMES

_BY_NAME = {name.lower(): style for style, name in STYLE_NAMES.items()}


class Styles(NamedTuple):
    """Style ids of a file to ours. What is no style of ours counts as the one it rests upon."""

    paragraphs: dict[str, str]
    """To one of the paragraph styles; anything else is body text."""
    characters: dict[str, str]
    """To one of the character styles, or to nothing."""

    def paragraph(self, element: etree._Element) -> str:
        """Return our style of a `w:p`."""
        return self.paragraphs.get(value(element, "pPr/pStyle") or "", NORMAL)

    def run(self, element: etree._Element) -> str:
        """Return our style of a `w:r`; empty for plain text and for its Latin letters."""
        return self.characters.get(value(element, "rPr/rStyle") or "", "")


class _Style(NamedTuple):
    ours: str
    base: str


def read_styles(package: Package) -> Styles:
    """Return the styles of a file; raise `SourceError` W507 for a circle."""
    found: dict[str, dict[str, _Style]] = {"paragraph": {}, "character": {}}
    for element in package.styles().iterchildren(WORD + "style"):
        kind, style = element.get(WORD + "type", "paragraph"), element.get(WORD + "styleId", "")
        if kind in found:
            ours = _ours(value(element, "name") or "", style)
            found[kind][style] = _Style(ours, value(element, "basedOn") or "")
    characters = _resolved(found["character"])
    return Styles(_resolved(found["paragraph"]), {style: ours for style, ours in characters.items() if ours})


def _ours(name: str, style: str) -> str:
    ours = _BY_NAME.get(name.lower()) or (style if style in STYLE_NAMES else "")
    return "" if ours == LATIN else ours


def _resolved(styles: dict[str, _Style]) -> dict[str, str]:
    """Follow each style to the first that is ours, however long the way, and each way only once."""
    resolved: dict[str, str] = {"": ""}
    for style in styles:
        way: dict[str, None] = {}
        at = style
        while at not in resolved:
            if at in way:
                raise refusal("W507", f"样式“{at[:80]}”绕了一圈，以自己为基准")
            way[at] = None
            ours, base = styles.get(at, _Style("", ""))
            if ours:
                resolved[at] = ours
            else:
                at = base
        for passed in way:
            resolved[passed] = resolved[at]
    return resolved

"""Styles of a file, told by name, as other programs change the ids, and by what they rest upon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fupin_report.readers.docx.package import Package
from fupin_report.readers.docx.refusal import refusal
from fupin_report.readers.docx.xml import WORD, values
from fupin_report.wordmarks import LATIN, NORMAL, STYLE_NAMES

_PARAGRAPH = WORD + "pStyle"
_RUN = WORD + "rStyle"
_BY_NAME = {name.lower(): style for style, name in STYLE_NAMES.items()}


class Styles(NamedTuple):
    """Style ids of a file to ours. What is no style of ours counts as the one it rests upon."""

    paragraphs: dict[str, str]
    """To one of the paragraph styles; to nothing for body text of another look."""
    characters: dict[str, str]
    """To one of the character styles, or to nothing."""

    def paragraph(self, settings: Mapping[str, str]) -> str:
        """Return our style of a paragraph by the settings in its `w:pPr`."""
        return self.paragraphs.get(settings.get(_PARAGRAPH, "")) or NORMAL

    def run(self, settings: Mapping[str, str]) -> str:
        """Return our style of a run; empty for plain text and for its Latin letters."""
        return self.characters.get(settings.get(_RUN, ""), "")


class _Style(NamedTuple):
    ours: str
    base: str


def read_styles(package: Package) -> Styles:
    """Return the styles of a file; raise `SourceError` W507 for a circle."""
    found: dict[str, dict[str, _Style]] = {"paragraph": {}, "character": {}}
    for element in package.styles().iterchildren(WORD + "style"):
        kind, style = element.get(WORD + "type", "paragraph"), element.get(WORD + "styleId", "")
        if kind in found:
            settings = values(element)
            ours = _ours(settings.get(WORD + "name", ""), style)
            found[kind][style] = _Style(ours, settings.get(WORD + "basedOn", ""))
    return Styles(_resolved(found["paragraph"]), _resolved(found["character"]))


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

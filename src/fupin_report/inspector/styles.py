"""Styles of a file with all that they inherit: defaults, the chain they rest upon, the list they take."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from fupin_report.inspector.numbers import Numbering
from fupin_report.inspector.package import WordFile
from fupin_report.inspector.properties import Properties, flat
from fupin_report.readers.docx.refusal import refusal
from fupin_report.readers.docx.styles import read_styles
from fupin_report.readers.docx.xml import WORD

MAX_STYLES = 5000
"""Most styles of a file; Word itself stops at some 4000."""


class Style(NamedTuple):
    """A style as it works: its own properties laid over those it rests upon, without the defaults."""

    name: str
    paragraph: Properties
    run: Properties


class _Own(NamedTuple):
    name: str
    base: str
    paragraph: dict[str, str]
    run: dict[str, str]


_NONE = Style("", {}, {})


class StyleSheet:
    """The styles of a file, resolved when asked for."""

    def __init__(self, file: WordFile, numbering: Numbering) -> None:
        ours = read_styles(file)  # refuses styles that rest upon each other in a circle
        self.ours_of_paragraph, self.ours_of_character = ours.paragraphs, ours.characters
        root = file.styles()
        self._numbering = numbering
        self._own: dict[tuple[str, str], _Own] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        self.default = ""
        self._enter(root)
        self.paragraph_defaults = flat(root.find(f"{WORD}docDefaults/{WORD}pPrDefault/{WORD}pPr"))
        self.run_defaults = flat(root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr"))

    def _enter(self, root: etree._Element) -> None:
        for element in root.iterchildren(WORD + "style"):
            kind, style = element.get(WORD + "type", "paragraph"), element.get(WORD + "styleId", "")
            said = {
                str(child.tag): child.get(WORD + "val", "")
                for child in element.iterchildren(WORD + "name", WORD + "basedOn")
            }
            self._own[kind, style] = _Own(
                said.get(WORD + "name", style),
                said.get(WORD + "basedOn", ""),
                flat(element.find(WORD + "pPr")),
                flat(element.find(WORD + "rPr")),
            )
            if kind == "paragraph" and element.get(WORD + "default") in ("1", "true", "on"):
                self.default = style
        if len(self._own) > MAX_STYLES:
            raise refusal("W502", f"样式太多，上限 {MAX_STYLES} 个", "请另存后再试")

    def paragraph(self, style: str) -> Style:
        """Return a paragraph style; one that does not exist is the default one."""
        known = ("paragraph", style) in self._own
        return self._style("paragraph", style if known else self.default)

    def character(self, style: str) -> Style:
        """Return a character style."""
        return self._style("character", style)

    def table(self, style: str) -> Style:
        """Return a table style."""
        return self._style("table", style)

    def _style(self, kind: str, style: str) -> Style:
        """Lay a style over what it rests upon, from the ground up; each way is gone only once."""
        way: dict[str, None] = {}
        at = style
        while (kind, at) in self._own and (kind, at) not in self._resolved and at not in way:
            way[at] = None
            at = self._own[kind, at].base
        below = self._resolved.get((kind, at), _NONE)
        for passed in reversed(way):
            below = self._resolved[kind, passed] = self._over(below, passed, self._own[kind, passed])
        return below

    def _over(self, below: Style, style: str, own: _Own) -> Style:
        place = self._numbering.place(own.paragraph, style)
        counted: Properties = {}
        if place:
            counted = {**self._numbering.level(place).paragraph, "numPr.ilvl.val": str(place[1])}
        return Style(own.name, {**below.paragraph, **counted, **own.paragraph}, {**below.run, **own.run})

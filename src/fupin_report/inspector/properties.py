"""Properties of paragraphs and runs as flat tables that can be laid over one another.

`<w:spacing w:line="579"/>` becomes `spacing.line: "579"`, a switch without a value `b.val: "1"`. What
two attributes say of one thing becomes one entry, so that the later layer wins whichever it used: a
theme face and a named one, a first line that stands in and one that hangs out, left and start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from fupin_report.patterns import expression
from fupin_report.readers.docx.xml import WORD

Properties: TypeAlias = Mapping[str, str]

THEME = "+"
"""Begins the name of a face that the theme decides."""
_OUTER = frozenset(("numPr",))
"""Elements whose children hold the values."""
_LEFT_OUT = frozenset(("pPrChange", "rPrChange", "sectPr", "rPr", "tabs", "pBdr"))
"""What was before a tracked change, and what is no property."""
_SLOTS = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
}
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
_FIRST = {
    "firstLine": ("first", ""),
    "hanging": ("first", "-"),
    "firstLineChars": ("firstChars", ""),
    "hangingChars": ("firstChars", "-"),
}
_MEASURE = expression(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_OFF = ("0", "false", "off", "none")


def flat(element: etree._Element | None) -> dict[str, str]:
    """Return the properties in a `w:pPr`, `w:rPr` or `w:sectPr`."""
    table: dict[str, str] = {}
    for child in () if element is None else element:
        name = _local(child.tag)
        if name in _OUTER:
            for inner in child:
                _enter(table, f"{name}.{_local(inner.tag)}", inner)
        elif name == "rFonts":
            _enter_faces(table, child)
        elif name == "ind":
            _enter_indents(table, child)
        elif name not in _LEFT_OUT:
            _enter(table, name, child)
    return table


def _enter(table: dict[str, str], name: str, element: etree._Element) -> None:
    table[f"{name}.val"] = "1"
    for key, value in element.attrib.items():
        table[f"{name}.{_local(key)}"] = str(value)


def _enter_faces(table: dict[str, str], element: etree._Element) -> None:
    """Enter the face of each kind of character; within one element the theme beats a name."""
    for slot, theme in _SLOTS.items():
        if named := element.get(WORD + theme):
            table[f"rFonts.{slot}"] = THEME + named
        elif named := element.get(WORD + slot):
            table[f"rFonts.{slot}"] = named
    if hint := element.get(WORD + "hint"):
        table["rFonts.hint"] = hint


def _enter_indents(table: dict[str, str], element: etree._Element) -> None:
    """Enter indents; of a first line that both stands in and hangs out, hanging counts."""
    for key, value in element.attrib.items():
        name = _local(key)
        if name not in _FIRST:
            table[f"ind.{_SIDES.get(name, name)}"] = str(value)
    for name, (entry, sign) in _FIRST.items():
        if said := element.get(WORD + name):
            table[f"ind.{entry}"] = sign + said if number(said) else "0"


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def number(text: str | None, default: float = 0.0, point: int = 20) -> float:
    """Return a measure as Word counts it, twentieths of a point if not said otherwise.

    Measures may carry a unit; what is no number is the default.
    """
    found = _MEASURE.fullmatch((text or "").removeprefix("--").strip())
    if found is None:
        return default
    value = float(found[1])
    return value * _POINTS[found[2]] * point if found[2] else value


def switched_on(properties: Properties, name: str, default: bool = False) -> bool:
    """Whether a switch is on; a switch nobody touched has its default."""
    value = properties.get(f"{name}.val")
    return default if value is None else value not in _OFF

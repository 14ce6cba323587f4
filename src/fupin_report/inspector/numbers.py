"""Automatic numbers: what Word counts and shows before a paragraph without it being typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from fupin_report.frozen import frozen
from fupin_report.inspector.properties import Properties, flat, number
from fupin_report.numerals import counting
from fupin_report.patterns import expression
from fupin_report.readers.docx.xml import WORD

_LEVELS = 9
_MOST = 10_000
"""Numbers beyond it are not spelled."""
_HOLDER = expression("%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_GAPS = {"tab": "", "space": " ", "nothing": ""}
"""What stands between a number and the words; a tab is a matter of indents, not of words."""


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 9)


def _roman(value: int) -> str:
    text = ""
    for worth, sign in (*_ROMAN, (10, "x")):
        count, value = divmod(value, worth)
        text += sign * count
    return text + _ROMAN_UNITS[value]


def _circled(value: int) -> str:
    return chr(ord("①") + value - 1) if value <= 20 else str(value)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": _circled,
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "none": lambda _: "",
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"),
            *("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand"),
        ),
        counting,
    ),
}


@frozen
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = ""
    restarts: bool = True
    style: str = ""
    """Paragraph style that takes this level of its own."""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has been counted."""

    lists: dict[str, str] = field(default_factory=dict)
    """Number of a list to that of its definition."""
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Levels of a definition."""
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)
    _counted: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def place(self, properties: Properties, style: str = "") -> tuple[str, int] | None:
        """Return list and level that some properties ask for; a style may be tied to a level."""
        of_list = properties.get("numPr.numId.val", "")
        levels = self.levels.get(self.lists.get(of_list, ""), {})
        tied = next((at for at, level in levels.items() if style and level.style == style), 0)
        at = int(number(properties.get("numPr.ilvl.val"), tied))
        return (of_list, at) if at in levels else None

    def level(self, place: tuple[str, int]) -> Level:
        """Return a level of a list."""
        of_list, at = place
        return self.levels[self.lists[of_list]][at]

    def label(self, place: tuple[str, int]) -> str:
        """Count on, and return the number before the words."""
        of_list, at = place
        definition = self.lists[of_list]
        levels, counted = self.levels[definition], self._counted.setdefault(definition, [None] * _LEVELS)
        start = levels[at].start
        if place in self.overrides and place not in self._begun:
            counted[at], start = None, self.overrides[place]
        self._begun.add(place)
        previous = counted[at]
        counted[at] = start if previous is None else previous + 1
        for deeper in range(at + 1, _LEVELS):
            if deeper in levels and levels[deeper].restarts:
                counted[deeper] = None
        return _spelled(levels[at], levels, counted) + levels[at].gap


def _spelled(chosen: Level, levels: dict[int, Level], counted: list[int | None]) -> str:
    if chosen.form == "bullet":
        return "•"

    def value(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        level = levels.get(at, chosen)
        count = counted[at]
        count = level.start if count is None else count
        return _FORMS.get(level.form, str)(count) if 0 < count < _MOST else "0"

    return _HOLDER.sub(value, chosen.text)


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists of a numbering part; a file without one has none."""
    numbering = Numbering()
    for element in () if root is None else root.iterchildren(WORD + "abstractNum"):
        read = (_level(level) for level in element.iterchildren(WORD + "lvl"))
        numbering.levels[element.get(WORD + "abstractNumId", "")] = dict(read)
    for element in () if root is None else root.iterchildren(WORD + "num"):
        name = element.get(WORD + "numId", "")
        definition = element.find(WORD + "abstractNumId")
        numbering.lists[name] = "" if definition is None else definition.get(WORD + "val", "")
        for override in element.iterchildren(WORD + "lvlOverride"):
            start = override.find(WORD + "startOverride")
            if start is not None:
                at = int(number(override.get(WORD + "ilvl")))
                numbering.overrides[name, at] = int(number(start.get(WORD + "val"), 1))
    numbering.lists.pop("0", None)  # by this number a paragraph leaves the list of its style
    return numbering


def _level(element: etree._Element) -> tuple[int, Level]:
    said = flat(element)
    level = Level(
        int(number(said.get("start.val"), 1)),
        said.get("numFmt.val", "decimal"),
        said.get("lvlText.val", "")[:40],
        _GAPS.get(said.get("suff.val", "tab"), ""),
        said.get("lvlRestart.val") != "0",
        said.get("pStyle.val", ""),
        flat(element.find(WORD + "pPr")),
        flat(element.find(WORD + "rPr")),
    )
    return min(max(int(number(element.get(WORD + "ilvl"))), 0), _LEVELS - 1), level

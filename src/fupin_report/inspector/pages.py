"""Sections of a file: sheet, margins, columns, grid, and which footers they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from lxml import etree

from fupin_report.frozen import frozen
from fupin_report.inspector.package import REFERENCE
from fupin_report.inspector.properties import flat, number, switched_on
from fupin_report.readers.docx.xml import WORD

_LETTER = (12240, 15840)
"""Sheet of a section that names none."""
_MARGIN, _DISTANCE, _GAP = 1440, 720, 720
"""Margins, distance of a footer and gap of columns where none is named."""


@frozen
class Section:
    """Pages of one kind; lengths in twips."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    """Bottom of the sheet to the bottom of the footer."""
    columns: int
    gap: float
    """Between columns."""
    grid: str
    """`lines`, `linesAndChars`, or something else for none."""
    pitch: float
    """Distance of the lines of the grid."""
    spread: float
    """Twips that the grid adds to each character."""
    first_page: bool
    """Whether the first page has a footer of its own."""
    footers: Mapping[str, str] = field(default_factory=dict)
    """`default`, `even`, `first` to what the file calls the footer."""

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies on its side, as for a wide table (§8)."""
        return self.width > self.height

    @property
    def area_width(self) -> float:
        """Width of the type area."""
        return self.width - self.left - self.right

    @property
    def area_height(self) -> float:
        """Height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def column_width(self) -> float:
        """Width of a line."""
        return (self.area_width - self.gap * (self.columns - 1)) / self.columns


def read_section(element: etree._Element | None, before: Section | None) -> Section:
    """Return a section; footers it does not name are those of the one before."""
    said = flat(element)
    named = (
        {}
        if element is None
        else {
            each.get(WORD + "type", "default"): each.get(REFERENCE, "")
            for each in element.iterchildren(WORD + "footerReference")
        }
    )

    def length(name: str, default: float) -> float:
        return number(said.get(name), default)

    grid = said.get("docGrid.type", "default")
    return Section(
        width=length("pgSz.w", _LETTER[0]),
        height=length("pgSz.h", _LETTER[1]),
        top=abs(length("pgMar.top", _MARGIN)),
        bottom=abs(length("pgMar.bottom", _MARGIN)),
        left=length("pgMar.left", _MARGIN) + length("pgMar.gutter", 0),
        right=length("pgMar.right", _MARGIN),
        footer=length("pgMar.footer", _DISTANCE),
        columns=max(int(length("cols.num", 1)), 1),
        gap=length("cols.space", _GAP),
        grid=grid,
        pitch=length("docGrid.linePitch", 0),
        spread=length("docGrid.charSpace", 0) / 204.8 if grid == "linesAndChars" else 0,
        first_page=switched_on(said, "titlePg"),
        footers={**(before.footers if before else {}), **named},
    )

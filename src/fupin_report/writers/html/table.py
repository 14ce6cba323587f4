"""Tables as HTML: merged cells, columns as wide as in Word, decimal points under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fupin_report.document import Cell, Table, heights, plain_text, spans
from fupin_report.layout import Layout
from fupin_report.writers.columns import columns, side_of
from fupin_report.writers.decimals import NOWHERE, Point, lacking
from fupin_report.writers.html.style import room_rule, width_rule
from fupin_report.writers.html.words import Words

_SMALL = " small"


@dataclass(slots=True)
class Tables:
    """The tables of one page, and the style rules that are theirs alone."""

    layout: Layout
    words: Words
    widths: set[int] = field(default_factory=set)
    """Widths of columns, in percent of their table."""
    rooms: dict[Point, str] = field(default_factory=dict)
    """Room beside numbers, in 字 of the cell, and the class of each."""

    def rules(self) -> str:
        """Return the rules, to be asked for when the tables are written."""
        widths = (width_rule(f"width-{width}", width) for width in sorted(self.widths))
        rooms = (room_rule(name, *room, self.layout) for room, name in self.rooms.items())
        return "".join([*widths, *rooms])

    def table(self, node: Table, caption: str) -> str:
        """Return a table under its caption, which stands within it."""
        if not any(node.header + node.rows):
            return f'<div class="table">\n<table>\n{caption}<tbody>\n</tbody>\n</table>\n</div>\n'
        made = columns(node, self.layout)
        count = len(made.widths)
        align, points = (*node.align, *("left",) * count), (*made.points, *(NOWHERE,) * count)
        header = "".join(self._rows(node.header, count))
        head = f"<thead>\n{header}</thead>\n" if header else ""
        body = "".join(self._rows(node.rows, count, align, points))
        size = _SMALL if made.small else ""
        return (
            f'<div class="table{size}">\n<table>\n{caption}{self._columns(made.widths)}{head}'
            f"<tbody>\n{body}</tbody>\n</table>\n</div>\n"
        )

    def _columns(self, widths: Sequence[int]) -> str:
        percents = [round(width * 100 / self.layout.area_twips) for width in widths]
        self.widths.update(percents)
        written = "".join(f'<col class="width-{percent}">' for percent in percents)
        return f"<colgroup>{written}</colgroup>\n"

    def _rows(
        self,
        rows: Sequence[Sequence[Cell]],
        count: int,
        align: Sequence[str] = (),
        points: Sequence[Point] = (),
    ) -> Iterator[str]:
        """Yield rows; without alignment they are heads."""
        full = [(*row, *(Cell(()),) * (count - len(row))) for row in rows]
        tall = heights(full)
        for row, high in zip(full, tall, strict=True):
            cells = []
            for column, wide in enumerate(spans(row)):
                if not wide or row[column].joins:
                    continue
                merged = f' colspan="{wide}"' if wide > 1 else ""
                merged += f' rowspan="{high[column]}"' if high[column] > 1 else ""
                words = self.words.inlines(row[column].children)
                if align:
                    name = side_of(align, column, wide)
                    name += self._room(row[column], points[column]) if wide == 1 else ""
                    cells.append(f'<td class="{name}"{merged}>{words}</td>')
                else:
                    scope = "colgroup" if wide > 1 else "col"
                    cells.append(f'<th scope="{scope}"{merged}>{words}</th>')
            yield f"<tr>{''.join(cells)}</tr>\n"

    def _room(self, cell: Cell, furthest: Point) -> str:
        """Return the class, with a blank before it, of the room beside a number."""
        room = lacking(plain_text(cell.children), furthest, self.layout.latin_width)
        if room == NOWHERE:
            return ""
        return " " + self.rooms.setdefault(room, f"room-{len(self.rooms)}")

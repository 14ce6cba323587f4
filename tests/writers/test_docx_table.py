"""Tables: as wide as the type area, rows whole, headers repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from word_file import body, find, style_ids, text, values

from fupin_report.document import Cell, Paragraph, Table, Text
from fupin_report.layout import Layout
from fupin_report.writers.columns import column_widths


def _cells(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell((Text(each),)) for each in words)


_TABLE = Table(
    (_cells("项目", "资金"),),
    (_cells("安全饮水", "82.3"), _cells("桥梁")),
    ("left", "right"),
    (Text("资金情况"),),
    "表1",
)


def _table(node: Table = _TABLE) -> Any:
    (found,) = find(body(node, Paragraph((Text("文"),))), "w:tbl")
    return found


def test_table_fills_the_type_area() -> None:
    """Width 156 mm, fixed columns that add up to it, centred without indent."""
    table = _table()
    assert values(table, "w:tblPr/w:tblW") == {"w": "8844", "type": "dxa"}
    assert values(table, "w:tblPr/w:tblLayout") == {"type": "fixed"}
    assert values(table, "w:tblPr/w:tblInd")["w"] == "0"
    grid = [int(width) for width in find(table, "w:tblGrid/w:gridCol/@w:w")]
    assert sum(grid) == 8844
    assert [int(width) for width in find(table, "w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w")] == grid


def test_header_is_repeated_and_rows_are_whole() -> None:
    """Every row stays on one page; the header comes again on the next."""
    rows = find(_table(), "w:tr")
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)
    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows] == [True, False, False]


def test_caption_stands_above_and_keeps_with_the_table() -> None:
    """Label, a wide space, the words; never parted from the table."""
    caption = find(body(_TABLE), "w:p")[0]
    assert text(caption) == "表1\u3000资金情况"
    assert style_ids(caption) == ["Caption"]
    assert find(caption, "w:pPr/w:keepNext")


def test_cells_are_set_by_column_and_headers_centred() -> None:
    """Alignment is a matter of the column."""
    sides = [find(row, ".//w:jc/@w:val") for row in find(_table(), "w:tr")]
    assert sides == [["center", "center"], ["left", "right"], ["left", "right"]]


def test_short_rows_are_filled_up() -> None:
    """A row with a cell too few has an empty one."""
    assert [len(find(row, "w:tc")) for row in find(_table(), "w:tr")] == [2, 2, 2]


def test_table_without_cells_is_its_caption() -> None:
    """Nothing to tabulate leaves no empty frame."""
    written = body(replace(_TABLE, header=(), rows=()))
    assert text(written) == "表1\u3000资金情况"
    assert not find(written, "w:tbl")


def test_wide_columns_leave_narrow_ones_their_room() -> None:
    """A column of remarks wraps; the columns of figures do not."""
    narrow, wide = column_widths([_cells("安全饮水", "备注" * 60)], 2, Layout())
    assert narrow == round(4.5 * 12 * 20 + 2 * 85)
    assert wide == 8844 - narrow


def test_room_left_over_is_shared_in_proportion() -> None:
    """Equal columns stay equal."""
    assert column_widths([_cells("甲乙", "丙丁", "戊己")], 3, Layout()) == [2948, 2948, 2948]


@given(st.lists(st.lists(st.text("甲1", max_size=80), min_size=1, max_size=12), min_size=1, max_size=5))
def test_columns_always_add_up(rows: list[list[str]]) -> None:
    """Whatever stands in the cells, the widths are positive and fill the type area."""
    columns = max(len(row) for row in rows)
    widths = column_widths([_cells(*row) for row in rows], columns, Layout())
    assert sum(widths) == 8844
    assert min(widths) > 0

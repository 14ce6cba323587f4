"""Tables: as wide as the type area, rows whole, headers repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_file import body, find, style_ids, text, values

from fupin_report.document import Cell, Paragraph, Table, Text
from fupin_report.layout import Layout
from fupin_report.writers.columns import columns
from trees import merged


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


def _widths(*rows: tuple[Cell, ...]) -> tuple[int, ...]:
    return columns(Table((), rows, ()), Layout()).widths


def test_wide_columns_leave_narrow_ones_their_room() -> None:
    """A column of remarks wraps; the columns of figures do not."""
    narrow, wide = _widths(_cells("安全饮水", "备注" * 60))
    assert narrow == round(4.5 * 12 * 20 + 2 * 85)
    assert wide == 8844 - narrow


def test_room_left_over_is_shared_in_proportion() -> None:
    """Equal columns stay equal."""
    assert _widths(_cells("甲乙", "丙丁", "戊己")) == (2948, 2948, 2948)


_CELLS = st.text("甲1", max_size=80)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=12), min_size=1, max_size=5))
def test_columns_always_add_up(rows: list[list[str]]) -> None:
    """Whatever stands in the cells, the widths are positive and fill the type area."""
    widths = _widths(*(_cells(*row) for row in rows))
    assert sum(widths) == 8844
    assert min(widths) > 0


@given(
    st.lists(st.tuples(_CELLS, _CELLS, _CELLS, _CELLS), min_size=1, max_size=5),
    st.lists(st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(1, 4)] * 2), max_size=3),
)
def test_columns_under_merged_cells_add_up(
    rows: list[tuple[str, ...]], rectangles: list[tuple[int, int, int, int]]
) -> None:
    """The same where cells are merged, in head and body."""
    node = merged([_cells(*row) for row in rows], rectangles)
    for table in (Table((), node, ("center",) * 4), Table(node, (), ("center",) * 4)):
        widths = columns(table, Layout()).widths
        assert sum(widths) == 8844
        assert min(widths) > 0


@given(
    st.lists(st.text("0123456789", min_size=1, max_size=7), min_size=1, max_size=6),
    st.text("甲", max_size=90),
)
def test_no_number_is_broken(numbers: list[str], remark: str) -> None:
    """However long the words beside them, numbers that can stand on one line do."""
    made = columns(Table((), (_cells(*numbers, remark),), ()), Layout())
    size = 10.5 if made.small else 12
    for number, width in zip(numbers, made.widths, strict=False):
        assert (width - 2 * 85) / 20 >= len(number) / 2 * size


@pytest.mark.parametrize(("count", "small"), [(8, False), (9, True)])
def test_small_where_it_would_not_fit(count: int, small: bool) -> None:
    """Columns of 3 characters: eight fit in 小四, the ninth asks for 五号; every cell takes the smaller style."""
    node = Table((_cells(*["甲乙丙"] * count),), (_cells(*["甲乙丙"] * count),), ("center",) * count)
    assert columns(node, Layout()).small is small
    styles = {style for cell in find(_table(node), "w:tr[2]//w:p") for style in style_ids(cell)}
    assert styles == {"TableCellSmall" if small else "TableCell"}


def test_decimal_points_stand_under_each_other() -> None:
    """Set right or centred, each number leaves the room that the longest leaves, to the tenth of a point."""
    numbers = ("1.5", "610.60", "—", "20", "约600亩")
    node = Table((), tuple(_cells(each, each) for each in numbers), ("right", "center"))
    indents = [find(cell, ".//w:ind") for cell in find(_table(node), "w:tr/w:tc")]
    rooms = [values(each[0], ".") if each else {} for each in indents]
    digit, point = 120, 60
    assert rooms == [
        *({"left": "0", "right": str(digit)}, {"left": str(2 * digit), "right": str(digit)}),
        *({}, {}),
        *({}, {}),
        *(
            {"left": "0", "right": str(point + 2 * digit)},
            {"left": str(digit), "right": str(point + 2 * digit)},
        ),
        *({}, {}),
    ]


def test_merged_cells() -> None:
    """A rectangle of two rows and two columns is one cell, and Word's own way of saying so."""
    left, above = Cell((), "left"), Cell((), "above")
    (kind,) = _cells("甲")
    node = Table((), ((kind, left, kind), (above, left, kind)), ("left", "center", "left"))
    first, second = find(_table(node), "w:tr")
    assert find(first, "w:tc[1]/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert find(first, "w:tc/w:tcPr/w:vMerge/@w:val") == ["restart"]
    assert find(second, "w:tc[1]/w:tcPr/w:vMerge/@w:val") == ["continue"]
    assert [len(find(row, "w:tc")) for row in (first, second)] == [2, 2]
    widths = find(_table(node), "w:tblGrid/w:gridCol/@w:w")
    assert find(first, "w:tc[1]/w:tcPr/w:tcW/@w:w") == [str(sum(map(int, widths[:2])))]

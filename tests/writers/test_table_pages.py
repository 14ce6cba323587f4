"""Tables as they are set: by LibreOffice on pages, by a browser on a sheet, in plain text."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from browser import measure
from fupin_report.document import Cell, Document, Paragraph, Table, Text
from fupin_report.layout import Layout
from fupin_report.readers import READERS
from fupin_report.writers import WRITERS, html
from rendering import pages, to_pdf

_LEFT, _ABOVE = Cell((), "left"), Cell((), "above")
_DIGIT, _POINT = 6.0, 3.0
"""Points, in 小四."""


def _cell(words: str) -> Cell:
    return Cell((Text(words),))


_HEAD = "本年度新增的村民小组数（个）"


def _heads() -> tuple[tuple[Cell, ...], ...]:
    """Return a head of two lines, in which the words of one cell need three."""
    first = (_cell(_HEAD), _cell("资金"), *[_LEFT] * 11)
    return first, (_ABOVE, *(_cell("到位") for n in range(12)))


def test_a_head_is_repeated_whole_and_no_row_is_lost(tmp_path: Path) -> None:
    """On each page the words of merged heads, in every line they need; then the rows, all of them."""
    rows = tuple((_cell(f"第{n}行"), *[_cell("123")] * 12) for n in range(1, 81))
    table = Table(_heads(), rows, ("left", *["center"] * 12))
    path = tmp_path / "table.docx"
    path.write_bytes(WRITERS["docx"](Document((table, Paragraph((Text("后文"),)))), Layout()))
    found = pages(to_pdf(path))
    assert len(found) > 2
    told = ["".join(line.text for line in page) for page in found]
    assert all(set(_HEAD) <= set(text[: text.index("第")]) for text in told)
    numbers = [int(n) for text in told for n in re.findall(r"第(\d+)行", text)]
    assert sorted(numbers) == list(range(1, 81))


_NUMBERS = ("1.5", "610.60", "20", "-4.25", "12345")


@pytest.mark.parametrize("side", ["right", "center"])
def test_points_under_each_other_on_paper(side: str, tmp_path: Path) -> None:
    """Within half a millimetre, whatever stands before and behind them."""
    table = Table(((_cell("数"),),), tuple((_cell(each),) for each in _NUMBERS), (side,))
    path = tmp_path / "table.docx"
    path.write_bytes(WRITERS["docx"](Document((table,)), Layout()))
    lines = {line.text: line for page in pages(to_pdf(path)) for line in page}
    behind = {each: each.partition(".")[2] for each in _NUMBERS}
    places = [
        lines[each].right - len(behind[each]) * _DIGIT - (_POINT if behind[each] else 0) for each in _NUMBERS
    ]
    assert max(places) - min(places) < 1.4


@pytest.mark.parametrize("side", ["right", "center"])
def test_points_under_each_other_on_the_screen(side: str, tmp_path: Path) -> None:
    """Within a pixel."""
    table = Table(((_cell("数"),),), tuple((_cell(each),) for each in _NUMBERS), (side,))
    script = """
    return [...page.querySelectorAll('td')].map(cell => {
      const text = cell.firstChild, range = page.createRange(), point = text.data.indexOf('.');
      range.setStart(text, 0);
      range.setEnd(text, point < 0 ? text.length : point);
      return range.getBoundingClientRect().right;
    });
    """
    (places,) = measure(html.write(Document((table,)), Layout()), script, tmp_path, 1300)
    assert len(places) == len(_NUMBERS)
    assert max(places) - min(places) < 1


def test_merged_cells_in_a_web_page() -> None:
    """A cell says how many columns and rows it takes, and those it takes are not there."""
    table = Table(
        ((_cell("甲"), _cell("乙"), _LEFT), (_ABOVE, _cell("丙"), _cell("丁"))),
        ((_cell("一"), _cell("二"), _LEFT), (_ABOVE, _ABOVE, _LEFT)),
        ("left", "left", "left"),
    )
    page = html.write(Document((table,)), Layout()).decode()
    assert page.count("<tr>") == 4
    assert '<th scope="col" rowspan="2">甲</th><th scope="colgroup" colspan="2">乙</th></tr>' in page
    assert '<tr><th scope="col">丙</th><th scope="col">丁</th></tr>' in page
    assert '<td class="left" rowspan="2">一</td><td class="left" colspan="2" rowspan="2">二</td></tr>' in page


@pytest.mark.parametrize("first", ["left", "center", "right"])
def test_a_total_over_several_columns_stands_in_the_middle(first: str) -> None:
    """However the first column is set, 合计 looks the same in all tables; the column comes back as it was."""
    rows = (
        (_cell("合计"), _LEFT, _cell("3")),
        (_cell("松岭村至白水村道路硬化"), _cell("县级"), _cell("3")),
    )
    table = Table(((_cell("名称"), _cell("层级"), _cell("金额")),), rows, (first, "center", "center"))
    document = Document((table,))
    assert '<td class="center" colspan="2">合计</td>' in html.write(document, Layout()).decode()
    line = next(each for each in WRITERS["txt"](document, Layout()).decode().split("\n") if "合计" in each)
    assert min(map(len, line.split("合计"))) > 5
    content = WRITERS["docx"](document, Layout())
    with ZipFile(BytesIO(content)) as package:
        words = package.read("word/document.xml").decode()
    assert re.search(r'<w:jc w:val="center"/></w:pPr>(?:<[^>]*>)*合计', words)
    (back,) = READERS["docx"](content, Layout()).walk(Table)
    assert back.align == table.align


def test_merged_cells_and_points_in_plain_text() -> None:
    """A wide cell stands over its columns, points under each other, what is merged is left empty."""
    table = Table(
        ((_cell("村"), _cell("资金（万元）"), _LEFT), (_ABOVE, _cell("下达"), _cell("到位"))),
        ((_cell("双河"), _cell("82.3"), _cell("5")), (_ABOVE, _cell("610.60"), _cell("—"))),
        ("left", "right", "center"),
    )
    assert WRITERS["txt"](Document((table,)), Layout()).decode().splitlines() == [
        "村    资金（万元）",
        "        下达  到位",
        "----  ------  ----",
        "双河   82.3    5",
        "      610.60   —",
    ]

"""Tables of data: heads from the declarations, sums that are right and traced, and nothing made up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_report, render_text
from fupin_report.document import Cell, Figure, Table, plain_text


def made(template: str, **changes: Any) -> Table:
    """Return the one table that a template makes of the small town."""
    with TemporaryDirectory() as folder:
        (table,) = render_text(Path(folder), template, make_report(**changes)).walk(Table)
    return table


def words(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    """Return what stands in the cells; `<` and `^` where one is part of another."""
    marks = {"left": "<", "above": "^", "": ""}
    return [[marks[cell.joins] or plain_text(cell.children) for cell in row] for row in rows]


def paths(cell: Cell) -> tuple[str, ...]:
    """Return the data paths of what stands in a cell."""
    return tuple(path for each in cell.children if isinstance(each, Figure) for path in each.paths)


def test_heads_and_units_are_declared() -> None:
    """Titles from the model, 户数 and 人数 under one head, words of the township's own where it wants them."""
    table = made('{{ villages|table("序号", "name", "村民小组", "population", "kind=所属/类别") }}')
    assert words(table.header) == [
        ["序号", "名称", "村民小组（个）", "户数和人口", "<", "所属"],
        ["^", "^", "^", "户数", "人数", "类别"],
    ]


def test_the_last_row_adds_up() -> None:
    """The sum of every column of counts; its figure leads to all it adds."""
    table = made('{{ villages|table("name", "groups", "population", "kind") }}')
    assert words(table.rows)[-1] == ["合计", "14", "1200", "4800", ""]
    assert paths(table.rows[-1][1]) == tuple(f"villages[{row}].groups" for row in range(3))
    assert paths(table.rows[-1][2]) == tuple(f"villages[{row}].population.households" for row in range(3))


_NUMBERS = st.decimals(0, 10**9, places=3).map(lambda number: number.normalize() + 0)
_AREAS = st.one_of(_NUMBERS.map(lambda number: f"{number:f}"), st.just("约600"), st.none())


@settings(max_examples=60, deadline=None)
@given(st.lists(_AREAS, min_size=1, max_size=8))
def test_a_sum_is_exact_or_not_there(areas: list[str | None]) -> None:
    """To the last digit where every row has an exact number; a dash where one has none, or a vague one."""
    assume(any(areas))
    rows = [
        {"name": f"第{n}村"} | ({"farmland": f"{area}亩"} if area else {}) for n, area in enumerate(areas)
    ]
    table = made('{{ villages|table("name", "farmland") }}', villages=rows)
    shown = [row[1] for row in words(table.rows)]
    exact = [Decimal(area) for area in areas if area and area != "约600"]
    if len(exact) < 1:
        assert shown == ["约600亩" if area else "—" for area in areas]
    elif len(exact) < len(areas):
        assert shown[: len(areas)] == ["约600亩" if area == "约600" else area or "—" for area in areas]
        assert len(shown) == len(areas)
    elif len(areas) > 1:
        assert Decimal(shown[-1]) == sum(exact)


def test_what_makes_no_sum_is_not_added() -> None:
    """Shares, years and times are not, nor what a template takes out, nor words."""
    projects = [
        {"name": name, "category": "道路", "duration": "3个月", "total_wan": wan}
        for name, wan in (("甲", "1万元"), ("乙", "2万元"))
    ]
    names = '"name", "duration", "total_wan"'
    assert words(made(f"{{{{ projects|table({names}) }}}}", projects=projects).rows)[-1] == ["合计", "—", "3"]
    out = made(f'{{{{ projects|table({names}, no_total="total_wan") }}}}', projects=projects)
    assert len(out.rows) == 2
    lines = [{"name": "甲村", "helping_unit": "县水务局"}, {"name": "乙村"}]
    named = made('{{ villages|table("name", "helping_unit") }}', villages=lines)
    assert words(named.rows) == [["甲村", "县水务局"], ["乙村", "—"]]


def test_neighbours_that_say_the_same_are_one_cell() -> None:
    """On request; the cell has the paths of all of them."""
    table = made('{{ villages|table("kind", "name", merge="kind", total="") }}')
    assert [row[0] for row in words(table.rows)] == ["行政村", "^", "社区"]
    assert paths(table.rows[0][0]) == ("villages[0].kind", "villages[1].kind")


def test_a_mapping_needs_no_columns() -> None:
    """Labels and what stands under them; only those parts of a pair that are given."""
    causes = {"因病": "60户", "缺技术": "40户"}
    table = made("{{ identification.by_cause|table }}", identification__by_cause=causes)
    assert words((*table.header, *table.rows)) == [
        ["致贫原因", "户数"],
        ["因病", "60"],
        ["缺技术", "40"],
        ["合计", "100"],
    ]


def test_indicators_and_texts_under_labels_of_ones_own() -> None:
    """Each with its own unit in its cell; the label's head is what the labels stand under."""
    counts = {"参保人数": "120人", "参保率": "98.5%"}
    table = made('{{ health|table("label", "value") }}', health=counts)
    assert words((*table.header, *table.rows)) == [
        ["名称", "数值"],
        ["参保人数", "120人"],
        ["参保率", "98.5%"],
    ]
    texts = {"产业": {"做法": "按户建账。\n\n一季一核。"}}
    told = made("{{ custom_texts.产业|table }}", custom_texts=texts)
    assert words((*told.header, *told.rows)) == [["产业", "内容"], ["做法", "按户建账。一季一核。"]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("|<^\\-:*甲村", min_size=1, max_size=5), min_size=1, max_size=5, unique=True))
def test_whatever_the_data_say_is_a_cell(names: list[str]) -> None:
    """Bars, signs of merging and of rules in names are names."""
    assume(all(name == name.strip() for name in names))
    table = made('{{ villages|table("name", total="") }}', villages=[{"name": name} for name in names])
    assert words(table.rows) == [[name] for name in names]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('{{ villages|table("nmae") }}', "没有字段 villages[0].nmae。是不是 name？"),
        ("{{ villages|table }}", "table 要写出各列"),
        ('{{ projects|table("name") }}', "projects"),
        ('{{ township|table("name") }}', "table 要的是列表"),
        ('{{ villages|table("name", merge="kind") }}', "merge 里的“kind”不是表中的一列"),
        ('{{ villages|table("population.nobody") }}', "没有 nobody 这一项"),
        ('{{ villages|map(attribute="name")|table("name") }}', "有各项的列表"),
    ],
)
def test_what_cannot_be_a_table_is_told(template: str, message: str) -> None:
    """In the template's words, at its line."""
    with pytest.raises(fr.TemplateError, match="T305") as told:
        made(template)
    assert message in str(told.value)


_TABLES = '{% import "phrases/tables.md.j2" as tables %}'


def test_the_built_in_tables() -> None:
    """Each has its caption and the columns that some row fills, or those it is given."""
    projects = [
        {"name": name, "category": "道路", "total_wan": "1.5万元", "reach": {"hp": "3户9人"}}
        for name in ("甲", "乙")
    ]
    funds = [{"name": name, "level": "省级", "amount_wan": "2万元"} for name in ("甲", "乙")]
    everything = _TABLES + "{{ tables.villages(villages) }}\n{{ tables.projects(projects) }}\n"
    everything += '{{ tables.projects(projects, ["name", "reach.hp"]) }}\n{{ tables.funds(funds) }}'
    with TemporaryDirectory() as folder:
        report = make_report(projects=projects, funds=funds)
        tables = list(render_text(Path(folder), everything, report).walk(Table))
    assert [plain_text(table.caption) for table in tables] == [
        *("各村基本情况", "项目实施情况", "项目实施情况", "资金安排情况"),
    ]
    last = [words(table.rows)[-1] for table in tables]
    assert last[0][:5] == ["合计", "<", "14", "1200", "4800"]
    assert last[1] == ["合计", "<", "3.0"]
    assert last[2] == ["乙", "3", "9"]  # the same households may be reached twice
    assert last[3] == ["合计", "<", "4"]


@pytest.mark.parametrize(("mode", "rows"), [("主要原因", 3), ("多项原因", 2), (None, 2)])
def test_causes_add_up_where_each_household_has_one(mode: str | None, rows: int) -> None:
    """With several causes a household, or nothing said of it, there is no sum."""
    causes = {"因病": "60户", "缺技术": "40户"}
    changes: dict[str, Any] = {"identification__by_cause": causes, "identification__cause_mode": mode}
    assert len(made(_TABLES + "{{ tables.causes(identification) }}", **changes).rows) == rows

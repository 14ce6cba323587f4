"""What an inspection says, and that it asks what the layout asks."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.inspector import Inspection, Place, Point, Strength, Verdict, inspect
from fupin_report.layout import Face, Grid, Layout
from fupin_report.writers import WRITERS
from hostile import valid
from papers import deviating, in_part, in_style, inspected
from pictures import png
from specimen import specimen

_STANDARD = Layout()
OWN = {
    "page number in the middle": replace(
        _STANDARD, page_number=replace(_STANDARD.page_number, position="center")
    ),
    "larger margins": replace(_STANDARD, page=replace(_STANDARD.page, top_mm=33.5, left_mm=25)),
    "another maker's faces": replace(_STANDARD, faces=replace(_STANDARD.faces, kaiti=Face("霞鹜文楷"))),
    "bold third level": replace(
        _STANDARD,
        headings=(*_STANDARD.headings[:2], replace(_STANDARD.headings[2], bold=True), _STANDARD.headings[3]),
    ),
    "21 lines": replace(
        _STANDARD, grid=Grid(lines=21, line_pitch=600), body=replace(_STANDARD.body, line=600)
    ),
}


def _point(verdict: Verdict, strength: Strength = Strength.STANDARD, name: str = "甲") -> Point:
    return Point(name, "§1", strength, "要", "有", verdict)


@pytest.mark.parametrize("kind", [kind for kind in OWN if kind != "21 lines"])
def test_layout_of_ones_own_is_asked_for(kind: str) -> None:
    """What is written by a layout conforms to it, and not to the standard's where the two differ."""
    content = WRITERS["docx"](specimen(), OWN[kind], images=lambda _: png(9, 9))
    assert deviating(inspect(content, OWN[kind])) == set()
    assert deviating(inspect(content, _STANDARD)) != set()


def test_required_values_come_from_the_layout() -> None:
    """No value is written twice: another layout asks for other values."""
    required = {point.name: point.required for point in inspect(valid(), OWN["21 lines"])}
    assert (required["每页行数"], required["行距统一"]) == ("21行", "全文同一固定值，如30磅")
    required = {point.name: point.required for point in inspect(valid(), OWN["larger margins"])}
    assert (required["天头"], required["订口"], required["页码距版心"]) == (
        "33.5±1毫米",
        "25±1毫米",
        "10.5±1毫米",
    )
    required = {point.name: point.required for point in inspect(valid(), OWN["another maker's faces"])}
    assert required["二级标题字体"] == "霞鹜文楷"


@pytest.mark.parametrize("face", ["仿宋", "FangSong", "fangsong", "方正仿宋_GBK", "华文仿宋"])
def test_face_of_another_maker_conforms(face: str) -> None:
    """The standard names no maker: the same face by another name conforms."""
    assert (
        deviating(inspected(in_style("Normal", 'w:eastAsia="仿宋_GB2312"', f'w:eastAsia="{face}"'))) == set()
    )


@pytest.mark.parametrize(("top", "conforms"), [(2041, True), (2154, True), (2035, False), (2160, False)])
def test_margin_may_be_a_millimetre_off(top: int, conforms: bool) -> None:
    """The head is 37 mm, one more or less."""
    found = deviating(inspected(in_part("word/document.xml", 'w:top="2098"', f'w:top="{top}"')))
    assert ("天头" not in found) is conforms


def test_deviations_from_the_standard_come_first() -> None:
    """Points sort by verdict, then by who asks."""
    points = (
        _point(Verdict.CONFORMS),
        _point(Verdict.DEVIATES, Strength.CUSTOM, "乙"),
        _point(Verdict.NOT_APPLICABLE),
        _point(Verdict.DEVIATES, name="丙"),
    )
    inspection = Inspection(points)
    assert [point.verdict for point in inspection.by_weight()] == ["偏离", "偏离", "不适用", "符合"]
    assert [point.name for point in inspection.deviations] == ["丙", "乙"]
    assert inspection.count(Verdict.DEVIATES) == 2
    assert inspection.count(Verdict.DEVIATES, Strength.CUSTOM) == 1


@pytest.mark.parametrize(("strength", "conforms"), [(Strength.STANDARD, False), (Strength.CUSTOM, True)])
def test_custom_alone_conforms(strength: Strength, conforms: bool) -> None:
    """A file that deviates from custom alone conforms to the standard."""
    assert Inspection((_point(Verdict.DEVIATES, strength),)).conforms is conforms


def test_place_says_where() -> None:
    """A place names the paragraph by number and beginning, or the footer."""
    assert [str(place) for place in (Place(3, "甲乙"), Place(3, ""), Place(0, "— 1 —"))] == [
        "第3段“甲乙”",
        "第3段",
        "页脚“— 1 —”",
    ]


def test_inspection_is_json() -> None:
    """An inspection can be kept as JSON, place by place."""
    inspection = inspected(in_style("Heading1", 'w:eastAsia="黑体"', 'w:eastAsia="宋体"'))
    (point,) = (each for each in json.loads(json.dumps(inspection.as_data())) if each["verdict"] == "偏离")
    assert (point["name"], point["found"], point["strength"]) == ("一级标题字体", "宋体（4处）", "标准")
    assert [place["text"] for place in point["places"]] == ["一、基本概况", "二、下一步打算"]


def test_source_may_be_a_path_bytes_or_a_file(tmp_path: Path) -> None:
    """A path, its bytes and an open file are inspected alike."""
    path = tmp_path / "a.docx"
    path.write_bytes(valid())
    assert (
        fr.inspect_docx(path)
        == fr.inspect_docx(str(path))
        == fr.inspect_docx(valid())
        == fr.inspect_docx(BytesIO(valid()))
    )

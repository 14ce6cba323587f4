"""Layers of data: slow facts below, one period above; every value in the file it came from."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data
from fupin_report.source import read_yaml
from fupin_report.structure.layers import merged
from town_files import CLEAN

_SLOW = """\
格式: 1
文稿信息: {发文单位: 清溪乡人民政府, 单位性质: 乡镇人民政府, 落款单位: [清溪乡人民政府]}
乡镇概况:
  名称: 清溪乡
  类别: 乡
  行政村: 2
  总户数和总人口: 1200户4800人
  矿产: [铁矿, 铜矿]
村名册:
  - {编号: v1, 名称: 双河村, 村民小组: 4}
  - {编号: v2, 名称: 石桥村, 村民小组: 5}
"""
_PERIOD = """\
document: {type: progress, title: 清溪乡工作情况汇报, sign_date: 2015年6月30日}
period: {year: 2015, half: H1}
township:
  population: 1210户4850人
  minerals: null
villages:
  - {id: v2, registered: 30户99人}
  - {id: v3, name: 新村, kind: 社区}
plans: [{text: 继续修路。}]
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A township's slow facts, and one period's."""
    paths = [tmp_path / "township.yaml", tmp_path / "2015H1.yaml"]
    for path, text in zip(paths, (_SLOW, _PERIOD), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_fields_and_rows_merge_in_both_languages(files: list[Path]) -> None:
    """Fields overwrite, null takes out, rows merge by id, new rows come last."""
    report = fr.load_layers(files)
    assert report.township
    assert str(report.township.population) == "1210户4850人"
    assert report.township.admin_villages == 2
    assert report.township.minerals == ()
    assert [(each.name, each.groups, str(each.registered or "")) for each in report.villages] == [
        ("双河村", 4, ""),
        ("石桥村", 5, "30户99人"),
        ("新村", None, ""),
    ]
    assert report.document.issuer == "清溪乡人民政府"


def test_every_value_knows_its_file(files: list[Path]) -> None:
    """Positions lead to the layer that holds the value; so do messages about it."""
    locate = fr.load_layers(files).source_map.locate
    places = {
        path: locate(path)
        for path in ("township.name", "township.population", "villages[1].groups", "villages[1].registered")
    }
    assert {path: (Path(place.file).name, place.line) for path, place in places.items() if place} == {
        "township.name": ("township.yaml", 4),
        "township.population": ("2015H1.yaml", 4),
        "villages[1].groups": ("township.yaml", 11),
        "villages[1].registered": ("2015H1.yaml", 7),
    }
    files[0].write_text(_SLOW.replace("行政村: 2", "行政村: 两个"), "utf-8")
    files[1].write_text(_PERIOD.replace("year: 2015", "year: 15"), "utf-8")
    with pytest.raises(fr.DataError) as error:
        fr.load_layers(files)
    told = {Path(each.position.file).name for each in error.value.problems if each.position}
    assert told == {"township.yaml", "2015H1.yaml"}


def test_lists_without_ids_are_not_mixed(tmp_path: Path) -> None:
    """Rows that cannot be told apart are those of the later layer, all of them."""
    low, high = tmp_path / "a.yaml", tmp_path / "b.yaml"
    low.write_text(yaml.safe_dump(make_data(**CLEAN, plans=[{"text": "甲。"}, {"text": "乙。"}])), "utf-8")
    high.write_text("打算: [{正文: 丙。}]\n", "utf-8")
    assert [str(each.text) for each in fr.load_layers([low, high]).plans] == ["丙。"]


_KEYS = st.sampled_from(["名称", "name", "类别", "area", "幅员面积", "groups", "x", "y"])
_TREES = st.dictionaries(_KEYS, st.one_of(st.none(), st.text("甲乙12", min_size=1)), max_size=6)


@given(st.lists(_TREES, min_size=1, max_size=4))
def test_the_last_word_counts(layers: list[dict[str, str | None]]) -> None:
    """Of each field what the last layer says that speaks of it, whatever the language of the key."""
    sources = [
        read_yaml(yaml.safe_dump({"township": each}, allow_unicode=True), f"{n}")
        for n, each in enumerate(layers)
    ]
    names = {"名称": "name", "类别": "kind", "幅员面积": "area"}
    once = [each for each in layers if len({names.get(key, key) for key in each}) == len(each)]
    if len(once) < len(layers):
        return  # one field twice in a layer is an error of its own
    wanted: dict[str, str | None] = {}
    for layer in layers:
        wanted |= {names.get(key, key): value for key, value in layer.items()}
    found = merged(sources).root["township"]
    assert {names.get(key, key): value for key, value in found.items()} == wanted


def test_a_layer_that_is_no_mapping_is_told_of(tmp_path: Path, files: list[Path]) -> None:
    """A file that is a sentence is named."""
    (tmp_path / "x.yaml").write_text("一句话", "utf-8")
    with pytest.raises(fr.DataError, match=r"x\.yaml"):
        fr.load_layers([files[0], tmp_path / "x.yaml"])

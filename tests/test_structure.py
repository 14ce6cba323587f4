"""From the text tree to sections: both key languages, every problem, each at its place."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import TOWN, make_data, make_report
from fupin_report.model.values import Base, HouseholdsPersons, Indicator, PartialDate, Quantity
from fupin_report.source import read_yaml
from fupin_report.structure import structure_as
from fupin_report.templating.wording import Wording

CHINESE = """\
格式: 1
文稿信息:
  文种类型: 工作情况汇报
  标题: 清溪乡工作情况汇报
  issuer: 清溪乡人民政府
  单位性质: 乡镇人民政府
  成文日期: 2015年6月30日
  落款单位: [清溪乡人民政府]
报告期: {年度: 2015年, half: 上半年}
乡镇概况:
  名称: 清溪乡
  kind: 乡
  所属县: 云岭县
  行政村: 3个
  社区: 0
  总户数和总人口: {户数: 1200, persons: 4800}
  幅员面积: 610.60平方公里
  矿产: [铁矿, "铜|矿", "# 一、"]
  经济:
    村集体收入: {数值: 12.5万元, 上期值: 10万元}
精准识别:
  识别基准年: 2013
  line_yuan: 2736元
  识别: 110户400人
  清退: {户数: 10, 人数: 40}
  录入系统: 100户360人
村名册:
  - {编号: v1, 名称: 第_一*村, 村民小组: 4, 户数和人口: 400户1600人, 类别: 村}
  - {编号: v2, name: 双河村, 村民小组: 6, 户数和人口: 500户2000人, 类别: 行政村}
  - {id: v3, 名称: 石桥村, groups: 4, population: 300户1200人, kind: community}
打算:
  - 正文: 继续修路。
"""


def problems(text: str, tmp_path: Path) -> list[fr.Problem]:
    """Return what is wrong with a file."""
    file = tmp_path / "数据.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(fr.DataError) as caught:
        fr.load(file)
    return list(caught.value.problems)


def problem_of(**changes: Any) -> fr.Problem:
    """Return the one problem of the small town with changes."""
    with pytest.raises(fr.DataError) as caught:
        make_report(**changes)
    (problem,) = caught.value.problems
    return problem


def test_english_and_chinese_keys_mix_freely(tmp_path: Path) -> None:
    """Either language, text forms and object forms, give the same report."""
    file = tmp_path / "乡.yaml"
    file.write_text(CHINESE, "utf-8")
    assert fr.load(file) == make_report()


def test_json_text_and_mapping_give_the_same_report() -> None:
    """`load` takes a mapping or JSON text."""
    assert fr.load(json.dumps(TOWN, ensure_ascii=False)) == make_report()


def test_values_have_their_types() -> None:
    """Counts are int, measures Quantity with digits as written, pairs HouseholdsPersons."""
    report = make_report()
    assert report.township is not None
    assert report.identification is not None
    assert report.township.area == Quantity(Decimal("610.60"), "平方公里")
    assert str(report.township.area) == "610.60平方公里"
    assert report.identification.entered == HouseholdsPersons(100, 360)
    assert report.document.sign_date == PartialDate(2015, 6, 30)
    income = report.township.economy["村集体收入"]
    assert income == Indicator(
        "村集体收入",
        Quantity(Decimal("12.5"), "万元"),
        previous=Quantity(Decimal(10), "万元"),
        base=Base.SAME_PERIOD_LAST_YEAR,
    )


@pytest.mark.parametrize(
    ("changes", "code", "path", "message"),
    [
        ({"township__admin_villages": "三千"}, "D203", "township.admin_villages", "阿拉伯数字"),
        ({"township__admin_villages": "1,234"}, "D203", "township.admin_villages", "请写1234"),
        ({"township__admin_villages": "１２"}, "D203", "township.admin_villages", "，写12"),
        ({"township__admin_villages": -3}, "D203", "township.admin_villages", "不能是负数"),
        ({"township__admin_villages": "0522"}, "D203", "township.admin_villages", "数前不加0"),
        ({"township__admin_villages": "12户"}, "D203", "township.admin_villages", "单位应为个"),
        ({"township__admin_villages": "12:30"}, "D203", "township.admin_villages", "只写阿拉伯数字，如：12"),
        ({"township__admin_villages": "yes"}, "D203", "township.admin_villages", "只写阿拉伯数字，如：12"),
        ({"township__admin_villages": "1" * 1001}, "D205", "township.admin_villages", "有 1001 字，太长"),
        ({"plans": [{"text": "一" * 100_001}]}, "D205", "plans[0].text", "最多 100000 字"),
        ({"plans": ["正文：修路"]}, "D202", "plans[0]", "要用半角冒号加空格"),
        ({"township__面积：12": ""}, "D201", "township.面积：12", "要用半角冒号加空格"),
        ({"document__sign_date": "２０１５年６月"}, "D210", "document.sign_date", "请用半角数字"),
        ({"township__area": "610亩"}, "D208", "township.area", "单位应为平方公里"),
        ({"township__area": {"value": "1", "unit": "亩"}}, "D208", "township.area", "单位应为平方公里"),
        ({"township__rainfall": "9000毫米"}, "D214", "township.rainfall", "50至3500毫米"),
        ({"township__rainfall": "1000至900毫米"}, "D211", "township.rainfall", "由小到大"),
        ({"township__rainfall": {"min": 1000, "max": 900}}, "D211", "township.rainfall", "由小到大"),
        ({"township__kind": "州"}, "D209", "township.kind", "镇、乡、街道"),
        ({"township__name": ""}, "D205", "township.name", "空的"),
        ({"township__name": ["a"]}, "D205", "township.name", "写的是列表"),
        ({"township__minerals": "铁矿"}, "D213", "township.minerals", "每行以“- ”开头"),
        ({"township__minerals": "【铁矿、铜矿】"}, "D213", "township.minerals", "如：[铁矿, 铜矿]"),
        (
            {"township__altitude": "｛最高：3657米｝"},
            "D202",
            "township.altitude",
            "括号要用半角的 { } 和 [ ]",
        ),
        ({"township__altitude": "3657米"}, "D202", "township.altitude", "下级各项"),
        ({"township__population": "5834户"}, "D215", "township.population", "765户3152人"),
        ({"township__population": {"households": 5834}}, "D207", "township.population", "户数、人数"),
        ({"township__population": "三百户1人"}, "D203", "township.population.households", "阿拉伯数字"),
        ({"township__popluation": "1户1人"}, "D201", "township.popluation", "是不是“population”"),
        ({"township__总户数和总人口": "1户1人"}, "D206", "township.population", "同一项"),
        ({"document__sign_date": "2015-02-30"}, "D210", "document.sign_date", "2月没有30日"),
        ({"document__draft": "也许"}, "D209", "document.draft", "是"),
        ({"document__title": "两\n行"}, "D205", "document.title", "不能换行"),
        ({"format": 2}, "D214", "format", "应为1"),
        ({"township__area": "-3平方公里"}, "D214", "township.area", "不能是负数"),
        ({"identification__line_yuan": "-5"}, "D203", "identification.line_yuan", "不能是负数"),
        ({"plans": []}, "D207", "plans", "打算"),
        ({"plans": [None]}, "D205", "plans[0]", "空的"),
        ({"health": {"参保率": "很高"}}, "D204", "health.参保率", "数量"),
        ({"health": {"a\nb": "3人"}}, "D205", 'health["a\\nb"]', "名称"),
        (
            {"township__economy": {"收入": {"value": "1万元", "nope": 1}}},
            "D201",
            "township.economy.收入.nope",
            "数值",
        ),
        ({"township__area": {"value": 1, "数值": 2}}, "D206", "township.area.数值", "两次"),
    ],
)
def test_each_problem_has_code_path_and_advice(changes: Any, code: str, path: str, message: str) -> None:
    """What was written, what is expected, and how to write it."""
    problem = problem_of(**changes)
    assert (problem.code, problem.path) == (code, path)
    assert message in problem.message


def test_all_problems_of_a_file_come_at_once_in_order_with_their_places(tmp_path: Path) -> None:
    """Line and column of each, and a caret under what was written."""
    text = CHINESE.replace("行政村: 3个", "行政村: 三").replace("persons: 4800", "persons: 四千")
    text = text.replace("  所属县: 云岭县", "  所属先: 云岭县").replace("line_yuan: 2736元", "基准线: 1")
    found = problems(text, tmp_path)
    assert [(p.code, p.path) for p in found] == [
        ("D201", "township.所属先"),
        ("D203", "township.admin_villages"),
        ("D203", "township.population.persons"),
        ("D207", "identification.line_yuan"),
        ("D201", "identification.基准线"),
    ]
    places = [(p.position.line, p.position.column) for p in found if p.position]
    assert places == [(13, 3), (14, 8), (16, 32), (21, 1), (23, 3)]
    assert str(found[1]).splitlines() == [
        f"{tmp_path}/数据.yaml:14:8: 错误 D203 township.admin_villages（行政村）：应为整数，写的是“三”；请用阿拉伯数字",
        "   14 |   行政村: 三",
        "      |           ^^",
    ]


def test_a_file_wrong_everywhere_is_not_listed_to_its_end() -> None:
    """After a hundred problems it is enough."""
    with pytest.raises(fr.DataError) as caught:
        fr.load({f"没有{number}": 1 for number in range(5000)})
    assert len(caught.value.problems) == 100


def test_a_missing_section_is_reported_by_its_type_of_document(tmp_path: Path) -> None:
    """What a half-year report needs is not asked of a visit note."""
    found = problems(CHINESE.replace("工作情况汇报\n  标题", "半年工作总结\n  标题"), tmp_path)
    assert [p.path for p in found] == ["problems"]
    assert "半年工作总结必须有“问题”" in found[0].message


def test_half_a_document_says_what_is_missing(tmp_path: Path) -> None:
    """Every required section and field is named at once."""
    paths = [p.path for p in problems("format: 1\ndocument:\n  type: progress\n", tmp_path)]
    assert {"document.title", "document.issuer", "document.sign_date", "period"} <= set(paths)


@pytest.mark.parametrize("text", ["just text\n", "- a\n- b\n", "format: 1\n"])
def test_a_file_of_another_shape_is_refused(text: str, tmp_path: Path) -> None:
    """A list or a sentence is no report."""
    assert problems(text, tmp_path)[0].code in ("D202", "D207")


@pytest.mark.parametrize("name", ["county.yaml", "county.json"])
def test_a_list_of_townships_is_told_where_they_belong(name: str, tmp_path: Path) -> None:
    """One file a township, or one line; a list of words is none of townships, and settings hold none."""
    path = tmp_path / name
    path.write_text(json.dumps([make_data(), make_data()], ensure_ascii=False), "utf-8")
    with pytest.raises(fr.DataError) as told:
        fr.load(path)
    advice = "一个乡镇一个文件，或写成 .jsonl 文件，一行一个乡镇"
    assert [(each.code, advice in each.message) for each in told.value.problems] == [("D202", True)]
    for text in ("- 清溪乡\n", "清溪乡有3个行政村。\n"):
        assert advice not in problems(text, tmp_path)[0].message
    with pytest.raises(fr.DataError) as told:
        structure_as(Wording, read_yaml("- {结束语: 特此报告。}\n", ""))
    assert advice not in told.value.problems[0].message


def test_null_leaves_an_optional_field_out() -> None:
    """`key:` with nothing behind it is the same as no key."""
    data = make_data()
    data["township"]["area"] = None
    report = fr.load(data)
    assert report.township is not None
    assert report.township.area is None


@given(
    st.recursive(
        st.none() | st.text(max_size=8) | st.integers(-5, 10**6),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*fr.Report.keys, "name", "户数", "x"]), inner, max_size=4)
        ),
        max_leaves=25,
    )
)
def test_any_tree_is_read_or_refused(tree: Any) -> None:
    """No data end in anything but a report or our own errors."""
    data = tree if isinstance(tree, dict) else {"township": tree}
    try:
        fr.load({**TOWN, **data})
    except fr.FupinError as error:
        assert error.problems


@pytest.mark.parametrize("written", ["因病: ", "{因病: , 因残: 3户9人}", "产业扶持:60户220人:"])
def test_a_label_without_a_value_is_not_dropped(written: str, tmp_path: Path) -> None:
    """Nothing after the colon is told; `~` takes a label out, as the layers of data need."""
    line = written if written.startswith("{") else f"\n    {written}"
    text = CHINESE.replace("  识别: 110户", f"  致贫原因: {line}\n  识别: 110户")
    (told,) = problems(text, tmp_path)
    assert told.code == "D205"
    assert "后面没有内容，请填写，或删去这一项" in told.message
    file = tmp_path / "乡.yaml"
    file.write_text(CHINESE.replace("  识别: 110户", "  致贫原因: {因病: ~}\n  识别: 110户"), "utf-8")
    assert fr.load(file) == make_report()


@pytest.mark.parametrize("below", ["  #   面积: 3000亩", "\n  #   面积: 3000亩", "#     面积: 3000亩"])
def test_a_section_opened_above_comments_is_told(below: str, tmp_path: Path) -> None:
    """What was to be written there is a comment yet; `林地:` above anything else is left out, as `~` is."""
    opened = CHINESE.replace("  矿产:", f"  林地:\n{below}\n  矿产:")
    (told,) = problems(opened, tmp_path)
    assert (told.code, told.path) == ("D207", "township.forest")
    assert "“林地”后面没有内容：它的下级还是注释（从第 " in told.message
    file = tmp_path / "乡.yaml"
    for other in (
        "  林地:\n  # 面积: 3000亩",
        "  林地:\n  #   面积待查",
        "  林地: ~\n  #   面积: 1亩",
        "  林地:",
    ):
        file.write_text(CHINESE.replace("  矿产:", f"{other}\n  矿产:"), "utf-8")
        assert fr.load(file) == make_report()


def test_a_needed_section_opened_above_comments_is_told_once(tmp_path: Path) -> None:
    """Not as missing besides."""
    text = CHINESE.replace("打算:\n  - 正文: 继续修路。", "打算:").replace(
        "  总户数和总人口: {户数: 1200, persons: 4800}", "  总户数和总人口:\n  #   户数: 1"
    )
    found = [told for told in problems(text, tmp_path) if told.path == "township.population"]
    assert [told.code for told in found] == ["D207"]


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"township__name": "“清溪乡”"}, "township.name", "“清溪乡”外面的“ ”会印在报告里"),
        ({"document__signatory": ["“清溪乡人民政府”"]}, "document.signatory[0]", "会印在报告里"),
        ({"township__name": "清溪乡# 必填"}, "township.name", "“# 必填”是说明，不是内容：# 前面要空一格"),
        ({"township__name": "清溪乡#全称；如：龙泉镇"}, "township.name", "是说明，不是内容"),
        ({"plans": [{"text": "修路。# 必填；如：修路"}]}, "plans[0].text", "是说明，不是内容"),
    ],
)
def test_marks_that_would_be_printed_are_told(changes: dict[str, Any], path: str, message: str) -> None:
    """Quotes around a whole name, and the starter file's own comment where its space is missing."""
    told = problem_of(**changes)
    assert (told.code, told.path) == ("D205", path)
    assert message in told.message


def test_quotes_and_number_signs_inside_texts_stay() -> None:
    """C#, 1#楼, a slogan and a name within a name."""
    for text in ("学习 C# 语言。", "建成1#楼。", "“两不愁三保障”", "按 #1 如期建成。", "“甲”和“乙”"):
        assert make_report(plans=[{"text": text}]).plans[0].text == text
    township = make_report(township__name="“清溪”乡").township
    assert township
    assert township.name == "“清溪”乡"


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"township__minerals": "【铁矿，铜矿】"}, "D213", "，如：[铁矿, 铜矿]）"),
        ({"township__minerals": "铁矿，铜矿、锌矿, 金矿"}, "D213", "，如：[铁矿, 铜矿, 锌矿, 金矿]）"),
        ({"explanations": "自然减员5人"}, "D213", "如：[{核对: ……, 位置: ……, 说明: ……}]）"),
        ({"explanations": {"核对": "X02"}}, "D213", "如：[{核对: ……, 位置: ……, 说明: ……}]）"),
        ({"explanations": ["自然减员5人"]}, "D202", "如：{核对: ……, 位置: ……, 说明: ……}，"),
        ({"plans": ["修路。"]}, "D202", "如：{正文: 修路。}，"),
    ],
)
def test_an_example_can_be_written_as_it_stands(changes: dict[str, Any], code: str, message: str) -> None:
    """Whoever follows it meets no next problem of form."""
    told = problem_of(**changes)
    assert told.code == code
    assert message in told.message


def test_a_field_at_the_level_of_its_section_is_told_where_it_belongs(tmp_path: Path) -> None:
    """`耕地:` above with nothing below it, and 总面积 two spaces too far left; as many as there are."""
    text = CHINESE.replace("  矿产:", "  耕地:\n  总面积: 8600亩\n  水田: 3200亩\n  矿产:")
    first, second = problems(text, tmp_path)
    assert first.message.endswith("没有“总面积”这一项。它是“耕地”的下级，要比“耕地”多缩进两个空格")
    assert second.message.endswith("没有“水田”这一项。它是“耕地”的下级，要比“耕地”多缩进两个空格")
    (told,) = problems(text.replace("  水田: 3200亩\n", "").replace("耕地:", "耕地: ~"), tmp_path)
    assert "下级" not in told.message


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("X01、X02", "一条只写一个编号，X01、X02 各写一条"),
        ("x01 X02,X03", "一条只写一个编号，X01、X02、X03 各写一条"),
        ("x02", "编号写成 X02"),
    ],
)
def test_an_explanation_names_one_check(check: str, message: str) -> None:
    """What names several, or none as it is written, would explain nothing."""
    row = {"check": check, "at": "township.population", "note": "自然减员。"}
    told = problem_of(explanations=[row])
    assert (told.code, told.path) == ("D205", "explanations[0].check")
    assert message in told.message
    for code in ("X02", "X90", "M01"):
        assert make_report(explanations=[row | {"check": code}]).explanations[0].check == code

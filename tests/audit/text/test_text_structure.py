"""Headings, items, announced numbers, titles: what holds a document together."""

from __future__ import annotations

import pytest

from fupin_report.document import Enumeration, Heading, Item, Paragraph, Text, Title
from proofs import hits


def heading(level: int, label: str, words: str = "加强领导") -> Heading:
    """Return a heading with its number."""
    return Heading(level, (Text(words),), label)


def paragraph(words: str) -> Paragraph:
    """Return a typed paragraph."""
    return Paragraph((Text(words),))


def listed(*items: str, lead: str = "") -> Enumeration:
    """Return an enumeration numbered 一是, 二是 …, in one paragraph if it has a lead."""
    labels = ("一是", "二是", "三是", "四是")
    made = tuple(Item((Text(each),), label) for each, label in zip(items, labels, strict=False))
    return Enumeration(made, paragraph(lead) if lead else None)


BAD = [
    (
        "X14",
        "SEQUENCE",
        [heading(1, "一、"), heading(1, "二、"), heading(1, "二、"), heading(1, "三、")],
        "二、",
    ),
    ("X14", "SEQUENCE", [heading(1, "一、"), heading(1, "三、")], "三、"),
    ("X14", "SEQUENCE", [heading(1, "一、"), heading(2, "（一）"), heading(2, "（三）")], "（三）"),
    ("X14", "SEQUENCE", ("一、基本情况", "全镇有12个村。", "二、主要做法", "二、取得成效"), "二、"),
    ("X14", "SKIP", [heading(1, "一、"), heading(2, "（一）"), heading(1, "二、"), heading(3, "1.")], "1."),
    (
        "X14",
        "SKIP",
        [heading(1, "一、"), heading(4, "（1）"), heading(3, "1."), heading(4, "（1）")],
        "（1）",
    ),
    ("X14", "SINGLE", [heading(1, "一、"), heading(2, "（一）"), heading(1, "二、")], "（一）"),
    ("X14", "ITEMS", "一是修路；三是通水。", "三是"),
    ("X14", "ITEMS", ("一是修路。", "三是通水。"), "三是"),
    ("X14", "ITEMS", "主要做法：二是修路；三是通水。", "二是"),
    ("X24", "ITEMEND", "一是成立机构。我镇配齐人员；二是修路。", "；"),
    ("X24", "ITEMEND", "一是修路；二是通水。三是架桥。四是绿化。", "；"),
    ("X24", "ITEMEND", [listed("修路。全线贯通；", "通水。")], "；"),
    ("X14", "LABEL", "1、加强领导", "1、"),
    ("X14", "LABEL", "1、2015年加强领导。", "1、"),
    ("X14", "LABEL", "（一）、加强领导", "（一）、"),
    ("X14", "LABEL", "(一)加强领导", "(一)"),
    ("X14", "LABEL", "一.加强领导", "一."),
    ("X14", "LABEL", "第一、抓示范。", "第一、"),
    ("X14", "LABEL", "一是，修路。", "是，"),
    ("X14", "LABEL", "做法有：一方面：修路。", "一方面："),
    ("X07", "LIST", "成效体现在以下三方面：一是修路；二是通水。", "三"),
    ("X07", "LIST", [paragraph("存在2个问题："), listed("路窄；", "水缺；", "电弱。")], "2"),
    ("X07", "LIST", [listed("路窄；", "水缺；", lead="存在四个方面的问题：")], "四"),
    ("X07", "等", "围绕饮水困难、道路不通和信访积案等3个重点问题攻坚。", "等"),
    ("X07", "等", "发展种植、养殖、旅游等三大产业。", "等"),
    ("X07", "N必到", "在重大节日、婚嫁喜事、农忙时节做到“四必到”。", "“四必到”"),
    ("X07", "村", "在定水村、石坝村3个村实施整治。", "3"),
    ("X07", "村", "在定水村、石坝村、马坪村等2个村实施整治。", "2"),
    ("X16", "LEAD", [Title((Text("青石镇工作总结"),)), paragraph("现将有关情况汇报如下：")], "汇报"),
    ("X16", "CLOSING", [Title((Text("青石镇工作报告"),)), paragraph("妥否，请批复。")], "妥否，请批复"),
    ("X16", "NAME", "落实《青石镇项目管理实施办法》，修订《青石镇项目管理办法》。", "青石镇项目管理办法"),
    ("X16", "KIND", [Title((Text("青石镇工作情况的报告汇报"),))], "报告汇报"),
    ("X16", "KIND", "落实《关于关于加强管理的通知》。", "关于关于"),
    ("X24", "TITLE", [Title((Text("加强领导，青石镇工作汇报"),))], "，"),
    (
        "X24",
        "REF",
        "落实县政府关于印发《青石镇建档立卡实施方案的通知》精神。",
        "关于印发《青石镇建档立卡实施方案的通知》",
    ),
]
GOOD = [
    ("X14", "SEQUENCE", [heading(1, "一、"), heading(2, "（一）"), heading(2, "（二）"), heading(1, "二、"), heading(2, "（一）")]),
    ("X14", "SEQUENCE", ("2015年，全镇有12个村。", "一、二年级学生60人。", "（含水面）3亩。", "1.5公里。")),
    ("X14", "SKIP", [heading(1, "一、"), heading(3, "1."), heading(3, "2."), heading(1, "二、")]),
    ("X14", "SKIP", [heading(2, "（一）"), heading(3, "1."), heading(4, "（1）")]),
    ("X14", "SINGLE", [heading(1, "一、"), heading(1, "二、"), heading(2, "（一）"), heading(2, "（二）")]),
    ("X14", "ITEMS", ("一是修路；二是通水。", "一是架桥。", "二是绿化。")),
    ("X14", "ITEMS", "一是修路：一是硬化；二是拓宽；二是通水；三是通电。"),
    ("X14", "ITEMS", "做事要一是一、二是二，其二是好的，说的第二是实话。"),
    ("X24", "ITEMEND", "一是修路；二是通水；三是架桥。"),
    ("X24", "ITEMEND", "一是修路。全线贯通。二是通水。三是架桥。"),
    ("X24", "ITEMEND", [listed("修路；", "通水。")]),
    ("X24", "ITEMEND", "粮食有水稻、玉米；经济作物有核桃。"),
    ("X14", "LABEL", ("1.加强领导", "（一）加强领导", "一、加强领导", "1、2组共60人。", "第一，抓示范。", "第一、二季度完成。", "一是修路。", "一方面，修路。")),
    ("X07", "LIST", "成效体现在以下三方面：一是修路；二是通水；三是架桥。"),
    ("X07", "LIST", [paragraph("存在2个问题："), listed("路窄；", "水缺。")]),
    ("X07", "LIST", "现将有关情况汇报如下：\n一是修路。"),
    ("X07", "等", "有彝、汉等8个民族，种植、养殖等技能，水稻等2种，解决饮水、出行等一批问题。"),
    ("X07", "N必到", "在重大节日、婚嫁喜事、丧葬白事、农忙时节做到“四必到”，落实“四必到”。"),
    ("X07", "村", "在定水村、石坝村2个村，大田村、小溪村等5个村，定水村、石坝村12个村民小组，行政村、社区15个村。"),
    ("X07", "村", "全镇有12个村，在定水村和和平村2个村。"),
    ("X16", "LEAD", [Title((Text("青石镇工作总结"),)), paragraph("现将有关情况总结如下：")]),
    ("X16", "CLOSING", [Title((Text("关于立项的请示"),)), paragraph("妥否，请批复。")]),
    ("X16", "CLOSING", [Title((Text("青石镇工作报告"),)), paragraph("项目已请县发改局审批立项。")]),
    ("X16", "NAME", "落实《2014年度项目实施方案》《2015年度项目实施方案》，《上半年工作安排的通知》《下半年工作安排的通知》。"),
    ("X16", "KIND", [Title((Text("青石镇工作情况汇报"),)), Title((Text("关于转发《总结》的通知"),))]),
    ("X24", "TITLE", [Title((Text("青石镇工作汇报"),)), paragraph("修路，通水。")]),
    ("X24", "REF", "落实《关于印发〈实施方案〉的通知》，镇政府印发《关于加强管理的通知》。"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "words", "wanted"), BAD)
def test_what_does_not_hold_together_is_found(code: str, name: str, words: object, wanted: str) -> None:
    """A gap, a level left out, a number that is not that of the list."""
    assert [found for found, _ in hits(words, code, name)][:1] == [wanted]


@pytest.mark.parametrize(("code", "name", "words"), GOOD)
def test_what_holds_together_is_left_alone(code: str, name: str, words: object) -> None:
    """The same shapes, right."""
    assert hits(words, code, name) == []

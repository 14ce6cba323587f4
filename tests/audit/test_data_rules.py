"""Rules on data: each speaks where something is wrong, and is silent where nothing is."""

from __future__ import annotations

from typing import Any

import pytest

import fupin_report as fr
from builders import make_data, make_report
from fupin_report.audit.data import RULES, Facts, Notice, Official, data_rule
from fupin_report.audit.data.official import packaged
from fupin_report.source import from_mapping
from fupin_report.structure import structure

ROAD = {"name": "路", "category": "道路"}
BRIDGE = {"name": "桥", "category": "桥梁"}
TARGETS: dict[str, Any] = {"plans": [{"text": "修路。", "targets": ["外出务工：90人"]}]}


def codes(**changes: Any) -> list[str]:
    """Return the codes of what is found in the small town with changes."""
    return [finding.code for finding in fr.audit(make_report(**changes))]


def project(**fields: Any) -> dict[str, Any]:
    """Return a change that puts in one project."""
    return {"projects": [{**ROAD, **fields}]}


FIRING: list[tuple[str, str, dict[str, Any]]] = [
    ("X11", "notice backwards", {"notice": {"principle": "按项目分配。", "start": "2015-08-10", "end": "2015-08-01"}}),
    ("X11", "notice signed late", {"notice": {"principle": "按项目分配。", "start": "2015-03-01", "end": "2015-03-10"}}),
    ("X01", "main causes", {"identification__by_cause": {"因病": "99户359人"}, "identification__cause_mode": "主要原因"}),
    ("X01", "single measures", {"identification__by_measure": {"产业": "100户359人"}, "identification__measure_mode": "单项"}),
    ("X03", "rate", {"health": {"参保率": "47人 / 50人 = 95%"}}),
    ("X03", "incidence", {"identification__incidence": "8.5%"}),
    ("X03", "per head", {"township__farmland": {"total": "4800亩", "per_head": "1.1亩"}}),
    ("X03", "cash", {"relief": [{"occasion": ["春节"], "groups": [{"kind": "残疾人", "count": "20名"}], "cash_yuan_each": "500元", "cash_total_wan": "10万元"}]}),
    ("X03", "great change", {"health": {"参保人数": "450人，同比100人"}}),
    ("X03", "coverage", {"township__forest": {"area": "600000亩", "coverage": "50%"}}),
    ("X04", "part of indicator", {"health": {"大病救治": "51人 / 50人"}}),
    ("X04", "cause", {"identification__by_cause": {"因病": "101户300人"}}),
    ("X04", "entered", {"township__rural": "90户4000人"}),
    ("X04", "removed", {"identification__removed": "10户401人"}),
    ("X04", "housing", {"housing": {"鉴定户数": "10户", "C级": "6户", "D级": "5户"}}),
    ("X04", "overdue", {"finance": {"贷款金额": "10万元", "逾期金额": "200000元"}}),
    ("X04", "poor villages reached", {"identification__poor_villages": 1, **project(reach={"villages": 2, "poor_only": "是"})}),
    ("X05", "land", {"township__farmland": {"total": "500000亩"}, "township__forest": {"area": "300平方公里"}}),
    ("X05", "crops", {"township__farmland": {"total": "100亩"}, "industries": [{"kind": "种植", "name": "玉米", "area_mu": "251亩"}]}),
    ("X06", "persons", {"identification__found": "10户9人", "identification__removed": None, "identification__entered": "10户9人"}),
    ("X06", "persons of many", {"township__population": "1200户9000人", "villages": None}),
    ("X06", "road", project(total_wan="100万元", works=[{"object": "路", "length_m": "2950公里"}])),
    ("X06", "road cost", project(total_wan="1000万元", works=[{"object": "路", "length_m": "1公里"}])),
    ("X06", "bridge cost", {"projects": [{**BRIDGE, "total_wan": "1000万元", "works": [{"object": "桥", "length_m": "8米"}]}]}),
    ("X06", "yield", {"industries": [{"kind": "种植", "name": "烤烟", "area_mu": "700亩", "output": "21000担"}]}),
    ("X07", "roster", {"township__admin_villages": 4}),
    ("X07", "poor villages", {"identification__poor_villages": 2, "villages": [{"name": "甲", "poverty_status": "省定"}, {"name": "乙"}, {"name": "丙"}]}),
    ("X07", "saying", {"organisations": {"mechanisms": ["四个一：甲、乙、丙"]}}),
    ("X07", "ethnic groups", {"township__ethnic_groups": {"count": 1, "names": ["彝", "汉"]}}),
    ("X07", "units", {"organisations": {"matching": {"units": 1}, "helping_units": [{"name": "甲局"}, {"name": "乙局"}]}}),
    ("X08", "no unit", {"industries": [{"kind": "种植", "name": "烤烟", "output": "2100"}]}),
    ("X08", "strange unit", {"health": {"参保人数": "450户"}}),
    ("X10", "line", {"identification__line_yuan": 2800}),
    ("X10", "unconfirmed", {"identification__base_year": 2017, "identification__line_yuan": 3200}),
    ("X10", "local line too low", {"identification__line_yuan": 2000, "identification__line_kind": "省级"}),
    ("X11", "signed early", {"document__sign_date": "2015-05"}),
    ("X11", "signed late", {"document__sign_date": "2015-09-30"}),
    ("X11", "launched", {"period__launched": "2015-07"}),
    ("X11", "period", {"period__start": "2015-07-01"}),
    ("X11", "training", {"training": [{"topic": ["种植"], "date": "2015-07"}]}),
    ("X11", "meeting", {"organisations": {"meetings": [{"kind": "专题会", "date": "2014-12"}]}}),
    ("X11", "holiday", {"relief": [{"occasion": ["春节", "中秋"]}]}),
    ("X11", "quota", {"organisations": {"matching": {"per_cadre": "2件以上"}}}),
    ("X11", "project", project(start="2015-05", end="2015-04")),
    ("X11", "plan", {"plans": [{"text": "修路。", "due": "2015-05"}]}),
    ("X11", "exit", {"identification__exits": [{"year": 2016, "count": "1户2人"}]}),
    ("X11", "sudden", {"monitoring": {"sudden": "3户9人"}}),
    ("X12", "planned and over", project(status="规划", end="2015-03")),
    ("X12", "done and to come", project(status="完工", end="2015-08")),
    ("X25", "total", project(sources=[{"name": each, "wan": "1万元"} for each in ("甲", "乙", "丙")])),
    ("X13", "provider", project(sources=[{"name": "县民政局", "provided_by": "县民政局", "wan": "1万元"}])),
    ("X13", "fund", {"funds": [{"id": "f1", "name": "专项", "amount_wan": "10万元"}], **project(sources=[{"fund": "f1", "wan": "10.5万元"}])}),
    ("X13", "management", {"projects": [{**ROAD, "total_wan": "98万元"}, {"name": "管", "category": "管理费", "total_wan": "2万元"}]}),
    ("X16", "village", project(villages=["双湖村"])),
    ("X04", "reached in a village", project(villages=["双河村"], reach={"hp": "501户2000人"})),
    ("X04", "persons reached in a village", project(villages=["v2"], reach={"hp": "500户2001人", "villages": 1})),
    ("X04", "poor reached in a village", {"villages": [{"name": "甲村", "registered": "5户9人"}, {"name": "乙村", "registered": "95户351人"}, {"name": "丙村", "registered": "0户0人"}], **project(villages=["甲"], reach={"hp": "20户80人", "poor": "6户9人"})}),
    ("X16", "fund id", {"funds": [{"id": "f01", "name": "甲", "amount_wan": "1万元"}], **project(sources=[{"fund": "f02", "wan": "1万元"}])}),
    ("X16", "unit id", {"organisations": {"helping_units": [{"id": "u1", "name": "县民政局"}]}, "villages": [{"name": each, "helping_unit": "u2"} for each in "甲乙丙"]}),
    ("X16", "members by village", {"party": {"by_village": {"双湖村": 3}}}),
    ("X16", "label", {"employment": {"外出务工": "80人"}, "outcomes": [{"heading": "就业", "metrics": ["外出务工：90人"]}]}),
    ("X18", "text", {"township__minerals": ["铁矿", "铜矿", "铁矿"]}),
    ("X18", "village", {"villages": [{"name": "甲村"}, {"name": "甲村"}, {"name": "乙村"}]}),
    ("X18", "year", {"identification__exits": [{"year": 2014, "count": "1户2人"}, {"year": 2014, "count": "1户2人"}]}),
    ("X18", "relief", {"relief": [{"occasion": ["春节"], "groups": [{"kind": "残疾人", "count": "2名"}, {"kind": "残疾人", "count": "3名"}]}]}),
]  # fmt: skip

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("all of a village", project(villages=["双河村"], reach={"hp": "500户2000人"})),
    ("reached in several villages", project(villages=["双河村"], reach={"hp": "501户2001人", "villages": 2})),
    ("reached from two villages", project(villages=["双河村", "石桥村"], reach={"hp": "501户2001人"})),
    ("level, id and name of a fund", {"funds": [{"id": "f01", "name": "QDII", "amount_wan": "3万元"}], **project(total_wan="3万元", sources=[{"fund": each, "wan": "1万元"} for each in ("省级", "f01", "QDII")])}),
    ("a unit by id or name", {"organisations": {"helping_units": [{"id": "u1", "name": "县民政局"}]}, "villages": [{"name": name, "helping_unit": unit} for name, unit in (("甲", "u1"), ("乙", "县林业局"), ("丙", "县民政局"))]}),
    ("members by village", {"party": {"by_village": {"双河": 3, "石桥社区": 2}}}),
    ("two amounts need no total", project(sources=[{"name": each, "wan": "1万元"} for each in ("甲", "乙")])),
    ("three amounts with one", project(total_wan="3万元", sources=[{"name": each, "wan": "1万元"} for each in ("甲", "乙", "丙")])),
    ("main causes", {"identification__by_cause": {"因病": "60户200人", "因残": "40户160人"}, "identification__cause_mode": "主要原因"}),
    ("several causes", {"identification__by_cause": {"因病": "90户300人", "因残": "40户160人"}}),
    ("households only", {"identification__by_cause": {"因病": "60户", "因残": "40户"}, "identification__cause_mode": "主要原因"}),
    ("rate", {"health": {"参保率": "47人 / 50人 = 94%"}}),
    ("rounded rate", {"health": {"参保率": "2人 / 3人 = 66.67%"}}),
    ("incidence", {"identification__incidence": "7.5%"}),
    ("incidence of those left", {"identification__incidence": "1.5%", "identification__remaining": "28户72人", "identification__exits": [{"year": 2014, "count": "72户288人"}]}),
    ("cash", {"relief": [{"occasion": ["春节"], "groups": [{"kind": "残疾人", "count": "20名"}], "cash_yuan_each": "500元", "cash_total_wan": "1万元"}]}),
    ("change", {"health": {"参保人数": "399人，同比100人"}}),
    ("coverage counts more", {"township__forest": {"area": "300000亩", "coverage": "50%"}}),
    ("overdue", {"finance": {"贷款金额": "10万元", "逾期金额": "2000元"}}),
    ("land", {"township__farmland": {"total": "500000亩"}, "township__forest": {"area": "200平方公里"}}),
    ("trees on forest land", {"township__farmland": {"total": "100亩"}, "industries": [{"kind": "林果", "on": "林地", "name": "核桃", "area_mu": "9000亩"}]}),
    ("one person a household", {"identification__found": "10户10人", "identification__removed": None, "identification__entered": "10户10人"}),
    ("road", project(total_wan="100万元", works=[{"object": "路", "length_m": "2.95公里"}])),
    ("bridge", {"projects": [{**BRIDGE, "sources": [{"wan": "10万元"}], "works": [{"object": "桥", "length_m": "8米"}]}]}),
    ("several works", project(total_wan="9000万元", works=[{"object": "路", "length_m": "1公里"}, {"object": "桥"}])),
    ("yield", {"industries": [{"kind": "种植", "name": "烤烟", "area_mu": "700亩", "output": "2100担"}]}),
    ("crop we know nothing of", {"industries": [{"kind": "种植", "name": "折耳根", "area_mu": "7亩", "output": "2100担"}]}),
    ("saying", {"organisations": {"mechanisms": ["四个一：甲、乙、丙、丁", "挂包帮"]}}),
    ("poor villages", {"identification__poor_villages": 1, "villages": [{"name": "甲", "poverty_status": "省定"}, {"name": "乙", "poverty_status": "非贫困村"}, {"name": "丙"}]}),
    ("local line", {"identification__line_yuan": 3200, "identification__line_kind": "省级"}),
    ("year we know nothing of", {"identification__base_year": 2021, "identification__line_yuan": 6000}),
    ("signed in the month after", {"document__sign_date": "2015-07-10"}),
    ("month of signing", {"document__sign_date": "2015-06"}),
    ("training", {"training": [{"topic": ["种植"], "date": "2015-03"}]}),
    ("cumulative", {"period__cumulative": "是", "training": [{"topic": ["种植"], "date": "2013"}]}),
    ("holiday", {"relief": [{"occasion": ["春节", "六一", "七一", "其他"]}]}),
    ("quota", {"organisations": {"matching": {"per_cadre": {"deeds": "2件以上", "done": "1件"}}}}),
    ("whole year", {"period__half": "全年", "document__sign_date": "2016-01", "organisations": {"matching": {"per_cadre": "2件以上"}}}),
    ("project", project(status="完工", start="2014-05", end="2015-06")),
    ("planned", project(status="规划", end="2015-12")),
    ("plan", {"plans": [{"text": "修路。", "due": "2015-12"}]}),
    ("provider", project(sources=[{"name": "市专项扶贫资金", "provided_by": "县民政局", "wan": "1万元"}])),
    ("fund", {"funds": [{"id": "f1", "name": "专项", "amount_wan": "10万元"}], **project(sources=[{"fund": "f1", "wan": "10万元"}])}),
    ("village", project(villages=["双河村", "双河"])),
    ("target", {"employment": {"外出务工": "80人"}, **TARGETS}),
    ("same in two places", {"employment": {"外出务工": "80人"}, "outcomes": [{"heading": "就业", "metrics": ["外出务工：80人"]}]}),
    ("vague in one place", {"employment": {"外出务工": "约80人"}, "outcomes": [{"heading": "就业", "metrics": ["外出务工：83人"]}]}),
    ("share of land in other words", {"township__ethnic_groups": {"count": 8, "names": ["彝", "汉"]}}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "what", "changes"), FIRING, ids=[f"{code}-{what}" for code, what, _ in FIRING]
)
def test_what_is_wrong_is_found(code: str, what: str, changes: dict[str, Any]) -> None:
    """The code is among those found; in the small town itself nothing is."""
    assert code in codes(**changes), what
    assert codes() == []


@pytest.mark.parametrize(("what", "changes"), SILENT, ids=[what for what, _ in SILENT])
def test_what_is_right_is_passed_over(what: str, changes: dict[str, Any]) -> None:
    """No false alarm."""
    assert codes(**changes) == [], what


def test_a_factor_of_ten_thousand_is_told() -> None:
    """万元 once written as 元."""
    changes = {"outcomes": [{"heading": "增收", "metrics": ["村集体收入：12.5元"]}]}
    (finding,) = fr.audit(make_report(**changes))
    assert finding.message == "“村集体收入”一处是12.5万元，一处是12.5元，正好差一个万"
    assert finding.paths == ("outcomes[0].metrics[0].value", "township.economy.村集体收入.value")


@pytest.mark.parametrize(("stated", "expected"), [("80人", ["X23"]), ("81人", ["X22", "X23"])])
def test_earlier_values_are_those_of_the_earlier_report(stated: str, expected: list[str]) -> None:
    """`previous` of an indicator with an id, and how far it has moved."""
    earlier = make_report(employment={"外出务工": {"value": "80人", "id": "e1"}})
    data = {"value": "100人", "previous": stated, "id": "e1"}
    now = make_report(employment={"外出务工": data})
    assert fr.audit(now) == []
    assert [finding.code for finding in fr.audit(now, previous=earlier)] == expected


def test_a_small_move_needs_no_word() -> None:
    """A fifth is no news."""
    earlier = make_report(employment={"外出务工": {"value": "80人", "id": "e1"}})
    now = make_report(employment={"外出务工": {"value": "96人", "previous": "80人", "id": "e1"}})
    assert fr.audit(now, previous=earlier) == []


def test_a_county_has_values_of_its_own() -> None:
    """Lines and bands are data."""
    from importlib.resources import files

    text = (files("fupin_report.audit.data") / "official.toml").read_text("utf-8")
    own = Official.read(text.replace("2013 = 2736", "2013 = 2900"))
    assert own != packaged() == Official.read(text)
    assert [finding.code for finding in fr.audit(make_report(), official=own)] == ["X10"]


def test_a_rule_of_a_users_own_is_one_function() -> None:
    """It stands beside ours or alone, and can be explained as ours."""

    @data_rule("U02", "企业")
    def enterprises(facts: Facts) -> list[Notice]:
        town = facts.report.township
        return [] if town and town.enterprises else [Notice("没有写企业", ("township.enterprises",))]

    (finding,) = fr.audit(make_report(), rules=(*RULES, enterprises))
    assert (finding.code, finding.severity, finding.title) == ("U02", fr.Severity.WARNING, "企业")
    note = {"check": "U02", "at": "township.enterprises", "note": "本乡没有企业"}
    explained = structure(from_mapping(make_data(explanations=[note])))
    assert [each.explained for each in fr.audit(explained, rules=[enterprises])] == ["本乡没有企业"]

"""Rules that know the report: its years, its voice, the status of its projects; and personal data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import make_report, render_text
from fupin_report.audit.text import RULES, proofread
from fupin_report.audit.text.privacy import is_card, is_identity
from proofs import hits, report_of

ERA_BAD = [
    (2012, "NEW", "全镇推进精准扶贫。", "精准扶贫"),
    (2014, "NEW", "坚决打赢脱贫攻坚战。", "脱贫攻坚"),
    (2014, "NEW", "落实“六个精准”。", "六个精准"),
    (2016, "NEW", "实施乡村振兴战略。", "乡村振兴"),
    (2020, "NEW", "到位衔接资金486万元。", "衔接资金"),
    (2020, "NEW", "县乡村振兴局到村调研。", "乡村振兴局"),
    (2019, "NEW", "巩固拓展脱贫攻坚成果。", "巩固拓展脱贫攻坚成果"),
    (2018, "OLD", "全力推进扶贫攻坚。", "扶贫攻坚"),
    (2022, "OLD", "帮助贫困户发展产业。", "贫困户"),
    (2022, "OLD", "到位扶贫资金486万元。", "扶贫资金"),
    (2022, "OLD", "县扶贫办到村调研。", "扶贫办"),
    (2022, "OLD", "对边缘户开展监测。", "边缘户"),
]
ERA_GOOD = [
    (2014, "NEW", "全镇推进精准扶贫，实施扶贫攻坚。"),
    (2016, "NEW", "坚决打赢脱贫攻坚战，落实“六个精准”。"),
    (2014, "NEW", "学习《乡村振兴战略规划》。"),
    (2021, "NEW", "到位衔接资金486万元，实施乡村振兴。"),
    (2018, "OLD", "国家八七扶贫攻坚计划实施期间，帮助贫困户修路。"),
    (2020, "OLD", "帮助贫困户发展产业，到位扶贫资金。"),
    (2022, "OLD", "原贫困村全部通路，2014年识别贫困户418户，脱贫攻坚期贫困户得到帮扶。"),
    (2022, "OLD", "清理《扶贫资金管理办法》等文件，帮助脱贫户增收。"),
]


@pytest.mark.parametrize(("year", "name", "words", "wanted"), ERA_BAD)
def test_a_term_of_another_time_is_found(year: int, name: str, words: str, wanted: str) -> None:
    """By the year the report speaks from."""
    assert [found for found, _ in hits(words, "X16", name, report_of(year))] == [wanted]


@pytest.mark.parametrize(("year", "name", "words"), ERA_GOOD)
def test_a_term_of_its_time_is_left_alone(year: int, name: str, words: str) -> None:
    """And so is an old one in a sentence that looks back, and any in the name of a document."""
    assert hits(words, "X16", name, report_of(year)) == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("落实强农惠农富农政策。宣传强农富农惠农政策。", ["强农富农惠农", "强农富农惠农"]),
        ("落实强农惠农政策，设置公益性岗位。", []),
        ("设置公益性岗位95个。临时公益岗位10个。", ["公益岗位"]),
        ("设置公益岗位95个。", []),
    ],
)
def test_one_thing_has_one_name(words: str, wanted: list[str]) -> None:
    """Two names of one thing in one document."""
    assert [found for found, _ in hits(words, "X16", "VARIANT")] == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("联系县公安局、信访局、县农业局。", ["县公安局、信访局、县农业局"]),
        ("联系县公安局、县农业局、县水务局。", []),
        ("联系县公安局、农业局、水务局。", []),
    ],
)
def test_units_side_by_side_bear_the_same_prefix(words: str, wanted: list[str]) -> None:
    """县 before some and not before others."""
    assert [found for found, _ in hits(words, "X16", "PREFIX")] == wanted


@pytest.mark.parametrize(
    ("voice", "words", "wanted"),
    [
        ("我镇", "我镇召开会议，我乡积极落实。", ["我乡"]),
        ("我镇", "我社区开展走访。", ["我社区"]),
        ("我镇", "我镇召开会议，我县高度重视，我国、我省、我市。", []),
        ("我镇", "自我村成立以来，群众说：“我村变了样。”实现自我村民教育。", []),
        ("我单位", "我镇召开会议，我乡积极落实。", ["我乡"]),
        ("我单位", "我单位帮扶11户。", []),
    ],
)
def test_one_voice_speaks(voice: str, words: str, wanted: list[str]) -> None:
    """The voice of the report; of a department's report, the first it uses."""
    report = make_report(document__self_reference=voice)
    assert [found for found, _ in hits(words, "X16", "VOICE", report)] == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("我们召开会议。", ["我们"]),
        ("俺们村变了样。", ["俺"]),
        ("他说：“我们村变了样。”", []),
        ("我们党始终依靠群众。", []),
    ],
)
def test_an_office_does_not_say_we(words: str, wanted: list[str]) -> None:
    """Outside quotations."""
    assert [found for found, _ in hits(words, "X16", "WE")] == wanted


ID = "11010519491231002X"


def test_check_digits() -> None:
    """The rule of GB 11643 and that of bank cards."""
    assert is_identity(ID)
    assert not is_identity("110105194912310021")
    assert is_card("6222600260001072444")
    assert not is_card("6222600260001072445")


@pytest.mark.parametrize(
    ("name", "words", "wanted"),
    [
        ("ID", f"户主身份证号{ID}。", [ID]),
        ("ID", f"户主身份证号{ID.lower()}，已核实。", [ID.lower()]),
        ("ID", "项目编号110105194912310021。", []),
        ("ID", f"编码A{ID}。", []),
        ("PHONE", "联系人电话13812345678。", ["13812345678"]),
        ("PHONE", "联系人电话138 1234 5678。", ["138 1234 5678"]),
        ("PHONE", "联系人电话0834-6123456。", ["0834-6123456"]),
        ("PHONE", "监督电话：0834-6123456，举报电话13812345678。", []),
        ("PHONE", "资金12345678901元，编号20151234567。", []),
        ("PHONE", "时间2015-06-30，拨打12317。", []),
        ("CARD", "账号6222600260001072444。", ["6222600260001072444"]),
        ("CARD", "账号6222 6002 6000 1072 444。", ["6222 6002 6000 1072 444"]),
        ("CARD", "编号6222600260001072445。", []),
        ("CARD", f"身份证号{ID}。", []),
    ],
)
def test_personal_data_are_found(name: str, words: str, wanted: list[str]) -> None:
    """By their form and their check digit; a telephone for everybody may stand."""
    assert [found for found, _ in hits(words, "X21", name)] == wanted


def test_the_telephone_of_the_notice_may_stand() -> None:
    """It is a field of the data, wherever it is printed."""
    report = make_report(notice={"principle": "按需", "phone": "0834-6123456"})
    assert hits("请拨打0834-6123456。", "X21", "PHONE", report) == []
    assert len(hits("请拨打0834-6123457。", "X21", "PHONE", report)) == 1


@pytest.mark.parametrize(
    ("name", "words", "wanted"),
    [
        ("DATE", "截至2016年6月底，脱贫210户。", ["截至2016年"]),
        ("DATE", "截至2015年6月底，脱贫210户。", []),
        ("DATE", "项目将于2013年完工。", ["将于2013年"]),
        ("DATE", "项目将于2016年完工。", []),
        ("MIXED", "项目将于年底建成了。", ["将于年底建成了"]),
        ("MIXED", "项目已计划于年底建成。", ["已计划于"]),
        ("MIXED", "项目将于年底建成，已完成80%。", []),
    ],
)
def test_dates_and_tenses_agree(name: str, words: str, wanted: list[str]) -> None:
    """The report is signed in 2015."""
    assert [found for found, _ in hits(words, "X12", name, report_of(2015))] == wanted


def _told(tmp_path: Path, template: str, rule: str, **changes: Any) -> list[str]:
    report = make_report(**changes)
    document = render_text(tmp_path, template, report)
    chosen = [each for each in RULES if (each.code, each.name) == ("X12", rule)]
    return [finding.message for finding in proofread(report, document, chosen)]


@pytest.mark.parametrize(
    ("status", "words", "number"),
    [
        ("规划", "为上洞村提供了资金。", 1),
        ("规划", "已建成投用。", 1),
        ("规划", "计划为上洞村修建道路。", 0),
        ("完工", "计划实施道路建设。", 1),
        ("完工", "已建成投用。", 0),
        ("在建", "已完成80%，将于年底完成。", 0),
        ("", "已建成投用，计划实施。", 0),
    ],
)
def test_words_agree_with_the_status_of_the_project(
    status: str, words: str, number: int, tmp_path: Path
) -> None:
    """What is planned is not told as done; figures know of which project a sentence speaks."""
    project = {"name": "道路建设", "category": "道路"} | ({"status": status} if status else {})
    template = f"{{{{ projects[0].name }}}}：{words}"
    assert len(_told(tmp_path, template, "STATUS", projects=[project])) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("为上洞村提供了10万元。", 1),
        ("为上洞村提供10万元。", 0),
        ("完成了土地流转后，再行栽种。", 0),
        ("巩固了成果。", 0),
    ],
)
def test_plans_are_not_told_as_done(text: str, number: int, tmp_path: Path) -> None:
    """提供了 is no plan."""
    assert len(_told(tmp_path, "{{ plans[0].text }}", "PLAN", plans=[{"text": text}])) == number


def test_words_of_the_template_are_no_plan(tmp_path: Path) -> None:
    """Typed words are not taken for a plan of the data."""
    assert _told(tmp_path, "建成了。{{ plans[0].text }}", "PLAN") == []


def test_a_report_on_an_earlier_year_keeps_its_terms() -> None:
    """Signed in January 2021 on 2020, it may still say 贫困户."""
    report = make_report(document__sign_date="2021-01-15", period__year=2020)
    assert hits("帮助贫困户发展产业。", "X16", "OLD", report) == []

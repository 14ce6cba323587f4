"""X16, X11: what a copied file keeps of the township or period that it was copied from."""

from __future__ import annotations

from typing import Any

import pytest

import fupin_report as fr
from builders import make_report

LEFT_OVER: list[tuple[str, str, dict[str, Any]]] = [
    ("X16", "document.title", {"document__title": "清溪镇工作情况汇报"}),
    ("X16", "document.title", {"document__title": "云岭县双山乡2015年上半年工作总结"}),
    ("X16", "document.title", {"document__title": "中共双山乡委员会关于扶贫工作情况的报告"}),
    ("X16", "document.title", {"document__title": "双山街道工作情况汇报"}),
    ("X16", "document.issuer", {"document__issuer": "云岭县双山乡人民政府"}),
    ("X16", "document.signatory[0]", {"document__signatory": ["双山镇人民政府"]}),
    ("X16", "township.kind", {"township__kind": "镇"}),
    ("X16", "document.issuer_kind", {"document__issuer_kind": "乡镇党委"}),
    ("X16", "document.issuer_kind", {"document__issuer": "中共清溪乡委员会"}),
    ("X11", "document.title", {"document__title": "清溪乡2014年上半年工作总结"}),
    ("X11", "document.title", {"document__title": "清溪乡二〇一四年工作汇报"}),
    ("X11", "document.title", {"document__title": "清溪乡二○一六年工作汇报"}),
    ("X11", "document.title", {"document__title": "清溪乡2012—2014年工作汇报"}),
    ("X11", "document.title", {"document__title": "清溪乡2015年下半年工作总结"}),
]


@pytest.mark.parametrize(("code", "place", "changes"), LEFT_OVER)
def test_what_was_left_over_is_told(code: str, place: str, changes: dict[str, Any]) -> None:
    """As a warning, at what was left as it was."""
    (finding,) = fr.audit(make_report(**changes))
    assert (finding.code, finding.severity, finding.paths[0]) == (code, fr.Severity.WARNING, place)


TITLES = [
    "工作情况汇报",
    "全乡工作情况汇报",
    "清溪乡2015年工作总结",
    "清溪乡二〇一五年上半年工作总结",
    "清溪乡2015年上半年工作总结和下半年工作打算",
    "清溪乡2015年工作总结和2016年工作打算",
    "清溪乡工作总结暨2016年工作安排",
    "清溪乡2014至2015年扶贫工作汇报",
    "清溪乡2011—2020年扶贫工作汇报",
    "清溪乡2011-2020年扶贫工作汇报",
    "清溪乡落实2014年考核意见情况汇报",
    "清溪乡实施《云岭县2014年方案》情况汇报",
    "关于清溪乡扶贫工作情况的报告",
    "云岭县扶贫移民局驻双山镇工作队情况汇报",
    "云岭县乡镇扶贫工作汇报",
    "云岭县乡村振兴工作汇报",
    "云岭县城镇建设汇报",
    "云岭县清溪乡、双山镇结对工作汇报",
]


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_are_right(title: str) -> None:
    """What is to come, spans of years, other documents, words that name no township."""
    assert fr.audit(make_report(document__title=title)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {
            "document__issuer": "云岭县扶贫移民局",
            "document__issuer_kind": "县级部门",
            "document__signatory": ["云岭县扶贫移民局"],
        },
        {"document__signatory": ["双山镇人民政府", "清溪乡人民政府"]},
        {"document__signatory": ["中共清溪乡委员会", "清溪乡人民政府"]},
        {"document__issuer": "清溪乡党委、政府", "document__issuer_kind": "乡镇党委和人民政府"},
        {"document__issuer": "清溪乡党委、政府"},
        {"document__issuer": "清溪乡党政办公室"},
        {"document__issuer": "清溪乡扶贫工作站"},
        {"township__name": "清溪彝族乡"},
        {"township__name": "清溪", "township__kind": "镇", "document__issuer": "清溪镇人民政府"},
    ],
)
def test_issuers_that_are_right(changes: dict[str, Any]) -> None:
    """Of the county, several together, without what tells party from government, names in short."""
    assert fr.audit(make_report(**changes)) == []


def test_halves_in_a_report_of_a_year() -> None:
    """One half is not the year; both may be."""
    year = {"period__half": "全年", "document__sign_date": "2015-12-31"}
    assert [
        each.code for each in fr.audit(make_report(document__title="清溪乡2015年上半年总结", **year))
    ] == ["X11"]
    assert fr.audit(make_report(document__title="清溪乡2015年总结", **year)) == []
    assert fr.audit(make_report(document__title="清溪乡2015年上半年和下半年总结", **year)) == []

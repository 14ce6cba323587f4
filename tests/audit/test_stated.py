"""X16: a number typed in prose against the field that holds the same."""

from __future__ import annotations

import pytest

import fupin_report as fr
from builders import make_report

SAID = [
    ("全乡外出务工90人。", "township.migrant_workers"),
    ("2015年上半年，全乡共有外出务工90人。", "township.migrant_workers"),
    ("外出务工达到90人，劳力不足。", "township.migrant_workers"),
    ("我乡1200户4800人，外出务工90人。", "township.migrant_workers"),
    ("全乡劳动力200人，外出务工90人。", "township.migrant_workers"),
    ("全乡本地就业50人。", "employment.本地就业.value"),
    ("全乡村集体收入0.5万元。", "township.economy.村集体收入.value"),
]


@pytest.mark.parametrize(("words", "place"), SAID)
def test_a_number_in_prose_against_its_field(words: str, place: str) -> None:
    """Told with what to write in its place, in words that say the whole township now."""
    report = make_report(
        township__migrant_workers=80, employment={"本地就业": "40人"}, problems=[{"text": words}]
    )
    (finding,) = fr.audit(report)
    assert (finding.code, finding.severity) == ("X16", fr.Severity.WARNING)
    assert finding.paths == ("problems[0].text", place)
    assert f"请写成引用 {{{{ {place} }}}}" in finding.message


def test_what_is_advised_is_right() -> None:
    """The reference, put in the place of the number, prints the field's."""
    report = make_report(township__migrant_workers=80, problems=[{"text": "全乡外出务工90人。"}])
    (finding,) = fr.audit(report)
    quoted = finding.message.split("写成引用 ")[1].split("；")[0]
    mended = make_report(township__migrant_workers=80, problems=[{"text": f"全乡外出务工{quoted}。"}])
    assert fr.audit(mended) == []
    assert "全乡外出务工80人。" in "".join(each.text for each in fr.render(mended).walk(fr.Paragraph))


@pytest.mark.parametrize(
    "words",
    [
        "全乡外出务工80人。",
        "双河村外出务工90人。",
        "双河村劳力不足。外出务工90人。",
        "2014年全乡外出务工90人。",
        "全乡新增外出务工90人。",
        "全乡组织培训，外出务工90人。",
        "全乡改造水厂2座，外出务工90人。",
        "贫困户中，外出务工90人。",
        "力争全乡外出务工90人。",
        "全乡外出务工约90人。",
        "全乡外出务工90余人。",
        "全乡外出务工90户。",
        "全乡村集体收入125000元。",
        "全乡外出务工{{ township.migrant_workers }}人。",
    ],
)
def test_what_may_be_another_number_is_left_alone(words: str) -> None:
    """Villages, other times, a part of the people, something new; what is vague, or the same in another unit."""
    assert fr.audit(make_report(township__migrant_workers=80, problems=[{"text": words}])) == []


def test_a_problem_of_some_villages_is_not_that_of_the_township() -> None:
    """Unless its sentence says so."""
    rows = [
        {"text": "外出务工90人。", "affects": ["双河村"]},
        {"text": "全乡外出务工90人。", "affects": ["双河村"]},
    ]
    found = fr.audit(make_report(township__migrant_workers=80, problems=rows))
    assert [each.paths[0] for each in found] == ["problems[1].text"]


def test_plans_tell_of_what_is_to_come() -> None:
    """A target is another number."""
    assert fr.audit(make_report(township__migrant_workers=80, plans=[{"text": "全乡外出务工90人。"}])) == []

"""What `docs/checks.md` gives as the example of a check is found by that check: for every one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import fupin_report as fr
from builders import make_data, make_report, render_text
from fupin_report.audit.registry import REGISTRY, Entry
from proofs import prose

Case = Callable[[Path], list[fr.Finding]]
NUMBER = re.compile(r"\d+(?:\.\d+)?")
PEOPLE = {"township__population": "9000户34000人", "villages": None, "township__admin_villages": 12}


def data(**changes: Any) -> Case:
    """Make a case of figures in the data."""
    return lambda _: fr.audit(make_report(**changes))


def text(words: str, **changes: Any) -> Case:
    """Make a case of a sentence of the data, as it stands in the report made of it."""
    report = make_report(plans=[{"text": words}], **changes)
    return lambda _: fr.audit(report, fr.render(report))


def paragraphs(*words: str) -> Case:
    """Make a case of paragraphs."""
    return lambda _: fr.audit(make_report(), prose(*words))


def template(words: str) -> Case:
    """Make a case of words typed in a template."""
    return lambda folder: fr.audit(make_report(), render_text(folder, words))


def compared(now: str, before: str) -> Case:
    """Make a case of two periods."""
    earlier = make_report(employment={"外出务工": {"数值": before, "编号": "e1"}})
    later = make_report(
        employment={"外出务工": {"数值": now.split("，")[0], "编号": "e1", "上期值": now.split("，")[1]}}
    )
    return lambda _: fr.audit(later, previous=earlier)


ROAD = {"name": "路", "category": "道路"}
PAID = [{"name": each, "wan": wan} for each, wan in (("中央", "50万元"), ("省", "30万元"), ("自筹", "5万元"))]
CASES: Mapping[str, tuple[Any, ...]] = {
    "X01": (data, {"township__farmland": {"total": "11000亩", "paddy": "6000亩", "dry": "4000亩"}}),
    "X02": (
        data,
        PEOPLE
        | {
            "identification__found": "788户3274人",
            "identification__removed": "23户107人",
            "identification__entered": "765户3152人",
        },
    ),
    "X03": (data, {"health": {"参保率": "47人 / 50人 = 95%"}}),
    "X04": (data, PEOPLE | {"identification__poor_villages": 13}),
    "X05": (
        data,
        {
            "township__farmland": {"total": "22969亩"},
            "industries": [{"kind": "种植", "name": "核桃", "area_mu": "65885亩"}],
        },
    ),
    "X06": (data, {"projects": [{**ROAD, "works": [{"object": "道路", "length_m": "2950公里"}]}]}),
    "X07": (data, {"organisations": {"mechanisms": ["四个一：一名领导、一个单位、一个工作队"]}}),
    "X08": (text, "投入111万，修建河堤。"),
    "X09": (text, "种植700亩，共2100担。"),
    "X10": (data, {"identification__base_year": 2013, "identification__line_yuan": 2800}),
    "X11": (data, {"relief": [{"occasion": ["中秋"]}]}),
    "X12": (data, {"projects": [{**ROAD, "status": "规划", "end": "2015-03"}]}),
    "X13": (
        data,
        {
            "funds": [{"id": "f1", "name": "专项资金", "amount_wan": "10万元"}],
            "projects": [{**ROAD, "sources": [{"fund": "f1", "wan": "10.5万元"}]}],
        },
    ),
    "X14": (paragraphs, "一、概况", "二、做法", "二、成效", "三、问题"),
    "X15": (text, "20__年启动。", {"document__draft": "是"}),
    "X16": (data, {"township__migrant_workers": 80, "employment": {"外出务工": "90人"}}),
    "X17": (text, "截止2014年底，继续修路。"),
    "X18": (data, {"township__minerals": ["铁矿", "铜矿", "铁矿"]}),
    "X19": (text, "争取资金34多万元。"),
    "X21": (text, "联系电话13812345678。"),
    "X22": (compared, "80人，81人", "80人"),
    "X23": (compared, "100人，80人", "80人"),
    "X24": (text, "继续修路,改善水利。"),
    "X25": (data, {"projects": [{**ROAD, "sources": PAID}]}),
    "X26": (data, {"explanations": [{"check": "X02", "at": "识别.户数", "note": "自然减员"}]}),
    "X27": (text, "还有{{防返贫监测。未消除风险}}没有消除。"),
    "X28": (template, "全镇有贫困户312户。"),
    "X90": (data, {"checks": ["X90 识别.人数 >= 录入系统.人数"], "identification__found": "110户350人"}),
}
"""How the case of a code is made, and of what."""


def made(code: str) -> Case:
    """Return the case of a code."""
    kind, *given = CASES[code]
    named = given.pop() if isinstance(given[-1], dict) else {}
    case: Case = kind(*given, **named)
    return case


@pytest.mark.parametrize("each", REGISTRY, ids=lambda each: str(each.code))
def test_the_example_is_found(each: Entry, tmp_path: Path) -> None:
    """By the check that it is the example of; its numbers are those of the page."""
    found = [finding.message for finding in made(each.code)(tmp_path) if finding.code == each.code]
    assert found
    told = f"{CASES[each.code][1:]}{found}"
    assert [number for number in NUMBER.findall(each.example) if number not in told] == []


def test_without_the_slip_nothing_is_found() -> None:
    """The town of these cases has nothing of itself but what its names are made for."""
    assert fr.audit(fr.load(make_data())) == []

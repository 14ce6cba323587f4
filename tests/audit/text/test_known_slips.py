"""Slips that real reports of this family hold, shortened: each is found, in typed words and in the data alike.

The numbers are those of the list of slips that the project keeps of such reports. And what is right there
stays without a finding.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, render_text
from proofs import findings, prose, report_of

SLIPS = [
    (2, "海拔2870米，最低海拔960米。", "X09"),
    (3, "惠及10各村26个组。", "X17"),
    (4, "投111万资金修桥8座。", "X08"),
    (5, "在贫困村开养殖业。", "X17"),
    (6, "截止2014年年底，种植核桃。", "X17"),
    (6, "截止2014年度，种植核桃。", "X17"),
    (7, "种植面积700亩，共2100担。", "X09"),
    (8, "居住有彝、汉等8种民族。", "X17"),
    (10, "落实关于印发《建档立卡方案的通知》精神。", "X24"),
    (11, "为落实文件精神，确定贫困村和贫困户，", "X24"),
    (12, "一是加强领导；二是结合实际；三是规范程序。四是广泛宣传；五是督查。", "X24"),
    (13, "气候属温带气候。", "X17"),
    (14, "省道S307公路过境。", "X17"),
    (16, "受益面积逐年增多。", "X17"),
    (17, "省上下达任务。", "X17"),
    (22, "20__年全县启动工作。", "X15"),
    (25, "有猪,牛,羊。", "X24"),
    (27, "__月__日下午召开会议。", "X15"),
    (30, "修建约3000平方的厂房。", "X08"),
    (31, "增收34多万元。", "X19"),
    (33, "继续沿续以往做法。", "X17"),
    (34, "在未来新的一年里。", "X17"),
    (40, "一、概况\n二、做法\n二、成效\n三、问题", "X14"),
    (41, "加快农村社会发层。", "X17"),
    (42, "在定水村、村实施整治。", "X15"),
    (43, "新建车速为20公里/小时的新桥。", "X09"),
    (44, "争取资金60万，修建河堤。", "X08"),
    (46, "在节日、农忙、婚丧嫁娶、红白喜事时做到“四必到”。", "X18"),
    (46, "在节日、婚嫁丧葬、农忙时节做到“四必到”。", "X07"),
    (47, "围绕饮水困难、道路不通和信访积案等3个重点问题攻坚。", "X07"),
    (49, "宣传强农富农惠农政策。", "X16"),
    (50, "联系县公安局、信访局、县农业局。", "X16"),
    (51, "新增灌面200亩。", "X17"),
    (52, "联系帮护了12名老人。", "X17"),
    (53, "运行更加有保障力。", "X17"),
    (54, "努力构建了平安和谐。", "X17"),
    (55, "积极协助各村采取积极方式。", "X17"),
]
RIGHT = [
    "全镇识别788户3274人，清退23户107人，录入765户3167人。",
    "种植核桃65885亩，其中改良嫁接36800亩。",
    "最高海拔2870米，最低海拔960米，年降雨量900至1000毫米。",
    "产量2100担，产值270多万元，平均每担1286元。",
    "全镇5834户22235人，户均3.81人；贫困户户均4.15人。",
    "举办培训4期112人次，贫困发生率为14.7%。",
    "出租农田730亩，取得租金260多万元。",
    "新增流转土地600亩，其中蔬菜400亩、青花椒200亩。",
    "设党支部10个，其中机关1个、社区1个、农村8个。",
    "2015年春节、“六一”期间，走访慰问老人12名。",
    "落实《关于印发〈选派工作方案〉的通知》精神。",
    "进村入户20余次，督查23次，每年办好事5件以上。",
]


@pytest.mark.parametrize(("number", "words", "code"), SLIPS)
def test_a_known_slip_is_found_where_it_is_typed(number: int, words: str, code: str) -> None:
    """In the words of a template."""
    assert code in {finding.code for finding in findings(words)}, number


@pytest.mark.parametrize(
    ("number", "words", "code"), [each for each in SLIPS if "\n" not in each[1] and "__" not in each[1]]
)
def test_a_known_slip_is_found_in_the_data(number: int, words: str, code: str, tmp_path: Path) -> None:
    """In a sentence of the data; the finding leads to its path."""
    report = make_report(plans=[{"text": words}])
    found = fr.audit(report, render_text(tmp_path, "{{ plans[0].text }}", report))
    assert [finding.paths for finding in found if finding.code == code][:1] == [("plans[0].text",)], number


@pytest.mark.parametrize("words", RIGHT)
def test_what_is_right_is_left_alone(words: str) -> None:
    """Sums that add up, vague and exact numbers, ranges."""
    assert findings(prose("2015年，全镇工作有序推进。", words), report_of(2015)) == []

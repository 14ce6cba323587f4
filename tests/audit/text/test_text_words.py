"""Units, confused words, blanks, repetitions."""

from __future__ import annotations

import pytest

from fupin_report.audit.text.confusions import GUARDED, PLAIN
from proofs import hits

BAD = [
    ("X08", "N23", "投111万资金修桥。", "111万"),
    ("X08", "N23", "争取资金60万，修桥一座。", "资金60万"),
    ("X08", "N23", "投入资金1.5亿。", "投入资金1.5亿"),
    ("X08", "N23", "发放20余万补助。", "20余万"),
    ("X08", "AREA", "厂房约3000平方。", "平方"),
    ("X08", "AREA", "建成3000平方的厂房。", "平方"),
    ("X08", "AREA", "蓄水50立方。", "立方"),
    ("X08", "SUPER", "面积500m2。", "m2"),
    ("X08", "SUPER", "面积5km2。", "km2"),
    ("X08", "SYMBOL", "路宽3.5m。", "3.5m"),
    ("X08", "SYMBOL", "面积500m²。", "500m²"),
    ("X08", "CASE", "装机50KW。", "KW"),
    ("X08", "LEGAL", "亩产800斤。", "斤"),
    ("X08", "LEGAL", "走了10里路。", "里"),
    ("X08", "DEGREE", "年均气温18°C。", "°C"),
    ("X08", "POWER", "发电量20万度。", "发电量20万度"),
    ("X08", "POWER", "每户节省300度电。", "300度电"),
    ("X09", "ALTITUDE", "海拔2870米，最低海拔960米。", "海拔2870米"),
    ("X09", "OUTPUT", "种植700亩，共2100担。", "亩，共2100担"),
    ("X09", "SPEED", "新建一座车速为20公里/小时的新桥。", "车速为20公里/小时的新桥"),
    ("X17", "各", "惠及10各村。", "各"),
    ("X17", "截止", "截止2014年底，全镇脱贫。", "截止"),
    ("X17", "截止", "截止目前，全镇脱贫。", "截止"),
    ("X17", "年底", "截至2014年年底。", "年底"),
    ("X17", "年底", "截至2014年度，种植核桃。", "截至2014年度"),
    ("X17", "既即", "项目既将完工。", "既将"),
    ("X17", "帐账", "建立台帐。", "帐"),
    ("X17", "MEASURE", "有8种民族。", "种"),
    ("X17", "DOUBLE", "气候属温带气候。", "气候属温带气候"),
    ("X17", "DOUBLE", "省道S307公路过境。", "省道S307公路"),
    ("X17", "DOUBLE", "积极协助各村采取积极措施。", "积极协助各村采取积极"),
    ("X17", "DOUBLE", "对项目进行实施。", "进行实施"),
    ("X17", "COLLOCATION", "努力构建了平安乡村。", "努力构建了"),
    ("X17", "COLLOQUIAL", "省上下达任务。", "上"),
    ("X15", "P23", "__镇有12个村。", "__"),
    ("X15", "P23", "20__年全镇脱贫。", "__"),
    ("X15", "P23", "××镇有12个村。", "××"),
    ("X15", "P23", "X月召开会议。", "X"),
    ("X15", "P23", "共有【待补】户。", "【待补】"),
    ("X15", "P23", "共有？？户。", "？？"),
    ("X15", "P23", "面积（待核实）。", "待核实"),
    ("X15", "P23", "具体数据待补充。", "待补充"),
    ("X15", "MISSING", "在定水村、村实施整治。", "、村"),
    ("X15", "MISSING", "建设（）一座。", "（"),
    (
        "X18",
        "SENTENCE",
        "加强组织领导，落实帮扶责任。修路。\n加强组织领导，落实帮扶责任。",
        "加强组织领导，落实帮扶责任",
    ),
    ("X18", "ITEM", "种植核桃、花椒、烤烟、花椒。", "花椒"),
    ("X18", "ITEM", "覆盖大田村、小溪村、黄泥村、小溪村4个村。", "小溪村"),
    ("X18", "ITEM", "覆盖在大田村、小溪村、大田村、黄泥村。", "大田村"),
    ("X18", "SYNONYM", "在重大节日、婚丧嫁娶、红白喜事上门。", "婚丧嫁娶、红白喜事"),
    ("X18", "WORD", "进一步进一步加强领导。", "进一步进一步"),
    ("X18", "WORD", "扶贫工作工作取得成效。", "工作工作"),
    ("X18", "WORD", "全镇的的道路。", "的的"),
]
GOOD = [
    ("X08", "N23", "投入资金60万元，1万、2万元不等，惠及3万人，投资20万～30万元，110万千瓦时，9万亩。"),
    ("X08", "AREA", "3000平方米，50立方米，12平方公里，平方根。"),
    ("X08", "SUPER", "500m²，M2型，5km。"),
    ("X08", "SYMBOL", "采用DN110mm管，4G信号，车速20km/h。"),
    ("X08", "CASE", "装机50kW，重5kg，长3km。"),
    ("X08", "LEGAL", "亩产400公斤，10公里，三里坡村，5里坡。"),
    ("X08", "DEGREE", "年均气温18℃，坡度25度。"),
    ("X08", "POWER", "发电20万千瓦时，年度电力，2015年度。"),
    ("X09", "ALTITUDE", "最高海拔2870米，最低海拔960米。平均海拔780米，最低气温零下5℃。"),
    ("X09", "OUTPUT", "种植700亩，产量2100担。"),
    ("X09", "SPEED", "桥梁设计时速20公里，列车时速200公里。"),
    ("X17", "各", "惠及10个村，2014各项工作，全镇各村。"),
    ("X17", "截止", "报名截止3月1日，截止日期为3月1日，报名已截止。"),
    ("X17", "年底", "截至2014年底，2014年度，一年年底子，截至2014年度末。"),
    ("X17", "既即", "既将资金用好，又将项目管好；既使群众受益，也使集体增收。"),
    ("X17", "帐账", "搭建帐篷20顶，发放蚊帐。"),
    ("X17", "MEASURE", "有8个民族，使用两种民族文字。"),
    ("X17", "DOUBLE", "气候类型属亚热带季风气候，调动积极性，积极稳妥、积极有为，对项目进行验收。"),
    ("X17", "COLLOCATION", "努力构建平安乡村，努力完成任务。"),
    ("X17", "COLLOQUIAL", "全县上下达成共识，在全省上下形成氛围。"),
    ("X15", "P23", "某些干部，省道X307线，3×4米，云府办〔2015〕8号，方案待定，接待群众，等待验收。"),
    ("X15", "MISSING", "县、乡、村三级，定水村、村委会，镇、村两级，乡到村、村到组。"),
    ("X18", "SENTENCE", "加强领导。修路。\n加强领导。"),
    ("X18", "ITEM", "种植青花椒、花椒、烤烟，大田村、小溪村、黄泥村3个村，脱贫户、监测户、农户。"),
    ("X18", "SYNONYM", "在重大节日、婚丧嫁娶、农忙时节上门。红白喜事简办。"),
    ("X18", "WORD", "一户一户走访，研究研究，家家户户，高高兴兴，目的的确，稳定和和谐，实实在在。"),
]

CONTEXTS = {  # right words in which a wrong form stands by chance
    "发层": "开发层次",
    "部暑": "全部暑假",
    "立既": "建立既有",
    "按装": "按装机容量",
    "究竞": "研究竞争",
    "毕竞": "完毕竞赛",
    "一但": "单一但",
    "原故": "高原故事",
    "正策": "正策划",
    "只持": "只持有",
    "做用": "做用户",
    "做风": "做风险评估",
    "评义": "评义务",
    "排察": "安排察看",
    "核察": "考核察看",
    "反应情况": "疫苗反应情况",
    "反应出": "反应出动",
    "部份": "全部份额",
    "成份": "构成份额",
    "水份": "用水份额",
    "股分": "入股分红",
    "份量": "每份量",
    "授于": "传授于人",
    "由其是": "由其是否",
    "复盖": "修复盖板",
    "坚难": "攻坚难题",
    "座落": "专题讲座落实",
    "养植": "种养植物",
    "畜水": "人畜水源",
    "形像": "地形像",
    "挡案": "阻挡案",
    "灌面": "灌面积",
    "开养殖业": "开展养殖业",
    "开种植业": "放开种植业",
    "作好准备": "工作好准备",
    "作好各项": "合作好各项",
    "作好服务": "协作好服务",
    "个级党委": "3个级党委",
    "个级政府": "每个级政府",
    "个项工作": "4个项工作",
}


@pytest.mark.parametrize(("code", "name", "words", "wanted"), BAD)
def test_wrong_words_are_found(code: str, name: str, words: str, wanted: str) -> None:
    """The caret stands under what is wrong."""
    assert [found for found, _ in hits(words, code, name)][:1] == [wanted]


@pytest.mark.parametrize(("code", "name", "words"), GOOD)
def test_right_words_are_left_alone(code: str, name: str, words: str) -> None:
    """What only looks alike is silent."""
    assert hits(words, code, name) == []


@pytest.mark.parametrize("entry", PLAIN.split())
def test_every_confusion_is_found_and_its_correction_is_silent(entry: str) -> None:
    """In the middle of a sentence; the right word is not itself on the list."""
    wrong, right = entry.split(":")
    assert [found for found, _ in hits(f"按照上级要求，{wrong}取得进展。", "X17", "WORD")] == [wrong]
    assert hits(f"按照上级要求，{right}取得进展。", "X17", "WORD") == []


@pytest.mark.parametrize(("wrong", "right", "before", "after"), GUARDED)
def test_every_guard_keeps_right_words_out(wrong: str, right: str, before: str, after: str) -> None:
    """A guarded form is found alone, and silent where its neighbours make it right."""
    assert [found for found, _ in hits(f"要求{wrong}。", "X17", "WORD")] == [wrong]
    assert hits(f"要求{right}。", "X17", "WORD") == []
    if before or after:
        assert hits(f"把{CONTEXTS[wrong]}。", "X17", "WORD") == []

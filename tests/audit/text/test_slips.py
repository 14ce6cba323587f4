"""Slips put into good sentences, by the hundred: how many are found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fupin_report.audit.text import RULES, Proof
from fupin_report.audit.text.confusions import PLAIN
from proofs import prose, report_of

SEED = 20150630
A_CLASS = 60
"""Slips of each class, where the sentences allow as many."""
FEWEST_FOUND = 0.95

SENTENCES = [
    sentence
    for line in (Path(__file__).parents[2] / "fixtures" / "good_prose.txt").read_text("utf-8").splitlines()
    if not line.startswith("# ")
    for sentence in re.findall("[^。！？]+[。！？]”?", line)
]
HAN = "[一-鿿]"

Slip = Callable[[str, random.Random], str | None]


def swap(pattern: str, replacement: str) -> Slip:
    """Return a slip that writes one match of a pattern, taken by lot, in another way."""

    def slip(sentence: str, lot: random.Random) -> str | None:
        places = list(re.finditer(pattern, sentence))
        if not places:
            return None
        found = lot.choice(places)
        return sentence[: found.start()] + found.expand(replacement) + sentence[found.end() :]

    return slip


def confuse(sentence: str, lot: random.Random) -> str | None:
    """Write a word as it is often written wrong."""
    wrong = [entry.split(":") for entry in PLAIN.split()]
    possible = [(bad, good) for bad, good in wrong if good in sentence]
    if not possible:
        return None
    bad, good = lot.choice(possible)
    return sentence.replace(good, bad, 1)


def repeat(sentence: str, lot: random.Random) -> str | None:  # noqa: ARG001 - nothing to draw
    """Say a sentence twice, with another between."""
    return f"{sentence}会议开了三天。{sentence}" if len(sentence) > 14 else None


IDENTITY = "11010519491231002X"

SLIPS: dict[str, tuple[Slip, set[str]]] = {
    "半角逗号": (swap(f"({HAN})，", r"\1,"), {"P1"}),
    "半角冒号": (swap(f"({HAN})：", r"\1:"), {"P1"}),
    "半角分号": (swap(f"({HAN})；", r"\1;"), {"P1"}),
    "半角括号": (swap(f"（({HAN})", r"(\1"), {"P1", "P4"}),
    "半角句号": (swap(f"({HAN})。$", r"\1."), {"P1"}),
    "直引号": (swap("“", '"'), {"P3", "P4"}),
    "引号不成对": (swap("”", ""), {"P4"}),
    "括号不成对": (swap("）", ""), {"P4"}),
    "文号方括号": (swap(r"〔(\d{4})〕", r"[\1]"), {"P5"}),
    "书名号之间的顿号": (swap("》《", "》、《"), {"P7"}),
    "书名号套书名号": (swap("《", "《关于印发《"), {"P8", "P4"}),
    "和前的顿号": (swap(f"({HAN}{{2}})和(?={HAN}{{2}}[。，])", r"\1、和"), {"P10"}),
    "等前的顿号": (swap(f"、({HAN}+)等(?={HAN})", r"、\1、等"), {"P12"}),
    "省略号三点": (swap(f"、({HAN}{{2}})等", r"、\1..."), {"P13"}),
    "逗号重叠": (swap("，", "，，"), {"P20"}),
    "逗号句号": (swap("。$", "，。"), {"P20"}),
    "汉字间空格": (swap(f"({HAN})({HAN})", r"\1 \2"), {"P21"}),
    "数字前空格": (swap(rf"({HAN})(\d)", r"\1 \2"), {"P21"}),
    "全角数字": (swap(r"\d(?=户|人|个)", "６"), {"N1"}),
    "数字接千百": (swap(r"\d+(?=人|户|元)", "3百"), {"N3"}),
    "小数缺零": (swap(r"(?<![\d.])\d+\.(?=\d+%)", "."), {"N6"}),
    "减号区间": (swap(r"(?<![\d.])(\d{1,3})(户|人|亩|公里)", r"\1-\1\2"), {"N7"}),
    "百分比区间": (swap(r"(?<![\d.])(\d+)%", r"10～\1%"), {"N8"}),
    "点号日期": (swap(r"(20\d\d)年(\d+)月(\d+)日", r"\1.\2.\3"), {"N11"}),
    "月份补零": (swap(r"(20\d\d年)([1-9]月)", r"\g<1>0\2"), {"N11"}),
    "两位年份": (swap(r"(?<![近])20(\d\d)年(?=\d+月|底|末|上半年)", r"\1年"), {"N11"}),
    "约和左右": (swap(r"(?<![\d.])(\d+)(户|人|亩|公里)(?=[，。、])", r"约\1\2左右"), {"N14"}),
    "近和余": (swap(r"(?<=[，、了有达])(\d+0)(?=户|人|亩)", r"近\1余"), {"N14"}),
    "多在万前": (swap(r"(?<![\d.])(\d*[1-9])万元", r"\1多万元"), {"N14"}),
    "第1书记": (swap("第一书记", "第1书记"), {"N16"}),
    "百分点缺个": (swap("个百分点", "百分点"), {"N18"}),
    "二零年": (swap(r"(?<![—\d])20(\d\d)年", "二零一五年"), {"N20"}),
    "万后缺元": (swap(r"(资金|投资)([\d.]+)万元(?=[，。、）])", r"\1\2万"), {"N23"}),
    "平方缺米": (swap("平方米", "平方"), {"AREA"}),
    "上标": (swap(r"(\d)平方米", r"\1m2"), {"SUPER", "SYMBOL"}),
    "单位符号": (swap(r"(\d)公里", r"\1km"), {"SYMBOL"}),
    "各代个": (swap(r"(\d)个(?=村|行政村|贫困村|网格|安置点)", r"\1各"), {"各"}),
    "截止": (swap("截至", "截止"), {"截止"}),
    "年年底": (swap(r"(20\d\d年)底", r"\1年底"), {"年底"}),
    "帐": (swap("账", "帐"), {"帐账"}),
    "易错词": (confuse, {"WORD"}),
    "空白年份": (swap(r"20\d\d年", "20__年"), {"P23"}),
    "空白数字": (swap(r"(?<![\d.])\d+(?=个|户)", "××"), {"P23"}),
    "待补": (swap(r"(?<![\d.])\d+(?=个|户)", "【待补】"), {"P23"}),
    "句子重复": (repeat, {"SENTENCE"}),
    "并列项重复": (swap(f"、({HAN}{{2,6}})、", r"、\1、\1、"), {"ITEM"}),
    "词语重复": (swap("(工作|资金|群众|项目|建设|开展)", r"\1\1"), {"WORD"}),
    "多报一项": (swap("^", "存在三个问题：一是路窄；二是水缺。"), {"LIST"}),
    "缺二是": (swap("^", "一是修路；三是通水。"), {"ITEMS"}),
    "序数顿号": (swap("^", "1、"), {"LABEL"}),
    "我乡": (swap("我镇|镇里|全镇", "我乡"), {"VOICE"}),
    "我们": (swap("我镇|镇里|全镇", "我们"), {"WE"}),
    "身份证号": (swap("。$", f"，身份证号{IDENTITY}。"), {"ID"}),
    "手机号": (swap("。$", "，联系人电话13812345678。"), {"PHONE"}),
    "银行卡号": (swap("。$", "，账号6222600260001072444。"), {"CARD"}),
    "未来的截至": (swap("^", "截至2031年底，"), {"DATE"}),
    "将与了": (swap("。$", "，将于年底建成了。"), {"MIXED"}),
}


def _made(slip: Slip, lot: random.Random) -> list[str]:
    order = lot.sample(SENTENCES, len(SENTENCES))
    made = (slip(sentence, lot) for sentence in order)
    return [each for each in made if each][:A_CLASS]


def _is_found(words: str, names: set[str]) -> bool:
    proof = Proof(prose("2030年，全镇各项工作有序推进。", words))
    report = report_of(2030)
    return any(hit for each in RULES if each.name in names for hit in each.hits(proof, report))


@pytest.mark.parametrize("kind", SLIPS)
def test_slips_are_found(kind: str) -> None:
    """At least ninety-five of a hundred, of each class; what is missed is shown."""
    slip, names = SLIPS[kind]
    made = _made(slip, random.Random(f"{SEED}{kind}"))
    missed = [words for words in made if not _is_found(words, names)]
    assert made, f"no sentence takes a slip of the class {kind}"
    assert len(missed) <= (1 - FEWEST_FOUND) * len(made), (
        f"seed {SEED}: {len(missed)} of {len(made)}: {missed}"
    )

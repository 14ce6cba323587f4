"""数字 (GB/T 15835—2011): width, ranges, dates, Chinese and Arabic in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Proof
from fupin_report.audit.text.rules import COUNTED, HAN, NUMBER, Hit, pattern, rule
from fupin_report.model.report import Report
from fupin_report.patterns import expression

CODE, TERM, TYPO = "X24", "X16", "X17"
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_HALF = str.maketrans("０１２３４５６７８９．", "0123456789.")
_SET_PHRASE = "一批|方面|意识|必|季度|层次|层面|阶段|一|到位|关键|重点|月|清单|维护|自信|大局|方向|关口"
"""What follows a measure word in set phrases, which keep their Chinese numeral: 五个一批."""
_CHINESE = "[二两三四五六七八九十百]"
_OTHERS = "[^，。；：、“”（）0-9\n]"
_ARABIC_BEFORE = rf"[0-9]+(?:\.[0-9]+)?{{measure}}{_OTHERS}{{{{0,10}}}}、{_OTHERS}{{{{0,6}}}}$"
_ARABIC_AFTER = rf"{_OTHERS}{{{{0,10}}}}、{_OTHERS}{{{{0,6}}}}[0-9]+{{measure}}"
_NAMED_YEAR = expression(r"(?:19|20)[0-9]{2}年|[〇一二三四五六七八九]{4}年")
_CHANGE = "提高|上升|下降|降低|增长|提升|增加|减少|降|升"


def _digits(found: re.Match[str]) -> str:
    return f"全角数字“{found[0]}”应为半角“{found[0].translate(_HALF)}”"


def _range(found: re.Match[str]) -> str:
    """Say how a range is written, unless it is a telephone or the number of a house or a class."""
    first, sign, second, after = found.groups()
    if re.match("0[0-9]", first) or after in "号栋单室楼班线型级版届路":
        return ""
    joined = "—" if len(first) == 4 and after == "年" else "～"
    return f"起止数“{first}{sign}{second}”之间用“{joined}”或“至”，不用“{sign}”"


def _sloppy_year(found: re.Match[str]) -> str:
    century = "20" if found[1] < "50" else "19"
    return f"年份写四位数：“{century}{found[1]}年”"


def _code_zero(found: re.Match[str]) -> str:
    return f"年份“{found[0]}”里的零写作“〇”" if re.search("[零OoＯ○0]", found[0]) else ""


@rule(CODE, "同类数字写法一致", WARNING, name="N4", signs="、")
def mixed_counts(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """In one list the same kind of count is written in one way: 12个村、9个组."""
    for found in proof.find(rf"{_CHINESE}{_CHINESE}*({COUNTED})(?!{_SET_PHRASE})", *PROSE):
        before, after = proof.bare[max(0, found.start() - 30) : found.start()], proof.bare[found.end() :]
        arabic_before = re.search(_ARABIC_BEFORE.format(measure=found[1]), before)
        if arabic_before or re.match(_ARABIC_AFTER.format(measure=found[1]), after[:30]):
            yield Hit(*found.span(), f"并列的数用阿拉伯数字，这里的“{found[0]}”也用阿拉伯数字")


@rule(CODE, "数字分节写法一致", WARNING, name="N5", signs=",")
def separators(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """Thousands are parted everywhere or nowhere; official documents do not part them."""
    grouped = list(proof.find(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"))
    plain = next(proof.find(r"(?<![0-9.,])[0-9]{5,9}(?![0-9,.])"), None) if grouped else None
    if plain:
        for found in grouped:
            bare = found[0].replace(",", "")
            yield Hit(*found.span(), f"“{found[0]}”用了千分撇，“{plain[0]}”没有用；请统一写作“{bare}”")


@rule(TYPO, "百分点", WARNING, name="N18", clues=(f"%(?:{_CHANGE})[到至]",))
def points(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """The difference of two percentages is told in 百分点."""
    for found in proof.find(rf"({NUMBER})%(?:{_CHANGE})(?:到|至)({NUMBER})%，(?:{_CHANGE})了?({NUMBER})%"):
        first, second, told = (Decimal(each) for each in found.groups())
        if abs(abs(second - first) - told) <= Decimal("0.1"):
            yield Hit(found.start(3), found.end(), f"两个百分比之差用百分点：“{found[3]}个百分点”")


@rule(CODE, "年份", WARNING, name="N12", signs="今去目")
def nameless_year(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """今年 and 截至目前 need the year somewhere in the document."""
    if not _NAMED_YEAR.search(proof.text):
        for found in proof.find("今年|去年|截至目前"):
            yield Hit(*found.span(), f"全文没有写明年份，“{found[0]}”是哪一年、哪一天看不出来")


@rule(CODE, "时刻", WARNING, name="N13", signs=":")
def clocks(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """The time of day is written in one way: 15:40 or 15时40分."""
    if proof.has(r"(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?![0-9:])"):
        for found in proof.find(r"(?<![0-9])[0-2]?[0-9][时点][0-5]?[0-9]分"):
            yield Hit(*found.span(), f"时刻有的写“15:40”，有的写“{found[0]}”，请统一")


RULES = (
    pattern(
        *(CODE, "N1", ERROR, "半角数字"),
        "[０-９][０-９．]*",
        _digits,
        signs="０１２３４５６７８９",
        quoted=True,
    ),
    pattern(
        *(CODE, "N2", WARNING, "固定词语"),
        (
            "1(?=把手|如既往|事一议|高一低|对一|卡通|站式)(?<![0-9.].)",
            "2(?=不愁)(?<![0-9.].)",
            "3(?=保障|农(?:问题|工作)|留守)(?<![0-9.].)",
            "4(?=必到|议两公开)(?<![0-9.].)",
            "5(?=个一批|位一体)(?<![0-9.].)",
            "6(?=个精准)(?<![0-9.].)",
            "1[1-5](?=五(?:[”规]|时期|期间))(?<![0-9.]..)",
        ),
        "固定词语里的“{0}”用汉字",
    ),
    pattern(
        *(CODE, "N3", ERROR, "数字与单位"),
        (
            "千(?<=[0-9]千)(?<![0-9]{4}千)(?![米克瓦伏卡兆赫安焦帕字方秋古])",
            "百(?<=[0-9]百)(?<![0-9]{4}百)(?![分色年岁货姓合日])",
            "十(?<=[0-9]十)(?<![0-9]{4}十)(?![大佳项件五四三二强户星字])",
        ),
        "阿拉伯数字后面不接“{0}”，请全用阿拉伯数字",
    ),
    mixed_counts,
    separators,
    pattern(
        *(CODE, "N5", ERROR, "数字分节"),
        "，(?<=[0-9]，)(?<![0-9]{4}，)[0-9]{3}(?=[户人元亩])",
        "数字里不用全角逗号，也不分节",
        signs="，",
    ),
    pattern(
        *(CODE, "N6", ERROR, "小数"),
        r"\.(?<![0-9A-Za-z)）]\.)[0-9]+(?=[%‰万亿元亩公米吨人户])",
        "小数点前面的0不能省：“0{0}”",
        signs=".",
    ),
    pattern(
        *(CODE, "N6", ERROR, "小数"),
        (
            "。(?<=[0-9]。)(?=[0-9]+[%‰万亿元亩公米吨])",
            "．(?<=[0-9]．)(?=[0-9])",
            "·(?<=[0-9]·)(?=[0-9]+[%‰万亿元亩公米吨])",
        ),
        "小数点应为半角“.”，写的是“{0}”",
    ),
    pattern(
        *(CODE, "N7", WARNING, "起止数"),
        rf"(?<![-0-9A-Za-z/.—～~表图])({NUMBER})(?:(?![年月日])[{HAN}%]){{0,2}}?([-~－∼〜])({NUMBER})"
        rf"(?=([{HAN}%‰℃]))",
        _range,
        signs="-~－∼〜",
    ),
    pattern(
        *(CODE, "N8", ERROR, "起止数"),
        rf"(?<![0-9.%])({NUMBER})([～~—－-]|至)({NUMBER})%",
        "百分比的起止数都要写%：“{1}%{2}{3}%”",
        signs="%",
        gate=tuple(f"{sign}[0-9.]+%" for sign in "～~—－-至"),
    ),
    pattern(
        *(CODE, "N9", WARNING, "起止数"),
        rf"(?<![0-9.万亿])({NUMBER})([～~—－-])({NUMBER})([万亿])",
        "起止数的“{4}”两边都写：“{1}{4}……{2}{3}{4}……”",
        signs="～~—－-",
    ),
    pattern(
        *(CODE, "N11", ERROR, "日期"),
        r"(?<![0-9.])((?:19|20)[0-9]{2})[./]([01]?[0-9])[./]([0-3]?[0-9])(?![0-9.])",
        "日期“{0}”应写作“{1}年某月某日”的样子",
        gate=(r"\.[0-9]{1,2}\.", "/[0-9]{1,2}/"),
    ),
    pattern(
        *(CODE, "N11", ERROR, "日期"),
        r"[0-9]{4}年(?:0[1-9]月(?:0?[0-9]+日)?|1?[0-9]月0[1-9]日)|(?<![0-9年])0[1-9]月[0-3]?[0-9]日",
        "日期“{0}”里的月、日前面不加0",
        gate=("年0", "月0", "0[1-9]月"),
    ),
    pattern(
        *(CODE, "N11", ERROR, "日期"),
        r"(?<![0-9.第近约前后满每])(?<![0-9]至)([0-2][0-9]|[89][0-9])年"
        r"(?=1?[0-9]月|上半年|下半年|年?底(?![蕴子])|末|初(?![步中级具见期心])|度(?![假过]))",
        _sloppy_year,
        gate=("年(?<![0-9]{3}年)(?<=[0-9]{2}年)",),
    ),
    nameless_year,
    pattern(
        *(CODE, "N13", WARNING, "时刻"),
        r"(?<=[午晨晚早])[0-2]?[0-9]：[0-5][0-9](?![0-9])",
        "时刻“{0}”里用半角冒号",
        gate=("：(?<=[0-9]：)",),
    ),
    clocks,
    pattern(
        *(TERM, "N16", WARNING, "序数"),
        r"第([1-4])(?=书记|责任人|产业|季度|要务|线|资源)",
        "“{0}”在这里用汉字",
        signs="第",
    ),
    pattern(
        *(TYPO, "N17", WARNING, "倍数"),
        rf"(?:减少|下降|降低|缩减|缩小)了?(?:{NUMBER}|[一二两三四五六七八九十]+)倍",
        "“{0}”不通：减少、下降不论倍，请用百分比或分数",
        signs="倍",
    ),
    points,
    pattern(
        *(TYPO, "N18", WARNING, "百分点"),
        "百分点(?<=[0-9]百分点)",
        "“百分点”前面缺“个”",
        signs="点",
    ),
    pattern(
        *(CODE, "N20", ERROR, "零和〇"),
        r"[一二](?:九[一二三四五六七八九][一二三四五六七八九零OoＯ○0]|[零〇OoＯ○0][一二三四五六七八九零〇OoＯ○0]{2})年",
        _code_zero,
        gate=("年(?<=[一二][九零〇OoＯ○0].{2}年)",),
    ),
    pattern(
        *(CODE, "N20", ERROR, "零和〇"),
        "〇(?<=[百千万]〇)(?=[一二三四五六七八九])",
        "计数时用“零”，不用“〇”",
        signs="〇",
    ),
    pattern(
        *(CODE, "N21", INFO, "二和两"),
        "二(?<![第十百千〇零一二三四五六七八九初、]二)[个名座](?!、)",
        "“{0}”习惯写作“两”",
        signs="二",
    ),
)

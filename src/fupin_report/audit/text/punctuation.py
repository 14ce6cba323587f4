"""标点 (GB/T 15834—2011): full width, pairs, marks that do not go together, marks at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Kind, Passage, Proof
from fupin_report.audit.text.rules import HAN, Hit, pattern, rule
from fupin_report.audit.walk import Contents
from fupin_report.model.report import Report
from fupin_report.patterns import expression

CODE = "X24"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

_WIDE = dict(zip(",;:?!().", "，；：？！（）。", strict=True))
_PAIRS = dict(zip("（“‘《〈【〔［", "）”’》〉】〕］", strict=True))
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_ALL_MARKS = expression("[（）“”‘’《》〈〉【】〔〕［］\n]")
_WHOLE_PAIR = expression("（）|“”|‘’|《》|〈〉|【】|〔〕|［］")
_NESTED = "|".join(f"{opening}[^{closing}\n]*{opening}" for opening, closing in _PAIRS.items())
_TWO_COLONS = "：(?=([^：。；！？“”（）\n]+)：(?![0-9]))"
_AND = (
    "、(以及|及其|"
    "和(?![谐睦平顺田美气善解好缓煦畅面林硕静县合龙孝祥风乐声兴丰悦家安桥村镇乡社新润盛昌衷])|"
    "及(?!时|早|格|第|至|笄)|与(?!会|时|众|人|民|群|村|邻|此|其|世))"
)
_MARKER = expression(r"[，。；：\n][0-9a-z一二三四五六七八九十]{1,2}$")
"""What may stand before a closing bracket that was never opened: `1）`."""
_ENDED_NAMES = (Kind.HEADING, Kind.TITLE, Kind.SUBTITLE, Kind.CAPTION, Kind.ATTACHMENT)
_SHORTEST_SENTENCE = 15
_LONGEST_LABEL = 5
"""Characters before a colon that only name what follows: 联系人：, 9：."""
_SENTENCE_ENDS = tuple('。！？：；…”’）—.!?:;)"')
_GAP_KINDS = (*PROSE, Kind.HEADING)
_MARKS = tuple("，。；：、")


def _wide(found: re.Match[str]) -> str:
    return f"半角“{found[0]}”应为全角“{_WIDE[found[0]]}”"


def _in_brackets(found: re.Match[str]) -> str:
    """Return 发文字号 in its brackets, all digits as they are."""
    number = "".join(filter(str.isdigit, found[0][found.end(1) - found.start() :]))
    return f"〔{found[1]}〕{number}号"


@rule(CODE, "标点成对", ERROR, name="P4", signs="".join(_PAIRS) + "".join(_OPENING))
def pairs(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """Brackets, quotes and title marks come in pairs, none inside its like."""
    if _all_paired(proof):
        return
    opened: list[re.Match[str]] = []
    for found in _ALL_MARKS.finditer(proof.text):
        mark = found[0]
        if mark in _PAIRS:
            if mark != "《" and any(each[0] == mark for each in opened):
                yield Hit(*found.span(), f"“{mark}”里又套“{mark}”，里层请换一种符号")
            opened.append(found)
        elif mark == "\n":
            yield from (Hit(*each.span(), f"“{each[0]}”没有“{_PAIRS[each[0]]}”与它成对") for each in opened)
            opened.clear()
        elif opened and opened[-1][0] == _OPENING[mark]:
            opened.pop()
        elif not _stands_alone(mark, found.start(), proof):
            yield Hit(*found.span(), f"“{mark}”前面没有与它成对的“{_OPENING[mark]}”")


def _all_paired(proof: Proof) -> bool:
    """Whether every mark has its fellow and none stands in its like: the quick answer, mostly yes."""
    marks = "".join(_ALL_MARKS.findall(proof.text))
    reduced = _WHOLE_PAIR.sub("", _WHOLE_PAIR.sub("", marks))
    return not reduced.strip("\n") and not proof.has(_NESTED)


def _stands_alone(mark: str, place: int, proof: Proof) -> bool:
    """Whether a closing mark closes nothing by right: `1）` or an apostrophe."""
    before = proof.text[max(0, place - 4) : place]
    if mark == "’":
        return before[-1].isascii() and before[-1].isalpha()
    return mark == "）" and bool(_MARKER.search(before))


@rule(CODE, "标题不加句末标点", ERROR, name="P19")
def ended_names(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """Headings, titles, captions, names of attachments and cells end without a mark."""
    for passage in proof.passages:
        if passage.kind in PROSE or not passage.text.endswith(_MARKS):
            continue
        if passage.kind in _ENDED_NAMES or _is_single(passage):
            last = passage.text[-1]
            yield Hit(passage.end - 1, passage.end, f"标题、表格和附件名称末尾不用“{last}”")


def _is_single(passage: Passage) -> bool:
    """Whether a cell holds one sentence: a cell of several keeps its full stops."""
    return passage.kind is Kind.CELL and passage.text.find("。") == len(passage.text) - 1


@rule(CODE, "句末标点", WARNING, name="END")
def unended(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """A paragraph ends with a mark, and not with a comma."""
    for passage in proof.passages:
        if passage.kind not in PROSE or passage.text.endswith(_SENTENCE_ENDS):
            continue
        cut_off = passage.text.endswith(("，", "、", ",")) or "。" in passage.text
        if cut_off and len(passage.text) >= _SHORTEST_SENTENCE:
            yield Hit(passage.end - 1, passage.end, "这一段没有写完，或末尾缺少句号")


@rule(CODE, "一句一个冒号", WARNING, name="P16", clues=(_TWO_COLONS,))
def colons(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """One colon does not stand inside the reach of another."""
    for found in proof.find(_TWO_COLONS, *PROSE):
        if len(found[1].rpartition("，")[2]) > _LONGEST_LABEL:
            second = found.end(1)
            yield Hit(second, second + 1, "一句话里套用了两个冒号，里层请改用逗号或另起一句")


@rule(CODE, "汉字之间的空格", ERROR, name="P21", signs=" \u00a0\t")
def gaps(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No space among Chinese characters, marks and digits."""
    for found in proof.find("[ \u00a0\t]+(?<!中共中央 )", *_GAP_KINDS):
        before, after = proof.bare[found.start() - 1], proof.bare[found.end()]
        if _joins(before, after) and not proof.quoted_at(found.start()):
            yield Hit(*found.span(), f"“{before}”与“{after}”之间不空格", "")


@rule(CODE, "顿号", ERROR, name="P10", signs="、", clues=(_AND,))
def conjunctions(proof: Proof, report: Report) -> Iterator[Hit]:
    """No 、 before 和, 及 and their like, unless a name of the data begins so: 大田村、和坪村."""
    names: list[str] | None = None
    for found in proof.find(_AND):
        if names is None:
            names = [word for word in Contents(report).words if word.startswith(("和", "及", "与", "以及"))]
        if not any(proof.text.startswith(name, found.start(1)) for name in names):
            yield Hit(*found.span(), f"“{found[1]}”前面不用顿号")


_CHINESE = expression(rf"[{HAN}，。；：、！？（）《》“”]")


def _joins(before: str, after: str) -> bool:
    """Whether two characters need no space: at least one is Chinese, the other Chinese or a digit."""
    chinese = [bool(_CHINESE.match(each)) for each in (before, after)]
    return any(chinese) and (chinese[0] or before.isdigit()) and (chinese[1] or after.isdigit())


RULES = (
    pattern(
        *(CODE, "P1", ERROR, "全角标点"),
        rf"[,;:?!()](?:(?<=[{HAN}”’》〉）〕】％%℃][,;:?!()])|(?=[{HAN}“‘《（]))",
        _wide,
        signs=",;:?!()",
        quoted=True,
        fix=lambda found: _WIDE[found[0]],
    ),
    pattern(
        *(CODE, "P1", ERROR, "全角标点"),
        rf"\.(?<=[{HAN}”）》%]\.)(?![0-9A-Za-z.]|[{HAN}])",
        _wide,
        signs=".",
        fix=lambda found: _WIDE[found[0]],
    ),
    pattern(
        *(CODE, "P3", ERROR, "引号"),
        rf"[\"'](?<![0-9]['\"])(?:(?<=[{HAN}，。；：、（《]['\"])|(?=[{HAN}]))",
        "直引号{0}应为弯引号“”或‘’",
        signs="\"'",
        quoted=True,
    ),
    pattern(
        *(CODE, "P3", ERROR, "引号"),
        "[「」『』]",
        "“{0}”应为弯引号“”或‘’",
        signs="「」『』",
        quoted=True,
    ),
    pairs,
    pattern(
        *(CODE, "P5", ERROR, "发文字号"),
        rf"[\[［【(（](?<=[{HAN}].)((?:19|20)[0-9]{{2}})[\]］】)）] ?第?0*([0-9]+)号"
        "(?![楼桥线井路院仓棚渠地机])",
        "发文字号“{0}”应写作“〔{1}〕{2}号”",
        signs="[［【(（",
        gate=(r"\[[12]", "［[12]", "【[12]", r"\([12]", "（[12]"),
        fix=_in_brackets,
    ),
    pattern(
        *(CODE, "P5", ERROR, "发文字号"),
        r"〔([0-9]{4})〕(?:第0*|0+)([0-9]+)号",
        "发文字号“{0}”应写作“〔{1}〕{2}号”",
        signs="〔",
    ),
    pattern(
        *(CODE, "P6", WARNING, "发文字号"),
        r"〔[0-9]{4}〕[0-9]+号(?:文件?)?《",
        "先写文件标题，后写发文字号：《……》（×〔2015〕1号）",
        signs="〔",
    ),
    pattern(
        *(CODE, "P7", WARNING, "顿号"),
        ("》、《", "”、“"),
        "书名号、引号并列时，“{0}”中间的顿号不用",
        signs="》”",
    ),
    pattern(
        *(CODE, "P8", ERROR, "书名号"),
        "《(?=[^》\n]*(《))",
        "书名号里面再用书名号时，里层用〈〉",
        signs="《",
        quoted=True,
    ),
    pattern(
        *(CODE, "P9", WARNING, "书名号"),
        "《[^《》\n]*(?:项目|工程|活动|大会|会议|证书|证|奖)》",
        "{0}不是作品或文件，不用书名号，可用引号",
        signs="《",
        quoted=True,
    ),
    conjunctions,
    pattern(
        *(CODE, "P11", WARNING, "约数"),
        "、(?<![第一二三四五六七八九十前、号\n][一二三四五六七八]、)"
        "(?:(?<=一、)二|(?<=二、)三|(?<=三、)四|(?<=四、)五|(?<=五、)六|(?<=六、)七|(?<=七、)八|(?<=八、)九)"
        "[十百千]?(?:户|人|名|个(?!季度|阶段)|次|天|亩|头|只|公里|里|岁|米|斤|倍|成)",
        "约数中间不用顿号",
        signs="、",
    ),
    pattern(
        *(CODE, "P12", ERROR, "顿号"),
        "、等(?![级额高效同待候价量距比边位])",
        "“等”前面不用顿号",
        signs="、",
        fix="等",
    ),
    pattern(CODE, "P13", ERROR, "省略号", r"\.\.\.+", "省略号写“……”，写的是“{0}”", signs=".", fix="……"),
    pattern(
        *(CODE, "P13", ERROR, "省略号"),
        "(?<!…)(?:…|…{3,})(?!…)|…+(?=等)|等+…+",
        "省略号写“……”，不与“等”同用",
        signs="…",
    ),
    pattern(
        *(CODE, "P13", ERROR, "破折号"),
        ("-(?<![!-~]-)-+(?![!-~])", "－－+", "[―─]{1,2}", "— —"),
        "破折号写“——”，写的是“{0}”",
        signs="-－―─—",
    ),
    pattern(
        *(CODE, "P14", WARNING, "连接号"),
        r"[-－~](?<=[0-9][年月日].)(?=[0-9])",
        "起止时间之间用“—”或“至”，不用“{0}”",
        signs="-－~",
    ),
    pattern(
        *(CODE, "P15", WARNING, "间隔号"),
        rf"\.(?<=[{HAN}]\.)(?=[{HAN}])",
        "汉字之间的“.”应为“·”或句号",
        signs=".",
    ),
    pattern(
        *(CODE, "P15", WARNING, "间隔号"),
        rf"[．•‧∙・](?<=[{HAN}].)(?=[{HAN}])",
        "间隔号应为“·”，不用“{0}”",
        signs="．•‧∙・",
    ),
    pattern(
        *(CODE, "P15", WARNING, "间隔号"),
        "[三五六七八]·[一四八](?=[”’]|运动|讲话|期间|节)|九·一八",
        "“{0}”不用间隔号，只有一月、十一月、十二月的日子才用",
        signs="·",
    ),
    colons,
    pattern(
        *(CODE, "P18", WARNING, "括号引号内外"),
        (
            *(f"{closing}(?<=[，、；：]{closing})" for closing in "”’）》〉】〕"),
            *(f"{opening}[，。、；：]" for opening in "“‘（《〈【〔"),
        ),
        "“{0}”里边不能紧靠着逗号、顿号这样的标点",
        signs="”’）》〉】〕",
        quoted=True,
    ),
    pattern(
        *(CODE, "P18", WARNING, "括号引号内外"),
        ("”。(?<=[。！？]”。)", "’。(?<=[。！？]’。)"),
        "引号里面已经有句末标点，外面不再用句号",
        signs="”’",
    ),
    ended_names,
    unended,
    pattern(
        *(CODE, "P20", ERROR, "标点重叠"),
        tuple(f"{mark}[{''.join(_MARKS)}]+" for mark in (*_MARKS, "？", "！")),
        "标点“{0}”重叠，只留一个",
        quoted=True,
    ),
    gaps,
)

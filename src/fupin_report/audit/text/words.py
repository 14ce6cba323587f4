"""用字用词: confused characters, words that do not go together, measure words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.confusions import GUARDED, PLAIN
from fupin_report.audit.text.reading import Proof, compiled
from fupin_report.audit.text.rules import HAN, Hit, pattern, rule
from fupin_report.model.report import Report

CODE = "X17"
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _table() -> dict[str, tuple[str, str]]:
    """Return pattern and right form of every wrong form."""
    plain = {wrong: (wrong, right) for wrong, right in (entry.split(":") for entry in PLAIN.split())}
    return plain | {wrong: (_guarded(wrong, before, after), right) for wrong, right, before, after in GUARDED}


def _guarded(wrong: str, before: str, after: str) -> str:
    return (f"(?<![{before}])" if before else "") + wrong + (f"(?!{after})" if after else "")


_CONFUSIONS = _table()
_BEGUN = "([{}])(?=([{}]))".format(*("".join(sorted({wrong[at] for wrong in _CONFUSIONS})) for at in (0, 1)))
"""Where a wrong form may begin, by its first two characters."""


@cache
def _by_beginning() -> Mapping[tuple[str, str], list[str]]:
    """Return the wrong forms by their first two characters."""
    forms: dict[tuple[str, str], list[str]] = {}
    for wrong in _CONFUSIONS:
        forms.setdefault((wrong[0], wrong[1]), []).append(wrong)
    return forms


@rule(CODE, "易错词", name="WORD")
def confused(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """No word of the list of confusions."""
    bare, known = proof.bare, _by_beginning()
    pairs = dict.fromkeys(compiled(_BEGUN)[0].findall(bare))
    for wrong in [each for pair in pairs for each in known.get(pair, ()) if each in bare]:
        regex, right = _CONFUSIONS[wrong]
        for found in proof.find(regex):
            yield Hit(*found.span(), f"“{wrong}”应为“{right}”", right)


RULES = (
    confused,
    pattern(
        *(CODE, "各", ERROR, "各和个"),
        rf"各(?<=[0-9]各)(?<![0-9]{{4}}各)(?=[{HAN}])",
        "数字后面的“各”应为“个”",
        signs="各",
        fix="个",
    ),
    pattern(
        *(CODE, "截止", WARNING, "截止和截至"),
        "截止(?<!报名截止)(?<!申报截止)(?<!公示截止)(?<!征集截止)"
        r"(?=年底|目前|现在|当前|报告期|[今去上本]|[0-9]|_|〇|二〇|[一二三四五六七八九十]+月)",
        "后面接时间用“截至”；“截止”是停止的意思，后面不接时间",
        signs="截",
        fix="截至",
    ),
    pattern(
        *(CODE, "年底", WARNING, "年底"),
        "年(?<=[0-9]年年)[底初末终]",
        "“年{0}”多一个“年”",
        signs="底初末终",
        fix=lambda found: found[0][1:],
    ),
    pattern(
        *(CODE, "年底", WARNING, "年底"),
        "截[至止][0-9]{4}(年度)(?![末底])",
        "“年度”不是时间点，请写作“年底”或某月某日",
        signs="截",
    ),
    pattern(
        *(CODE, "既即", WARNING, "既和即"),
        "既[将使便](?![^。；\n]*[又也且更])",
        lambda found: f"“{found[0]}”应为“即{found[0][1]}”",
        signs="既",
    ),
    pattern(
        *(CODE, "帐账", WARNING, "帐和账"),
        "帐(?<![蚊营毡军罗床纱]帐)(?![篷幕房子内中下外])",
        "与钱有关的用“账”",
        signs="帐",
        fix="账",
    ),
    pattern(
        *(CODE, "MEASURE", WARNING, "量词"),
        "种(?<=[0-9一二三四五六七八九十]种)(?=(?:少数)?民族(?![文语音舞歌乐服风]))",
        "民族论“个”，不论“种”",
        signs="种",
    ),
    pattern(
        *(CODE, "DOUBLE", WARNING, "重复用词"),
        f"气候(?<!型气候)(?<!的气候)[属为是]于?[{HAN}]{{1,8}}气候",
        "“{0}”两个“气候”，去掉前一个：“属……气候”",
        signs="候",
    ),
    pattern(
        *(CODE, "DOUBLE", INFO, "重复用词"),
        "[省国县]道[GSX][0-9]+(?:线)?公路",
        "“省道”“国道”已经是公路，“公路”可以去掉",
        gate=("道(?<=[省国县]道)[GSX][0-9]",),
    ),
    pattern(
        *(CODE, "DOUBLE", INFO, "重复用词"),
        f"积极[{HAN}]{{1,8}}?积极(?!性|因素|分子|作用|意义|影响|心态|力量)",
        "“{0}”重复用“积极”",
        signs="积",
    ),
    pattern(
        *(CODE, "DOUBLE", WARNING, "重复用词"),
        "进行(?:开展|实施|进行|落实)",
        "“{0}”两个动词留一个",
        signs="进",
    ),
    pattern(
        *(CODE, "COLLOCATION", WARNING, "搭配"),
        "努力(?:构建|实现|促进|完成|提高|建设|推动|打造|营造)了",
        "“努力”是没有做完的事，与“了”不能同用",
        signs="努",
    ),
    pattern(
        *(CODE, "COLLOQUIAL", WARNING, "口语"),
        "上(?<=[省市州县区]上)(?<![全各本我该在].上)(?=下达(?!成)|安排|部署|通知|要求(?!较|高|的))",
        "“省上”“县上”是口语，请写明哪一级、哪个部门",
        signs="上",
    ),
)

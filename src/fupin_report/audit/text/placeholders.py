"""空白: what is still to be filled in, wherever it was typed."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.blanks import BLANK_SIGNS, check_blanks
from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import Proof
from fupin_report.audit.text.rules import HAN, Hit, pattern, rule
from fupin_report.model.report import Report
from fupin_report.model.values import BLANK

CODE = "X15"
ERROR = Severity.ERROR


@rule(CODE, "空白", ERROR, name="P23", signs=BLANK_SIGNS)
def blanks(proof: Proof, report: Report) -> Iterator[Hit]:
    """No `__`, `××`, 某, 〔…〕. Those of the data are told by the audit of the data already."""
    told: set[str] | None = None
    for found in proof.find(BLANK, quoted=True):
        passage = proof.passage_at(found.start())
        if not passage.typed(*found.span()):
            told = _told(report) if told is None else told
            if all(told & set(figure.paths) for figure in passage.figures(*found.span())):
                continue
        yield Hit(*found.span(), f"还没有填，写的是“{found[0]}”")


def _told(report: Report) -> set[str]:
    return {path for finding in check_blanks(report) for path in finding.paths}


RULES = (
    blanks,
    pattern(
        *(CODE, "P23", ERROR, "空白"),
        (
            "【[^】\n]*】",
            "待(?:补充?|填写?|定|核实?)(?=[）)])",
            "待(?<=[字据容单间体]待)补充?",
            "待补(?=[，。；、\n])",
            "此处填[写入]?",
            r"\?\?+",
            "？？+",
            "TODO",
        ),
        "还没有填，写的是“{0}”",
        signs="【待?？T此",
        quoted=True,
    ),
    pattern(
        *(CODE, "MISSING", ERROR, "缺字"),
        f"、村(?<=[{HAN}]村、村)(?<![到镇乡县入进驻帮]村、村)(?=[，。；、]|实施|开展|等|两村|的)",
        "“、村”前面缺村名",
        signs="村",
    ),
    pattern(
        *(CODE, "MISSING", ERROR, "缺字"),
        (f"、(?<=[{HAN}]、)(?=[）”。；])", "（(?=）)", "“(?=”)"),
        "这里缺字",
        signs="、（“",
    ),
)

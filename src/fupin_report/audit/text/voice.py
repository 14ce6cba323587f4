"""自称: one voice in a document."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Proof
from fupin_report.audit.text.rules import Hit, rule
from fupin_report.model.report import Report

CODE = "X16"
WARNING = Severity.WARNING

_VOICES = frozenset({"我镇", "我乡", "我社区", "我村", "我街道"})
_WE = ("我们(?!党|国家|伟大)", "俺", "咱们?")


@rule(CODE, "自称", WARNING, name="VOICE", signs="我")
def voice(proof: Proof, report: Report) -> Iterator[Hit]:
    """The issuer calls itself one thing; if no township, whatever it says first."""
    own = report.document.voice
    others = f"(?!{own[1:]})" if own in _VOICES else ""
    said = proof.find(f"我(?<!自我){others}(?:镇|乡(?!村)|社区|村|街道)", *PROSE)
    found = [each for each in said if not proof.quoted_at(each.start())]
    if found and not others:
        own = found[0][0]
    for each in found:
        if each[0] != own:
            yield Hit(*each.span(), f"全文自称“{own}”，这里写的是“{each[0]}”")


@rule(CODE, "自称", WARNING, name="WE", clues=_WE)
def we(proof: Proof, report: Report) -> Iterator[Hit]:
    """No 我们, 俺, 咱 outside a quotation."""
    for found in (found for each in _WE for found in proof.find(each, *PROSE)):
        if not proof.quoted_at(found.start()):
            yield Hit(*found.span(), f"公文自称“{report.document.voice}”，不用“{found[0]}”")


RULES = (voice, we)

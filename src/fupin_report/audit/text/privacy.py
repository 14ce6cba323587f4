"""个人信息: numbers of identity cards, telephones, bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import Proof
from fupin_report.audit.text.rules import Hit, rule
from fupin_report.model.report import Report
from fupin_report.patterns import expression

CODE = "X21"
ERROR = Severity.ERROR

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_LONG = expression(r"[0-9][0-9 －-]{9,22}[0-9Xx]")
"""Whatever may be such a number; no count, year or amount is as long."""
_IDENTITY = expression(
    r"[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
)
_TELEPHONE = expression(r"1[3-9][0-9](?:[ -]?[0-9]{4}){2}|0[1-9][0-9]{1,2}[-－ ]?[1-9][0-9]{6,7}")
_CARD = expression(r"[3-6][0-9]{3}(?: ?[0-9]{4}){3}(?: ?[0-9]{1,3})?")
_PUBLIC = expression("监督|举报|投诉|咨询|受理|热线|公示|值班|服务电话|传真")
"""Words beside a telephone that everybody is to know."""
_REACH = 20


def is_identity(number: str) -> bool:
    """Whether the last of the 18 characters is the check digit of the others (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[-1].upper()


def is_card(number: str) -> bool:
    """Whether the digits pass the check of bank cards (Luhn)."""
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(number)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _long_numbers(proof: Proof) -> list[re.Match[str]]:
    return list(_LONG.finditer(proof.text))


def _numbers(shape: re.Pattern[str], proof: Proof) -> Iterator[re.Match[str]]:
    """Yield the long numbers of one shape that are no part of a still longer word."""
    for found in proof.once(_long_numbers):
        around = proof.text[found.start() - 1] + proof.text[found.end()]
        if shape.fullmatch(found[0]) and not re.search("[0-9A-Za-z.]", around):
            yield found


@rule(CODE, "身份证号", ERROR, name="ID")
def identities(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """No number of an identity card."""
    for found in _numbers(_IDENTITY, proof):
        if is_identity(found[0]):
            yield Hit(*found.span(), "文稿里不写身份证号")


@rule(CODE, "电话号码", ERROR, name="PHONE")
def telephones(proof: Proof, report: Report) -> Iterator[Hit]:
    """No telephone of a person; that of the supervision may stand."""
    public = (report.notice.phone if report.notice else "") or ""
    for found in _numbers(_TELEPHONE, proof):
        near = proof.text[max(0, found.start() - _REACH) : found.start()].rpartition("\n")[2]
        if found[0] not in public and not _PUBLIC.search(near):
            yield Hit(*found.span(), "文稿里不写个人电话（监督电话除外）")


@rule(CODE, "银行卡号", ERROR, name="CARD")
def cards(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No number of a bank card."""
    for found in _numbers(_CARD, proof):
        number = found[0].replace(" ", "")
        if is_card(number) and not (_IDENTITY.fullmatch(number) and is_identity(number)):
            yield Hit(*found.span(), "文稿里不写银行卡号、账号")


RULES = (identities, telephones, cards)

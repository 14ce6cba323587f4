"""提示: the one slip of the pen that would explain a gap. It claims nothing: any operand may be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fupin_report.audit.operands import Operand, shown
from fupin_report.model.report import Report
from fupin_report.model.summing import Number

_MOST = 2
"""More explanations than this explain nothing."""


def hint(lefts: Sequence[Operand], rights: Sequence[Operand]) -> str:
    """Return the slips of which each alone would explain why two sides differ, or nothing."""
    if any(each.divided for each in (*lefts, *rights)):
        return ""
    gap = sum(each.sign * each.number for each in lefts) - sum(each.sign * each.number for each in rights)
    sides = [(each, -gap * each.sign) for each in lefts] + [(each, gap * each.sign) for each in rights]
    found = list(dict.fromkeys(text for each, change in sides for text in _slips(each, change)))
    return "" if not found or len(found) > _MOST else f"；{'，或'.join(found)}，就相符"


def missing_village(lefts: Sequence[Operand], rights: Sequence[Operand], report: Report) -> str:
    """Say that the roster lists fewer villages than there are, where their sum falls short of the whole."""
    township = report.township
    if township is None or len(lefts) != 1 or len(rights) != 1:
        return ""
    whole, parts = lefts[0], rights[0]
    listed, told = len(report.villages), (township.admin_villages or 0) + (township.communities or 0)
    of_villages = bool(parts.paths) and all(path.startswith("villages[") for path in parts.paths)
    if not of_villages or whole.number <= parts.number or not 0 < listed < told:
        return ""
    return f"；名册只列了{listed}个村（社区），全部有{told}个，差的可能是没有列出的"


def _slips(operand: Operand, change: Number) -> Iterator[str]:
    """Yield what may have happened to an operand that should be greater by `change`."""
    sums = operand.title.endswith("合计")
    for index, (number, _) in enumerate(operand.rows):
        name = f"{operand.title.removesuffix('合计')}第{index + 1}行" if sums else operand.title
        kind = slip(number, number + change)
        if kind:
            yield f"若{name}{shown(number)}是{shown(number + change)}（{kind}）"
        elif len(operand.rows) > 1 and change < 0 and number == -change:
            yield f"若{name}{shown(number)}不应计入"


def slip(written: Number, meant: Number) -> str:
    """Return which slip of the pen turns one number into the other, or nothing."""
    if meant <= 0 or written <= 0 or written == meant:
        return ""
    for factor in (10, 10000):
        if Decimal(written) * factor == meant or Decimal(meant) * factor == written:
            return f"差{'一位小数点' if factor == 10 else '一个万'}"
    one, other = _digits(written), _digits(meant)
    if len(one) == len(other) and _swapped(one, other):
        return "相邻两位写反"
    if len(one) + 1 == len(other) and one in _shortened(other):
        return "漏写一位"
    if len(one) == len(other) + 1 and other in _shortened(one):
        return "多写一位"
    return ""


def _digits(number: Number) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _swapped(one: str, other: str) -> bool:
    different = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    first, second = different
    return one[first] == other[second] and one[second] == other[first]


def _shortened(digits: str) -> set[str]:
    return {digits[:index] + digits[index + 1 :] for index in range(len(digits))}

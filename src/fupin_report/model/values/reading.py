"""How a number is read from text, and what is said when it cannot be."""

from __future__ import annotations

import re
from decimal import Decimal

from fupin_report.patterns import expression

MAX_DIGITS = 18
"""Longest number accepted; nothing a township counts is longer."""

INTEGER = expression(r"0|[1-9]\d*", re.ASCII)
_DECIMAL = expression(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_LOOSE_NUMBER = expression(r"[-+－＋]?[\d０-９,，.．]*[\d０-９]", re.ASCII)
_THOUSANDS = expression(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_CHINESE_NUMBER = expression(r"[一二三四五六七八九十百千万亿两零〇]+[余多]?")


class Misread(ValueError):
    """A text is not of the form its field asks for.

    `code` is the stable code of the message (D2xx); `part` names the component at fault
    (`persons`), when there is one.
    """

    def __init__(self, code: str, message: str, part: str = "") -> None:
        super().__init__(code, message, part)
        self.code, self.message, self.part = code, message, part


def count(text: str, units: tuple[str, ...] = ()) -> int:
    """Read a count, `12` or with its measure word `12个`. Never negative, no separators."""
    bare = text if text.isdigit() else _strip_unit(text, units)
    if INTEGER.fullmatch(bare) and len(bare) <= MAX_DIGITS:
        return int(bare)
    mend = "；不能有小数" if "." in bare and _DECIMAL.fullmatch(bare) else _mend_exact(bare, units)
    raise Misread("D203", f"应为整数，写的是“{text}”{mend}")


def decimal(text: str, units: tuple[str, ...] = ()) -> Decimal:
    """Read a decimal number; the digits are kept as written (610.60 stays 610.60)."""
    bare = _strip_unit(text, units)
    if _DECIMAL.fullmatch(bare) and len(bare) <= MAX_DIGITS:
        return Decimal(bare)
    raise Misread("D204", f"应为数字，写的是“{text}”{_mend_exact(bare, units)}")


def _strip_unit(text: str, units: tuple[str, ...]) -> str:
    for unit in units:
        if text.endswith(unit):
            return text[: -len(unit)].rstrip()
    return text


def _mend_exact(text: str, units: tuple[str, ...]) -> str:
    if text.startswith(_ROUGH_BEFORE) or text.endswith(_ROUGH_AFTER):
        return "；这里要准确的数"
    if not units and re.fullmatch(r"[\d.]+[^\d,，.．]+", text, re.ASCII):
        return "；不带单位"
    return advice(text, units) or "；只写阿拉伯数字，如：12"


def advice(text: str, units: tuple[str, ...]) -> str:
    """Say how to mend a number, where the slip is plain."""
    written = _LOOSE_NUMBER.match(text)
    if not written:
        return "；请用阿拉伯数字" if _CHINESE_NUMBER.fullmatch(_strip_unit(text, units)) else ""
    plain, tail = written[0].translate(_HALF_WIDTH), text[written.end() :].strip()
    if len(plain) > MAX_DIGITS:
        return f"；数太长（最多{MAX_DIGITS}位）"
    if "," in plain:
        joined = f"，请写{plain.replace(',', '')}" if _THOUSANDS.fullmatch(plain) else ""
        return f"；数字中间不加逗号{joined}"
    if plain != written[0]:
        return f"；请用半角数字，写{plain}"
    if re.match(r"0\d", plain, re.ASCII):
        return "；数前不加0"
    if plain[0] in "+-":
        return "；不能是负数" if plain[0] == "-" else "；不写正号"
    is_unit = tail[:1].isalpha() or tail[:1] in ("%", "‰", "℃")
    return f"；单位应为{'、'.join(units)}，写的是“{tail}”" if is_unit and units and tail not in units else ""


_ROUGH_BEFORE = ("约", "近", "大约", "将近", "不到", "上")
_ROUGH_AFTER = ("余", "多", "以上", "以内", "左右", "上下")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")

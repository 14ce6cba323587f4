"""How a number is read from text, and what is said when it cannot be."""

from __future__ import annotations

import re
from decimal import Decimal

MAX_DIGITS = 18
"""Longest number accepted; nothing a township counts is longer."""

INTEGER = re.compile(r"0|[1-9]\d*", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_LOOSE_NUMBER = re.compile(r"[-+]?[\d０-９,，.．]+")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十百千万亿两零〇]+")


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
    bare = _strip_unit(text, units)
    if INTEGER.fullmatch(bare) and len(bare) <= MAX_DIGITS:
        return int(bare)
    raise Misread("D203", f"应为整数，写的是“{text}”{advice(bare, units)}")


def decimal(text: str, units: tuple[str, ...] = ()) -> Decimal:
    """Read a decimal number; the digits are kept as written (610.60 stays 610.60)."""
    bare = _strip_unit(text, units)
    if _DECIMAL.fullmatch(bare) and len(bare) <= MAX_DIGITS:
        return Decimal(bare)
    raise Misread("D204", f"应为数字，写的是“{text}”{advice(bare, units)}")


def _strip_unit(text: str, units: tuple[str, ...]) -> str:
    for unit in units:
        if text.endswith(unit):
            return text[: -len(unit)].rstrip()
    return text


def advice(text: str, units: tuple[str, ...]) -> str:
    """Say how to mend a number, where the slip is plain."""
    plain = text.translate(_HALF_WIDTH)
    if len(plain) > MAX_DIGITS:
        return f"；数太长（最多{MAX_DIGITS}位）"
    if "," in plain:
        return f"；数字中间不加逗号，请写{plain.replace(',', '')}"
    if plain != text and _DECIMAL.fullmatch(plain):
        return f"；请用半角数字，写{plain}"
    if _CHINESE_NUMBER.fullmatch(text):
        return "；请用阿拉伯数字"
    if re.fullmatch(r"0\d+", text, re.ASCII):
        return "；数前不加0"
    if _LOOSE_NUMBER.match(plain):
        tail = re.sub(r"^[-+]?[\d.]+", "", plain)
        if plain.startswith("-") and not tail:
            return "；不能是负数"
        if tail and units:
            return f"；单位应为{'、'.join(units)}，写的是“{tail}”"
        if tail:
            return "；不带单位"
    return ""


_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")

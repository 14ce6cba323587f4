"""Chinese numerals: 一、二十、一百零五 for counting, 二〇一五 for years, 壹万贰仟元整 for money in words.

GB/T 15835—2011 §5.2: 零 in measured numbers, 〇 in years and codes. And which Arabic numbers somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fupin_report.patterns import expression

DIGITS = "零一二三四五六七八九"
YEAR_DIGITS = "〇一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千")
_FORMAL_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = 10**16
_NUMBER = r"[0-9０-９]+(?:\.[0-9０-９]+)?"
_TYPED = expression(rf"《[^《》\n]*》|〔[0-9]{{4}}〕[0-9]+号|第[0-9]+[条款]|({_NUMBER})")


def counting(number: int) -> str:
    """Write a whole number as it is counted: 3 → 三, 10 → 十, 105 → 一百零五, 10010 → 一万零一十.

    Raises `ValueError` outside ±10¹⁶.
    """
    if number < 0:
        return "负" + counting(-number)
    text = _spell(number, DIGITS, _PLACES)
    return text[1:] if text.startswith("一十") else text


def year(number: int) -> str:
    """Write a year digit by digit: 2015 → 二〇一五."""
    return "".join(YEAR_DIGITS[int(digit)] for digit in str(number))


def money(amount: Decimal) -> str:
    """Write an amount in 元 in words (大写): 1050.60 → 壹仟零伍拾元陆角.

    Amounts finer than 分 raise `ValueError`, so do amounts outside 0 … 10¹⁶.
    """
    if amount < 0 or amount.quantize(Decimal("0.01")) != amount:
        raise ValueError(f"大写金额须为非负数，最多两位小数：{amount}")
    yuan, fen = divmod(int(amount * 100), 100)
    words = _spell(yuan, FORMAL_DIGITS, _FORMAL_PLACES) + "元" if yuan or not fen else ""
    if not fen:
        return words + "整"
    jiao, fen = divmod(fen, 10)
    if jiao:
        words += FORMAL_DIGITS[jiao] + "角"
    elif words:
        words += "零"
    return words + (FORMAL_DIGITS[fen] + "分" if fen else "")


def typed_numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the Arabic numbers in typed words that should be facts of the data.

    Names keep theirs: 《……纲要（2011—2020年）》, 〔2015〕18号, 第3条.
    """
    return (found for found in _TYPED.finditer(text) if found[1])


def _spell(number: int, digits: str, places: tuple[str, ...]) -> str:
    if number >= _LIMIT:
        raise ValueError(f"数太大：{number}")
    if number == 0:
        return digits[0]
    text, group = "", 0
    zero = False  # whether a 零 is due before what has been written so far
    while number:
        number, part = divmod(number, 10_000)
        if part:
            # 亿 and 万亿 share the 亿 when both stand: 一万零一亿, not 一万亿零一亿
            name = "万" if group == 3 and "亿" in text else _GROUPS[group]
            text = _spell_group(part, digits, places) + name + (digits[0] if zero else "") + text
        zero = bool(text) and (part < 1000 if part else True) and number > 0
        group += 1
    return text


def _spell_group(number: int, digits: str, places: tuple[str, ...]) -> str:
    text, zero = "", False
    for place in reversed(places):
        digit, number = divmod(number, 10 ** places.index(place))
        if digit:
            text += (digits[0] if zero and text else "") + digits[digit] + place
            zero = False
        else:
            zero = True
    return text

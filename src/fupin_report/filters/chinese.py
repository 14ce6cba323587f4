"""Chinese numerals in text (GB/T 15835 §4.2, §5.2)."""

from __future__ import annotations

from fupin_report import numerals
from fupin_report.filters.exact import number_of, scale_of, scaled
from fupin_report.filters.refusal import FilterError, refusal
from fupin_report.model.values import Quantity


def chinese(value: object, measure: str = "") -> str:
    """Write a whole number in Chinese: 8 → 八, 105 → 一百零五 (零 in counts, GB/T 15835 §5.2).

    With a measure word 2 is 两: `2|chinese("个")` → 两个. A quantity brings its own: 2期 → 两期.
    Takes a whole number or an exact, whole quantity.
    """
    number, unit = value, measure
    if isinstance(value, Quantity) and value.is_exact and value.unit != "%" and not measure:
        number, unit = value.value, value.unit
    whole = _whole(number)
    if whole is None:
        raise refusal("整数，或没有约数字眼的整数数量", value)
    return ("两" if unit and whole == 2 else _counting(whole)) + unit


def ordinal(value: object) -> str:
    """Write a rank: 1 → 第一 (GB/T 15835 §4.2.3). Takes a whole number from 1."""
    whole = _whole(value)
    if whole is None or whole < 1:
        raise refusal("1以上的整数", value)
    return "第" + _counting(whole)


def formal_money(value: object) -> str:
    """Write an amount in words (大写): 12000元 → 壹万贰仟元整. 元, 万元 or 亿元; a bare number counts 元.

    Approximate amounts and amounts finer than 分 are refused.
    """
    amount = number_of(value)
    if isinstance(value, Quantity) and value.is_exact:
        power, base = scale_of(value.unit)
        amount = scaled(value.value, power) if base == "元" else None
    if amount is None:
        raise refusal("确切的金额（元、万元或亿元）", value)
    try:
        return numerals.money(amount)
    except ValueError as error:
        raise FilterError(str(error)) from None


def _whole(value: object) -> int | None:
    number = number_of(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _counting(number: int) -> str:
    try:
        return numerals.counting(number)
    except ValueError as error:
        raise FilterError(str(error)) from None

"""Numbers in other dress: grouped, compact, rounded, in per cent (GB/T 15835 §5.1)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, localcontext
from functools import cache
from typing import Any

from fupin_report.filters.exact import (
    EXACT,
    checked_digits,
    half_up,
    number_in,
    number_of,
    plain,
    rounded_quantity,
    scale_of,
    scaled,
    share,
)
from fupin_report.filters.reading import reads
from fupin_report.filters.refusal import FilterError, refusal
from fupin_report.model.values import Indicator, Quantity
from fupin_report.patterns import expression

_NUMBER = expression(r"(\d+)(\.\d+)?", re.ASCII)
_LEAST_COMPACT = 10_000
_LARGEST_SCALE = 12  # 万亿


def grouped(value: object) -> str:
    """Write a number with thousands commas: 22235 → 22,235, 22969亩 → 22,969亩 (GB/T 15835 §5.1.1).

    Digits as written (1610.60 → 1,610.60). Running text of official documents has none; this is for tables.
    """
    number = number_of(value)
    if number is None and not isinstance(value, Quantity):
        raise refusal("数或数量", value)
    ends = 2 if isinstance(value, Quantity) and value.upper is not None else 1
    text = str(value) if number is None else plain(number)
    return _NUMBER.sub(lambda found: f"{int(found[1]):,}{found[2] or ''}", text, count=ends)


def compact(value: object, digits: int = 2) -> str:
    """Write a large number with 万, 亿 or 万亿: 22235 → 2.22万, 22969亩 → 2.3万亩 (GB/T 15835 §5.3).

    Half-up to at most `digits` decimals, 0 at the end dropped. Below 10000 the number stays as written,
    and so do approximate quantities and ranges.
    """
    checked_digits(digits)
    number, unit = number_of(value), ""
    if isinstance(value, Quantity):
        power, unit = scale_of(value.unit)
        number = scaled(value.value, power) if value.is_exact else Decimal(0)
    if number is None:
        raise refusal("数或数量", value)
    if abs(number) < _LEAST_COMPACT:
        return str(value) if isinstance(value, Quantity) else plain(number)
    return _with_scale_word(number, digits) + unit


def rounded(value: object, digits: int) -> str:
    """Round half-up (四舍五入) to just `digits` decimals: `12.345|rounded(2)` → 12.35, 12.5亩 → 12.50亩.

    For the same number of decimals down a column. Approximate quantities and ranges stay as written.
    """
    if isinstance(value, Quantity):
        return str(rounded_quantity(value, digits))
    number = number_of(value)
    if number is None:
        raise refusal("数或数量", value)
    return plain(half_up(number, digits))


@reads("rate", "value", "of")
def percent(value: object, digits: int | None = None) -> str:
    """Write a percentage: 39.53 → 39.53%; for an indicator its rate, or its share: 10个 / 12个 → 83.33%.

    A number counts per cent already. Digits as written without `digits`; a computed share is rounded
    half-up to two decimals, less when they end in 0.
    """
    if isinstance(value, Indicator):
        return _rate(value, digits)
    if isinstance(value, Quantity) and value.unit in ("%", ""):
        return str(rounded_quantity(replace(value, unit="%"), digits))
    number = number_of(value)
    if number is None:
        raise refusal("数、百分数或有总数的指标", value)
    return f"{plain(number if digits is None else half_up(number, digits))}%"


def _rate(indicator: Indicator, digits: int | None) -> str:
    stated = indicator.rate
    if stated is None and indicator.value is not None and indicator.value.unit == "%":
        stated = indicator.value
    if stated is not None:
        return str(rounded_quantity(stated, digits))
    part, whole = indicator.value, indicator.of
    if part is None or whole is None:
        raise refusal("有比率或有总数的指标", indicator)
    if scale_of(part.unit)[1] != scale_of(whole.unit)[1]:
        raise FilterError(f"数值和总数单位不同，不能算百分比：{indicator}")
    if not part.is_exact or not whole.is_exact:
        raise FilterError(f"约数和区间不能算百分比：{indicator}")
    if not whole.value:
        raise FilterError(f"总数是0，不能算百分比：{indicator}")
    return f"{plain(share(scaled(number_in(part, whole.unit), 2), whole.value, digits))}%"


def _with_scale_word(number: Decimal, digits: int) -> str:
    # Rounded here first: babel gives 99995000 as 10000万 and rounds half-even.
    scale = min(number.adjusted() // 4 * 4, _LARGEST_SCALE)
    number = scaled(half_up(scaled(number, -scale), digits), scale)
    format_compact, locale = _babel()
    with localcontext(EXACT):  # half-up as well
        return str(format_compact(number, locale=locale, fraction_digits=digits))


@cache
def _babel() -> tuple[Any, Any]:
    """Import babel at the first use: it costs 35 ms, and few reports ask for it."""
    from babel import Locale
    from babel.numbers import format_compact_decimal

    return format_compact_decimal, Locale("zh", "CN", script="Hans")

"""Exact decimal arithmetic: half-up rounding, shares, change of scale. No float, no caller's context."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

from fupin_report.filters.refusal import FilterError, refusal
from fupin_report.model.values import Approx, Misread, Quantity

EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
"""Wide enough that nothing a report holds is ever rounded by accident."""
MOST_DIGITS = 6
"""Decimals a report may ask for; a longer tail is a sign of the wrong unit."""
USUAL_DIGITS = 2
"""Decimals of a computed share or conversion where none are asked for; 0 at the end is dropped."""

_SCALES = {"万": 4, "亿": 8}


def checked_digits(digits: object) -> int:
    """Refuse a number of decimals that no report asks for."""
    if not isinstance(digits, int) or isinstance(digits, bool) or not 0 <= digits <= MOST_DIGITS:
        raise refusal(f"保留位数，0至{MOST_DIGITS}之间的整数", digits)
    return digits


def half_up(value: Decimal, digits: int) -> Decimal:
    """Round to `digits` decimals, a 5 away from zero (四舍五入); −0 becomes 0."""
    rounded = value.quantize(Decimal((0, (1,), -checked_digits(digits))), context=EXACT)
    return rounded if rounded else abs(rounded)


def share(part: Decimal, whole: Decimal, digits: int | None) -> Decimal:
    """Divide and round half-up once, exactly; without `digits` to two decimals, less when they end in 0."""
    places = USUAL_DIGITS if digits is None else checked_digits(digits)
    (top, under), (numerator, denominator) = part.as_integer_ratio(), whole.as_integer_ratio()
    top, bottom = top * denominator * 10**places, under * numerator
    magnitude = (2 * abs(top) + abs(bottom)) // (2 * abs(bottom))
    sign = "-" if magnitude and (top < 0) != (bottom < 0) else ""
    result = Decimal(f"{sign}{magnitude}E-{places}")
    return trimmed(result) if digits is None else result


def trimmed(value: Decimal) -> Decimal:
    """Drop zeros at the end of the decimals: 82.5000 → 82.5, 12000.0 → 12000."""
    return Decimal(plain(EXACT.normalize(value)))


def plain(value: Decimal | int) -> str:
    """Write a number with its digits as they are, never with an exponent: 610.60 → 610.60."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def number_of(value: object) -> Decimal | None:
    """Return an int or Decimal as Decimal; None for anything else (a bool is not a number)."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def scale_of(unit: str) -> tuple[int, str]:
    """Split a unit into its power of ten and the rest: 万元 → (4, 元), 亩 → (0, 亩)."""
    base = unit.lstrip("万亿")
    return sum(_SCALES[word] for word in unit[: len(unit) - len(base)]), base


def rescaled(quantity: Quantity, unit: str, digits: int | None = None) -> Quantity:
    """Write a quantity in another scale of its unit: 825000元 → 82.5万元. `digits` rounds half-up.

    Nothing is touched where no conversion is needed. A number with 余 or 多 keeps its scale.
    """
    if quantity.unit != unit:
        power = scale_of(quantity.unit)[0] - scale_of(unit)[0]
        whole = quantity.is_exact and digits is not None  # rounded below: any tail will do
        quantity = converted(quantity, unit, lambda value: scaled(value, power), checked=not whole)
    return rounded_quantity(quantity, digits)


def number_in(quantity: Quantity, unit: str) -> Decimal:
    """Return the number of a quantity in another scale of its unit, for reckoning."""
    return scaled(quantity.value, scale_of(quantity.unit)[0] - scale_of(unit)[0])


def scaled(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten, exactly."""
    return trimmed(value.scaleb(power, context=EXACT)) if power else value


def converted(
    quantity: Quantity, unit: str, convert: Callable[[Decimal], Decimal], *, checked: bool = True
) -> Quantity:
    """Convert the number, or both ends of a range; 余 and 多 say nothing exact enough to convert."""
    if quantity.approx is Approx.OVER:
        raise FilterError(f"“{quantity}”是约数，不能换算成{unit}；请在数据中直接写{unit}数")
    ends = [convert(end) for end in (quantity.value, quantity.upper) if end is not None]
    if checked and any(_decimals(end) > MOST_DIGITS for end in ends):
        raise FilterError(
            f"“{quantity}”换算成{unit}后小数超过{MOST_DIGITS}位；请改用较小的单位，或指定保留位数"
        )
    try:
        return replace(quantity, value=ends[0], unit=unit, upper=ends[1] if ends[1:] else None)
    except Misread as error:
        raise FilterError(f"“{quantity}”不能换算成{unit}：{error.message}") from None


def rounded_quantity(quantity: Quantity, digits: int | None) -> Quantity:
    """Round an exact quantity half-up; approximate ones and ranges stay as written."""
    if digits is None or not quantity.is_exact:
        return quantity
    return replace(quantity, value=half_up(quantity.value, digits))


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))

"""Amounts and areas in the unit a report wants."""

from __future__ import annotations

from decimal import Decimal

from fupin_report.filters.exact import converted, rescaled, rounded_quantity, scale_of, scaled, share
from fupin_report.filters.refusal import refusal
from fupin_report.model.values import Quantity

_MU_A_HECTARE = Decimal(15)


def wan(value: object, digits: int | None = None) -> str:
    """Write an amount of money in 万元: 825000元 → 82.5万元, 1.2亿元 → 12000万元 (GB/T 15835 §5.3).

    Exact; digits as written where nothing is converted (82.30万元, 270多万元). `digits` rounds half-up to
    that many decimals; approximate amounts and ranges are not rounded. 余 and 多 cannot be converted.
    """
    return str(rescaled(_money(value), "万元", digits))


def yi(value: object, digits: int | None = None) -> str:
    """Write an amount of money in 亿元: 12000万元 → 1.2亿元. Rules as for :func:`wan`."""
    return str(rescaled(_money(value), "亿元", digits))


def hectares(value: object, digits: int | None = None) -> str:
    """Write an area of land in 公顷, 15 亩 each (GB 3100): 22969亩 → 1531.27公顷, 2.1万亩 → 1400公顷.

    Half-up to `digits` decimals; to two where none are asked for, less when they end in 0. Hectares stay
    as written. 余 and 多 cannot be converted.
    """
    if isinstance(value, Quantity) and value.unit == "公顷":
        return str(rounded_quantity(value, digits))
    power, base = scale_of(value.unit) if isinstance(value, Quantity) else (0, "")
    if not isinstance(value, Quantity) or base != "亩":
        raise refusal("以亩、万亩或公顷计的面积", value)

    def convert(area: Decimal) -> Decimal:
        return share(scaled(area, power), _MU_A_HECTARE, digits)

    return str(converted(value, "公顷", convert))


def _money(value: object) -> Quantity:
    if not isinstance(value, Quantity) or value.unit not in ("元", "万元", "亿元"):
        raise refusal("金额（元、万元或亿元）", value)
    return value

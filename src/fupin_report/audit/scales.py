"""Units that can be added: 万元 and 元, 平方公里 and 亩."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

_SCALES = {
    unit: (base, Decimal(factor))
    for base, units in {
        "元": {"元": "1", "万元": "10000", "亿元": "100000000"},
        "亩": {"亩": "1", "万亩": "10000", "公顷": "15", "平方公里": "1500"},
        "米": {"厘米": "0.01", "米": "1", "公里": "1000"},
        "公斤": {"斤": "0.5", "公斤": "1", "千克": "1", "担": "50", "吨": "1000"},
    }.items()
    for unit, factor in units.items()
}
_ROUNDED = {"万元": Decimal("0.01"), "亩": Decimal(1)}
"""How far a sum of rounded numbers may be off."""


def factors(units: Iterable[str]) -> dict[str, Decimal] | None:
    """Return by what to multiply numbers of each unit, so that they can be added; None if they cannot.

    One unit may be left out: a measure word (人 and 人次) says nothing, but 万 and 亿 do.
    """
    written = set(units)
    named = written - {""}
    if len(named) <= 1:
        scaled = any(unit.startswith(("万", "亿")) for unit in named)
        return None if scaled and "" in written else dict.fromkeys(written, Decimal(1))
    if "" in written or len({_SCALES[unit][0] if unit in _SCALES else unit for unit in named}) > 1:
        return None
    return {unit: _SCALES[unit][1] for unit in named}


def converted(number: Decimal | int, unit: str, wanted: str) -> Decimal | None:
    """Return a number in another unit; None if there is no telling."""
    if unit == wanted:
        return Decimal(number)
    scale = factors((unit, wanted))
    return None if scale is None else Decimal(number) * scale[unit] / scale[wanted]


def leeway(unit: str, numbers: Iterable[Decimal | int]) -> Decimal:
    """Return how far two sides may differ where decimals have been rounded; whole numbers agree exactly."""
    return _ROUNDED.get(unit, Decimal(0)) if any(number != int(number) for number in numbers) else Decimal(0)

"""Parts of a value that may be asked for, by either name: `entered.households`, `录入系统.户数`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from fupin_report.model.values.dates import PartialDate
from fupin_report.model.values.indicator import Indicator
from fupin_report.model.values.pairs import HouseholdsOrPersons, HouseholdsPersons, NaturalChange, Turnout
from fupin_report.model.values.quantity import Quantity

_DECLARED = (HouseholdsPersons, HouseholdsOrPersons, NaturalChange, Turnout, Indicator)
PARTS: Mapping[type, Mapping[str, str]] = {
    kind: {each.name: each.metadata["title"] for each in dataclasses.fields(kind) if each.name != "id"}
    for kind in _DECLARED
} | {
    Quantity: {"value": "数值", "unit": "单位", "upper": "最大", "is_exact": "准数"},
    PartialDate: {"year": "年", "month": "月", "day": "日"},
}
"""Chinese names of parts by English ones."""
_NAMES = {
    kind: {key: name for name, title in parts.items() for key in (name, title)}
    for kind, parts in PARTS.items()
}


def part_names(kind: Any) -> Mapping[str, str]:
    """Return the English names of the parts of a kind of value by either name; none for what has no parts."""
    return _NAMES.get(kind, {})


def told_parts(kind: Any) -> str:
    """Return the parts of a kind of value for a message: `户数、人数`."""
    return "、".join(PARTS.get(kind, {}).values())

"""What a filter says when it is given what it does not take."""

from __future__ import annotations

from decimal import Decimal

from fupin_report.model.fields import Section
from fupin_report.model.values import (
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Quantity,
    Turnout,
)

_KINDS: dict[type, str] = {
    Choice: "选项",
    str: "文字",
    int: "整数",
    Decimal: "小数",
    Quantity: "数量",
    PartialDate: "日期",
    HouseholdsPersons: "户数人数",
    HouseholdsOrPersons: "户数人数",
    NaturalChange: "自然增减",
    Turnout: "期次人次",
    Indicator: "指标",
}
_LONGEST = 30


class FilterError(ValueError):
    """A filter was given what it does not take; the Chinese message says what it takes and what it got."""


def refusal(takes: str, got: object) -> FilterError:
    """Return the error: 应为日期，得到的是“三千”（文字）."""
    return FilterError(f"应为{takes}，得到的是{shown(got)}")


def shown(value: object) -> str:
    """Write a value and its kind for a message: `“900至1000毫米”（数量）`."""
    if value is None or isinstance(value, bool):
        return {None: "空值", True: "“是”（是否）", False: "“否”（是否）"}[value]
    if isinstance(value, Section):
        return f"“{type(value).section_title}”整节"
    if isinstance(value, tuple | list):
        return f"列表（{len(value)}项）"
    kind = next((name for known, name in _KINDS.items() if isinstance(value, known)), type(value).__name__)
    text = wording(value) or str(value)
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”（{kind}）"


def wording(value: object) -> str:
    """Write a value as it stands in a report, a Choice by its Chinese name; "" for what has no text form."""
    if isinstance(value, Choice):
        return value.gloss
    return str(value) if not isinstance(value, bool) and isinstance(value, tuple(_KINDS)) else ""


def text_of(value: object) -> str:
    """Take a text, a Choice by its Chinese name; refuse everything else."""
    if not isinstance(value, str):
        raise refusal("文字", value)
    return wording(value)

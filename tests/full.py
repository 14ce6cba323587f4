"""A township of which everything is known: every field of the model filled, made from the declarations."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from fupin_report.model.fields import Field, Section, Year
from fupin_report.model.report import Report
from fupin_report.model.values import (
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Prose,
    Quantity,
    Turnout,
)

ROWS = 2
"""Rows of each list: a first and a last."""


def full_report(report_type: str) -> dict[str, Any]:
    """Return the data of a report of one type with every field filled; every number occurs once."""
    data: dict[str, Any] = _Filler().section(Report)
    data["format"] = "1"
    data["document"] |= {
        "type": report_type,
        "issuer": "清溪乡人民政府",
        "issuer_kind": "town_gov",
        "self_reference": "我乡",
        "draft": "否",
        "signature_at": "文末",
    }
    data["document"]["salutation"] = "各位领导"
    data["period"] = {"year": "2015", "half": "上半年", "launched": "2014年6月", "as_of": "2015年6月30日"}
    for row in data["outcomes"] + data["plans"]:
        row["about"] = []
    data["outcomes"][0]["about"] = [data["projects"][0]["name"], data["industries"][0]["name"]]
    data["checks"], data["explanations"] = [], []
    return data


class _Filler:
    """Makes values; numbers count up, choices are taken in turn."""

    def __init__(self) -> None:
        self._numbers = count(1011, 7)
        self._turns: dict[type[Choice], Iterator[int]] = {}

    def section(self, cls: type[Section]) -> dict[str, Any]:
        return {name: self._field(each) for name, each in cls.fields.items()}

    def _field(self, each: Field) -> Any:
        origin = typing.get_origin(each.kind)
        if origin is tuple:
            return [self._value(typing.get_args(each.kind)[0], each) for _ in range(ROWS)]
        if origin is Mapping:
            kind = typing.get_args(each.kind)[1]
            return self._labels(kind, each)
        return self._value(each.kind, each)

    def _labels(self, kind: Any, each: Field) -> dict[str, Any]:
        if typing.get_origin(kind) is Mapping:
            inner = typing.get_args(kind)[1]
            return {self._word(each): self._labels(inner, each) for _ in range(ROWS - 1)}
        return {self._word(each): self._value(kind, each) for _ in range(ROWS)}

    def _word(self, each: Field) -> str:
        return each.title + _LETTERS[next(self._numbers) // 7 % len(_LETTERS)]

    def _value(self, kind: Any, each: Field) -> Any:
        if kind is Year or kind is PartialDate:
            return f"{2000 + next(self._numbers) // 7 % 99}年"
        if isinstance(kind, type) and issubclass(kind, Section):
            return self.section(kind)
        if isinstance(kind, type) and issubclass(kind, Choice):
            turn = next(self._turns.setdefault(kind, count()))
            return list(kind)[turn % len(list(kind))].value
        number = next(self._numbers)
        match kind:
            case _ if kind is bool:
                return "是" if number % 2 else "否"
            case _ if kind is int:
                return str(1 + number % 90 if each.bounds[1] else number)
            case _ if kind is Quantity:
                return self._quantity(number, each)
            case _ if kind in (HouseholdsPersons, HouseholdsOrPersons):
                return f"{number}户{next(self._numbers)}人"
            case _ if kind is NaturalChange:
                return f"+{number}户-{next(self._numbers)}人"
            case _ if kind is Turnout:
                return f"{number}期{next(self._numbers)}人次"
            case _ if kind is Indicator:
                # the label stands in the field's name where there is one indicator only
                return self._indicator(number, label=typing.get_origin(each.kind) is not None)
            case _ if kind is Prose:
                return f"{each.title}的正文{_LETTERS[number // 7 % len(_LETTERS)]}。"
        return self._word(each)

    def _quantity(self, number: int, each: Field) -> str:
        least, most = each.bounds
        if most is not None:
            number = int(least or 0) + number % max(1, int(most) - int(least or 0))
        if each.name == "count" and not each.units:
            return f"{number}名"
        return f"{number}{each.units[0] if each.units else '件'}"

    def _indicator(self, number: int, *, label: bool) -> dict[str, str]:
        forms = (
            {"value": f"{number}个", "of": f"{number + 1}个"},
            {"value": f"{number}万元", "previous": f"{number - 3}万元", "base": "较上年末"},
            {"rate": f"{number % 90}.5%"},
            {"change": f"+{number % 90}.7%"},
            {"value": f"约{number}人", "of": f"{number + 1}人", "previous": f"{number - 3}人"},
            {"value": f"{number}人", "of": f"{number + 2}人", "rate": f"{number % 90}.3%"},
        )
        form = forms[number // 7 % len(forms)]
        return {"label": "指标" + _LETTERS[number // 7 % len(_LETTERS)], **form} if label else form


_LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"

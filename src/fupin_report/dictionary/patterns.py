"""The text forms as regular expressions that JSON Schema takes (ECMA 262).

They are as strict as an expression can be and never stricter than the reader: what loads matches.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from fupin_report.model.fields import Field, Year
from fupin_report.model.values import (
    Base,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Pledge,
    Prose,
    Quantity,
    SetPhrase,
    Turnout,
)
from fupin_report.model.values.dates import DATE
from fupin_report.model.values.quantity import NUMBER
from fupin_report.model.values.reading import INTEGER
from fupin_report.model.values.words import FALSE_WORDS, TRUE_WORDS
from fupin_report.structure.objects import Change, Signed

_COUNT = f"(?:{INTEGER.pattern})"
_LINE = r"\S[^\n]*"
_SOME_DIGIT = r"(?=[^]*\d)"
_BREAK = r"[，、,]?\s*"


def pattern(kind: Any, each: Field) -> str:
    """Return the expression that a text of a kind must match."""
    body = _FORMS[kind](each).replace(r"\d", "[0-9]").replace("[^]", r"[\s\S]")  # \d: half-width only
    return rf"^\s*{body}\s*$"


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})"


def _number(each: Field) -> str:
    least, _ = each.bounds
    return NUMBER if least is None or least < 0 else NUMBER.removeprefix("-?")


def _counted(units: tuple[str, ...]) -> str:
    return _COUNT + (rf"\s*{_any(units)}?" if units else "")


def _measured(units: tuple[str, ...], *, unit_needed: bool = False, number: str = NUMBER) -> str:
    """Write a quantity: one number or a range, with the words for rough numbers."""
    end = "" if unit_needed else "?"
    split = [(unit[: len(unit) - len(unit.lstrip("万亿"))], unit.lstrip("万亿")) for unit in units]
    rough = [rf"{scale}(?:余|多)?\s*{rest}" for scale, rest in split]
    unit = _any(tuple(rough)) + end if units else r"[^0-9，=\n]*"
    plain = _any(units) if units else r"[^0-9至～~—-]*"
    single = rf"(?:约|近)?\s*{number}\s*(?:余|多)?\s*{unit}\s*(?:以上|以内)?"
    spread = rf"{number}\s*(?:{plain})?\s*(?:至|[～~—-]){number}\s*{plain}{end}"
    return f"(?:{spread}|{single})"


def _turnout(_: Field) -> str:
    sessions, attendance = (part.metadata["units"] for part in dataclasses.fields(Turnout))
    return f"{_measured(sessions, unit_needed=True)}{_BREAK}{_measured(attendance, unit_needed=True)}?"


def _pledge(_: Field) -> str:
    units = [part.metadata["units"] for part in dataclasses.fields(Pledge)]
    return _SOME_DIGIT + _BREAK.join(f"{_measured(unit, unit_needed=True)}?" for unit in units)


def _indicator(_: Field) -> str:
    number = _measured(())
    shares = rf"(?:{number}(?:\s*/\s*{number})?)?\s*(?:=\s*{number})?"
    compared = rf"(?:，?\s*{_any(tuple(Base))}[^\n]*)?"
    return rf"{_SOME_DIGIT}(?:[^：\n]+：\s*)?{shares}\s*{compared}"


def _truth(_: Field) -> str:
    words = sorted(TRUE_WORDS | FALSE_WORDS)
    return _any(tuple("".join(f"[{c}{c.upper()}]" if c.isascii() else c for c in word) for word in words))


_FORMS: Mapping[Any, Callable[[Field], str]] = {
    int: lambda each: _counted(each.units),
    Signed: lambda _: rf"[+-]?{_COUNT}",
    Year: lambda _: r"[12]\d{3}\s*年?",
    Decimal: lambda _: NUMBER,
    str: lambda _: _LINE,
    Prose: lambda _: r"\S[^]*",
    SetPhrase: lambda _: r"\S[^]*",
    bool: _truth,
    Change: lambda _: rf"[+-]?{NUMBER.removeprefix('-?')}(?:%|个百分点)?",
    PartialDate: lambda _: f"(?:{DATE.pattern})",
    Quantity: lambda each: _measured(each.units, number=_number(each)),
    HouseholdsPersons: lambda _: rf"{_COUNT}\s*户{_BREAK}{_COUNT}\s*人",
    HouseholdsOrPersons: lambda _: rf"{_SOME_DIGIT}(?:{_COUNT}|(?:{_COUNT}\s*户)?{_BREAK}(?:{_COUNT}\s*人)?)",
    NaturalChange: lambda _: rf"{_SOME_DIGIT}(?:[+-]\d+户)?{_BREAK}(?:[+-]\d+人)?",
    Turnout: _turnout,
    Pledge: _pledge,
    Indicator: _indicator,
}

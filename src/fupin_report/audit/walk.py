"""What a report holds, found in one walk: its sections, and by their kinds the values that rules look at.

What is not given is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from fupin_report import datapath
from fupin_report.model.fields import Section
from fupin_report.model.values import (
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Prose,
    Quantity,
)

Held: TypeAlias = tuple[Any, str, str]
"""A value, the path of what holds it, and its name there: :func:`below` writes the path of the value."""

_WORDS = frozenset({str, Prose})
_PAIRS = frozenset({HouseholdsPersons, HouseholdsOrPersons})
_DIGITS = frozenset({int, bool, Decimal, PartialDate, NaturalChange, type(None)})


class Contents:
    """All that is given in a section and below it, the outer before the inner."""

    __slots__ = ("indicators", "lists", "pairs", "prose", "quantities", "sections", "words")

    sections: list[tuple[Section, str]]
    """Every section and row with its path."""
    quantities: list[tuple[Quantity, Section, str, str]]
    """Every quantity that is a field, with its section, the section's path and its name."""
    pairs: list[Held]
    """All households and persons."""
    lists: list[Held]
    """Every list of more than one row."""
    indicators: list[tuple[Indicator, str]]
    """Every indicator with its path."""
    prose: list[Held]
    """Every text of sentences."""
    words: set[str]
    """Every text, label and unit."""

    def __init__(self, section: Section, path: str = "") -> None:
        self.sections, self.quantities, self.pairs, self.lists, self.indicators = [], [], [], [], []
        self.prose, self.words = [], set()
        self._enter(section, path)

    def _enter(self, section: Section, path: str) -> None:
        self.sections.append((section, path))
        values = vars(section)
        if section.text_form is HouseholdsPersons and "households" in values and "persons" in values:
            self.pairs.append((section, path, ""))
        inner: list[tuple[Section, str]] = []
        for name, value in values.items():
            kind = type(value)
            if kind in _DIGITS:
                continue
            if kind is str:
                self.words.add(value)
            elif kind is Prose:
                self._sentences(value, path, name)
            elif kind is Quantity:
                self.quantities.append((value, section, path, name))
                self.words.add(value.unit)
                self.words.add(value.word)
            elif kind in _PAIRS:
                self.pairs.append((value, path, name))
            elif kind is tuple:
                if len(value) > 1:
                    self.lists.append((value, path, name))
                self._rows(value, path, name, inner)
            elif isinstance(value, Section):
                inner.append((value, below(path, name)))
            elif not isinstance(value, Choice) and name in section.fields:
                self._value(value, below(path, name), inner)
        for each, where in inner:
            self._enter(each, where)

    def _rows(self, rows: tuple[Any, ...], path: str, name: str, inner: list[tuple[Section, str]]) -> None:
        if rows and type(rows[0]) in _WORDS:
            self.words.update(rows)
            return
        path = below(path, name)
        for index, row in enumerate(rows):
            if isinstance(row, Section):
                inner.append((row, f"{path}[{index}]"))
            else:
                self._value(row, f"{path}[{index}]", inner)

    def _value(self, value: Any, path: str, inner: list[tuple[Section, str]]) -> None:
        """Take in what is no section and not read digit by digit."""
        if isinstance(value, Indicator):
            self.indicators.append((value, path))
            self._open(value.value, value.of, value.rate, value.previous)
            self.words.update((value.label, value.change))
        elif isinstance(value, Mapping):
            self._labelled(value, path, inner)
        elif isinstance(value, tuple):
            self._rows(value, path, "", inner)
        elif type(value) is Prose:
            self._sentences(value, path, "")
        elif not isinstance(value, Choice):
            self.words.add(value if isinstance(value, str) else str(value))

    def _labelled(self, rows: Mapping[str, Any], path: str, inner: list[tuple[Section, str]]) -> None:
        self.words.update(rows)
        for label, row in rows.items():
            if type(row) in _PAIRS:
                self.pairs.append((row, path, label))
            elif isinstance(row, Section):
                inner.append((row, datapath.child(path, label)))
            elif type(row) not in _DIGITS:
                self._value(row, datapath.child(path, label), inner)

    def _sentences(self, value: Prose, path: str, name: str) -> None:
        self.prose.append((value, path, name))
        self.words.add(value)

    def _open(self, *quantities: Quantity | None) -> None:
        """Note the words of quantities: their digits leave nothing open."""
        for each in quantities:
            if each is not None:
                self.words.add(each.unit)
                self.words.add(each.word)


def below(path: str, name: str) -> str:
    """Return the path of a field; the root's path is empty."""
    return f"{path}.{name}" if path and name else path or name

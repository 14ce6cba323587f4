"""A rule on data: a code, a title, a severity, and a function that yields what it dislikes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from fupin_report.audit.data.official import Official, packaged
from fupin_report.audit.finding import Finding, Severity
from fupin_report.audit.walk import Contents
from fupin_report.frozen import frozen
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.model.titles import title_of
from fupin_report.model.values import Base, Indicator, Quantity

Kind = TypeVar("Kind", bound=Section)


@dataclass(frozen=True)
class Facts:
    """What a rule may look at: the report, its earlier one, the official values."""

    report: Report
    previous: Report | Mapping[Base, Report] | None = None
    """The earlier report, or the one that each 口径 speaks of."""
    given: Official | None = None

    def earlier(self, base: Base | None) -> Report | None:
        """Return the report that an indicator of a 口径 is compared with; without one, the last."""
        if isinstance(self.previous, Mapping):
            return self.previous.get(base or Base.PREVIOUS_HALF)
        return self.previous

    @property
    def official(self) -> Official:
        """Official values and bands."""
        return self.given or packaged()

    @cached_property
    def contents(self) -> Contents:
        """All that the report holds, by its kinds."""
        return Contents(self.report)

    @cached_property
    def sections(self) -> tuple[tuple[Section, str], ...]:
        """Every section and row with its path, the outer before the inner."""
        return tuple(self.contents.sections)

    def all(self, cls: type[Kind]) -> Iterator[tuple[Kind, str]]:
        """Yield the sections of one class, with their paths."""
        return iter(self._by_class.get(cls, ()))

    @cached_property
    def _by_class(self) -> Mapping[type[Section], list[tuple[Any, str]]]:
        rows: dict[Any, list[tuple[Any, str]]] = {}
        for section, path in self.sections:
            rows.setdefault(type(section), []).append((section, path))
        return rows

    @property
    def indicators(self) -> Sequence[tuple[Indicator, str]]:
        """Every indicator, with its path."""
        return self.contents.indicators


@frozen
class Notice:
    """What a rule dislikes."""

    message: str
    paths: tuple[str, ...]
    """Data paths of the figures, the stated one first."""
    severity: Severity | None = None
    """That of the rule, when left out."""
    gap: Quantity | None = None
    """How far the figures differ."""


Check: TypeAlias = Callable[[Facts], Iterable[Notice]]


@frozen
class DataRule:
    """One rule on the data of a report."""

    code: str
    title: str
    severity: Severity
    check: Check

    def findings(self, facts: Facts) -> Iterator[Finding]:
        """Yield what the rule dislikes in a report."""
        return map(self._finding, self.check(facts))

    def _finding(self, notice: Notice) -> Finding:
        title = title_of(notice.paths[0] if notice.paths else "")
        severity = notice.severity or self.severity
        return Finding(self.code, severity, notice.message, notice.paths, title, gap=notice.gap)


def data_rule(code: str, title: str, severity: Severity = Severity.WARNING) -> Callable[[Check], DataRule]:
    """Make a rule of a function::

    @data_rule("U02", "领导小组")
    def led(facts):
        if facts.report.organisations is None:
            yield Notice("没有写机构与责任", ("organisations",))

    audit(report, rules=(*DATA_RULES, led))
    """

    def decorate(check: Check) -> DataRule:
        return DataRule(code, title, severity, check)

    return decorate


def exact(quantity: Quantity | None) -> Quantity | None:
    """Return a quantity that can be compared, else None."""
    return quantity if quantity is not None and quantity.is_exact else None

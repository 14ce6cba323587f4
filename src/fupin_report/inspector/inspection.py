"""What an inspection says: one point a rule of the standard, each with its verdict and where to look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from fupin_report.frozen import frozen


class Strength(StrEnum):
    """Whether the standard itself asks for a point, or good practice does."""

    STANDARD = "标准"
    CUSTOM = "惯例"


class Verdict(StrEnum):
    """What came of a point."""

    DEVIATES = "偏离"
    NOT_APPLICABLE = "不适用"
    CONFORMS = "符合"


@frozen
class Place:
    """A paragraph to look at."""

    paragraph: int
    """Its number in the file, from 1; the paragraphs of cells count. 0 in a footer."""
    text: str
    """How it begins."""

    def __str__(self) -> str:
        where = f"第{self.paragraph}段" if self.paragraph else "页脚"
        return f"{where}“{self.text}”" if self.text else where


@frozen
class Point:
    """One thing looked at."""

    name: str
    """What is looked at, in Chinese."""
    clause: str
    """Clause of GB/T 9704—2012; empty for what no clause speaks of."""
    strength: Strength
    required: str
    found: str
    verdict: Verdict
    places: tuple[Place, ...] = ()
    """Where it deviates, the first few."""

    @property
    def weight(self) -> tuple[int, int]:
        """Sorts deviations first, and those from the standard before the others."""
        return tuple(Verdict).index(self.verdict), tuple(Strength).index(self.strength)


@frozen
class Inspection:
    """Every point of a file, in the order of the standard."""

    points: tuple[Point, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing deviates from the standard itself; habits may be others."""
        return not any(point.strength is Strength.STANDARD for point in self.deviations)

    @property
    def deviations(self) -> tuple[Point, ...]:
        """Points that deviate, those from the standard first."""
        return tuple(point for point in self.by_weight() if point.verdict is Verdict.DEVIATES)

    def by_weight(self) -> list[Point]:
        """Return the points, deviations first; within one weight in the order of the standard."""
        return sorted(self.points, key=lambda point: point.weight)

    def count(self, verdict: Verdict, strength: Strength | None = None) -> int:
        """Return how many points have a verdict."""
        return sum(p.verdict is verdict and strength in (None, p.strength) for p in self.points)

    def as_data(self) -> list[dict[str, Any]]:
        """Return the points as plain values, for JSON."""
        return [asdict(point) for point in self.points]

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

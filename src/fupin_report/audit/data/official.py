"""Official values and plausible bands: a packaged file, which a county can replace by its own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeAlias

from fupin_report.frozen import frozen

Band: TypeAlias = tuple[Decimal, Decimal]


@frozen
class Official:
    """Poverty lines by base year, and bands outside of which a figure is looked at twice."""

    lines: Mapping[int, int]
    """National poverty line by base year, in 元."""
    unconfirmed: Mapping[int, int]
    """The same where the source is not certain."""
    small_groups: Band
    """Persons per household."""
    large_groups: Band
    large_from: int
    road_km: Band
    """万元 per 公里."""
    bridge_m: Band
    """万元 per 米."""
    road_length: Band
    """公里."""
    yields: Mapping[str, Band]
    """公斤 per 亩, by crop."""
    most_crops: Decimal
    """How often a year farmland may be cropped."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the TOML text of such a file. Raises `ValueError`, and `KeyError` for what is missing."""
        import tomllib  # what compares with these values needs it, and no other run

        data: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        household = data["persons_per_household"]
        return cls(
            {int(year): line for year, line in data["line"].items()},
            {int(year): line for year, line in data["unconfirmed"].items()},
            _band(household["small"]),
            _band(household["large"]),
            household["from"],
            _band(data["unit_cost"]["road_km"]),
            _band(data["unit_cost"]["bridge_m"]),
            _band(data["length_km"]["road"]),
            {crop: _band(band) for crop, band in data["yield_kg_mu"].items()},
            Decimal(data["cropping"]["most"]),
        )


def _band(ends: list[Any]) -> Band:
    low, high = map(Decimal, ends)
    return low, high


@cache
def packaged() -> Official:
    """Return the values that come with the program."""
    return Official.read(Path(__file__).with_name("official.toml").read_text("utf-8"))

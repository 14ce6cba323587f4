"""户数 and 人数 of a pair, each for itself."""

from __future__ import annotations

from fupin_report.filters.reading import reads
from fupin_report.filters.refusal import FilterError, refusal
from fupin_report.model.fields import Section
from fupin_report.model.values import HouseholdsOrPersons, HouseholdsPersons

_PAIRS = (HouseholdsPersons, HouseholdsOrPersons)


@reads("households")
def households(value: object) -> str:
    """Write the households of a pair: 765户3152人 → 765户.

    Takes a pair, a section written as one (清退), or a plain count.
    """
    return f"{_part(value, 'households', '户数')}户"


@reads("persons")
def persons(value: object) -> str:
    """Write the persons of a pair: 765户3152人 → 3152人.

    Takes a pair, a section written as one (清退), or a plain count.
    """
    return f"{_part(value, 'persons', '人数')}人"


def _part(value: object, name: str, title: str) -> int:
    part = value
    if isinstance(value, _PAIRS) or (isinstance(value, Section) and type(value).text_form in _PAIRS):
        part = getattr(value, name)
        if part is None:
            raise FilterError(f"“{value}”没有{title}")
    if not isinstance(part, int) or isinstance(part, bool):
        raise refusal(f"户数人数或{title}", value)
    return part

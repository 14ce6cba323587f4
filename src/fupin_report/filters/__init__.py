"""Filters: how a value is worded, `{{ funds.total|wan }}`.

Pure functions, value → text. They know nothing of Jinja or of data paths; templating wraps each of
them once. A value of the wrong kind raises :class:`FilterError`, which says what the filter takes and
what it got. A filter never invents: what it cannot word truly it refuses.
"""

from __future__ import annotations

from collections.abc import Callable

from fupin_report.filters.change import change, compared, difference
from fupin_report.filters.chinese import chinese, formal_money, ordinal
from fupin_report.filters.dates import (
    chinese_date,
    chinese_year,
    date,
    month,
    month_day,
    month_end,
    until,
    year,
)
from fupin_report.filters.lists import enumerated, etc, listing
from fupin_report.filters.numbers import compact, grouped, percent, rounded
from fupin_report.filters.pairs import households, persons
from fupin_report.filters.periods import as_of, next_period_name, period_name
from fupin_report.filters.refusal import FilterError
from fupin_report.filters.units import hectares, wan, yi
from fupin_report.filters.words import book_title, clause, quoted, sentence

FILTERS: dict[str, Callable[..., str]] = {
    "date": date,
    "year": year,
    "month": month,
    "month_day": month_day,
    "month_end": month_end,
    "until": until,
    "chinese_date": chinese_date,
    "chinese_year": chinese_year,
    "period_name": period_name,
    "next_period_name": next_period_name,
    "as_of": as_of,
    "listing": listing,
    "enumerated": enumerated,
    "etc": etc,
    "chinese": chinese,
    "ordinal": ordinal,
    "formal_money": formal_money,
    "wan": wan,
    "yi": yi,
    "hectares": hectares,
    "grouped": grouped,
    "compact": compact,
    "rounded": rounded,
    "percent": percent,
    "households": households,
    "persons": persons,
    "change": change,
    "difference": difference,
    "compared": compared,
    "clause": clause,
    "sentence": sentence,
    "quoted": quoted,
    "book_title": book_title,
}
"""The filters of the product by their names in templates."""

__all__ = ["FILTERS", "FilterError"]

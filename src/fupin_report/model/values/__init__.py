"""The values a field can hold, each with one Chinese text form.

`str(value)` writes the form that stands in a report and in the YAML, `parse` reads it back:
`parse(str(x)) == x`. Numbers are `int` or `Decimal`, never float, and keep their digits as written.
A text that cannot be read raises :class:`Misread`, which says how to write it.
"""

from fupin_report.model.values.blank import BLANK, has_blank, may_have_blank
from fupin_report.model.values.dates import PartialDate
from fupin_report.model.values.indicator import Base, Indicator
from fupin_report.model.values.pairs import (
    HouseholdsOrPersons,
    HouseholdsPersons,
    NaturalChange,
    Pledge,
    Turnout,
)
from fupin_report.model.values.parts import PARTS, part_names, told_parts
from fupin_report.model.values.quantity import Approx, Quantity
from fupin_report.model.values.reading import Misread, count, decimal
from fupin_report.model.values.words import Choice, Prose, SetPhrase, truth

__all__ = [
    "BLANK",
    "PARTS",
    "Approx",
    "Base",
    "Choice",
    "HouseholdsOrPersons",
    "HouseholdsPersons",
    "Indicator",
    "Misread",
    "NaturalChange",
    "PartialDate",
    "Pledge",
    "Prose",
    "Quantity",
    "SetPhrase",
    "Turnout",
    "count",
    "decimal",
    "has_blank",
    "may_have_blank",
    "part_names",
    "told_parts",
    "truth",
]

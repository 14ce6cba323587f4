"""数据核对: what identities cannot say. A rule is a function from the facts to what it dislikes.

All of ours stand in :data:`RULES`; one of your own is made with :func:`data_rule`.
"""

from __future__ import annotations

from fupin_report.audit.data import (
    bands,
    beginnings,
    copied,
    dates,
    lines,
    money,
    repeats,
    roster,
    shares,
    stated,
)
from fupin_report.audit.data.official import Official
from fupin_report.audit.data.rules import DataRule, Facts, Notice, data_rule

__all__ = ["RULES", "DataRule", "Facts", "Notice", "Official", "data_rule"]

RULES: tuple[DataRule, ...] = (
    *shares.RULES,
    *bands.RULES,
    *roster.RULES,
    *money.RULES,
    lines.poverty_line,
    *dates.RULES,
    *repeats.RULES,
    *copied.RULES,
    *stated.RULES,
    *beginnings.RULES,
)
"""The built-in rules."""

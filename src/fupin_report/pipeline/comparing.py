"""A comparison of two reports as a document that can be written in any format."""

from __future__ import annotations

from fupin_report.comparison import Comparison
from fupin_report.document import Document, Properties, Text
from fupin_report.markup import escape, parse
from fupin_report.numbering import number


def comparison_document(comparison: Comparison) -> Document:
    """Return a comparison as a document that can be written in any format."""
    lines = [f"# {_typed(comparison.title)}", "", "## 变化的数", "", ": 两期对照"]
    lines += ["| 项目 | 上期 | 本期 | 增减 | 幅度 |", "|---|---|---|---|---|"]
    for each in comparison.changes:
        cells = (each.title, each.before, each.after, each.difference, each.percent)
        lines.append(f"| {' | '.join(_typed(cell) or '—' for cell in cells)} |")
    lines += ["", "## 上期的打算", ""]
    for promise in comparison.promises:
        said = "，".join(filter(None, (promise.text.rstrip("。"), promise.owner, promise.due)))
        lines += [f"1. {_typed(said)}。"]
    lines += ["", "## 本期的成效", ""]
    lines += [f"1. {_typed(each)}。" for each in comparison.outcomes]
    return number(parse("\n".join(lines), Properties(comparison.title, "", "", False), str))


def _typed(text: str) -> str:
    words = " ".join(text.split())
    return escape((Text(words),), figures=False) if words else ""

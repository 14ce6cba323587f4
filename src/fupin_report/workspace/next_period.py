"""新一期: a file to begin a period with, made of the last one's.

What a township is called and made of stays; every figure of the last period becomes 上期值, or is blank;
its sentences are not carried over, but what it promised stands there as a comment.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from textwrap import indent
from typing import Any

from fupin_report.model.fields import Field, Section, Year, is_section
from fupin_report.model.report import FEWEST, Report
from fupin_report.model.values import Base, Choice, Indicator, Misread, Quantity
from fupin_report.patterns import expression
from fupin_report.source import SourceMap, to_yaml

BLANK = "__"
_ROWS = frozenset(("id", "name", "label", "type", "fund", "villages", "affects", "helping_unit"))
"""Words that say which row this is, or point to another: they stay whatever they hold."""
_STANDARDS = frozenset(("format", "base_year", "line_yuan"))
"""Numbers that are of no period."""
_BLANKED = frozenset(("status", "occasion"))
"""Fields of words that are true of one period only."""
_ONCE = frozenset(
    (
        *("training", "relief", "visit_event", "tasks", "photos", "rectification", "notice", "explanations"),
        *("meetings", "inspections", "publicity", "outcomes"),
    )
)
"""What happened in the period; the next begins without."""
_DONE = frozenset(("完工", "验收", "投用", "投入使用", "completed", "accepted", "in_use"))
"""Projects in these states are told no more."""
_DROPPED = frozenset(("as_of", "start", "end", "doc_number", "copy_number", "printed_on", "basis_documents"))
_DIGIT = expression(r"[0-9０-９]")
_WHOLE = expression(r"[1-9]\d{0,8}", re.ASCII)
_HALVES = {"H1": "上半年", "H2": "下半年", "": "全年"}


def begun(last: SourceMap, before: str, period: str) -> str:
    """Return the text of a period's file. `last` is the tree of the period `before`, both named `2015H1`."""
    tree: Mapping[str, Any] = last.root
    base = _relation(before, period)
    lines = [f"# {_spoken(period)}的数据，由 {before} 的文件起头：__ 都等着填，上期值是那一期报告里的数"]
    for key, node in tree.items():
        field = Report.keys.get(key)
        if field is None or field.name in _ONCE:
            lines += [f"\n# {key}：上一期的不沿用，有新的再写"] if field else []
            continue
        made = _special(field.name, node, before, period) or _carried(node, field, base)
        comments = _promised(node) if field.name == "plans" else ()
        if made not in ([], {}):
            lines += ["", *comments, _section_text(key, made)]
    return "\n".join(lines) + "\n"


def _special(name: str, node: Any, before: str, period: str) -> Any:
    """Return the sections that are about the period itself."""
    if name == "period":
        year, half = int(period[:4]), _HALVES[period[4:]]
        return {"年度": year} | ({"半年": half} if period[4:] else {})
    if name in ("problems", "plans"):
        return [{"正文": BLANK} for _ in range(FEWEST.get(name, 1))]
    if name == "document" and isinstance(node, Mapping):
        return {key: _of_document(key, value, before, period) for key, value in _staying(node)}
    return None


def _staying(node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    keys = Report.keys["document"].kind.keys
    yield from ((key, value) for key, value in node.items() if keys[key].name not in _DROPPED)


def _of_document(key: str, value: Any, before: str, period: str) -> Any:
    name = Report.keys["document"].kind.keys[key].name
    if name == "title" and isinstance(value, str):
        told = value.replace(_spoken(before), _spoken(period))
        return told if told != value or not _DIGIT.search(value) else BLANK
    if name in ("sign_date", "occasion"):
        return BLANK
    return value


def _carried(node: Any, field: Field, base: Base) -> Any:
    """Return what stays of a value: names and words that tell rows apart; figures are blank."""
    kind, origin = field.kind, typing.get_origin(field.kind)
    if kind is Indicator:
        return _indicator(node, field.title, base)
    if origin is tuple and isinstance(node, list):
        return _rows(node, typing.get_args(kind)[0], field, base)
    if origin is not None and isinstance(node, Mapping) and kind is not Year:
        inner = typing.get_args(kind)[-1]
        of_label = {label: Field(label, label, inner) for label in node}
        return {label: _carried(value, of_label[label], base) for label, value in node.items()}
    if is_section(kind) and isinstance(node, Mapping):
        return _section(node, kind, base)
    if node is None or _stays(field):
        return int(node) if isinstance(node, str) and _WHOLE.fullmatch(node) else node
    worded = kind is str or (isinstance(kind, type) and issubclass(kind, (Choice, bool)))
    return _worded(node) if worded and field.name not in _BLANKED else BLANK


def _stays(field: Field) -> bool:
    return field.name in _STANDARDS or (field.name in _ROWS and field.kind not in (int, Quantity))


def _worded(node: Any) -> Any:
    """Return words that hold no number; a number belongs to its period."""
    return node if isinstance(node, str) and not _DIGIT.search(node) else BLANK


def _rows(node: list[Any], kind: Any, field: Field, base: Base) -> list[Any]:
    if is_section(kind):
        kept = [row for row in node if not isinstance(row, Mapping) or not _is_done(row, kind)]
        return [_section(row, kind, base) if isinstance(row, Mapping) else _worded(row) for row in kept]
    if _stays(field):
        return node
    return [_carried(each, Field(field.name, field.title, kind), base) for each in node]


def _is_done(row: Mapping[str, Any], kind: type[Section]) -> bool:
    return any(
        kind.keys[key].name == "status" and value in _DONE for key, value in row.items() if key in kind.keys
    )


def _section(node: Mapping[str, Any], kind: type[Section], base: Base) -> dict[str, Any]:
    fields = {key: kind.keys[key] for key in node if key in kind.keys}
    made = {
        key: _carried(node[key], field, base)
        for key, field in fields.items()
        if field.name not in _DROPPED | _ONCE
    }
    return {key: value for key, value in made.items() if value not in ([], {})}


def _section_text(key: str, made: Any) -> str:
    """Return a section as YAML, one field a line."""
    if not isinstance(made, dict):
        return _entry(key, made)
    fields = "\n".join(_entry(name, value) for name, value in made.items())
    return f"{_entry(key, '')[:-2].rstrip()}\n{indent(fields, '  ')}"


def _entry(key: str, value: Any) -> str:
    """Return a key and its value; a short one stands on the key's line."""
    text = to_yaml({key: value}).rstrip()
    return text[1:-1] if text.startswith("{") else text


def _indicator(node: Any, label: str, base: Base) -> Any:
    """Return an indicator whose value is now the earlier one. With an id, the program looks it up."""
    if isinstance(node, Mapping):
        english = "value" in node or "rate" in node
        names = ("value", "rate", "previous", "base") if english else ("数值", "比率", "上期值", "口径")
        value, rate, previous, of_base = names
        main = value if node.get(value) is not None else rate
        kept = {key: node[key] for key in node if key in ("id", "编号", "label", "名称")}
        known = isinstance(node.get(of_base), str) and ("id" in kept or "编号" in kept)
        compared = (
            {of_base: node[of_base]} if known else {previous: node.get(main, BLANK), of_base: base.value}
        )
        return kept | {main: BLANK} | compared
    try:
        told = Indicator.parse(str(node), label)
    except Misread:  # blank, or wrong: told when that period is checked
        return BLANK
    before = told.value or told.rate
    return {"数值": BLANK, "上期值": str(before), "口径": base.value} if before else BLANK


def _promised(node: Any) -> Iterator[str]:
    """Yield what the last period promised, as comments for whoever writes this one."""
    rows = [row for row in node if isinstance(row, Mapping)] if isinstance(node, list) else []
    if rows:
        yield "# 上一期的打算，写成效时逐条对照："
    for row in rows:
        words = [
            str(row[key]) for key in ("小标题", "heading", "正文", "text", "时限", "due") if row.get(key)
        ]
        yield f"#   - {'：'.join(word.strip().replace(chr(10), ' ') for word in words)}"


def _relation(before: str, period: str) -> Base:
    """Return what the value of a period is to another one."""
    return Base.SAME_PERIOD_LAST_YEAR if before[4:] == period[4:] else Base.PREVIOUS_HALF


def _spoken(period: str) -> str:
    return f"{period[:4]}年{_HALVES[period[4:]] if period[4:] else ''}"

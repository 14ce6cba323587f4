"""What a file says of other places in it: figures quoted in prose, own checks, what explanations are of."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from fupin_report import datapath
from fupin_report.model.fields import Section
from fupin_report.model.identities import parse_check
from fupin_report.model.report import Report
from fupin_report.model.routes import check_names
from fupin_report.model.values import PARTS, Indicator, Prose, part_names, told_parts
from fupin_report.model.values.words import REFERENCE
from fupin_report.patterns import expression
from fupin_report.structure.reading import Reading


def check_references(report: Report, reading: Reading) -> None:
    """Record D220 for every quoted path that leads nowhere, with the place of the text that quotes it."""
    for place, title, text in reading.quoting:
        for reference in REFERENCE.finditer(text):
            reason = _reason_against(report, reference[1])
            if reason:
                reading.bad("D220", place, title, f"引用的“{reference[1]}”{reason}", words=reference[0])


def check_own_checks(report: Report, reading: Reading) -> None:
    """Record D221 for every line under 自定义核对 that cannot be read, or names what there is not."""
    for index, line in enumerate(report.checks):
        try:
            check_names(parse_check(line), Report)
        except ValueError as error:
            path = datapath.element("checks", index)
            reading.bad("D221", path, Report.fields["checks"].title, str(error))


def check_explanations(report: Report, reading: Reading) -> None:
    """Record D205 for every explanation that names several checks at once, or one in small letters."""
    for index, each in enumerate(report.explanations):
        named = [code.upper() for code in _CODE.findall(each.check)]
        if len(named) > 1:
            told = f"一条只写一个编号，{'、'.join(named)} 各写一条"
        elif named and each.check == named[0].lower():
            told = f"编号写成 {named[0]}"
        else:
            continue
        path = datapath.child(datapath.element("explanations", index), "check")
        reading.bad("D205", path, each.fields["check"].title, f"{told}，写的是“{each.check}”")


_CODE = expression(r"(?i)(?<![a-z0-9])x\d\d(?!\d)")


def _reason_against(report: Report, path: str) -> str:
    value: Any = report
    segments = datapath.split(path)
    for number, segment in enumerate(segments, start=1):
        try:
            value = _step(value, segment)
        except LookupError:
            return f"不存在（没有“{segment}”）{_meant(value, segment)}"
        if _is_empty(value):
            return "没有填" if number == len(segments) else f"不存在（“{segment}”没有填）"
    if isinstance(value, (tuple, Mapping)):
        return f"是一组数据，请写明是哪一项{_example(path, value)}"
    if not _has_text(value):
        return f"有下级各项，请写明是哪一项{_example(path, value)}"
    return "是整段文字，引用的应是数或名称" if isinstance(value, Prose) else ""


def _step(value: Any, segment: str | int) -> Any:
    """Return what stands one step down a path. Raises `LookupError`."""
    if isinstance(value, Section):
        return getattr(value, value.keys[str(segment)].name)
    if isinstance(value, Mapping):
        return value[str(segment)]
    if isinstance(value, tuple):
        rows: tuple[Any, ...] = value
        return rows[segment] if isinstance(segment, int) else _named(rows, segment)
    return getattr(value, part_names(type(value))[str(segment)])


def _named(rows: tuple[Any, ...], name: str) -> Any:
    for row in rows:
        if name in _names_of(row):
            return row
    raise LookupError(name)


def _names_of(row: Any) -> tuple[str, ...]:
    """Return what a row goes by: its id, label or name."""
    names = (getattr(row, key, None) for key in ("id", "label", "name"))
    return tuple(filter(None, names))


def _ways(value: Any) -> tuple[str, ...]:
    """Return the names by which something below a value is asked for, Chinese ones before English ones."""
    if isinstance(value, Section):
        return (*(each.title for each in value.fields.values()), *value.fields)
    if isinstance(value, Mapping):
        return tuple(value)
    if isinstance(value, tuple):
        return tuple(name for row in value for name in _names_of(row))
    return tuple(part_names(type(value)))


def _meant(value: Any, segment: str | int) -> str:
    """Say what may be meant by a name that is not there, or what there is."""
    if isinstance(segment, int) and isinstance(value, tuple):
        return f"，共 {len(value)} 条，从 0 数起"
    ways = _ways(value)
    near = difflib.get_close_matches(str(segment), ways, n=1, cutoff=0.5)
    if near:
        return f"。是不是“{near[0]}”？"
    told = told_parts(type(value)) or "、".join(ways[:_MOST_NAMED])
    return f"。可以写：{told}" if told else ""


_MOST_NAMED = 12


def _example(path: str, value: Any) -> str:
    """Return how one of what is filled in below a path is quoted."""
    quoted = next(_leaves(path, value, 3), None)
    return f"，如：{{{{ {quoted} }}}}" if quoted else ""


def _leaves(path: str, value: Any, depth: int) -> Iterator[str]:
    """Yield the paths below one that can be quoted, those of few steps before those of many."""
    below = [(way, each) for way, each in _below(path, value) if not _is_empty(each)]
    yield from (way for way, each in below if _has_text(each) and not isinstance(each, (bool, Prose)))
    for way, each in below if depth else ():
        yield from _leaves(way, each, depth - 1)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, tuple, Mapping)) and not value)


def _has_text(value: Any) -> bool:
    """Whether something can be printed as it is: it has no parts that must be named."""
    if isinstance(value, Section):
        return value.text_form is not None
    return not isinstance(value, (tuple, Mapping, Indicator))


def _below(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what stands one step below a value, and its path by Chinese names."""
    if isinstance(value, Section):
        for name, each in value.fields.items():
            yield datapath.child(path, each.title), getattr(value, name)
    elif isinstance(value, Indicator):
        for name, title in list(PARTS[Indicator].items())[1:]:  # not what it is called, as the path says that
            yield datapath.child(path, title), getattr(value, name)
    elif isinstance(value, Mapping):
        yield from ((datapath.child(path, label), each) for label, each in value.items())
    elif isinstance(value, tuple):
        yield from ((datapath.element(path, number), each) for number, each in enumerate(value))

"""One column of a table of data: its heads, its cells and their total."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, get_args, get_origin

from fupin_report import datapath
from fupin_report.frozen import frozen
from fupin_report.markup import DATA_BREAK, FIGURE, figure_mark
from fupin_report.model.fields import Section, Year, is_section
from fupin_report.model.report import Report
from fupin_report.model.summing import CHAINS, Amount, amount, total
from fupin_report.model.values import Indicator, Quantity
from fupin_report.templating.facts import COMPONENTS, Absent, Fact, Misuse
from fupin_report.templating.lists import Entry, ListView
from fupin_report.templating.views import INDICATOR, View, no_such, step

NOTHING = "—"
"""What stands in a cell that has nothing to say."""
NUMBER = "序号"
"""Name of the column that counts the rows."""
_NOT_ADDED = frozenset(("%", "‰", "℃", "年", "个月", "月", "天", "小时", "分钟", "公里/小时"))
"""Units of what makes no sum: rates, times, speeds."""
_LONG = 8
"""Characters from which on words are set left."""
_MOST_NAMED = 8
"""Fields that a message names as examples."""


@frozen
class Column:
    """A column as markup."""

    name: str
    """As the template asks for it."""
    heads: tuple[str, ...]
    """Words of its head, those of a group of columns first."""
    cells: Sequence[str]
    numeric: bool
    """Whether it holds numbers, or nothing at all."""
    total: str = ""
    """Sum of the numbers; empty where there is none."""
    unit: str = ""
    """What its head is to say; empty where the cells say it, and of 户数 and 人数."""
    centred: bool = True


class _Place(NamedTuple):
    """What is declared of a field that a column shows."""

    steps: tuple[str, ...]
    """Way to it from a row, in English."""
    title: str
    units: tuple[str, ...]
    kind: Any


def columns(rows: Sequence[Any], name: str) -> Iterator[Column]:
    """Yield the column of a name, `registered` or `registered=贫困户`; of a pair its two.

    A `/` in the words after `=` parts the head of a group from that of the column. Raises `Misuse`.
    """
    field, _, words = (part.strip() for part in name.partition("="))
    heads = tuple(filter(None, (part.strip() for part in words.split("/"))))
    if field == NUMBER:
        counted = [figure_mark((_row_path(row),), str(n)) for n, row in enumerate(rows, start=1)]
        yield Column(field, heads or (NUMBER,), counted, numeric=False)
    elif isinstance(rows[0], Entry):
        yield from _of_entries(rows, field, heads)
    else:
        place = _place(type(rows[0].value), field.split("."), f"{rows[0].path}.{field}")
        yield from _of_fields(rows, field, place, heads)


def check_column(kind: type[Section], name: str, rows: str) -> None:
    """Look at a column of rows of a kind, which messages call `rows`. Raises `Misuse` for what no row has."""
    field = name.partition("=")[0].strip()
    if field == NUMBER:
        return
    if not field:
        raise Misuse(f"“{name}”里“=”的前面要写项目名，如：名称=项目")
    path = f"{rows}.{field}"
    found = _place(kind, field.split("."), path).kind
    if isinstance(found, type) and issubclass(found, Section) and found.text_form is None:
        parts = "、".join(f"{field}.{each.title}" for each in list(found.fields.values())[:_MOST_NAMED])
        raise Misuse(f"{path} 有下级各项，请写明是哪一项，如：{parts}")
    if get_origin(found) is Mapping or (get_origin(found) is tuple and is_section(get_args(found)[0])):
        raise Misuse(f"{path} 是一组数据，一格里放不下")


def _row_path(row: Any) -> str:
    """Return where a row stands: its running number leads there."""
    path: str = row.path if isinstance(row, View) else row.label.paths[0]
    return path


def _of_fields(rows: Sequence[Any], name: str, place: _Place, heads: tuple[str, ...]) -> Iterator[Column]:
    values = [_at(row, place.steps) for row in rows]
    yield from _of_values(name, values, place.kind, place.units, heads or (place.title,))


def _of_entries(rows: Sequence[Entry], name: str, heads: tuple[str, ...]) -> Iterator[Column]:
    """Yield the columns of a mapping: the labels, or what stands under them."""
    mapping = _mapping(rows[0])
    if name in ("label", mapping.title):
        yield from _of_values(name, [row.label for row in rows], str, (), heads or (mapping.title,))
    elif name == "value":
        worded = isinstance(mapping.kind, type) and issubclass(mapping.kind, str)
        known = heads or (() if mapping.kind in COMPONENTS else ("内容" if worded else "数量",))
        yield from _of_values(name, [row.value for row in rows], mapping.kind, mapping.units, known)
    else:
        raise Misuse(f"“{mapping.title}”的表只有两列：label（名目）和 value（数量），没有 {name}")


def _mapping(entry: Entry) -> _Place:
    """Return the title of the mapping that an entry stands in, and what is declared of its values."""
    kind: Any = Report
    title = ""
    units: tuple[str, ...] = ()
    for segment in datapath.split(entry.label.paths[0])[:-1]:
        if isinstance(kind, type) and issubclass(kind, Section):
            field = kind.keys[str(segment)]
            title, units, kind = field.title, field.units, field.kind
        else:
            title = str(segment) if get_origin(kind) is Mapping else title
            kind = get_args(kind)[0 if get_origin(kind) is tuple else 1]
    return _Place((), title, units, get_args(kind)[1])


def _place(kind: Any, names: Sequence[str], path: str) -> _Place:
    """Find a field by its English or Chinese names. Raises `Misuse`."""
    steps: list[str] = []
    before = title = ""
    units: tuple[str, ...] = ()
    for name in names:
        if isinstance(kind, type) and issubclass(kind, Section):
            field = kind.keys.get(name)
            if field is None:
                told = no_such(path.removesuffix(f".{name}"), name, kind.keys)
                titles = "、".join(each.title for each in list(kind.fields.values())[:_MOST_NAMED])
                raise Misuse(told if "？" in told else f"{told}。可以写：{titles}等")
            before, title, units, kind = before + title, field.title, field.units, field.kind
            steps.append(field.name)
        elif kind is Indicator and name in INDICATOR:
            steps.append(INDICATOR[name])
            title = title or next(key for key in INDICATOR if INDICATOR[key] == steps[-1] != key)
            units, kind = (), None
        else:
            parts = {key: part for part in _parts(kind) for key in (part.name, part.metadata.get("title"))}
            if name not in parts:
                known = "、".join(part.metadata["title"] for part in _parts(kind))
                raise Misuse(f"{path} 没有 {name} 这一项" + (f"，有：{known}" if known else ""))
            part = parts[name]
            title += part.metadata.get("title", "")
            units, kind = _part_units(part), None
            steps.append(part.name)
    return _Place(tuple(steps), before + title, units, kind)


def _parts(kind: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(kind) if dataclasses.is_dataclass(kind) and kind is not Quantity else ()


def _part_units(part: dataclasses.Field[Any]) -> tuple[str, ...]:
    return (CHAINS[part.name],) if part.name in CHAINS else part.metadata.get("units", ())


def _at(row: Any, steps: Iterable[str]) -> Any:
    """Return what a row has at the end of a way; of an indicator its value."""
    value = row
    for each in steps:
        value = step(value, each)
    return value.child("value") if isinstance(value, View) and isinstance(value.value, Indicator) else value


def _of_values(
    name: str, values: Sequence[Any], kind: Any, units: tuple[str, ...], heads: tuple[str, ...]
) -> Iterator[Column]:
    if kind not in COMPONENTS:
        yield _column(name, heads, values, kind, units)
        return
    titles = {part.name: part for part in _parts(kind)}
    found = {each: [_at(value, (each,)) for value in values] for each in COMPONENTS[kind]}
    given = {each: cells for each, cells in found.items() if not all(isinstance(c, Absent) for c in cells)}
    for each, cells in (given or found).items():
        part = titles[each]
        told = each in CHAINS  # 户数 and 人数 say their units
        head = (*heads, part.metadata["title"])
        yield _column(name, head, cells, None, _part_units(part), told=told)


def _column(
    name: str,
    heads: tuple[str, ...],
    values: Sequence[Any],
    kind: Any,
    units: tuple[str, ...],
    *,
    told: bool = False,
) -> Column:
    """Return a column. Where all exact numbers have one unit, the head says it and the cells do not."""
    amounts = [None if kind is Year else _amount(value, units) for value in values]
    exact = [each for each in amounts if each is not None]
    same = len({each.unit for each in exact}) == 1
    unit = exact[0].unit if same else ""
    cells = [
        figure_mark(value.paths, _written(each.number)) if same and each is not None else _words(value)
        for value, each in zip(values, amounts, strict=True)
    ]
    whole = None if unit in _NOT_ADDED else total(amounts)
    paths = tuple(path for value in values for path in value.paths) if whole else ()
    summed = figure_mark(paths, _written(whole.number)) if whole else ""
    longest = 0 if exact else max(len(FIGURE.sub(r"\2", cell)) for cell in cells)
    head_unit = "" if told else unit
    numeric = bool(exact) or all(isinstance(value, Absent) for value in values)
    return Column(name, heads, cells, numeric, summed, head_unit, centred=longest <= _LONG)


def _amount(value: Any, units: tuple[str, ...]) -> Amount | None:
    """Return the amount of a fact; a count has the unit that its field declares."""
    found = amount(value.value) if isinstance(value, Fact) else None
    return found if found is None or found.unit else Amount(found.number, units[0] if units else "")


def _written(number: int | Decimal) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _words(value: Any) -> str:
    """Return what a cell says, in one line."""
    if isinstance(value, Absent):
        return NOTHING
    if isinstance(value, ListView):
        return "、".join(map(_words, value)) or NOTHING
    if isinstance(value, Fact) and isinstance(value.value, bool):
        return figure_mark(value.paths, "是" if value.value else "否")
    return str(value).replace(f"\n{DATA_BREAK}\n", "")

"""Tables of data: rows and the names of columns in, markup out.

Heads and units are those the fields declare; sums are exact and carry the paths of all they add.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from fupin_report.document import Text
from fupin_report.markup import FIGURE, escape, figure_mark
from fupin_report.templating import budget
from fupin_report.templating.columns import NOTHING, Column, columns
from fupin_report.templating.facts import Absent, Fact, Misuse
from fupin_report.templating.lists import Entry
from fupin_report.templating.runtime import bounded_loop
from fupin_report.templating.views import View

MAX_COLUMNS = 30
"""Most columns of a table; a page has room for a dozen."""
_TOTAL = "合计"
_LEFT, _ABOVE = "<", "^"


def table(
    rows: Any, *names: Any, total: Any = True, no_total: Any = (), merge: Any = (), filled: Any = False
) -> str:
    """Return the markup of a table: filter `table`.

    `rows` is a list of the data, or some of its rows; each name is a field or a path to one, in English
    or Chinese, and may go on with words for its head: `registered`, `registered.households`,
    `amount_wan=资金/下达`. 序号 counts the rows. A mapping needs no names.

    `total` is what the last row is called, 合计 where nothing else is said; nothing for no such row. It
    adds up every column that can be added, being exact and filled in every row, but for those that
    `no_total` names: households that several projects reach are no sum. `merge` names columns in which
    neighbouring rows that say the same become one cell, within such cells of the columns named before.
    With `filled`, columns in which no row says anything are left out.

    Raises `Misuse` for what is no list or no field, and for a table of too many columns.
    """
    elements = _rows(rows)
    wanted = list(_names(names)) or (["label", "value"] if isinstance(elements[0], Entry) else [])
    if not wanted:
        raise Misuse('table 要写出各列，如 table("name", "population")')
    _check_width(len(wanted))
    budget.pay(len(elements) * (1 + len(wanted) // 4))
    made = [column for name in wanted for column in columns(elements, name)]
    if filled:
        made = [each for each in made if any(cell != NOTHING for cell in each.cells)] or made
    _check_width(len(made))
    merging = [name for name in _names((merge,)) if not filled or name in {each.name for each in made}]
    body = _merged(made, merging)
    lines = [*_head(made), [":---:" if each.centred else "---" for each in made], *body]
    lines += _total(_unsummed(made, list(_names((no_total,)))), _label(total), len(elements))
    text = "\n".join([f"| {' | '.join(line)} |" for line in lines])
    budget.pay_text(len(text))
    return text


def _check_width(columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise Misuse(f"表格有 {columns} 列，最多 {MAX_COLUMNS} 列")


def _rows(rows: Any) -> list[Any]:
    if isinstance(rows, Absent):
        raise rows.refusal()
    if isinstance(rows, (str, Fact, View)):
        raise Misuse("table 要的是列表，给的是单个的值")
    elements = list(bounded_loop(rows))
    if not elements:
        raise Misuse("过滤器 table：列表是空的，没有可印的；请先用 if 判断")
    if not all(isinstance(each, (View, Entry)) for each in elements):
        raise Misuse("table 要的是有各项的列表，如 villages、projects、identification.by_cause")
    if len({type(each.value) if isinstance(each, View) else Entry for each in elements}) > 1:
        raise Misuse("table 的各行要是同一种")
    return elements


def _names(names: Iterable[Any]) -> Iterator[str]:
    """Yield names, those in lists as if written one by one."""
    for name in names:
        if isinstance(name, (str, Fact)):
            yield _plain(name)
        elif isinstance(name, (int, float)):
            raise Misuse(f'表的各列写项目名，如 table("name", "population")，写的是 {name}')
        else:
            yield from map(_plain, name)


def _plain(word: Any) -> str:
    return word.plain() if isinstance(word, Fact) else str(word or "")


def _label(total: Any) -> str:
    return _TOTAL if total is True else _plain(total)


def _head(made: Sequence[Column]) -> list[list[str]]:
    """Return the lines of the head: one cell over a group, one cell down where there is no group."""
    heads = list(_heads(made))
    depth = max(map(len, heads))
    lines = [[""] * len(heads) for _ in range(depth)]
    for at, (before, own) in enumerate(pairwise(((), *heads))):
        for level, words in enumerate(own):
            grouped = level + 1 < min(len(own), len(before)) and before[: level + 1] == own[: level + 1]
            lines[level][at] = _LEFT if grouped else escape((Text(words),), figures=False)
        for level in range(len(own), depth):
            lines[level][at] = _ABOVE
    return lines


def _heads(made: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """Yield the heads with their units; where all columns of a group have one, the group says it."""
    for group, members in groupby(made, lambda column: column.heads[:-1]):
        held = list(members)
        units = {column.unit for column in held}
        common = units.pop() if group and len(units) == 1 else ""
        over = (*group[:-1], _with_unit(group[-1], common)) if group else ()
        for column in held:
            yield (*over, _with_unit(column.heads[-1], "" if common else column.unit))


def _with_unit(words: str, unit: str) -> str:
    return f"{words}（{unit}）" if unit else words


def _unsummed(made: Sequence[Column], names: Sequence[str]) -> list[Column]:
    for name in names:
        _check_named(made, name, "no_total")
    return [replace(each, total="") if each.name in names else each for each in made]


def _check_named(made: Sequence[Column], name: str, argument: str) -> None:
    if all(column.name != name for column in made):
        raise Misuse(f"{argument} 里的“{name}”不是表中的一列")


def _merged(made: Sequence[Column], names: Sequence[str]) -> list[list[str]]:
    """Return the rows; in the columns of some names neighbours that say the same are one cell."""
    body = [list(line) for line in zip(*(column.cells for column in made), strict=True)]
    starts = {0}
    for name in names:
        _check_named(made, name, "merge")
        at = next(n for n, column in enumerate(made) if column.name == name)
        said = [FIGURE.sub(r"\2", line[at]) for line in body]
        starts |= {n for n in range(1, len(body)) if said[n] != said[n - 1] or said[n] == NOTHING}
        for first, end in pairwise([*sorted(starts), len(body)]):
            _merge(body[first:end], at)
    return body


def _merge(lines: Sequence[list[str]], at: int) -> None:
    """Make one cell of those that say the same; it has the paths of all."""
    paths = dict.fromkeys(path for line in lines for path in _paths(line[at]))
    if len(lines) > 1 and paths:
        lines[0][at] = figure_mark(tuple(paths), FIGURE.sub(r"\2", lines[0][at]))
        for line in lines[1:]:
            line[at] = _ABOVE


def _paths(cell: str) -> Iterator[str]:
    for mark in FIGURE.finditer(cell):
        yield from mark[1].split("\x1e")


def _total(made: Sequence[Column], label: str, rows: int) -> list[list[str]]:
    """Return the last row, or none: its name goes over the columns before the first with numbers."""
    sums = [column.total for column in made]
    if not label or rows < 2 or sums[0] or not any(sums):
        return []
    words = next((n for n, column in enumerate(made) if n and column.numeric), len(made))
    cells = [escape((Text(label),), figures=False), *[_LEFT] * (words - 1)]
    cells += [column.total or (NOTHING if column.numeric else "") for column in made[words:]]
    return [cells]

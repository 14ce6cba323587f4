"""名册与列表: villages by name and number, things listed twice, units left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from fupin_report import datapath
from fupin_report.audit.data.rules import Facts, Notice, data_rule
from fupin_report.audit.finding import Severity
from fupin_report.audit.walk import below
from fupin_report.model.fields import Section
from fupin_report.model.funds import Fund
from fupin_report.model.identification import Exit
from fupin_report.model.indicators import KNOWN_LABELS
from fupin_report.model.organisations import HelpingUnit, Mechanism
from fupin_report.model.projects import Project, ProjectSource, Reach
from fupin_report.model.relief import Relief
from fupin_report.model.summing import CHAINS
from fupin_report.model.values import HouseholdsPersons, Quantity
from fupin_report.model.villages import PovertyStatus, Village
from fupin_report.numerals import counting
from fupin_report.patterns import expression

_NAMING = {"projects": "villages", "industries": "villages", "problems": "affects"}
"""Lists whose rows name villages, and the field they name them in."""
_UNITS_OF = {label: known for section in KNOWN_LABELS.values() for label, known in section.items()}
_NUMBERED = expression("([一二三四五六七八九十]{1,2}|[0-9]{1,2})[个支项大]")


@data_rule("X16", "村名")
def names(facts: Facts) -> Iterator[Notice]:
    """A village named anywhere is one of the roster."""
    report = facts.report
    known = {_plain(each) for row in report.villages for each in (row.name, row.id or row.name)}
    if not known:
        return
    places = [
        (row, f"{name}[{index}].{field}")
        for name, field in _NAMING.items()
        for index, row in _rows(report, name, field)
    ]
    if report.organisations:
        helped = (each.villages for each in report.organisations.helping_units)
        places += [
            (row, f"organisations.helping_units[{index}].villages") for index, row in enumerate(helped)
        ]
    named = [(name, f"{path}[{index}]") for listed, path in places for index, name in enumerate(listed)]
    counted = report.party.by_village if report.party else ()
    named += [(name, datapath.child("party.by_village", name)) for name in counted]
    for name, path in named:
        if _plain(name) not in known:
            yield Notice(f"村名册里没有“{name}”", (path,))


@data_rule("X16", "编号", Severity.ERROR)
def ids(facts: Facts) -> Iterator[Notice]:
    """An id names a row that there is; else it would be printed as it stands."""
    helping = facts.report.organisations.helping_units if facts.report.organisations else ()
    for source, path in facts.all(ProjectSource):
        yield from _unknown_id(source.fund, facts.report.funds, "资金", f"{path}.fund")
    for village, path in facts.all(Village):
        yield from _unknown_id(village.helping_unit, helping, "帮扶单位", f"{path}.helping_unit")


def _unknown_id(
    written: str | None, rows: Sequence[Fund | HelpingUnit], title: str, path: str
) -> Iterator[Notice]:
    """Yield a notice for what is no id of the rows, nor their name; levels and other names are Chinese."""
    if not written or not written.isascii() or any(written in (row.id, row.name) for row in rows):
        return
    known = [row.id for row in rows if row.id]
    there = f"有的编号：{'、'.join(known)}" if known else f"“{title}”里没有写编号"
    yield Notice(f"“{title}”里没有编号为“{written}”的一条，{there}", (path,))


def _rows(report: Any, name: str, field: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    for index, row in enumerate(getattr(report, name)):
        yield index, getattr(row, field)


def _plain(name: str) -> str:
    """Return a name without the word for what it is: 双河 and 双河村 are one."""
    return name.removesuffix("村").removesuffix("社区") or name


@data_rule("X07", "贫困村数")
def poor_villages(facts: Facts) -> Iterator[Notice]:
    """As many villages have a level of poverty in the roster as the text says."""
    told = facts.report.identification
    levels = [row.poverty_status for row in facts.report.villages]
    if told is None or told.poor_villages is None or not any(levels):
        return
    listed = [index for index, level in enumerate(levels) if level not in (None, PovertyStatus.NONE)]
    if len(listed) != told.poor_villages:
        paths = ("identification.poor_villages", *(f"villages[{index}].poverty_status" for index in listed))
        yield Notice(f"贫困村数写的是{told.poor_villages}，村名册里有{len(listed)}个贫困村", paths)


@data_rule("X04", "受益贫困村", Severity.ERROR)
def reached(facts: Facts) -> Iterator[Notice]:
    """What reaches poor villages only reaches no more than there are."""
    told = facts.report.identification
    for row, path in facts.all(Reach):
        if (
            row.poor_only
            and row.villages
            and told
            and told.poor_villages is not None
            and row.villages > told.poor_villages
        ):
            paths = (f"{path}.villages", "identification.poor_villages")
            yield Notice(f"只含贫困村，受益{row.villages}个村，多于贫困村数{told.poor_villages}", paths)


@data_rule("X04", "受益与所在村", Severity.ERROR)
def reached_in_village(facts: Facts) -> Iterator[Notice]:
    """What lies in one village, and reaches no other, reaches no more people than it has."""
    roster = [(row, f"villages[{index}]") for index, row in enumerate(facts.report.villages)]
    for project, path in facts.all(Project):
        reach = project.reach
        if reach is None or len(project.villages) != 1 or (reach.villages or 1) > 1:
            continue
        where = _plain(project.villages[0])
        for village, place in roster:
            if where in (_plain(village.name), village.id):
                told, whole = f"{path}.reach", f"{village.name}户数和人口"
                yield from _more(reach.hp, village.population, f"{told}.hp", f"{place}.population", whole)
                whole = f"{village.name}建档立卡"
                yield from _more(reach.poor, village.registered, f"{told}.poor", f"{place}.registered", whole)


def _more(
    part: HouseholdsPersons | None, whole: HouseholdsPersons | None, path: str, place: str, title: str
) -> Iterator[Notice]:
    """Yield a notice for each chain of which a part has more than its whole."""
    for chain, unit in CHAINS.items() if part and whole else ():
        some, all_ = getattr(part, chain), getattr(whole, chain)
        if some > all_:
            message = f"受益{some}{unit}，多于{title}{all_}{unit}，超出{some - all_}{unit}"
            gap = Quantity(Decimal(some - all_), unit)
            yield Notice(message, (f"{path}.{chain}", f"{place}.{chain}"), gap=gap)


@data_rule("X07", "提法")
def sayings(facts: Facts) -> Iterator[Notice]:
    """四个一 has four items."""
    for row, path in facts.all(Mechanism):
        found = _NUMBERED.match(row.name)
        if found and row.items and str(len(row.items)) != found[1] and counting(len(row.items)) != found[1]:
            yield Notice(f"“{row.name}”列了{len(row.items)}项", (f"{path}.name", f"{path}.items"))


@data_rule("X18", "重复")
def twice(facts: Facts) -> Iterator[Notice]:
    """No text stands twice in one list, no village, project or year in one table."""
    for rows, path, name in facts.contents.lists:
        keys = [key for row in rows if (key := _key(row))]
        if len(set(keys)) < len(keys):
            yield from _repeated(rows, below(path, name))


def _repeated(rows: tuple[Any, ...], path: str) -> Iterator[Notice]:
    keys = [_key(row) for row in rows]
    doubled = {key for key, times in Counter(key for key in keys if key).items() if times > 1}
    for key in sorted(doubled):
        places = [index for index, each in enumerate(keys) if each == key]
        yield Notice(f"“{key}”列了{len(places)}次", tuple(f"{path}[{index}]" for index in places))


def _key(row: Any) -> str:
    """Return what must not occur twice: a text, the name or number of a row."""
    if isinstance(row, str):
        return row
    if isinstance(row, Exit):
        return f"{row.year}年"
    return (
        str(getattr(row, "id", None) or getattr(row, "name", None) or "") if isinstance(row, Section) else ""
    )


@data_rule("X18", "慰问对象重复")
def relieved(facts: Facts) -> Iterator[Notice]:
    """One kind of people is told once at one occasion."""
    for row, path in facts.all(Relief):
        kinds = Counter(group.kind for group in row.groups)
        for index, group in enumerate(row.groups):
            if kinds[group.kind] > 1:
                yield Notice(f"“{group.kind}”列了{kinds[group.kind]}次", (f"{path}.groups[{index}].kind",))
                kinds[group.kind] = 0


@data_rule("X08", "单位", Severity.ERROR)
def units(facts: Facts) -> Iterator[Notice]:
    """A number of things says what it counts."""
    for quantity, section, path, name in facts.contents.quantities:
        if not quantity.unit and not section.fields[name].units:
            yield Notice(f"{quantity}没有单位", (below(path, name),))


@data_rule("X08", "指标的单位")
def known_units(facts: Facts) -> Iterator[Notice]:
    """A label that reports use keeps its unit."""
    for indicator, path in facts.indicators:
        wanted = _UNITS_OF.get(indicator.label)
        unit = indicator.value.unit if indicator.value else ""
        if wanted and unit and unit not in wanted and not indicator.of:
            yield Notice(
                f"“{indicator.label}”的单位一般是{'、'.join(wanted)}，写的是“{unit}”", (f"{path}.value",)
            )


RULES = (names, ids, poor_villages, reached, reached_in_village, sayings, twice, relieved, units, known_units)

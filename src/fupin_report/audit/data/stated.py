"""文字里直接写的数: a number typed in prose against the field that holds the same.

Only what plainly speaks of the whole township now is compared: `全乡外出务工2900人`. A sentence about
villages, other times, a part of the people, or something new is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from fupin_report.audit.data.repeats import known_labels, of_township
from fupin_report.audit.data.rules import Facts, Notice, data_rule, exact
from fupin_report.audit.scales import converted
from fupin_report.audit.walk import below
from fupin_report.model.titles import kind_of
from fupin_report.model.township import Township
from fupin_report.model.values import Quantity
from fupin_report.patterns import expression

_DIGITS = "0123456789"
_TOWNSHIP = "(?:全|我|本)(?:乡|镇|区|街道)"
_WHOLE = expression(_TOWNSHIP)
_SENTENCE = expression("[^。；！？\n]+")
_CLAUSE = expression("[^，、：（）]+")
_SUBJECT = rf"(?:{_TOWNSHIP})?(?:现|目前|共|总共|累计|下?辖)?有?"
_NUMBER = r"(?a:\d+(?:\.\d+)?)"
_STATED = expression(
    rf"{_SUBJECT}([^\W\d_]+?)(?:总数|人数|总人数)?(?:共|共计|合计|总计)?(?:有|为|是|达|达到|达到了)?"
    rf"({_NUMBER})([^\W\d_余多]{{0,4}})"
)
"""A label, a number and its unit, and nothing else but whom they are about."""
_COUNTS = expression(rf"{_SUBJECT}(?:{_NUMBER}[^\W\d_]{{1,4}})+")
"""Bare counts, after which the sentence still speaks of the same: 全乡1200户4800人，…"""
_OTHERS = expression(
    "村|组|社区|其中|新|增|减|去年|上年|同期|同比|月|季度|曾|原|计划|目标|力争|预计|将|拟|要"
    "|贫困|脱贫|监测|低保|建档|搬迁|项目|工程|帮|培训"
)
"""What tells that a sentence speaks of a part, or of another time."""
_YEAR = expression("(?:19|20)[0-9]{2}年")


@data_rule("X16", "文字里的数")
def stated(facts: Facts) -> Iterator[Notice]:
    """What prose says of the township is what its field says."""
    told: dict[str, list[tuple[Quantity, str]]] = {}
    for text, path, name in facts.contents.prose:
        if path.startswith("plans") or not any(map(text.__contains__, _DIGITS)):
            continue
        told = told or _told(facts)
        for label, said in _statements(text, facts, tuple(told), whole=not _of_villages(path, facts)):
            alike = [(value, place) for value, place in told[label] if _same(said, value) is not None]
            if alike and not any(_same(said, value) for value, _ in alike):
                value, place = alike[0]
                message = f"“{label}”一处是{value}，文字里写的是{said}；{_advice(value, place)}"
                yield Notice(message, (below(path, name), place))


def _advice(value: Quantity, place: str) -> str:
    quoted = f"{{{{ {place} }}}}{value.unit if kind_of(place) is int else ''}"  # a count prints bare
    return f"是同一个数的，请写成引用 {quoted}；不是的，写明是哪里、何时的"


def _of_villages(path: str, facts: Facts) -> bool:
    """Whether what holds a text says which villages it is about."""
    return any(row.affects and path == f"problems[{i}]" for i, row in enumerate(facts.report.problems))


def _told(facts: Facts) -> dict[str, list[tuple[Quantity, str]]]:
    """Return what fields and indicators of the township say, by their titles and labels."""
    told: dict[str, list[tuple[Quantity, str]]] = {}
    measured = (
        (each.label, each.value, f"{path}.value")
        for each, path in facts.indicators
        if "[" not in path and not path.startswith("custom")
    )
    for label, value, place in (*of_township(facts), *measured):
        number = exact(value)
        if label and number:
            told.setdefault(label, []).append((number, place))
    return told


def _statements(
    text: str, facts: Facts, labels: tuple[str, ...], *, whole: bool
) -> Iterator[tuple[str, Quantity]]:
    """Yield what a text says of the whole township, with the label that it says it of.

    `whole` says whether a sentence that names nobody speaks of the township.
    """
    own = f"{facts.report.period.year}年"
    for sentence in _SENTENCE.findall(text):
        rest = sentence.replace(own, "")
        for label in labels:
            rest = rest.replace(label, "")
        if _OTHERS.search(rest) or _YEAR.search(rest):
            whole = False  # the next sentence may go on with them
            continue
        subject = whole
        for clause in _CLAUSE.findall(sentence.strip()):
            subject = subject or bool(_WHOLE.match(clause))
            found = _STATED.fullmatch(clause)
            if found and subject and found[1] in labels:
                yield found[1], Quantity(Decimal(found[2]), found[3])
            goes_on = found[1] in _titles() if found else clause.startswith(own) or _COUNTS.fullmatch(clause)
            subject = subject and bool(goes_on)


@cache
def _titles() -> frozenset[str]:
    """Return what the township's fields and indicators are called, filled in or not."""
    return known_labels() | {each.title for each in Township.fields.values()}


def _same(said: Quantity, value: Quantity) -> bool | None:
    """Return whether two numbers are one; None where their units cannot be compared."""
    number = converted(said.value, said.unit, value.unit)
    return None if number is None else number == value.value


RULES = (stated,)

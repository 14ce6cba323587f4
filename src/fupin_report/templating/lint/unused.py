"""填了但没有用上: what the data hold and no template asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fupin_report.errors import Position, Problem
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.patterns import expression
from fupin_report.templating.facts import Fact
from fupin_report.templating.lists import Entry, ListView
from fupin_report.templating.root import Root
from fupin_report.templating.views import View, WatchedView

UNUSED = "T335"
_NOT_FOR_PRINTING = expression(
    r"format|checks\[\].*|explanations\[\].*|document\..*|period\..*"
    r"|(.*\.)?(id|source|as_of|about\[\]|answers|line_kind|cause_mode|measure_mode|poor_only|yearly|base)"
    r"|(.*\.)?(category|kind|status|nature)|township\.code"
)
"""What decides how something is said or checked and is no text itself, by path without indices."""
_INDEX = expression(r"\[\d+\]")


def unused(report: Report, asked: Root) -> Iterator[Problem]:
    """Yield the fields that are filled in and were not asked for when a report was rendered, once a field.

    `asked` is the root that the templates were given. A part of a pair counts as asked for with the pair.
    """
    read = set(_paths(asked.view, only_asked=True))
    found: dict[str, list[str]] = {}
    whole = Root(report, {}, watched=True)
    for path in _paths(whole.view, only_asked=False):
        field = _INDEX.sub("[]", path)
        if path not in read and not _NOT_FOR_PRINTING.fullmatch(field):
            found.setdefault(field, []).append(path)
    for paths in found.values():
        many = f"等 {len(paths)} 处" if len(paths) > 1 else ""
        message = f"填了但没有用上：这种文稿的模板不印 {paths[0]}{many}"
        yield Problem(UNUSED, message, position=_place(report, paths[0]))


def _paths(value: Any, *, only_asked: bool) -> Iterator[str]:
    """Yield the paths of the facts in something of the data: all, or those that a template came by."""
    if isinstance(value, Fact):
        yield from value.paths
    elif isinstance(value, View):
        for child in value.asked() if isinstance(value, WatchedView) and only_asked else _children(value):
            yield from _paths(child, only_asked=only_asked)
    elif isinstance(value, ListView):
        for each in value.elements:
            inner = each.value if isinstance(each, Entry) else each
            yield from _paths(inner, only_asked=only_asked)


def _children(view: View) -> Iterator[Any]:
    if isinstance(view.value, Section):
        yield from map(view.child, view.value.fields)
    else:  # an indicator, whose parts belong together
        yield from map(view.child, ("value", "of", "rate", "previous", "change"))


def _place(report: Report, path: str) -> Position | None:
    return report.source_map.locate(path) if report.source_map else None

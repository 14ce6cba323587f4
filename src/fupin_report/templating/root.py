"""The whole report as templates see it, and the figures that prose of the data quotes."""

from __future__ import annotations

import difflib
import re
import weakref
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zlib import crc32

from fupin_report import datapath
from fupin_report.errors import Problem, TemplateError
from fupin_report.markup import DATA_BREAK, figure_mark
from fupin_report.model.report import Report
from fupin_report.model.titles import title_of
from fupin_report.model.values import Prose
from fupin_report.model.values.words import REFERENCE
from fupin_report.patterns import expression
from fupin_report.templating.budget import MAX_REPORT_OUTPUT, MAX_REPORT_STEPS, Budget
from fupin_report.templating.facts import Absent, Fact, Misuse, ask
from fupin_report.templating.lists import ListView
from fupin_report.templating.views import View, WatchedView, filled_view, step

_PARAGRAPH_BREAK = expression(r"\n[^\S\n]*\n\s*")


class Root:
    """The whole report as templates see it, and the door for figures inside prose.

    A root that is `watched` remembers what is asked for, and knows the path of what is absent; see
    :class:`FilledView`. What it holds knows it by its `proxy`: with the report it is gone, and with it all
    the rest, without a collector of garbage.
    """

    def __init__(
        self, report: Report, filters: Mapping[str, Callable[..., Any]], *, watched: bool = False
    ) -> None:
        self._report, self._filters = report, filters
        self._names: dict[str, dict[str, tuple[str, str]]] = {}
        self._watched = watched
        self.known: dict[str, Any] = {}
        """The sections that were asked for, by either name."""
        self.proxy: Root = weakref.proxy(self)
        self.budget = Budget(MAX_REPORT_STEPS, MAX_REPORT_OUTPUT)
        self.view = self.view_of(report, "")

    words: Any
    """The wording of the township, as templates see it."""
    names = frozenset((*Report.keys, "wording", "vary"))
    """Top-level names of a template: every section, in both languages, the wording, the choice of words."""

    def section(self, name: str) -> Any:
        """Return a section by its English or Chinese name."""
        if name == "wording":
            return self.words
        if name == "vary":
            return self.vary
        found = self.known[name] = ask(self.view, name)
        return found

    def view_of(self, value: Any, path: str) -> View:
        """Return the view of a section or an indicator."""
        return (WatchedView if self._watched else filled_view)(value, path, self.proxy)

    def vary(self, *ways: Any) -> Any:
        """Return one of several ways to say a thing: the same for a township each time, on each machine.

        Which one depends on the township and on the ways themselves, so that a township's sentences do not
        all turn together.
        """
        if not ways:
            raise Misuse('vary 要写出几种说法，如 vary("说法一", "说法二")')
        place = self._report.township
        who = (place.code or f"{place.county}{place.name}") if place else self._report.document.issuer
        plain = "\x1f".join(str(getattr(way, "value", way)) for way in ways)
        return ways[crc32(f"{who}\x1f{plain}".encode("utf-8", "surrogatepass")) % len(ways)]

    def expand(self, prose: str, paths: tuple[str, ...]) -> str:
        """Return the marks of a prose text: its own words and the figures it quotes."""
        paragraphs = _PARAGRAPH_BREAK.split(prose.strip())
        return f"\n{DATA_BREAK}\n".join(
            self._expand_paragraph(_join_lines(each), paths) for each in paragraphs
        )

    def _expand_paragraph(self, text: str, paths: tuple[str, ...]) -> str:
        if "{{" not in text:
            return figure_mark(paths, text)
        marks, end = [], 0
        for reference in REFERENCE.finditer(text):
            if reference.start() > end:
                marks.append(figure_mark(paths, text[end : reference.start()]))
            marks.append(self._quoted_in_prose(reference, paths[0]))
            end = reference.end()
        if end < len(text):
            marks.append(figure_mark(paths, text[end:]))
        return "".join(marks)

    def _quoted_in_prose(self, reference: re.Match[str], path: str) -> str:
        """Return the mark of a figure that prose quotes.

        Raises `TemplateError` T345 where the prose stands, for what cannot be printed.
        """
        try:
            return str(self.quoted(*reference.groups()))
        except Misuse as error:
            message = f"引用的 {reference[0]}：{error.message}"
            position = self._report.source_map.locate_words(path, reference[0])
            raise TemplateError(Problem("T345", message, path, title_of(path), position)) from error

    def quoted(self, path: str, filter_name: str | None) -> Any:
        """Return the figure at a data path, through a filter if one is named. Raises `Misuse`."""
        value = self.at(path)
        if isinstance(value, Absent):
            raise value.refusal()
        if isinstance(value, Fact) and isinstance(value.value, Prose):
            raise Misuse(f"引用的应是数或名称，{path} 是整段文字")
        if filter_name is None:
            return value
        if filter_name not in self._filters:
            near = difflib.get_close_matches(filter_name, self._filters, n=1)
            raise Misuse(f"没有过滤器 {filter_name}" + (f"。是不是 {near[0]}？" if near else ""))
        return self._filters[filter_name](value)

    def by_name(self, found: Any, rows: str) -> Any:
        """Return what a field holds with the ids of rows as their names; both places are its paths."""
        if isinstance(found, ListView):
            return ListView(tuple(self.by_name(each, rows) for each in found), found.path)
        if not isinstance(found, Fact) or found.value not in self._names_of(rows):
            return found
        name, path = self._names_of(rows)[found.value]
        return Fact(name, (*found.paths, path))

    def _names_of(self, rows: str) -> dict[str, tuple[str, str]]:
        """Return name and path of the rows of a list, by their ids."""
        known = self._names.get(rows)
        if known is None:
            elements = enumerate(_rows_at(self._report, rows))
            named = ((row.id, row.name, f"{rows}[{i}].name") for i, row in elements)
            known = self._names[rows] = {key: (name, path) for key, name, path in named if key}
        return known

    def at(self, path: str) -> Any:
        """Return what stands at a data path, as a template sees it."""
        value: Any = self.view
        for segment in datapath.split(path):
            value = step(value, segment)
        return value


def _rows_at(report: Report, path: str) -> Iterable[Any]:
    """Return the rows of a list of the report; none where the section around it is left out."""
    found: Any = report
    for name in path.split("."):
        found = getattr(found, name, None)
    return found or ()


def _join_lines(paragraph: str) -> str:
    """Join the lines of a paragraph: with a space between Latin words, without among Chinese."""
    lines = [line.strip() for line in paragraph.split("\n")]
    return re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", "\n".join(lines)).replace("\n", "")

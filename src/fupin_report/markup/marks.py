"""Marks: what came from the data and which template line made what follows, taken out of the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fupin_report.document import Figure, Origin
from fupin_report.errors import Position, Problem, TemplateError
from fupin_report.patterns import expression

FIGURE = expression("\x02([^\x01-\x03\x1f]+)\x1f([^\x01-\x03\x1f]*)\x03")
"""A figure's mark: paths, parted by \\x1e, and text."""
ORIGIN = expression("\x01([^\x01-\x03\x1f]+):(\\d+)\x03")
FIGURE_HERE = "\x02"
_AND = "\x1e"
"""Stands between the paths of a figure."""
_CONTROL = expression("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")


DATA_BREAK = "\u2029"
"""A line that parts two paragraphs of one text of the data: inside an item it parts nothing."""


def figure_mark(paths: tuple[str, ...], text: str) -> str:
    """Return the mark of a text that came from the data."""
    return f"\x02{_AND.join(paths)}\x1f{text}\x03"


def origin_mark(template: str, line: int) -> str:
    """Return the mark that says which line of a template made what follows."""
    return f"\x01{template}:{line}\x03"


class Line(NamedTuple):
    """A line with its marks taken out: U+0002 stands where a figure was."""

    text: str
    figures: tuple[Figure, ...]
    origin: Origin | None


def without_figures(markup: str) -> tuple[str, tuple[Figure, ...]]:
    """Take the figures out: return what is typed, with U+0002 for each, and the figures."""
    pieces = FIGURE.split(markup)  # typed, paths, text, typed, …
    figures = tuple(map(_figure, pieces[1::3], pieces[2::3]))
    typed = FIGURE_HERE.join(pieces[::3])
    if typed.count(FIGURE_HERE) != len(figures):
        raise _cut_in_two()
    return typed, figures


def _figure(paths: str, text: str) -> Figure:
    return Figure(text, tuple(paths.split(_AND)))


def lines(
    typed: str, figures: tuple[Figure, ...], shown: Callable[[str], str], origin: Origin | None = None
) -> list[Line]:
    """Cut what is typed into lines and give each its figures; `origin` is in force before the first mark."""
    cut, at = [], 0
    for raw in typed.split("\n"):
        text, count, first, last = _typed_line(raw, shown)
        cut.append(Line(text, figures[at : at + count], first or origin))
        origin, at = last or origin, at + count
    return cut


def last_origin(typed: str, shown: Callable[[str], str]) -> Origin | None:
    """Return the origin that is in force at the end of what is typed."""
    found = ORIGIN.match(typed, typed.rfind("\x01")) if "\x01" in typed else None
    return Origin(shown(found[1]), int(found[2])) if found else None


def _typed_line(raw: str, shown: Callable[[str], str]) -> tuple[str, int, Origin | None, Origin | None]:
    """Return the text of a line, how many figures are in it, and two origins.

    The first is in force at the first character, the last when the line ends; None where no mark says it.
    """
    pieces = ORIGIN.split(raw)  # text, template, line, text, …
    texts = pieces[::3]
    if any(map(_CONTROL.search, texts)):
        raise _cut_in_two()
    origins = [Origin(shown(name), int(line)) for name, line in zip(pieces[1::3], pieces[2::3], strict=True)]
    leading = next((at for at, text in enumerate(texts) if text), len(origins))
    text = "".join(texts).strip(" \t\r")
    first, last = origins[leading - 1] if leading else None, origins[-1] if origins else None
    return text, text.count(FIGURE_HERE), first, last


def _cut_in_two() -> TemplateError:
    """Return the error for control characters that are no mark, as a mark cut in two leaves them."""
    return TemplateError(Problem("T311", "模板里出现了控制字符，或切断了数据的标记"))


def wrong(code: str, message: str, line: Line) -> TemplateError:
    """Return the error for a line of markup, at the template line that made it."""
    position = Position(line.origin.template, line.origin.line, 1) if line.origin else None
    return TemplateError(Problem(code, message, position=position))

"""Marks: what came from the data and which template line made what follows, taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from fupin_report.document import Figure, Origin
from fupin_report.errors import Position, Problem, TemplateError

FIGURE = re.compile("\x02([^\x01-\x03\x1f]+)\x1f([^\x01-\x03\x1f]*)\x03")
"""A figure's mark: paths, parted by \\x1e, and text."""
ORIGIN = re.compile("\x01([^\x01-\x03\x1f]+):(\\d+)\x03")
FIGURE_HERE = "\x02"
_AND = "\x1e"
"""Stands between the paths of a figure."""
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_LINES_KEPT = 2**12


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


_BLANK = Line("", (), None)
_BLANK_LINES = re.compile(f"\n(?:(?:[ \t\r]|{ORIGIN.pattern})*\n)+")
"""Line ends with nothing typed between them."""


def lines(markup: str, shown: Callable[[str], str]) -> list[Line]:
    """Take the marks out, then cut into lines."""
    pieces = FIGURE.split(markup)  # typed, paths, text, typed, …
    figures = tuple(map(_figure, pieces[1::3], pieces[2::3]))
    skeleton = FIGURE_HERE.join(pieces[::3])
    if skeleton.count(FIGURE_HERE) != len(figures):
        raise _cut_in_two()
    cut, origin, at = [], None, 0
    for raw in _BLANK_LINES.sub("\n\n", skeleton).split("\n"):
        if not raw:
            cut.append(_BLANK)
            continue
        text, count, first, last = _typed_line(raw, shown)
        cut.append(Line(text, figures[at : at + count] if count else (), first or origin))
        origin, at = last or origin, at + count
    return cut


def _figure(paths: str, text: str) -> Figure:
    return Figure(text, tuple(paths.split("\x1e")))


@lru_cache(maxsize=_LINES_KEPT)  # what is typed is the same, report after report
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

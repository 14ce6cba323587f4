"""Marks: what came from the data and which template line made what follows, taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from fupin_report.document import Figure, Origin
from fupin_report.errors import Position, Problem, TemplateError

FIGURE = re.compile("\x02([^\x01-\x03\x1f]+)\x1f([^\x01-\x03\x1f]*)\x03")
"""A figure's mark: paths, parted by \\x1e, and text."""
ORIGIN = re.compile("\x01([^\x01-\x03\x1f]+):(\\d+)\x03")
_MARK = re.compile(f"{FIGURE.pattern}|{ORIGIN.pattern}")
_OVERRULED = re.compile(r"(?:\x01[^\x01-\x03]*\x03)+(?=\x01)")
"""Origins that another one follows at once: clauses that are left out leave theirs behind."""
FIGURE_HERE, _ORIGIN_HERE = "\x02", "\x01"
_CONTROL = re.compile("[\x00\x03-\x08\x0b\x0c\x0e-\x1f]")


DATA_BREAK = "\u2029"
"""A line that parts two paragraphs of one text of the data: inside an item it parts nothing."""


def figure_mark(paths: tuple[str, ...], text: str) -> str:
    """Return the mark of a text that came from the data."""
    return f"\x02{chr(0x1E).join(paths)}\x1f{text}\x03"


def origin_mark(template: str, line: int) -> str:
    """Return the mark that says which line of a template made what follows."""
    return f"\x01{template}:{line}\x03"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its marks taken out: U+0002 stands where a figure was."""

    text: str
    figures: tuple[Figure, ...]
    origin: Origin | None


def lines(markup: str, shown: Callable[[str], str]) -> list[Line]:
    """Take the marks out, then cut into lines."""
    skeleton, figures, origins = _take_marks(markup, shown)
    _check_whole(skeleton, len(figures), len(origins))
    cut, origin = [], None
    next_figure, next_origin = iter(figures), iter(origins)
    for raw in skeleton.split("\n"):
        for _ in range(len(raw) - len(raw.lstrip(_ORIGIN_HERE))):
            origin = next(next_origin)
        made_by = origin  # what is in force at the first character; later marks concern the next line
        for _ in range(raw.lstrip(_ORIGIN_HERE).count(_ORIGIN_HERE)):
            origin = next(next_origin)
        text = raw.replace(_ORIGIN_HERE, "").strip(" \t\r")
        held = tuple(next(next_figure) for _ in range(text.count(FIGURE_HERE)))
        cut.append(Line(text, held, made_by))
    return cut


def _check_whole(skeleton: str, figures: int, origins: int) -> None:
    """Refuse control characters that are no mark, as a mark cut in two leaves them."""
    whole = skeleton.count(FIGURE_HERE) == figures and skeleton.count(_ORIGIN_HERE) == origins
    if not whole or _CONTROL.search(skeleton):
        raise TemplateError(Problem("T311", "模板里出现了控制字符，或切断了数据的标记"))


def _take_marks(markup: str, shown: Callable[[str], str]) -> tuple[str, list[Figure], list[Origin]]:
    """Put one placeholder for every mark; figures and origins come back in order."""
    figures: list[Figure] = []
    origins: list[Origin] = []
    pieces = _MARK.split(_OVERRULED.sub("", markup))  # text, paths, figure, template, line, text, …
    skeleton = [pieces[0]]
    for at in range(1, len(pieces), 5):
        paths, text, template, line, following = pieces[at : at + 5]
        if paths is not None:
            figures.append(Figure(text, tuple(paths.split("\x1e"))))
            skeleton.append(FIGURE_HERE)
        else:
            origins.append(_origin(shown, template, line))
            skeleton.append(_ORIGIN_HERE)
        skeleton.append(following)
    return "".join(skeleton), figures, origins


@lru_cache(maxsize=2**14)
def _origin(shown: Callable[[str], str], template: str, line: str) -> Origin:
    """Return the origin that a mark tells; the same lines make report after report."""
    return Origin(shown(template), int(line))


def wrong(code: str, message: str, line: Line) -> TemplateError:
    """Return the error for a line of markup, at the template line that made it."""
    position = Position(line.origin.template, line.origin.line, 1) if line.origin else None
    return TemplateError(Problem(code, message, position=position))

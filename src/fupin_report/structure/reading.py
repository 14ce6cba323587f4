"""What is gathered while one file is read, and how a misread text is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from fupin_report import datapath
from fupin_report.errors import DataError, Position, Problem
from fupin_report.model.values import Misread, has_blank
from fupin_report.source import ListNode, SourceMap

MISSING: Any = object()
"""What a reader returns for a node it could not read; the problem is recorded."""

BLANK = "D212"
"""The code of what is not filled in."""
MAX_TEXT, MAX_PROSE = 1000, 100_000
"""Characters of the longest value, and of the longest that may hold several paragraphs."""
_MOST_PROBLEMS = 100
"""A file that is wrong in more places than this is wrong as a whole."""

Read: TypeAlias = "Callable[[Any, str, Reading], Any]"


class Reading:
    """What is gathered while one file is read."""

    def __init__(self, source: SourceMap) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.blanks: list[Problem] = []
        """Texts that are not filled in: problems of a final document, not of a draft."""
        self.quoting: list[tuple[str, str, str]] = []
        """Path, title and text of prose that quotes figures."""

    def bad(self, code: str, path: str, title: str, message: str, *, at_key: bool = False) -> Any:
        """Record a problem and return MISSING."""
        self.problems.append(self._problem(code, path, title, message, at_key))
        if len(self.problems) == _MOST_PROBLEMS:
            raise DataError(in_file_order(self.problems))
        return MISSING

    def open_text(self, path: str, title: str, text: str, *, at_key: bool = False) -> None:
        """Record a text that holds a blank."""
        self.blanks.append(self._problem(BLANK, path, title, not_filled_in(text), at_key))

    def _problem(self, code: str, path: str, title: str, message: str, at_key: bool) -> Problem:
        locate = self.source.locate_key if at_key else self.source.locate
        return Problem(code, message, path, title, locate(path))


def parsed(
    parse: Callable[[str], Any], text: str, path: str, title: str, reading: Reading, longest: int = MAX_TEXT
) -> Any:
    """Read a text, or record why it cannot be read and return MISSING."""
    if len(text) > longest:
        return reading.bad("D205", path, title, f"有 {len(text)} 字，太长，最多 {longest} 字")
    try:
        value = parse(text)
    except Misread as error:
        if has_blank(text):
            return reading.bad(BLANK, path, title, not_filled_in(text))
        return misread(error, path, title, reading)
    if has_blank(text):
        reading.open_text(path, title, text)
    return value


def in_file_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems by where they stand."""
    return sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[int, int]:
    position = problem.position or Position("", 0, 0)
    return position.line, position.column


def colon_advice(node: Any) -> str:
    """Say how a colon is written, where because of it a line was taken for a text."""
    written = isinstance(node, str) and re.match(r"[^：:]{1,20}[：:]", node)
    return "；项目名后面要用半角冒号加空格“: ”" if written else ""


def not_filled_in(text: str) -> str:
    """Say that a value is still to be filled in."""
    return f"还没有填，{seen(text)}"


def misread(error: Misread, path: str, title: str, reading: Reading) -> Any:
    """Record a misread text at the component at fault and return MISSING."""
    part = _PART_TITLES.get(error.part, "")
    where = datapath.child(path, error.part) if error.part else path
    return reading.bad(error.code, where, f"{title}的{part}" if part else title, error.message)


_PART_TITLES = {"households": "户数", "persons": "人数"}


def seen(node: Any) -> str:
    """Say what stands where something else is expected."""
    if isinstance(node, str):
        return f"写的是“{node if len(node) <= 40 else node[:40] + '……'}”"
    return "写的是列表" if isinstance(node, ListNode) else "写的是下级各项"

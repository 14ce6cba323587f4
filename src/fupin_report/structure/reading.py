"""What is gathered while one file is read, and how a misread text is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from fupin_report.datapath import Place, path_of
from fupin_report.errors import DataError, Position, Problem
from fupin_report.model.values import Misread, has_blank
from fupin_report.source import BRACKETS, WIDE_BRACKETS, ListNode, SourceMap

MISSING: Any = object()
"""What a reader returns for a node it could not read; the problem is recorded."""

BLANK = "D212"
"""The code of what is not filled in."""
MAX_TEXT, MAX_PROSE = 1000, 100_000
"""Characters of the longest value, and of the longest that may hold several paragraphs."""
_MOST_PROBLEMS = 100
"""A file that is wrong in more places than this is wrong as a whole."""

Read: TypeAlias = "Callable[[Any, Place, Reading], Any]"


class Reading:
    """What is gathered while one file is read."""

    def __init__(self, source: SourceMap) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.blanks: list[Problem] = []
        """Texts that are not filled in: problems of a final document, not of a draft."""
        self.quoting: list[tuple[Place, str, str]] = []
        """Place, title and text of prose that quotes figures."""

    def bad(
        self,
        code: str,
        place: Place | str,
        title: str,
        message: str,
        *,
        at_key: bool = False,
        words: str = "",
    ) -> Any:
        """Record a problem at a place, or at a path that is known already, and return MISSING.

        It is shown at the value, or at its key, or at some of the value's words.
        """
        self.problems.append(self._problem(code, place, title, message, at_key, words))
        if len(self.problems) == _MOST_PROBLEMS:
            raise DataError(in_file_order(self.problems))
        return MISSING

    def misread(self, error: Misread, text: str, place: Place, title: str) -> Any:
        """Record why a text cannot be read and return MISSING; a blank is no wrong form."""
        if has_blank(text):
            return self.bad(BLANK, place, title, not_filled_in(text))
        return self.unfit(error, place, title)

    def unfit(self, error: Misread, place: Place, title: str) -> Any:
        """Record what is wrong with a value, at the component at fault, and return MISSING."""
        part = _PART_TITLES.get(error.part, "")
        where = (place, error.part) if error.part else place
        return self.bad(error.code, where, f"{title}的{part}" if part else title, error.message)

    def open_text(self, place: Place, title: str, text: str, *, at_key: bool = False) -> None:
        """Record a text that holds a blank."""
        self.blanks.append(self._problem(BLANK, place, title, not_filled_in(text), at_key))

    def _problem(
        self, code: str, place: Place | str, title: str, message: str, at_key: bool, words: str = ""
    ) -> Problem:
        path = place if isinstance(place, str) else path_of(place)
        if words:
            return Problem(code, message, path, title, self.source.locate_words(path, words))
        locate = self.source.locate_key if at_key else self.source.locate
        return Problem(code, message, path, title, locate(path))


_PART_TITLES = {"households": "户数", "persons": "人数"}


def in_file_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems by where they stand."""
    return sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[int, int]:
    position = problem.position or Position("", 0, 0)
    return position.line, position.column


def colon_advice(node: Any) -> str:
    """Say how a colon or a bracket is written, where because of it a line was taken for a text."""
    if isinstance(node, str) and node.startswith(tuple(WIDE_BRACKETS)):
        return f"；{BRACKETS}"
    written = isinstance(node, str) and re.match(r"[^：:]{1,20}[：:]", node)
    return "；项目名后面要用半角冒号加空格“: ”" if written else ""


def not_filled_in(text: str) -> str:
    """Say that a value is still to be filled in."""
    return f"还没有填，{seen(text)}"


def seen(node: Any) -> str:
    """Say what stands where something else is expected."""
    if isinstance(node, str):
        return f"写的是“{node if len(node) <= 40 else node[:40] + '……'}”"
    return "写的是列表" if isinstance(node, ListNode) else "写的是下级各项"

"""What is gathered while one file is read, and how a misread text is reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from fupin_report import datapath
from fupin_report.errors import Problem
from fupin_report.model.values import Misread
from fupin_report.source import ListNode, SourceMap

MISSING: Any = object()
"""What a reader returns for a node it could not read; the problem is recorded."""

Read: TypeAlias = "Callable[[Any, str, Reading], Any]"


class Reading:
    """What is gathered while one file is read."""

    def __init__(self, source: SourceMap) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def bad(self, code: str, path: str, title: str, message: str, *, at_key: bool = False) -> Any:
        """Record a problem and return MISSING."""
        locate = self.source.locate_key if at_key else self.source.locate
        self.problems.append(Problem(code, message, path, title, locate(path)))
        return MISSING


def parsed(parse: Callable[[str], Any], text: str, path: str, title: str, reading: Reading) -> Any:
    """Read a text, or record why it cannot be read and return MISSING."""
    try:
        return parse(text)
    except Misread as error:
        return misread(error, path, title, reading)


def misread(error: Misread, path: str, title: str, reading: Reading) -> Any:
    """Record a misread text at the component at fault and return MISSING."""
    part = _PART_TITLES.get(error.part, "")
    where = datapath.child(path, error.part) if error.part else path
    return reading.bad(error.code, where, title + part, error.message)


_PART_TITLES = {"households": "户数", "persons": "人数"}


def seen(node: Any) -> str:
    """Say what stands where something else is expected."""
    if isinstance(node, str):
        return f"写的是“{node if len(node) <= 40 else node[:40] + '……'}”"
    return "写的是列表" if isinstance(node, ListNode) else "写的是下级各项"

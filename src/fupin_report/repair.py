"""修改: corrections of words put into a text, nothing else in it touched.

A correction names its place and the words that stand there; where others do, it is left out. What
becomes of the text is for whoever asked to judge: see `pipeline/mending`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """A correction: line and column from 1, the words there, the words that shall be there."""

    line: int
    column: int
    old: str
    new: str

    @property
    def end(self) -> int:
        """Column behind the old words."""
        return self.column + len(self.old)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with corrections made. What does not fit, or meets another one, is left out."""
    lines = text.splitlines(keepends=True)
    reached: dict[int, int] = {}
    for edit in sorted(set(edits), key=lambda each: (each.line, -each.column)):
        if not 1 <= edit.line <= len(lines) or edit.end > reached.get(edit.line, edit.end):
            continue
        line, at = lines[edit.line - 1], edit.column - 1
        if edit.old and line.startswith(edit.old, at):
            lines[edit.line - 1] = line[:at] + edit.new + line[at + len(edit.old) :]
            reached[edit.line] = edit.column
    return "".join(lines)

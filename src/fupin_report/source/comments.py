"""Lines that are commented out, and what of a file would stand below them.

A new data file holds all that may be left out as comments. Who takes the `# ` from a line and leaves it
before the section around it has written a line that belongs somewhere else, or nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from fupin_report.patterns import expression

_FARTHEST = 500
"""Lines that are searched upwards."""
LONGEST_LINE = 1000
"""Characters of a line that are looked at: people write no longer lines."""
_COMMENT = expression(r"( *)#(?!#) ?(.*)")
_OPENING = expression(r" *(?:- +(?=\S+?: )|(?=\S+?:\s*(?:#|$)))([^\s:#]+):")
"""What others stand below: `打算:` without a value, or `- 名称: …`, the first line of an entry."""

_ENTRY = expression(r" *(?:- +\S|[^\s:#]+:(?:\s|$))")
"""A field, or an entry of a list."""


def commented_out_above(lines: Sequence[str], number: int) -> list[tuple[int, str]]:
    """Return the lines that a line would stand below if they were no comments, outermost first.

    Each is its number, counted from 0, and the name that it gives.
    """
    found: list[tuple[int, str]] = []
    indent = indent_of(lines[number])
    for above in range(number - 1, max(-1, number - _FARTHEST), -1):
        line = lines[above][:LONGEST_LINE]
        comment = _COMMENT.fullmatch(line)
        bare = comment[1] + comment[2] if comment else line
        if not bare.strip() or bare.lstrip().startswith("#") or indent_of(bare) >= indent:
            continue
        opening = _OPENING.match(bare)
        if not comment or not opening:
            break
        found.insert(0, (above, opening[1]))
        indent = indent_of(bare)
    return found


def advice(lines: Sequence[str], number: int) -> str:
    """Say which lines above are to be no comments either; nothing where there are none."""
    above = commented_out_above(lines, number)
    if not above:
        return ""
    named = "、".join(f"第 {line + 1} 行的“{name}”" for line, name in above)
    return f"它的上级{named}还是注释，也要去掉行首的“# ”"


def commented_out_below(lines: Sequence[str], number: int) -> int | None:
    """Return the first line right below that would stand below a line if it were no comment."""
    for below in range(number + 1, min(len(lines), number + _FARTHEST)):
        comment = _COMMENT.fullmatch(lines[below][:LONGEST_LINE])
        if comment:
            bare = comment[1] + comment[2]
            return below if indent_of(bare) > indent_of(lines[number]) and _ENTRY.match(bare) else None
        if lines[below].strip():
            return None
    return None


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))

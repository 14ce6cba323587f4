"""Blocks as they stand in a file: `{% block name %}` to its end, by lines and by characters."""

from __future__ import annotations

import re

from fupin_report.frozen import frozen
from fupin_report.patterns import expression

_TAG = expression(
    r"\{#.*?#\}"
    r"|\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}"
    r"|(?P<tag>\{%[-+]?\s*(?:block\s+(?P<name>\w+)[^%]*|(?P<end>endblock)\b[^%]*)[-+]?%\}\n?)",
    re.DOTALL,
)
"""Comments and raw text may speak of blocks without being any. A line end behind a tag belongs to it."""


@frozen
class Span:
    """A block of a file."""

    name: str
    first: int
    """Line of its first tag."""
    last: int
    """Line of its last."""
    body: str
    """What stands between the tags, as typed."""
    within: str
    """Name of the block around it, empty when there is none."""


def spans(source: str) -> list[Span]:
    """Return the blocks of a template that Jinja can read, in their order."""
    found: dict[int, Span] = {}
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(source):
        if tag["name"]:
            opened.append(tag)
        elif tag["end"] and opened:
            begin = opened.pop()
            first, last = (1 + source.count("\n", 0, at) for at in (begin.start(), tag.start()))
            body = source[begin.end() : tag.start()]
            found[begin.start()] = Span(
                begin["name"], first, last, body, opened[-1]["name"] if opened else ""
            )
    return [found[at] for at in sorted(found)]


def without_blocks(source: str) -> str:
    """Return what a template types outside its blocks."""
    outside, depth, end = [], 0, 0
    for tag in _TAG.finditer(source):
        if not tag["tag"]:
            continue
        if depth == 0:
            outside.append(source[end : tag.start()])
        depth += 1 if tag["name"] else -1
        end = tag.end()
    return "".join([*outside, source[end:]])

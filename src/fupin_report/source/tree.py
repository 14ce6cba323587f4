"""Trees of text, and where everything in them stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from fupin_report import datapath
from fupin_report.errors import Position, SourceError
from fupin_report.patterns import expression
from fupin_report.source import comments

MAX_DEPTH = 50
"""Deepest nesting read. The handbook's deepest field lies at 6."""
MAX_NODES = 20_000
"""Most keys and values read. A township with a hundred villages and projects has some five thousand."""
TOO_DEEP = f"层次太深（超过 {MAX_DEPTH} 层），请检查括号和缩进"
TOO_MANY = f"内容太多（超过 {MAX_NODES} 项），一个文件只写一个乡镇的数据"

LINE_BREAK = expression("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line to YAML."""

Node: TypeAlias = "str | MappingNode | ListNode | None"
"""A place in a tree: text, a mapping, a list, or nothing (null)."""


Span: TypeAlias = "tuple[int, int]"
"""Where something stands in a text: its first character, and the one after its last."""


class MappingNode(dict[str, Any]):
    """A mapping as written, with the spans of its keys and values.

    `names` maps a field's English key to the key that stands in the file, where they differ.
    """

    __slots__ = ("names", "spans")

    def __init__(self) -> None:
        self.spans: dict[str, tuple[Span | None, Span | None]] = {}
        self.names: dict[str, str] = {}

    def is_blank(self, key: str) -> bool:
        """Whether nothing at all is written after a key, not even `~`."""
        _, value = self.spans.get(key, (None, None))
        return self[key] is None and value is not None and value[0] == value[1]


class ListNode(list[Any]):
    """A list as written, with the spans of its elements."""

    __slots__ = ("spans",)

    def __init__(self) -> None:
        self.spans: list[Span | None] = []


@dataclass(frozen=True)
class SourceMap:
    """Path → file, line, column. Kept beside the data, asked only when something is to be said."""

    file: str = ""
    root: Any = None
    text: str = field(default="", repr=False)
    reread: Callable[[str, str], SourceMap] | None = field(default=None, repr=False)
    """Reads the text again for its places, where the tree came without them (JSON)."""

    def locate(self, path: str) -> Position | None:
        """Return where the value at a path stands, or the nearest place above it that stands anywhere."""
        place = None
        for _, value in self._walk(path):
            place = value or place
        return self.position_of(place)

    def locate_key(self, path: str) -> Position | None:
        """Return where the key of a path stands, or the nearest place above it."""
        place = None
        for key, value in self._walk(path):
            place = key or value or place
        return self.position_of(place)

    def locate_words(self, path: str, words: str) -> Position | None:
        """Return where words stand in the value at a path; where the value does, if they are not found."""
        span = None
        for _, value in self._walk(path):
            span = value or span
        position = self.position_of(span)
        if span is None or position is None:
            return position
        holder = self.holder_of(position)
        at = holder.text.find(words, *span)
        return holder.position_of((at, at + len(words))) if at >= 0 else position

    def _walk(self, path: str) -> Iterator[tuple[Span | None, Span | None]]:
        """Yield the spans of key and value of each step of a path, as far as it leads."""
        node, places = self.root, self._places
        for segment in datapath.split(path):
            if isinstance(node, MappingNode) and isinstance(segment, str):
                written = node.names.get(segment, segment)
                if written not in places:
                    return
                yield places.spans.get(written, (None, None))
                node, places = node[written], places[written]
            elif isinstance(node, ListNode) and isinstance(segment, int) and segment < len(places):
                yield None, places.spans[segment] if places.spans else None
                node, places = node[segment], places[segment]
            else:
                return

    @cached_property
    def _places(self) -> Any:
        """The tree that holds the spans."""
        if self.reread is None:
            return self.root
        try:
            return self.reread(self.text, self.file).root
        except SourceError:  # JSON that is no YAML, such as an escaped surrogate pair
            return MappingNode()

    def above_in_comments(self, path: str) -> str:
        """Say which lines that are comments the key of a path belongs below; nothing where there are none."""
        position = self.locate_key(path)
        holder = self.holder_of(position) if position else self
        return comments.advice(holder.lines, position.line - 1) if position and holder.text else ""

    def below_in_comments(self, path: str) -> str:
        """Say that what belongs below the key of a path is a comment still; nothing where it is not."""
        position = self.locate_key(path)
        holder = self.holder_of(position) if position else self
        if position is None or not holder.text:
            return ""
        below = comments.commented_out_below(holder.lines, position.line - 1)
        return "" if below is None else f"它的下级还是注释（从第 {below + 1} 行起），要用的也要去掉行首的“# ”"

    def holder_of(self, position: Position) -> SourceMap:  # noqa: ARG002
        """Return the map of the file that a position is in."""
        return self

    def position_of(self, span: Span | None) -> Position | None:
        """Return the position of a span; without one, the start of the file."""
        if span is None:
            return Position(self.file, 1, 1) if self.file else None
        start, end = span
        lines = self._beginnings
        number = bisect_right(lines, start)  # counted from 1
        column = start - lines[number - 1]
        text = line_at(self.text, start)
        width = end - start if bisect_right(lines, end) == number else len(text) - column
        return Position(self.file, number, column + 1, text, max(1, width))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, by the line breaks of YAML."""
        return LINE_BREAK.split(self.text)

    @cached_property
    def _beginnings(self) -> list[int]:
        """Where each line begins, by the line breaks of YAML."""
        return [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]


def line_at(text: str, index: int) -> str:
    """Return the line of a text that holds a character."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return _stretch(text, start, end if end >= 0 else len(text))


@lru_cache(maxsize=1)
def _stretch(text: str, start: int, end: int) -> str:
    """Cut a line out: once, however many problems there are in a very long one."""
    return text[start:end].rstrip("\r")


def leaves(node: Node, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every scalar of a tree with its data path; by the names of fields once it has been structured."""
    if isinstance(node, MappingNode):
        names = {written: name for name, written in node.names.items()}
        for key, value in node.items():
            yield from leaves(value, datapath.child(path, names.get(key, key)))
    elif isinstance(node, ListNode):
        for index, value in enumerate(node):
            yield from leaves(value, datapath.element(path, index))
    else:
        yield path, node

"""YAML by events: scalars stay text, and what a clerk does not need is refused."""

from __future__ import annotations

from typing import Any

import yaml

from fupin_report.errors import Position, Problem, SourceError
from fupin_report.source import comments
from fupin_report.source.encoding import ILLEGAL, invisible
from fupin_report.source.slips import (
    COLON,
    COMMAS,
    DASH,
    NO_SPACE,
    QUOTES,
    WIDE_DASHES,
    WIDE_INDENT,
    WIDE_SPACES,
    slip_of,
)
from fupin_report.source.tree import (
    LINE_BREAK,
    MAX_DEPTH,
    MAX_NODES,
    TOO_DEEP,
    TOO_MANY,
    ListNode,
    MappingNode,
    Node,
    SourceMap,
    Span,
)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_MOST_PROBLEMS = 100
"""A file that is wrong in more places than this is wrong as a whole."""
_SCALAR, _ALIAS = yaml.ScalarEvent, yaml.AliasEvent
_MAPPING, _MAPPING_END, _LIST_END = yaml.MappingStartEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent
_Loader: Any = getattr(yaml, "CSafeLoader", None) or yaml.SafeLoader


def read_yaml(text: str, file: str) -> SourceMap:
    """Read one YAML document into a tree; `.root` of the result is the tree.

    Raises `SourceError` with every duplicate key, anchor, alias and tag of the file, or with the
    first place where it stops being YAML.
    """
    builder = _Builder(file, text)
    try:
        root = builder.build()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark and 0 < mark.index < len(text) and "nesting depth" in str(getattr(error, "problem", "")):
            return read_yaml(text[: mark.index], file)  # libyaml's own bound comes before ours is seen
        stop = _syntax_problem(error, file, text)
        builder.problems = [each for each in builder.problems if not _is_from(each.position, stop.position)]
        builder.problems.append(stop)
    if builder.problems:
        raise SourceError(builder.problems)
    return SourceMap(file, root, text)


class _Builder:
    """Turns the events of one document into a tree."""

    def __init__(self, file: str, text: str) -> None:
        self._places = SourceMap(file, None, text)
        self.problems: list[Problem] = []
        self._room = MAX_NODES
        self._has_wide = any(space in text for space in WIDE_SPACES)
        self._event = _Loader(text).get_event

    def build(self) -> Node:
        event = self._event
        event()  # start of the stream
        if isinstance(event(), yaml.StreamEndEvent):
            self.problems.append(
                Problem("S109", "文件是空的，请填好数据再试", position=Position(self._places.file, 1, 1))
            )
            return None
        root = self._node(event(), 0)
        event()  # end of the document
        following = event()
        if not isinstance(following, yaml.StreamEndEvent):
            self._refuse("S107", "一个文件只写一份数据，这里又开始了一份（---）", following)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._room -= 1
        if self._room < 0:
            self._refuse("S114", TOO_MANY, event)
            raise SourceError(self.problems)
        kind = event.__class__
        if kind is _SCALAR:
            if event.anchor or event.tag:
                self._refuse_marks(event)
            if event.style == '"':
                self._look_into(event)
            text: str = event.value
            return None if text in _NULLS and event.implicit[0] else text
        if kind is _ALIAS:
            message = f"不使用别名（*{event.anchor}），请把内容写出来；文字以 * 开头要加引号"
            self._refuse("S105", message, event)
            return None
        return self._container(event, depth)

    def _look_into(self, event: Any) -> None:
        """Refuse what double quotes can hold and nobody sees."""
        if found := ILLEGAL.search(event.value):
            self._refuse("S110", f"引号里用 \\ 写出了{invisible(found).partition('，')[0]}，请删去", event)

    def _container(self, event: Any, depth: int) -> MappingNode | ListNode:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        if depth >= MAX_DEPTH:
            self._refuse("S108", TOO_DEEP, event)
            raise SourceError(self.problems)
        if event.__class__ is _MAPPING:
            return self._mapping(depth + 1, event.flow_style)
        return self._list(depth + 1, event.flow_style)

    def _mapping(self, depth: int, in_braces: bool | None) -> MappingNode:
        mapping, has_wide = MappingNode(), self._has_wide
        spans, next_event, node = mapping.spans, self._event, self._node
        while (event := next_event()).__class__ is not _MAPPING_END:
            key = node(event, depth)
            value_event = next_event()
            value = node(value_event, depth)
            if not isinstance(key, str):
                self._refuse_key(event)
            elif key in mapping:
                self._refuse_again(event, spans[key][0])
            else:
                if has_wide and key[:1] in WIDE_SPACES and event.implicit[0]:
                    self._refuse("S103", WIDE_INDENT, event)
                elif in_braces:
                    self._look_at_marks(event, value_event, is_empty=value is None)
                mapping[key] = value
                spans[key] = (
                    (event.start_mark.index, event.end_mark.index),
                    (value_event.start_mark.index, value_event.end_mark.index),
                )
        return mapping

    def _refuse_again(self, event: Any, before: Span | None) -> None:
        """Refuse a key that is there already, maybe as its own section is still a comment."""
        first = self._places.position_of(before)
        advice = comments.advice(self._places.lines, event.start_mark.line) or "请留一个"
        advice = DASH if event.value[:1] in f"-{WIDE_DASHES}" else advice
        line = first.line if first else 0
        self._refuse("S104", f"“{event.value}”写了两次（前一次在第 {line} 行），{advice}", event)

    def _refuse_key(self, event: Any) -> None:
        """Refuse a name that is none; what is wrong inside it is no matter of its own."""
        start = self._places.position_of((event.start_mark.index, event.end_mark.index))
        self.problems = [each for each in self.problems if not _is_from(each.position, start)]
        self._refuse("S111", '冒号前应是项目名；文字以 { 或 [ 开头要加引号，写成半角的 "…"，“…”不算', event)

    def _look_at_marks(self, key: Any, value: Any, *, is_empty: bool) -> None:
        """Refuse what YAML takes for a long name in braces: full-width marks, and no colon at all."""
        if "，" in key.value and key.implicit[0]:
            self._refuse("S103", f"{COMMAS}；“，”是内容时请加引号", key)
        elif is_empty and ":" in key.value and key.implicit[0]:
            self._refuse("S103", f"“{key.value}”{NO_SPACE}", key)
        elif is_empty and ":" not in self._places.text[key.end_mark.index : value.start_mark.index]:
            name, full_width, _ = key.value.partition("：")
            advice = COLON if full_width else f"花括号里各项写成“{name}: 内容”，不要的请删去"
            advice = QUOTES if "”" in key.value and "“" not in key.value else advice
            self._refuse("S103", f"“{key.value}”后面没有“: ”和内容：{advice}", key)

    def _list(self, depth: int, in_brackets: bool) -> ListNode:
        elements = ListNode()
        while (event := self._event()).__class__ is not _LIST_END:
            if in_brackets and event.__class__ is _SCALAR and event.implicit[0] and "，" in event.value:
                self._refuse("S103", f"{COMMAS}；“，”是内容时请加引号", event)
            elements.append(self._node(event, depth))
            elements.spans.append((event.start_mark.index, event.end_mark.index))
        return elements

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            self._refuse("S105", f"不使用锚点（&{event.anchor}）；文字以 & 开头要加引号", event)
        else:
            self._refuse("S106", f"不使用类型标签（{event.tag}）；文字以 ! 开头要加引号", event)

    def _refuse(self, code: str, message: str, event: Any) -> None:
        position = self._places.position_of((event.start_mark.index, event.end_mark.index))
        self.problems.append(Problem(code, message, position=position))
        if len(self.problems) == _MOST_PROBLEMS:
            raise SourceError(self.problems)


def _is_from(position: Position | None, start: Position | None) -> bool:
    """Whether a position is a start or comes after it."""
    return bool(position and start and (position.line, position.column) >= (start.line, start.column))


def _syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """Say in Chinese what libyaml stopped at, with the usual cause, at the line that needs mending."""
    if getattr(error, "problem_mark", None) is None:
        return Problem("S103", f"不是 YAML：{error}", position=Position(file, 1, 1))
    line, column, cause = slip_of(error, text)
    lines = LINE_BREAK.split(text)
    shown = lines[line] if line < len(lines) else ""
    message = f"读到这里不合 YAML 的写法：{cause}"
    return Problem("S103", message, position=Position(file, line + 1, column + 1, shown))

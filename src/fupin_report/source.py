"""YAML and JSON as trees of text, with the place of everything in them.

Scalars stay **text**: the field's type decides what a text means. (Plain YAML loading turns `0522`
into 338, `12:30` into 750, `no` into False and keeps the last of two equal keys.) What a clerk does
not need and a stranger could abuse is refused: anchors, aliases, tags, several documents, depth,
size, bytes that are not UTF-8.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import yaml

from fupin_report import datapath
from fupin_report.errors import Position, Problem, SourceError

MAX_BYTES = 8 * 2**20
"""Largest file read. A township's facts take some 20 KB."""
MAX_DEPTH = 50
"""Deepest nesting read. The handbook's deepest field lies at 6."""

Node: TypeAlias = "str | MappingNode | list[Any] | None"
"""A place in a tree: text, nothing (null), a mapping or a list of such."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_Loader: Any = getattr(yaml, "CSafeLoader", None) or yaml.SafeLoader


class MappingNode(dict[str, Any]):
    """A mapping as written, with the YAML events of its keys and values.

    `names` maps a field's English key to the key that stands in the file, where they differ.
    """

    __slots__ = ("events", "names")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.events: dict[str, tuple[Any, Any]] = {}
        self.names: dict[str, str] = {}


class ListNode(list[Any]):
    """A list as written, with the YAML events of its elements."""

    __slots__ = ("events",)

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []


@dataclass(frozen=True)
class SourceMap:
    """Path → file, line, column. Kept beside the data, asked only when something is to be said."""

    file: str = ""
    root: Any = None
    text: str = field(default="", repr=False)

    def locate(self, path: str) -> Position | None:
        """Return where the value at a path stands, or the nearest place above it that stands anywhere."""
        place = None
        for _, value in self._walk(path):
            place = value or place
        return self._position(place)

    def locate_key(self, path: str) -> Position | None:
        """Return where the key of a path stands, or the nearest place above it."""
        place = None
        for key, value in self._walk(path):
            place = key or value or place
        return self._position(place)

    def _walk(self, path: str) -> Iterator[tuple[Any, Any]]:
        """Yield the key and value events of each step of a path, as far as it leads."""
        node = self.root
        for segment in datapath.split(path):
            if isinstance(node, MappingNode) and isinstance(segment, str):
                written = node.names.get(segment, segment)
                if written not in node:
                    return
                yield node.events.get(written, (None, None))
                node = node[written]
            elif isinstance(node, ListNode) and isinstance(segment, int) and segment < len(node):
                yield None, node.events[segment] if node.events else None
                node = node[segment]
            else:
                return

    def _position(self, event: Any) -> Position | None:
        if event is None:
            return Position(self.file, 1, 1) if self.file else None
        start, end = event.start_mark, event.end_mark
        line = _line(self.text, start.index)
        width = end.column - start.column if end.line == start.line else len(line) - start.column
        return Position(self.file, start.line + 1, start.column + 1, line, max(1, width))


def _line(text: str, index: int) -> str:
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return text[start : end if end >= 0 else len(text)].rstrip("\r")


# --- 读 -----------------------------------------------------------------------------------------


def decode(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file; a byte-order mark is dropped.

    Raises `SourceError` S101 for other encodings (GBK and UTF-16 are named), S102 for size and
    S110 for control characters.
    """
    if len(data) > MAX_BYTES:
        raise _refusal("S102", f"文件太大（{len(data) // 2**20} MB），上限 {MAX_BYTES // 2**20} MB", file)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refusal("S101", "文件是 UTF-16 编码，请另存为 UTF-8", file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal("S101", _encoding_advice(data, file), file, *_byte_place(data, error.start)) from None
    found = _ILLEGAL.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise _refusal("S110", f"有看不见的控制字符 {code}，请删去", file, text, found.start())
    return text


def _encoding_advice(data: bytes, file: str) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "文件不是 UTF-8 编码的文字"
    return (
        f"文件不是 UTF-8，像是 GBK 编码。请另存为 UTF-8，或执行：iconv -f GB18030 -t UTF-8 {file} -o 新文件名"
    )


def _byte_place(data: bytes, index: int) -> tuple[str, int]:
    before = data[:index].decode("utf-8", "replace")
    return before, len(before)


def read_yaml(text: str, file: str) -> SourceMap:
    """Read one YAML document into a tree; `.root` of the result is the tree.

    Raises `SourceError` with every duplicate key, anchor, alias and tag of the file, or with the
    first place where it stops being YAML.
    """
    builder = _Builder(file, text)
    try:
        root = builder.build()
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, file, text))
    if builder.problems:
        raise SourceError(builder.problems)
    return SourceMap(file, root, text)


class _Builder:
    """Turns the events of one document into a tree."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.problems: list[Problem] = []
        self._event = _Loader(text).get_event

    def build(self) -> Node:
        event = self._event
        event()  # start of the stream
        if isinstance(event(), yaml.StreamEndEvent):
            self.problems.append(Problem("S109", "文件是空的", position=Position(self.file, 1, 1)))
            return None
        root = self._node(event(), 0)
        event()  # end of the document
        following = event()
        if not isinstance(following, yaml.StreamEndEvent):
            self._refuse("S107", "一个文件只写一份数据，这里又开始了一份（---）", following)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            self._refuse(
                "S105", f"不使用别名（*{event.anchor}），请把内容写出来；文字以 * 开头要加引号", event
            )
            return None
        if event.anchor or event.tag:
            self._refuse_marks(event)
        if depth >= MAX_DEPTH:
            self._refuse("S108", f"层次太深（超过 {MAX_DEPTH} 层）", event)
            raise SourceError(self.problems)
        return self._mapping(depth + 1) if kind is yaml.MappingStartEvent else self._list(depth + 1)

    def _scalar(self, event: Any) -> str | None:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        value: str = event.value
        if event.style == '"' and _ILLEGAL.search(value):
            self._refuse("S110", "引号里用 \\ 写出了控制字符，请删去", event)
        return None if event.implicit[0] and value in _NULLS else value

    def _mapping(self, depth: int) -> MappingNode:
        mapping = MappingNode()
        events = mapping.events
        while (event := self._event()).__class__ is not yaml.MappingEndEvent:
            key = self._node(event, depth)
            value_event = self._event()
            value = self._node(value_event, depth)
            if not isinstance(key, str):
                self._refuse("S111", "冒号前应是项目名", event)
            elif key in mapping:
                first = events[key][0].start_mark.line + 1
                self._refuse("S104", f"“{key}”写了两次（前一次在第 {first} 行），请留一个", event)
            else:
                mapping[key] = value
                events[key] = (event, value_event)
        return mapping

    def _list(self, depth: int) -> ListNode:
        elements = ListNode()
        while (event := self._event()).__class__ is not yaml.SequenceEndEvent:
            elements.append(self._node(event, depth))
            elements.events.append(event)
        return elements

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            self._refuse("S105", f"不使用锚点（&{event.anchor}）；文字以 & 开头要加引号", event)
        else:
            self._refuse("S106", f"不使用类型标签（{event.tag}）；文字以 ! 开头要加引号", event)

    def _refuse(self, code: str, message: str, event: Any) -> None:
        position = SourceMap(self.file, None, self.text)._position(event)
        self.problems.append(Problem(code, message, position=position))


def _syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """Say in Chinese what libyaml stopped at, with the usual cause, at the line that needs mending."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem("S103", f"不是 YAML：{error}", position=Position(file, 1, 1))
    lines = text.splitlines()
    for number in (mark.line, mark.line - 1):  # libyaml often notices one line too late
        if 0 <= number < len(lines) and (found := _usual_cause(lines[number])):
            column, cause = found
            break
    else:
        number, column = mark.line, mark.column
        problem = str(getattr(error, "problem", "") or "")
        cause = _TRANSLATED.get(problem) or f"请检查缩进、冒号和引号（{problem}）"
    line = lines[number] if number < len(lines) else ""
    message = f"读到这里不合 YAML 的写法：{cause}"
    return Problem("S103", message, position=Position(file, number + 1, column + 1, line))


def _usual_cause(line: str) -> tuple[int, str] | None:
    """Return the column and the name of a clerk's usual slip in a line, if there is one."""
    for pattern, cause in _USUAL_CAUSES:
        found = pattern.match(line)
        if found:
            return found.start(1), cause.format(found[1])
    return None


_USUAL_CAUSES = (
    (re.compile(r" *(\t)"), "这一行用了 Tab 缩进，YAML 只用空格"),
    (re.compile(r"\s*(?:- )*(?:[^\s:\"'#]+: +)?([%@`])"), "以 {} 开头的文字要加引号"),
    (
        re.compile(r"\s*(?:- )*[^\s:\"'#{{\[]+?(：)(?!.*: )"),
        "项目名后面的冒号要用半角加空格“: ”，不用全角“：”",
    ),
    (re.compile(r"\s*(?:- )*[^\s:\"'#{{\[]+(:)[^\s:]+$"), "冒号后面少一个空格，应写成“项目名: 内容”"),
    (re.compile(r".*?[{\[][^}\]]*(，)"), "花括号、方括号里各项之间用半角逗号加空格“, ”，不用全角“，”"),
)
_TRANSLATED = {
    "mapping values are not allowed here": "一行里有两个“: ”，或缩进不齐；内容里有冒号时请加引号",
    "mapping values are not allowed in this context": "一行里有两个“: ”，或缩进不齐；内容里有冒号时请加引号",
    "did not find expected key": "缩进不齐，或引号、括号没有配对",
    "did not find expected '-' indicator": "列表的各行没有对齐，或少写了“- ”",
    "did not find expected ',' or ']'": "方括号 [ ] 没有配对，或各项之间没有用半角逗号",
    "did not find expected ',' or '}'": "花括号 { } 没有配对，或各项之间没有用半角逗号",
    "could not find expected ':'": "这一行没有“: ”，应写成“项目名: 内容”",
    "found unexpected end of stream": "引号没有配对，文件到末尾还没有结束",
    "did not find expected node content": "这里应有内容",
    "did not find expected <document start>": "顶格的项目名与前面的内容不是同一层，请检查缩进",
    "found character that cannot start any token": "以 % @ ` 或 Tab 开头的文字要加引号",
    "found unknown escape character": "双引号里的 \\ 是转义符，请改用单引号",
}


def read_json(text: str, file: str) -> SourceMap:
    """Read JSON text into a tree; numbers stay text. Raises `SourceError` like :func:`read_yaml`."""
    problems: list[Problem] = []

    def mapping(pairs: list[tuple[str, Any]]) -> MappingNode:
        node = MappingNode(pairs)
        if len(node) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            problems.extend(Problem("S104", f"“{key}”写了两次，请留一个", position=top) for key in twice)
        return node

    top = Position(file, 1, 1)
    try:
        root = json.loads(text, object_pairs_hook=mapping, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        position = Position(file, error.lineno, error.colno, _line(text, error.pos))
        raise SourceError(Problem("S103", f"不是 JSON：{error.msg}", position=position)) from None
    except RecursionError:
        raise SourceError(Problem("S108", f"层次太深（超过 {MAX_DEPTH} 层）", position=top)) from None
    if problems:
        raise SourceError(problems)
    return SourceMap(file, _from_values(root, "", file), text)


def from_mapping(values: Mapping[str, Any], name: str = "") -> SourceMap:
    """Return the tree of a Python mapping; `name` stands for a file in messages.

    Text, int, Decimal, bool, dates, values of :mod:`fupin_report.model.values` and None are leaves.
    Floats raise `SourceError` S112: 0.1 has no exact form; write Decimal("0.1") or the text "0.1".
    """
    return SourceMap(name, _from_values(values, "", name), "")


def _from_values(value: Any, path: str, file: str, depth: int = 0) -> Node:
    if depth > MAX_DEPTH:
        raise _refusal("S108", f"层次太深（超过 {MAX_DEPTH} 层）", file)
    if isinstance(value, Mapping):
        node = MappingNode()
        for key, each in value.items():
            node[str(key)] = _from_values(each, datapath.child(path, str(key)), file, depth + 1)
        return node
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        elements = ListNode()
        for index, each in enumerate(value):
            elements.append(_from_values(each, datapath.element(path, index), file, depth + 1))
        return elements
    return _leaf(value, path)


def _leaf(value: Any, path: str) -> str | None:
    if isinstance(value, float):
        advice = f"不接受浮点数 {value!r}：请写 Decimal('{value!r}') 或文字 '{value!r}'"
        raise SourceError(Problem("S112", advice, path))
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, (str, int, Decimal)) or type(value).__module__.startswith("fupin_report.model"):
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        found = _ILLEGAL.search(text)
        if found:
            raise SourceError(Problem("S110", f"有控制字符 U+{ord(found[0]):04X}，请删去", path))
        return text
    raise SourceError(Problem("S112", f"不接受 {type(value).__name__} 类型的值", path))


def _refusal(code: str, message: str, file: str, text: str = "", index: int = 0) -> SourceError:
    line = text.count("\n", 0, index) + 1
    shown = _line(text, index)
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return SourceError(Problem(code, message, position=Position(file, line, column, shown)))

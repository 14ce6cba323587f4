"""JSON text: numbers stay text; where things stand is looked up only when something is to be said."""

from __future__ import annotations

import json
from typing import Any

from fupin_report.errors import Position, Problem, SourceError
from fupin_report.source.encoding import ILLEGAL
from fupin_report.source.tree import (
    MAX_DEPTH,
    MAX_NODES,
    TOO_DEEP,
    ListNode,
    MappingNode,
    Node,
    SourceMap,
    line_at,
)
from fupin_report.source.values import from_values
from fupin_report.source.yaml_text import read_yaml


def read_json(text: str, file: str) -> SourceMap:
    """Read JSON text into a tree; numbers stay text. Raises `SourceError` like :func:`read_yaml`."""
    problems: list[Problem] = []

    def mapping(pairs: list[tuple[str, Any]]) -> MappingNode:
        node = MappingNode()
        node.update(pairs)
        if len(node) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            problems.extend(Problem("S104", f"“{key}”写了两次，请留一个", position=top) for key in twice)
        return node

    top = Position(file, 1, 1)
    try:
        root = json.loads(text, object_pairs_hook=mapping, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        position = Position(file, error.lineno, error.colno, line_at(text, error.pos))
        raise SourceError(
            Problem("S103", f"不是 JSON：{_in_chinese(error.msg)}", position=position)
        ) from None
    except RecursionError:
        raise SourceError(Problem("S108", TOO_DEEP, position=top)) from None
    if problems:
        raise SourceError(problems)
    return SourceMap(file, _tree(root, text), text, read_yaml)


def _tree(root: Any, text: str) -> Node:
    """Return what JSON text was read as for a tree: it is one but for its lists and truth values."""
    tree = _Tree()
    most_nodes = 1 + text.count(",") + text.count("[") + text.count("{")
    settled: Node = tree.node(root, 0)
    if most_nodes > MAX_NODES or tree.is_deep or ILLEGAL.search("\n".join(tree.texts)):
        return from_values(root)  # which says of what is refused where it is
    return settled


class _Tree:
    """Makes what JSON text was read as a tree, where it stands, and keeps what may have to be refused."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_deep = False

    def node(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            self.texts.append(value)
            return value
        if value is None or isinstance(value, bool):
            return None if value is None else "true" if value else "false"
        if depth >= MAX_DEPTH:
            self.is_deep = True
            return value
        if isinstance(value, MappingNode):
            self.texts += value
            for key, each in value.items():
                value[key] = self.node(each, depth + 1)
            return value
        elements = ListNode()
        elements += [self.node(each, depth + 1) for each in value]
        return elements


_WORDS = {
    "Expecting property name": "这里应是双引号里的项目名；最后一项后面不写逗号",
    "Expecting ':'": "项目名后面缺冒号",
    "Expecting ','": "各项之间缺逗号，或括号没有配对",
    "Expecting value": "这里缺内容；文字要写在双引号里",
    "Unterminated string": "这里开始的引号没有配对",
    "Invalid control character": "引号里不能换行，也不能有 Tab，请写成 \\n、\\t",
    "Invalid \\": "引号里的 \\ 后面写得不对；要写 \\ 请写两个",
    "Extra data": "一份数据后面还有别的内容",
    "Illegal trailing comma": "最后一项后面不写逗号",
}


def _in_chinese(message: str) -> str:
    """Return what Python says of JSON in Chinese."""
    told = (words for begins, words in _WORDS.items() if message.startswith(begins))
    return next(told, f"请检查引号、逗号和括号（{message}）")

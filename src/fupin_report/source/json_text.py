"""JSON text: numbers stay text; where things stand is looked up only when something is to be said."""

from __future__ import annotations

import json
from typing import Any

from fupin_report.errors import Position, Problem, SourceError
from fupin_report.source.tree import TOO_DEEP, MappingNode, SourceMap, line_at
from fupin_report.source.values import from_values
from fupin_report.source.yaml_text import read_yaml


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
        position = Position(file, error.lineno, error.colno, line_at(text, error.pos))
        raise SourceError(Problem("S103", f"不是 JSON：{error.msg}", position=position)) from None
    except RecursionError:
        raise SourceError(Problem("S108", TOO_DEEP, position=top)) from None
    if problems:
        raise SourceError(problems)
    return SourceMap(file, from_values(root), text, read_yaml)

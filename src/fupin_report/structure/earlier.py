"""上期值: what an earlier period's file says of an indicator, where this period's leaves it to the program.

`{编号: e1, 数值: 86万元, 口径: 同比}` has no 上期值: the value of the indicator of the same id in the same
half of the last year stands in its place, and knows the file it came from (data handbook §1.7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fupin_report.model.values import Base, Misread, has_blank
from fupin_report.source import ListNode, MappingNode, SourceMap
from fupin_report.structure.layers import Layers

_ID, _VALUE, _RATE = ("id", "编号"), ("value", "数值"), ("rate", "比率")
_BASE, _PREVIOUS, _CHANGE = ("base", "口径"), ("previous", "上期值"), ("change", "变化")


def completed(source: SourceMap, earlier: Callable[[Base], SourceMap | None]) -> SourceMap:
    """Return a tree in which indicators that name a 口径 and no 上期值 have that of the earlier period.

    `earlier` gives the tree of the period that a base speaks of; it is asked only when needed.
    """
    owners: dict[int, SourceMap] = {}
    known: dict[Base, tuple[SourceMap | None, dict[str, MappingNode]]] = {}
    for node in _indicators(source.root):
        base = _base_of(node)
        if base is None or _key(node, _PREVIOUS) or _key(node, _CHANGE):
            continue
        if base not in known:  # read once, however many indicators speak of it
            tree = earlier(base)
            known[base] = (tree, _stored(tree) if tree else {})
        other, stored = known[base]
        before = stored.get(str(node[_key(node, _ID)]))
        if other is None or before is None:
            continue
        key = _key(before, _VALUE if _key(node, _VALUE) else _RATE)
        if key and isinstance(before[key], str) and not has_blank(before[key]):
            node[_PREVIOUS[0]] = before[key]
            node.spans[_PREVIOUS[0]] = before.spans.get(key, (None, None))
            owners |= {id(span): other for span in node.spans[_PREVIOUS[0]] if span is not None}
    if not owners:
        return source
    owned = source.owners if isinstance(source, Layers) else {}
    # the spans of the earlier tree are found in its own file; all others where they were
    return Layers(source.file, source.root, source.text, owners={**owners, **owned})


def _indicators(node: Any) -> Iterator[MappingNode]:
    """Yield the mappings that are indicators with an id: no other row has both an id and a value."""
    if isinstance(node, MappingNode):
        if _key(node, _ID) and (_key(node, _VALUE) or _key(node, _RATE)):
            yield node
        for value in node.values():
            yield from _indicators(value)
    elif isinstance(node, ListNode):
        for value in node:
            yield from _indicators(value)


def _stored(source: SourceMap) -> dict[str, MappingNode]:
    return {str(node[_key(node, _ID)]): node for node in _indicators(source.root)}


def _key(node: MappingNode, names: tuple[str, str]) -> str:
    """Return the key of a field that is filled in, in the language it is written in."""
    return next((name for name in names if node.get(name) is not None), "")


def _base_of(node: MappingNode) -> Base | None:
    key = _key(node, _BASE)
    try:
        return Base.parse(str(node[key])) if key else None
    except Misread:  # told when the tree is read
        return None

"""分层的数据: a county's defaults, a township's slow facts, one period's facts, laid over each other.

Sections merge field by field, in either key language; lists whose rows all have an id (or else a name)
merge row by row; everything else is overwritten by the later layer, and null takes it out (data
handbook §1.7). Every value keeps the file it came from.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fupin_report.errors import Position
from fupin_report.model.fields import Section, is_section
from fupin_report.model.report import Report
from fupin_report.source import ListNode, MappingNode, SourceMap, Span

_IDENTITIES = ("id", "name")
"""Fields that tell rows of a list apart."""


@dataclass(frozen=True)
class Layers(SourceMap):
    """The places of a merged tree: each span belongs to the file it was read from."""

    owners: Mapping[int, SourceMap] = field(default_factory=dict, repr=False)
    """By the identity of spans, which their trees keep alive."""

    def position_of(self, span: Span | None) -> Position | None:
        """Return the position of a span in the file it was read from."""
        owner = self.owners.get(id(span))
        return owner.position_of(span) if owner else super().position_of(span)

    def holder_of(self, position: Position) -> SourceMap:
        return next((owner for owner in self.owners.values() if owner.file == position.file), self)


def merged(layers: Sequence[SourceMap], cls: type[Section] = Report) -> SourceMap:
    """Return layers of one section as one tree, the first the lowest; what is no mapping, alone."""
    sources = [each.reread(each.text, each.file) if each.reread else each for each in layers]
    strange = next((each for each in sources if not isinstance(each.root, MappingNode)), None)
    if strange or len(sources) == 1:
        return strange or layers[0]
    root = sources[0].root
    for each in sources[1:]:
        root = _mappings(root, each.root, cls)
    owners = {id(span): each for each in sources for span in _spans(each.root)}
    last = sources[-1]
    return Layers(last.file, root, last.text, owners=owners)


def _mappings(below: MappingNode, above: MappingNode, cls: type[Section] | None) -> MappingNode:
    """Lay a mapping over another; what both have keeps its place in the order."""
    over = {_field_of(key, cls): key for key in reversed(above)}
    result = MappingNode()
    for key, value in below.items():
        other = over.pop(_field_of(key, cls), None)
        if other is None:
            result[key], result.spans[key] = value, below.spans.get(key, (None, None))
        else:
            kind = cls.keys[key].kind if cls and key in cls.keys else None
            result[other] = _values(value, above[other], kind)
            result.spans[other] = above.spans.get(other, (None, None))
    for key, value in above.items():
        if key not in result:
            result[key], result.spans[key] = value, above.spans.get(key, (None, None))
    return result


def _field_of(key: str, cls: type[Section] | None) -> str:
    return cls.keys[key].name if cls and key in cls.keys else key


def _values(below: Any, above: Any, kind: Any) -> Any:
    """Lay a value over another of the same field."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(below, MappingNode) and isinstance(above, MappingNode):
        if is_section(kind):
            return _mappings(below, above, kind)
        if origin is not None and issubclass(origin, Mapping):  # labels of the writer's own
            return _mappings(below, above, None)
    if isinstance(below, ListNode) and isinstance(above, ListNode) and origin is tuple:
        return _rows(below, above, arguments[0]) if is_section(arguments[0]) else above
    return above


def _rows(below: ListNode, above: ListNode, cls: type[Section]) -> ListNode:
    """Lay rows over those of the same id; new ones come last. Lists without ids are not mixed."""
    for identity in _IDENTITIES:
        old, new = _known(below, cls, identity), _known(above, cls, identity)
        if old is not None and new is not None:
            break
    else:
        return above
    result = ListNode()
    for number, (name, row) in enumerate(old.items()):
        at = above.index(new[name]) if name in new else None
        result.append(row if at is None else _mappings(row, above[at], cls))
        result.spans.append(_span(below, number) if at is None else _span(above, at))
    for number, (name, row) in enumerate(new.items()):
        if name not in old:
            result.append(row)
            result.spans.append(_span(above, number))
    return result


def _known(rows: ListNode, cls: type[Section], identity: str) -> dict[str, MappingNode] | None:
    """Return rows by a field; nothing if one lacks it, or two have the same."""
    declared = cls.fields.get(identity)
    if declared is None or not all(isinstance(row, MappingNode) for row in rows):
        return None
    names = [row.get(identity) or row.get(declared.title) for row in rows]
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        return None
    return dict(zip(names, rows, strict=True))


def _span(rows: ListNode, number: int) -> Span | None:
    return rows.spans[number] if number < len(rows.spans) else None


def _spans(node: Any) -> Iterator[Any]:
    """Yield every span of a tree."""
    if isinstance(node, MappingNode):
        for key, value in node.items():
            yield from node.spans.get(key, ())
            yield from _spans(value)
    elif isinstance(node, ListNode):
        yield from node.spans
        for value in node:
            yield from _spans(value)

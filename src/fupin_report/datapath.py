"""Data paths: the names of places in a data file, `identification.exits[0].count.persons`.

A key that holds one of the path's own marks is quoted: `health["C级.房"].value`.
"""

from __future__ import annotations

import json
from typing import TypeAlias

from fupin_report.patterns import expression

Place: TypeAlias = "tuple[Place, str | int] | None"
"""A path that is not spelt out yet: the place around it, and its key or index there; None is the root.

Whoever goes through a file passes many places, and speaks of hardly any.
"""

_PLAIN = expression(r"[^.\[\]\"\s]+")
_SEGMENT = expression(r'\.?([^.\[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]')


def child(path: str, key: str) -> str:
    """Return the path of a key in the mapping at `path`; the root's path is empty."""
    if not _PLAIN.fullmatch(key):
        return f"{path}[{json.dumps(key, ensure_ascii=False)}]"
    return f"{path}.{key}" if path else key


def element(path: str, index: int) -> str:
    """Return the path of an element, counted from 0, of the list at `path`."""
    return f"{path}[{index}]"


def path_of(place: Place) -> str:
    """Spell out a place."""
    if place is None:
        return ""
    around, segment = place
    path = path_of(around)
    return element(path, segment) if isinstance(segment, int) else child(path, segment)


def is_within(path: str, place: str) -> bool:
    """Whether a path is a place or leads to something in it."""
    return path == place or path.startswith((f"{place}.", f"{place}["))


def split(path: str) -> list[str | int]:
    """Return the keys and indices of a path; :func:`child` and :func:`element` put it together again.

    Raises `ValueError` for what is not a path.
    """
    segments: list[str | int] = []
    end = 0
    while end < len(path):
        found = _SEGMENT.match(path, end)
        if not found:
            raise ValueError(f"not a data path: {path!r}")
        key, index, quoted = found.groups()
        segments.append(key if key is not None else int(index) if index else json.loads(quoted))
        end = found.end()
    return segments

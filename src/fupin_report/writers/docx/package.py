"""The base package of a layout, frozen: built once, then kept in the process and in the user's cache folder.

A report is this package, a body and a few small parts.
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from fupin_report import usercache, wordmarks
from fupin_report.layout import Layout
from fupin_report.writers.docx.archive import Member, member

TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"


class Base(NamedTuple):
    """Everything of a Word file but its words."""

    members: tuple[Member, ...]
    """The parts that are the same in every report, compressed."""
    section: str
    """`w:sectPr`, the end of the body."""
    types: str
    """The list of content types, open at its end."""
    relations: str
    """The relations of the document part, open at their end."""


@lru_cache(maxsize=32)
def base_package(layout: Layout, draft: bool = False) -> Base:
    """Return the base package of a layout: from this process, from the cache folder, or built."""
    try:
        name = _cache_name(layout, draft)
    except OSError:  # the sources are no files
        return _build(layout, draft)
    base = _recall(name)
    if base is None:
        base = _build(layout, draft)
        usercache.keep(name, _packed(base))
    return base


def _build(layout: Layout, draft: bool) -> Base:
    from fupin_report.writers.docx.base import build_parts  # takes docx and lxml in, a tenth of a second

    parts, section = build_parts(layout, draft)
    types, relations = (_opened(parts.pop(name).decode()) for name in (TYPES, RELATIONS))
    members = tuple(member(name, content) for name, content in parts.items())
    return Base(members, section, types, relations)


def _opened(xml: str) -> str:
    """Cut the closing tag off, so that entries can be added."""
    return xml[: xml.rindex("</")]


def _cache_name(layout: Layout, draft: bool) -> str:
    """Return the name of a layout's package in the cache: a key over all that it depends on."""
    sources = (*sorted(Path(__file__).parent.glob("*.py")), Path(wordmarks.__file__))
    versions = usercache.source_files("docx", "lxml")
    key = usercache.fingerprint(f"{layout!r} {draft} {zlib.ZLIB_RUNTIME_VERSION}", *sources, *versions)
    return f"base-{key}.bin"


def _recall(name: str) -> Base | None:
    content = usercache.recall(name)
    try:
        return _unpacked(content) if content else None
    except (ValueError, KeyError, TypeError):
        return None


def _packed(base: Base) -> bytes:
    """Return an index line, then the compressed members one after another."""
    index = [[entry.name, entry.checksum, entry.size, len(entry.data)] for entry in base.members]
    head = json.dumps([index, base.section, base.types, base.relations]).encode()
    return b"\n".join([head, b"".join(entry.data for entry in base.members)])


def _unpacked(content: bytes) -> Base:
    head, _, data = content.partition(b"\n")
    index, section, types, relations = json.loads(head)
    ends = list(accumulate(length for *_, length in index))
    members = tuple(
        Member(name, checksum, size, data[end - length : end])
        for (name, checksum, size, length), end in zip(index, ends, strict=True)
    )
    return Base(members, section, types, relations)

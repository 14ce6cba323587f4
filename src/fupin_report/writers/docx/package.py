"""The base package of a layout, frozen: built once, then kept in the process and in the user's cache folder.

A report is this package, a body and a few small parts. The cache file carries a checksum and is only a
saving: whatever is wrong with it or with the folder, the package is built anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from fupin_report import wordmarks
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
def base_package(layout: Layout) -> Base:
    """Return the base package of a layout: from this process, from the cache folder, or built."""
    path = _cache_file(layout)
    kept = _read(path) if path else None
    if kept:
        return kept
    base = _build(layout)
    if path:
        _write(path, base)
    return base


def _build(layout: Layout) -> Base:
    from fupin_report.writers.docx.base import build_parts  # takes docx and lxml in, a tenth of a second

    parts, section = build_parts(layout)
    types, relations = (_opened(parts.pop(name).decode()) for name in (TYPES, RELATIONS))
    members = tuple(member(name, content) for name, content in parts.items())
    return Base(members, section, types, relations)


def _opened(xml: str) -> str:
    """Cut the closing tag off, so that entries can be added."""
    return xml[: xml.rindex("</")]


def cache_folder() -> Path:
    """Return this library's folder among the user's caches; it need not exist."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "fupin_report"


def _cache_file(layout: Layout) -> Path | None:
    """Return the file of a layout, named by all that the package depends on; None without a usable home."""
    try:
        return cache_folder() / f"base-{_key(layout)}.bin"
    except (OSError, RuntimeError):  # sources not readable as files, or no home folder
        return None


def _key(layout: Layout) -> str:
    digest = hashlib.sha256(f"{layout!r} {zlib.ZLIB_RUNTIME_VERSION} {sys.version}".encode())
    sources = (*sorted(Path(__file__).parent.glob("*.py")), Path(wordmarks.__file__))
    for source in (*sources, _version_file("docx"), _version_file("lxml")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:32]


def _version_file(package: str) -> Path:
    """Return the file that states a package's version, without importing the package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    return Path(spec.origin)


def _read(path: Path) -> Base | None:
    """Return the package in a cache file, or None when there is none that can be trusted."""
    try:
        if not _private(path.parent):
            return None
        checksum, _, content = path.read_bytes().partition(b"\n")
        if checksum != hashlib.sha256(content).hexdigest().encode():
            return None
        return _unpacked(content)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, base: Base) -> None:
    """Keep a package: whole or not at all, as several processes may write at once."""
    content = _packed(base)
    checksum = hashlib.sha256(content).hexdigest().encode()
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):  # a read-only home, a full disk: the next process builds again
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _private(path.parent):
            try:
                temporary.write_bytes(checksum + b"\n" + content)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)


def _private(folder: Path) -> bool:
    """Whether nobody but the user can have put a file into a folder."""
    if sys.platform == "win32":
        return True
    facts = folder.stat()
    return facts.st_uid == os.getuid() and not facts.st_mode & 0o022


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

"""Raw zip files: members are compressed once and put together by hand, always with the same time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_DATE = 1 << 5 | 1
"""1 January 1980, the first day a zip file knows; the time is midnight."""
_DEFLATED = 8
_UTF8 = 0x800
_VERSION = 20


class Member(NamedTuple):
    """A compressed part of a package."""

    name: str
    checksum: int
    size: int
    """Bytes before compression."""
    data: bytes
    """The raw deflate stream."""


def member(name: str, content: bytes, level: int = 9) -> Member:
    """Compress one part."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = deflate.compress(content) + deflate.flush()
    return Member(name, zlib.crc32(content), len(content), data)


def archive(members: Iterable[Member]) -> bytes:
    """Put members together into a zip file."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in members:
        name = entry.name.encode()
        facts = _facts(entry, len(name))
        files += struct.pack("<I", 0x04034B50), facts, name, entry.data
        directory += _directory_head(facts, offset), name
        offset += 4 + len(facts) + len(name) + len(entry.data)
    index = b"".join(directory)
    count = len(directory) // 2
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(index), offset, 0)
    return b"".join([*files, index, end])


def _facts(entry: Member, name_length: int) -> bytes:
    """Return what a member's own header and its line in the directory share."""
    sizes = (entry.checksum, len(entry.data), entry.size, name_length, 0)
    return struct.pack("<HHHHHIIIHH", _VERSION, _UTF8, _DEFLATED, 0, _DATE, *sizes)


def _directory_head(facts: bytes, offset: int) -> bytes:
    return struct.pack("<IH", 0x02014B50, _VERSION) + facts + struct.pack("<HHHII", 0, 0, 0, 0, offset)

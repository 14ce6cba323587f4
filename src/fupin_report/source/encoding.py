"""Bytes → text: UTF-8 and nothing else, and no control characters."""

from __future__ import annotations

import re

from fupin_report.errors import Position, Problem, SourceError
from fupin_report.source.tree import line_at

MAX_BYTES = 8 * 2**20
"""Largest file read. A township's facts take some 20 KB."""
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no data may hold: XML forbids them, and templating needs some as marks."""


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
    found = ILLEGAL.search(text)
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


def _refusal(code: str, message: str, file: str, text: str = "", index: int = 0) -> SourceError:
    line = text.count("\n", 0, index) + 1
    shown = line_at(text, index)
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return SourceError(Problem(code, message, position=Position(file, line, column, shown)))

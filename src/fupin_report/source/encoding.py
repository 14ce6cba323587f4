"""Bytes → text: UTF-8 and nothing else, and no character that cannot be seen."""

from __future__ import annotations

import re

from fupin_report.errors import Position, Problem, SourceError
from fupin_report.patterns import expression
from fupin_report.source.tree import line_at

MAX_BYTES = 2 * 2**20
"""Largest file read. A township's facts take some 20 KB."""
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NO_WIDTH = "\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
ILLEGAL = expression(f"[{_CONTROL}{_DIRECTION}{_NO_WIDTH}]")  # one set: a choice of three is 17 times slower
"""Characters that no data may hold, as nobody sees them.

XML forbids control characters, and templating needs some as marks; what turns the direction of writing
shows 12 as 21; what has no width makes two names that look alike differ.
"""
_KINDS = {"控制字符": _CONTROL, "改变文字方向的字符": _DIRECTION, "不占位置的字符": _NO_WIDTH}
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAVE_AS = "请用记事本打开，“另存为”时编码选 UTF-8"


def decode(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file; a byte-order mark is dropped.

    Raises `SourceError` S101 for other encodings (GBK and UTF-16 are named), S102 for size and
    S110 for the first character that cannot be seen.
    """
    if len(data) > MAX_BYTES:
        raise _refusal("S102", too_large(len(data)), file)
    if data.startswith(_ARCHIVES):
        raise _refusal("S101", "这是 Word、Excel 或压缩文件，要的是文字的数据文件（.yaml）", file)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > 20:
        raise _refusal("S101", f"文件是 UTF-16 编码。{_SAVE_AS}", file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal("S101", _encoding_advice(data, file), file, *_byte_place(data, error.start)) from None
    found = ILLEGAL.search(text)
    if found:
        raise _refusal("S110", invisible(found), file, text, found.start())
    return text


def too_large(size: int) -> str:
    """Say that a file of so many bytes is not read."""
    most = MAX_BYTES // 2**20
    advice = "一个乡镇的数据一般几十 KB，是不是选错了文件？"
    return f"文件太大（{size / 2**20:.1f} MB），上限 {most} MB；{advice}"


def invisible(found: re.Match[str]) -> str:
    """Name what `ILLEGAL` found, and say how to get rid of what cannot be seen."""
    kind = next(kind for kind, characters in _KINDS.items() if re.match(f"[{characters}]", found[0]))
    return f"有看不见的{kind} U+{ord(found[0]):04X}，请把它和前后的字一起删去，重新打字"


def _encoding_advice(data: bytes, file: str) -> str:
    try:
        is_text = not ILLEGAL.search(data.decode("gb18030"))
    except UnicodeDecodeError:
        is_text = False
    if not is_text:
        return f"文件不是 UTF-8 编码的文字。如果是文字文件，{_SAVE_AS}"
    import shlex  # hardly any file needs advice

    command = f"iconv -f GB18030 -t UTF-8 {shlex.quote(file)} -o 新文件名"
    return f"文件不是 UTF-8，像是 GBK 编码。{_SAVE_AS}；或执行：{command}"


def _byte_place(data: bytes, index: int) -> tuple[str, int]:
    before = data[:index].decode("utf-8", "replace")
    return before, len(before)


def _refusal(code: str, message: str, file: str, text: str = "", index: int = 0) -> SourceError:
    line = text.count("\n", 0, index) + 1
    shown = line_at(text, index)
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return SourceError(Problem(code, message, position=Position(file, line, column, shown)))

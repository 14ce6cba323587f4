"""Characters that a file can hold."""

from __future__ import annotations

from fupin_report.errors import Problem, RenderError
from fupin_report.patterns import expression

_ILLEGAL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return the text, or raise `RenderError` when it holds a control character or half of a character."""
    found = _ILLEGAL.search(text)
    if found:
        around = _ILLEGAL.sub("□", text[max(0, found.start() - 20) : found.end() + 20])
        message = f"文稿里有不能写进文件的控制字符 U+{ord(found[0]):04X}，在“{around}”一处"
        raise RenderError(Problem("R401", message))
    return text

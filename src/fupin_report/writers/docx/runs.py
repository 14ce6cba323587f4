"""Text to runs: Chinese in the face of its paragraph, digits and Latin letters in a style of their own."""

from __future__ import annotations

import re

from fupin_report.errors import Problem, RenderError
from fupin_report.writers.docx.styles import LATIN

_LETTERS = "!-~À-ÖØ-öø-ɏ"
_LATIN = re.compile(f"([{_LETTERS}]+(?: +[{_LETTERS}]+)*)")
"""ASCII and accented letters with the spaces between them; “ ” … — · ℃ × stay with the Chinese text."""
LINE_BREAK = "<w:r><w:br/></w:r>"
_RARE = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("([\t\n\r])")
_BREAK_RUNS = {
    "\t": "<w:r><w:tab/></w:r>",
    "\n": LINE_BREAK,
    "\r": '<w:r><w:t xml:space="preserve">&#13;</w:t></w:r>',
}


def runs(text: str, style: str = "") -> str:
    """Return a text as runs, one for each stretch of Chinese or Latin characters."""
    if _RARE.search(text):
        legal(text)
        return "".join([_BREAK_RUNS.get(piece) or _runs(piece, style) for piece in _BREAKS.split(text)])
    return _runs(text, style)


def _runs(text: str, style: str) -> str:
    pieces = _LATIN.split(text)
    pieces[::2] = [_run(piece, style) if piece else "" for piece in pieces[::2]]
    pieces[1::2] = [_run(_escape(piece), style + LATIN) for piece in pieces[1::2]]
    return "".join(pieces)


def _run(escaped: str, style: str) -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    space = ' xml:space="preserve"' if " " in escaped else ""
    return f"<w:r>{look}<w:t{space}>{escaped}</w:t></w:r>"


def _escape(text: str) -> str:
    """Escape a Latin stretch; Chinese ones hold no character that needs it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def legal(text: str) -> str:
    """Return the text, or raise `RenderError` when it holds a character no XML file can hold."""
    for character in _RARE.findall(text):
        if character not in _BREAK_RUNS:
            message = f"文稿里有不能写进 Word 的控制字符 U+{ord(character):04X}，在“{_shown(text)}”一处"
            raise RenderError(Problem("R401", message))
    return text


def _shown(text: str) -> str:
    return _RARE.sub("□", text)[:40]

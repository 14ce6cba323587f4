"""Text to runs: Chinese in the face of its paragraph, digits and Latin letters in a style of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape

from fupin_report.errors import Problem, RenderError
from fupin_report.writers.docx.styles import LATIN

_LETTERS = "!-~À-ÖØ-öø-ɏ"
_LATIN = re.compile(f"([{_LETTERS}]+(?: +[{_LETTERS}]+)*)")
"""ASCII and accented letters with the spaces between them; “ ” … — · ℃ × stay with the Chinese text."""
LINE_BREAK = "<w:r><w:br/></w:r>"
_CONTROLS = "\x00-\x1f\ud800-\udfff\ufffe\uffff"
_RARE = re.compile(f"[{_CONTROLS}]")
_SPECIAL = re.compile(f"[ &<>{_CONTROLS}]")
"""What makes a text need care; most have none of it."""
_KEEP_SPACES = ' xml:space="preserve"'
_BREAKS = re.compile("([\t\n\r])")
_BREAK_RUNS = {
    "\t": "<w:r><w:tab/></w:r>",
    "\n": LINE_BREAK,
    "\r": '<w:r><w:t xml:space="preserve">&#13;</w:t></w:r>',
}


def runs(text: str, style: str = "") -> str:
    """Return a text as runs, one for each stretch of Chinese or Latin characters."""
    if not _SPECIAL.search(text):
        return _runs(text, style, "")
    pieces = _BREAKS.split(escape(legal(text)))
    return "".join([_BREAK_RUNS.get(piece) or _runs(piece, style, _KEEP_SPACES) for piece in pieces])


def _runs(escaped: str, style: str, space: str) -> str:
    chinese, latin = _openings(style, space)
    pieces = _LATIN.split(escaped)  # Chinese, Latin, Chinese …; the first and the last may be empty
    if len(pieces) == 1:
        return f"{chinese}{escaped}</w:t></w:r>" if escaped else ""
    pieces[::2] = [f"{chinese}{words}</w:t></w:r>" if words else "" for words in pieces[::2]]
    pieces[1::2] = [f"{latin}{word}</w:t></w:r>" for word in pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=64)
def _openings(style: str, space: str) -> tuple[str, str]:
    """Return how a run begins in the face of a style, and in its Latin face."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    latin = f'<w:rPr><w:rStyle w:val="{style}{LATIN}"/></w:rPr>'
    return f"<w:r>{look}<w:t{space}>", f"<w:r>{latin}<w:t{space}>"


def legal(text: str) -> str:
    """Return the text, or raise `RenderError` when it holds a character no XML file can hold."""
    for character in _RARE.findall(text):
        if character not in _BREAK_RUNS:
            message = f"文稿里有不能写进 Word 的控制字符 U+{ord(character):04X}，在“{_shown(text)}”一处"
            raise RenderError(Problem("R401", message))
    return text


def _shown(text: str) -> str:
    return _RARE.sub("□", text)[:40]

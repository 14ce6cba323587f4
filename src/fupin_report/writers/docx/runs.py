"""Text to runs: Chinese in the face of its paragraph, digits and Latin letters in a style of their own."""

from __future__ import annotations

from functools import lru_cache

from fupin_report.patterns import expression
from fupin_report.wordmarks import LATIN
from fupin_report.writers.docx.characters import CONTROLS, escaped

_LETTERS = "!-~À-ÖØ-öø-ɏ"
_LATIN = expression(f"([{_LETTERS}]+(?: +[{_LETTERS}]+)*)")
"""ASCII and accented letters with the spaces between them; “ ” … — · ℃ × stay with the Chinese text."""
LINE_BREAK = "<w:r><w:br/></w:r>"
_SPECIAL = expression(f"[ &<>{CONTROLS}]")
"""What makes a text need care; most have none of it."""
_KEEP_SPACES = ' xml:space="preserve"'
_BREAKS = expression("([\t\n])")
_BREAK_SIGNS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


def runs(text: str, style: str = "") -> str:
    """Return a text as runs, one for each stretch of Chinese or Latin characters."""
    if not _SPECIAL.search(text):
        return _runs(text, _openings(style, ""))
    pieces, openings = _BREAKS.split(escaped(text)), _openings(style, _KEEP_SPACES)
    pieces[::2] = [_runs(piece, openings) for piece in pieces[::2]]
    pieces[1::2] = [f"<w:r>{_look(style)}{_BREAK_SIGNS[piece]}</w:r>" for piece in pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=4096)
def words(text: str, style: str = "") -> str:
    """Return the runs of words typed in a template, which are the same in every report of a batch."""
    return runs(text, style)


def _runs(text: str, openings: tuple[str, str]) -> str:
    pieces = _LATIN.split(text)  # Chinese, Latin, Chinese …; the first and the last may be empty
    return "".join([f"{openings[at % 2]}{each}</w:t></w:r>" for at, each in enumerate(pieces) if each])


@lru_cache(maxsize=64)
def _openings(style: str, space: str) -> tuple[str, str]:
    """Return how a run begins in the face of a style, and in its Latin face."""
    return f"<w:r>{_look(style)}<w:t{space}>", f"<w:r>{_look(style + LATIN)}<w:t{space}>"


def _look(style: str) -> str:
    return f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""

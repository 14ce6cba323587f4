"""Pieces of a line to inlines: figures whole again, lead sentences together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from fupin_report.document import Figure, Inline, Inlines, LineBreak, Strong, Text
from fupin_report.readers.docx.body import LINE_BREAK, Piece
from fupin_report.wordmarks import STRONG

_BREAK = LineBreak()


def inlines(pieces: Iterable[Piece], paths: Mapping[str, tuple[str, ...]]) -> Inlines:
    """Return what some pieces say; neighbours of one kind become one."""
    merged: list[Inline] = []
    for strong, group in groupby(_nodes(pieces, paths), key=lambda node: node[0]):
        nodes = [node for _, node in group]
        if strong:
            merged.append(Strong(tuple(node for node in nodes if not isinstance(node, LineBreak))))
        else:
            merged += nodes
    return tuple(merged)


def _nodes(
    pieces: Iterable[Piece], paths: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[bool, Text | Figure | LineBreak]]:
    """Yield texts, figures and breaks, each with whether it belongs to a lead sentence."""
    for (figure, strong, text_break), group in groupby(pieces, key=_kind):
        held = list(group)
        text = "".join(piece.text for piece in held)
        if figure:
            yield _is_strong(held), Figure(text, paths[figure])
        elif text_break:
            yield from ((False, _BREAK) for _ in held)
        elif text:
            yield strong, Text(text)


def _kind(piece: Piece) -> tuple[str, bool, bool]:
    """Return what neighbours share: the number of a figure, or the look of a text, or being a break."""
    if piece.figure:
        return piece.figure, False, False
    text_break = piece.text == LINE_BREAK
    return "", piece.look == STRONG and not text_break, text_break


def _is_strong(pieces: list[Piece]) -> bool:
    """Whether a figure belongs to a lead sentence: its first characters tell."""
    return next((piece.look for piece in pieces if piece.text), "") == STRONG

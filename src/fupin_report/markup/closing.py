"""收口: punctuation closes over what a template leaves out. See the page of the package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from fupin_report.document import Inline, Inlines, LineBreak, Text, plain_text
from fupin_report.patterns import expression

NodeT = TypeVar("NodeT")

STRENGTH = {"、": 1, "，": 2, "：": 3, "；": 4, "。": 5, "！": 6, "？": 6}
MARKS = "".join(STRENGTH)
_SEAM = expression("[、，：；。！？][、，：；。！？）”》〉]|[（“《〈〔][、，：；。）”》〉〕]")
"""Two characters of which the closing rule may take one."""
_DOUBLED = expression(f"[{MARKS}]{{2,}}")
_HOLLOW = expression(r"（[、，；：]*）|“”|《》|〈〉|〔〕")
_BEFORE_BRACKET = expression(r"[、，；：。]+([）”》〉])")
_AFTER_BRACKET = expression(r"([（“《〈])[、，；：。]+")


def close(inlines: Inlines) -> Inlines:
    """Apply the closing rule (收口) to a run of inlines: see the module's page."""
    merged = merge(inlines)
    closed: list[Inline] = []
    for number, inline in enumerate(merged):
        if not isinstance(inline, Text):
            closed.append(inline)
            continue
        text = _close_text(inline.text)
        text = _after(text, closed[-1] if closed else None)
        following = merged[number + 1] if number + 1 < len(merged) else None
        if text.endswith(("、", "，")) and following and _starts_with_mark(following):
            text = text[:-1]
        if text:
            closed.append(Text(text))
    return tuple(closed)


def merge(inlines: Iterable[NodeT]) -> list[NodeT | Text]:
    """Join the texts that stand side by side."""
    merged: list[NodeT | Text] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and isinstance(last, Text):
            merged[-1] = Text(last.text + inline.text)
        else:
            merged.append(inline)
    return merged


def _close_text(text: str) -> str:
    if not _SEAM.search(text):  # as most texts are
        return text
    before = None
    while text != before:
        before = text
        text = _HOLLOW.sub("", text)
        text = _DOUBLED.sub(lambda marks: max(marks[0], key=STRENGTH.__getitem__), text)
        text = _AFTER_BRACKET.sub(r"\1", text)
    return _BEFORE_BRACKET.sub(_closing_bracket, text)


def _closing_bracket(found: re.Match[str]) -> str:
    """Before a closing bracket a full stop may stand (a whole sentence in quotes), a comma may not."""
    marks, bracket = found[0][:-1], found[1]
    return "。" + bracket if "。" in marks and bracket == "”" else bracket


def _after(text: str, previous: Inline | None) -> str:
    """Drop a typed mark that follows nothing, or a mark of the data that is at least as strong."""
    if not text or text[0] not in STRENGTH:
        return text
    if previous is None or isinstance(previous, LineBreak):
        return text[1:]
    end = plain_text((previous,))[-1:]
    if end in STRENGTH and STRENGTH[end] >= STRENGTH[text[0]]:
        return text[1:]
    return text


def _starts_with_mark(inline: Inline) -> bool:
    return plain_text((inline,))[:1] in STRENGTH


def strip_end(inlines: Inlines) -> Inlines:
    """Drop a typed mark at the end: headings, captions and titles have none (GB/T 15834)."""
    if inlines and isinstance(inlines[-1], Text):
        text = inlines[-1].text.rstrip(MARKS)
        return (*inlines[:-1], Text(text)) if text else inlines[:-1]
    return inlines


def append(inlines: Inlines, text: str) -> Inlines:
    """Add typed characters at the end."""
    if inlines and isinstance(inlines[-1], Text):
        return (*inlines[:-1], Text(inlines[-1].text + text))
    return (*inlines, Text(text))

"""落款: how far organs and date stand from the right edge, from the width of their words."""

from __future__ import annotations

from fupin_report.document import Inlines, Signature, plain_text
from fupin_report.layout import Layout, SignatureRule, text_width


def indents(node: Signature, layout: Layout) -> tuple[list[float], float]:
    """Return the right indents of the organs and of the date in 字."""
    organs = [width(name, layout) for name in node.organisations]
    return signature_indents(organs, width(node.date, layout), layout.signature_rule)


def signature_indents(organs: list[float], date: float, rule: SignatureRule) -> tuple[list[float], float]:
    """Return the right indents of organs and date in 字, from their widths (§7.3.5).

    With a seal the date stands 4字 from the right and each organ is centred over it. Without one:

    The organ stands 2字 from the right and the date begins 2字 right of the organ's first character;
    a date that would so come nearer to the edge stands 2字 from it, and the organ gives way. Several
    organs begin at one line with the widest.
    """
    widest = max(organs, default=0.0)
    if rule.sealed:
        middle = rule.sealed_right + date / 2
        return [max(0.0, middle - width / 2) for width in organs], rule.sealed_right
    right = rule.right if date <= widest else rule.right + rule.step + date - widest
    return [right + widest - width for width in organs], right + widest - rule.step - date


def width(words: Inlines, layout: Layout) -> float:
    """Return the width of the widest line, at most a full line."""
    lines = plain_text(words).split("\n")
    room = layout.grid.characters - layout.signature_rule.right
    return min(max(map(text_width, lines)), room)

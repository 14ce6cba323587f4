"""Text and inlines as HTML; figures carry a tooltip that tells where they came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from fupin_report.document import Figure, Inline, Inlines, LineBreak, Strong, Text
from fupin_report.frozen import frozen

BREAK = "<br>"
_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": BREAK, "\r": "&#13;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escaped(text: str) -> str:
    """Return a text as the content of an element; a newline breaks the line."""
    return text.translate(_CONTENT)


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return f'"{text.translate(_VALUE)}"'


@frozen
class Words:
    """Writes inlines."""

    describe: Callable[[str], str] | None
    """Tells of a data path what people want to know of it; None: nothing is told of any figure."""

    def inlines(self, nodes: Inlines) -> str:
        """Return some inlines."""
        return "".join(map(self._inline, nodes))

    def _inline(self, node: Inline) -> str:
        match node:
            case Text():
                return escaped(node.text)
            case Figure():
                return self._figure(node)
            case Strong():
                return f"<strong>{self.inlines(node.children)}</strong>"
            case LineBreak():
                return BREAK
        assert_never(node)

    def _figure(self, node: Figure) -> str:
        if self.describe is None:
            return escaped(node.text)
        told = quoted("\n".join(map(self.describe, node.paths)))
        return f'<span class="figure" title={told}>{escaped(node.text)}</span>'

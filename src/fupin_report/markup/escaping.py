r"""The escape: what is to be read as written, and not as markup.

Reading, an escaped character becomes a mark as the data's text is one, so no rule sees it; when the
tree stands, :func:`settled` turns it into text. :func:`escape` is the way back: inlines as markup
that reads as just these inlines.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Any, TypeVar, assert_never

from fupin_report.document import Figure, Inline, Inlines, LineBreak, Origin, Strong, Text, plain_text
from fupin_report.markup.closing import STRENGTH, merge
from fupin_report.markup.marks import FIGURE, ORIGIN, figure_mark
from fupin_report.patterns import expression

_T = TypeVar("_T")

_LITERAL = ("", "")
"""The paths of an escaped character, which no fact has."""
_ESCAPED = "\\\\[^\x01-\x03\x1f]"
_CONTROLS = "\n\x01-\x03\x1f"
_LINK = f"\\[((?:{_ESCAPED}|[^\\\\\\[\\]{_CONTROLS}])+)\\]\\(((?:{_ESCAPED}|[^\\\\(){_CONTROLS}])+)\\)"
_KEPT = f"{FIGURE.pattern}|{ORIGIN.pattern}|!\\["
_TEMPLATE = expression(f"(?:{_KEPT})|(?P<escaped>{_ESCAPED})")
_WRITTEN = expression(f"(?:{_KEPT})|(?P<escaped>{_ESCAPED})|(?P<link>{_LINK})")
_PATH = expression(f"(?:{_ESCAPED}|[^\\\\,])+")
_BACKSLASH = expression(r"\\(.)", re.DOTALL)


def with_marks(markup: str, figures: bool) -> str:
    r"""Put marks for escaped characters and, with `figures`, for `[text](path,path)`."""

    def mark(found: re.Match[str]) -> str:
        if found["escaped"]:
            return figure_mark(_LITERAL, found["escaped"][1])
        if figures and found["link"]:
            *_, text, paths = found.groups()
            return figure_mark(tuple(map(_unescaped, _PATH.findall(paths))), _unescaped(text))
        return found[0]

    return (_WRITTEN if figures else _TEMPLATE).sub(mark, markup)


def _unescaped(text: str) -> str:
    return _BACKSLASH.sub(r"\1", text)


def settled(node: _T) -> _T:
    """Return a part of the tree in which the escaped characters are text."""
    return _settled(node)  # type: ignore[no-any-return]


def _settled(node: Any) -> Any:
    if isinstance(node, Figure):
        return Text(node.text) if node.paths == _LITERAL else node
    if isinstance(node, tuple):
        return tuple(merge(map(_settled, node)))
    if not dataclasses.is_dataclass(node) or isinstance(node, (Text, Origin)):
        return node
    parts = {field.name: _settled(getattr(node, field.name)) for field in dataclasses.fields(node)}
    return dataclasses.replace(node, **parts)  # type: ignore[type-var]


# --- 写 -----------------------------------------------------------------------------------------

_READ_ANYWHERE = frozenset("\\[]|*!`<")
"""Escaped wherever they stand; the last two for other programs that show Markdown."""
_BEGINNING = expression(r"(?=[#:])|\d+(?=\.\s)|(?=-+:?\s*\Z)|(?=\^\Z)")
"""By which a block, a table's rule or a merged cell is known; the character behind the match is escaped."""
TYPED_NUMBER = expression(
    r"[一二三四五六七八九十]+[、是]|第[一二三四五六七八九十]+[、，：]|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d+(?:[、．]|\.(?!\d))|[①-⑳]"
)
"""A number typed at the start of a heading: 一、 （一） 1. （1） ① 第一、 and their like."""
_HOLLOW = frozenset(("（）", "“”", "《》", "〈〉", "〔〕"))
_GIVING_WAY = frozenset("、，；：。")
_OPENING, _CLOSING = frozenset("（“《〈"), frozenset("）”》〉")
"""Marks that do not stay inside a bracket, and the brackets."""
_STRONG = "**"


def escape(
    inlines: Inlines, *, figures: bool, stops: str = "", keep_end: bool = False, after: str = ""
) -> str:
    """Return inlines as markup that :func:`~fupin_report.markup.parse` reads as just these inlines.

    With `figures` the data's text is written with its paths, else as text. `stops` are marks that part
    a run-in heading from its text: escaped where anything follows. `keep_end` escapes a mark at the
    end, which headings and captions lose. `after` is the character that comes behind. A `LineBreak`
    is written as a title has it.
    """
    nodes = inlines if figures else _as_text(inlines)
    first = nodes[0].text if nodes and isinstance(nodes[0], Text) else ""
    beginning = _BEGINNING.match(first)
    at = beginning.end() if beginning else -1
    if stops and TYPED_NUMBER.match(first):  # a heading's own words that look like its number
        at = 0
    return _Escape(stops, keep_end, at).nodes(nodes, "", after)


def _as_text(inlines: Inlines) -> Inlines:
    """Return inlines whose figures are text."""
    return tuple(merge(map(_without_paths, inlines)))


def _without_paths(inline: Inline) -> Inline:
    match inline:
        case Figure():
            return Text(inline.text)
        case Strong():
            return Strong(tuple(merge(Text(child.text) for child in inline.children)))
        case Text() | LineBreak():
            return inline
    assert_never(inline)


@dataclass(slots=True)
class _Escape:
    """Writes inlines, each in the knowledge of the characters beside it."""

    stops: str
    keep_end: bool
    beginning: int
    """Place in the first text of a character to be escaped; -1 when there is none."""

    def nodes(self, nodes: Inlines, before: str, after: str) -> str:
        """Return some inlines between two characters; empty ones stand for the end of a line."""
        edges = [before, *map(_edges, nodes), after]
        written = [self._node(node, edges[at][-1:], edges[at + 2][:1]) for at, node in enumerate(nodes)]
        return "".join(written)

    def _node(self, node: Inline, before: str, after: str) -> str:
        match node:
            case Text():
                return self._text(node.text, before, after)
            case Figure():
                return _link(node) if node.text else ""
            case Strong():
                inner = self.nodes(node.children, before or _STRONG, after or _STRONG)
                return f"{_STRONG}{inner}{_STRONG}" if inner else ""
            case LineBreak():
                return "|"
        assert_never(node)

    def _text(self, text: str, before: str, after: str) -> str:
        sides = zip([before, *text[:-1]], text, [*text[1:], after], strict=True)
        written = [
            "\\" + char if at == self.beginning or self._is_read(left, char, right) else char
            for at, (left, char, right) in enumerate(sides)
        ]
        self.beginning = -1
        return "".join(written)

    def _is_read(self, left: str, char: str, right: str) -> bool:
        """Whether a character between two others would be read as markup, or changed by the closing rule."""
        if char in STRENGTH:
            return self._is_closed(left, char, right)
        if char.isspace():
            return not (left and right) or char not in " \u3000"
        return char in _READ_ANYWHERE or char + right in _HOLLOW

    def _is_closed(self, left: str, mark: str, right: str) -> bool:
        if not left or left in STRENGTH or right in STRENGTH or (right and mark in self.stops):
            return True
        if mark in _GIVING_WAY and (left in _OPENING or (right in _CLOSING and mark + right != "。”")):
            return True
        return self.keep_end and not right


def _edges(node: Inline) -> str:
    """Return the first and the last character of an inline; a line break has none."""
    text = "" if isinstance(node, LineBreak) else plain_text((node,))
    return text[:1] + text[-1:]


def _link(figure: Figure) -> str:
    text = re.sub(r"([\\\[\]\n])", r"\\\1", figure.text)
    paths = [re.sub(r"([\\(),\n])", r"\\\1", path) for path in figure.paths]
    return f"[{text}]({','.join(paths)})"

"""The frozen tree in the middle: what a report says, never how it looks.

Templates end here (through :mod:`~fupin_report.markup`) and writers begin here. Number labels
(一、 （一） 1. 一是 表1) are a field of the node, apart from its text: :mod:`~fupin_report.numbering`
sets them. No node knows an output format.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Literal, Protocol, TypeAlias, TypeVar, assert_never

from fupin_report.frozen import frozen

NodeT = TypeVar("NodeT")

DRAFT = "草稿"
"""What stands on every page of a draft."""


@frozen
class Origin:
    """The line of a template that made a block."""

    template: str
    """Qualified template name, `layer:file`."""
    line: int
    """Line in that file, from 1."""

    @property
    def built_in(self) -> bool:
        """Whether the template comes with this library."""
        return self.template.startswith("builtin:")


@frozen
class Text:
    """Words typed in a template."""

    text: str


@frozen
class Figure:
    """Text that came from the data: a figure, a name, a sentence."""

    text: str
    paths: tuple[str, ...]
    """Data paths of the facts in it, e.g. `identification.entered.persons`; at least one."""


@frozen
class Strong:
    """A lead sentence set off from its paragraph (段首主题句)."""

    children: tuple[Text | Figure, ...]


@frozen
class LineBreak:
    """A new line within a block (title lines)."""


Inline: TypeAlias = Text | Figure | Strong | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


class _Worded:
    """A node whose words are its children."""

    __slots__ = ()
    children: Inlines

    @property
    def text(self) -> str:
        """The characters, without labels."""
        return plain_text(self.children)


@frozen
class Title(_Worded):
    """标题."""

    children: Inlines
    origin: Origin | None = None


@frozen
class Subtitle:
    """副标题, begins with ——."""

    children: Inlines
    origin: Origin | None = None


@frozen
class Byline:
    """题下署名: lines centred under the title, the issuer and （the date）."""

    lines: tuple[Inlines, ...]
    origin: Origin | None = None


@frozen
class Salutation:
    """称谓 or 主送机关, flush left, ends with ：."""

    children: Inlines
    origin: Origin | None = None


@frozen
class Heading(_Worded):
    """小标题, level 1 to 4: 一、 （一） 1. （1）."""

    level: int
    children: Inlines
    label: str = ""
    origin: Origin | None = None


@frozen
class Paragraph(_Worded):
    """正文段落. With `heading`, the heading stands run-in at its beginning."""

    children: Inlines
    heading: Heading | None = None
    origin: Origin | None = None


@frozen
class Item(_Worded):
    """One item of an enumeration."""

    children: Inlines
    label: str = ""
    """一是, 二是 …"""
    origin: Origin | None = None


@frozen
class Enumeration:
    """一是…；二是…。 With `lead`, all of it is one paragraph that begins with the lead."""

    items: tuple[Item, ...]
    lead: Paragraph | None = None
    origin: Origin | None = None

    @property
    def inline(self) -> bool:
        """Whether the items run on in the paragraph of the lead."""
        return self.lead is not None


@frozen
class Cell(_Worded):
    """A table cell. Every row has one for each column, those of merged cells (合并单元格) among them."""

    children: Inlines
    joins: Literal["", "left", "above"] = ""
    """The neighbour it is one cell with; it then has no words of its own. A merged cell is a rectangle:
    in its first row the others join the left one, and each row below is the same with the first joining
    the one above."""


@frozen
class Table:
    """A table with its caption; `align` holds `left`, `center` or `right` per column.

    Numbers in a column that is centred or set right stand with their decimal points under each other.
    """

    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[str, ...]
    caption: Inlines = ()
    label: str = ""
    """表1, 表2 …"""
    origin: Origin | None = None


@frozen
class Image:
    """A picture file with its caption."""

    source: str
    """File name as written in the template or the data; resolved by the pipeline."""
    caption: Inlines = ()
    label: str = ""
    """图1, 图2 …"""
    origin: Origin | None = None


@frozen
class Attachments:
    """附件说明: the names of the attachments."""

    names: tuple[Inlines, ...]
    origin: Origin | None = None


@frozen
class Signature:
    """落款: the signing organisations and the date (成文日期)."""

    organisations: tuple[Inlines, ...]
    date: Inlines
    origin: Origin | None = None


@frozen
class Masthead:
    """版头 of a report that is sent up: what stands above the red line."""

    mark: Inlines
    """发文机关标志: name of the organ, mostly with 文件."""
    number: Inlines
    """发文字号."""
    signers: tuple[Inlines, ...]
    """签发人: one or several."""
    copy_number: Inlines = ()
    """份号, six digits."""
    secrecy: Inlines = ()
    """密级和保密期限."""
    urgency: Inlines = ()
    """紧急程度."""
    origin: Origin | None = None


@frozen
class Note:
    """附注: in brackets, under the date."""

    children: Inlines
    origin: Origin | None = None


@frozen
class Annex:
    """附件: a new page with its label; the title of the attachment follows."""

    label: str = ""
    """附件, or 附件1, 附件2 …"""
    origin: Origin | None = None


@frozen
class Imprint:
    """版记: at the foot of the last page."""

    printed_by: Inlines
    """印发机关."""
    printed_on: Inlines
    """印发日期."""
    copies: Inlines = ()
    """抄送机关."""
    origin: Origin | None = None


@frozen
class PageBreak:
    """A new page."""

    origin: Origin | None = None


Block: TypeAlias = (
    Title
    | Subtitle
    | Byline
    | Salutation
    | Heading
    | Paragraph
    | Enumeration
    | Table
    | Image
    | Attachments
    | Signature
    | Masthead
    | Note
    | Annex
    | Imprint
    | PageBreak
)


@frozen
class Properties:
    """What a file says of itself (core properties). All of it comes from the data."""

    title: str = ""
    issuer: str = ""
    date: str = ""
    """ISO date of signing, `2015-06-30`; missing parts are filled with 01. Empty when unknown."""
    draft: bool = False
    """Whether it is a draft (草稿), and says so on every page."""


@frozen
class Comment:
    """批注: a remark beside the text, for people who work on it. A final document has none."""

    text: str
    author: str
    paths: tuple[str, ...] = ()
    """Data paths: it is about the first figure that has one of them."""
    block: int = 0
    """Where it stands, counted from 0, when no figure has."""


@frozen
class Document:
    """文稿: the blocks of a report in order."""

    blocks: tuple[Block, ...]
    properties: Properties = Properties()
    comments: tuple[Comment, ...] = ()

    def walk(self, kind: type[NodeT]) -> Iterator[NodeT]:
        """Yield every node of one class, in reading order, at any depth."""
        return _walk(self.blocks, kind)

    def figures(self) -> Iterator[Figure]:
        """Yield every figure in reading order."""
        return self.walk(Figure)


class Joining(Protocol):
    """What may be one cell with a neighbour."""

    @property
    def joins(self) -> str:
        """The neighbour: `left`, `above` or none."""


def spans(row: Sequence[Joining]) -> list[int]:
    """Return how many columns each cell of a row takes; 0 where it is one with its left neighbour."""
    wide: list[int] = []
    run = 0
    for cell in reversed(row):
        run += 1
        joined = cell.joins == "left"
        wide.append(0 if joined else run)
        run = run if joined else 0
    return wide[::-1]


def heights(rows: Sequence[Sequence[Joining]]) -> list[list[int]]:
    """Return how many rows each cell takes."""
    tall: list[list[int]] = []
    below: list[int] = []
    after: Sequence[Joining] = ()
    for row in reversed(rows):
        goes_on = [column < len(after) and after[column].joins == "above" for column in range(len(row))]
        below = [below[column] + 1 if goes_on[column] else 1 for column in range(len(row))]
        tall.append(below)
        after = row
    return tall[::-1]


def plain_text(inlines: Inlines) -> str:
    """Return the characters of some inlines, without labels; a line break is a newline."""
    return "".join(_characters(inline) for inline in inlines)


def _characters(inline: Inline) -> str:
    if isinstance(inline, Strong):
        return "".join(child.text for child in inline.children)
    return "\n" if isinstance(inline, LineBreak) else inline.text


def _walk(value: object, kind: type[NodeT]) -> Iterator[NodeT]:
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for child in value:
            yield from _walk(child, kind)
    elif isinstance(value, Enumeration):  # the lead is read before the items
        yield from _walk(value.lead, kind)
        yield from _walk(value.items, kind)
    elif isinstance(value, Paragraph):  # the run-in heading is read before the text
        yield from _walk(value.heading, kind)
        yield from _walk(value.children, kind)
    elif isinstance(value, Table):
        for part in (value.caption, value.header, value.rows):
            yield from _walk(part, kind)
    elif isinstance(value, (Masthead, Imprint)):
        for parts in _in_reading_order(value):
            yield from _walk(parts, kind)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name), kind)


def _in_reading_order(node: Masthead | Imprint) -> tuple[object, ...]:
    match node:
        case Masthead():
            return (node.copy_number, node.secrecy, node.urgency, node.mark, node.number, node.signers)
        case Imprint():
            return (node.copies, node.printed_by, node.printed_on)
    assert_never(node)

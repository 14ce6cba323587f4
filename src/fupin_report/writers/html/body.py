"""The blocks of a document as HTML: sheets of paper, and a list of their headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import assert_never

from fupin_report.document import (
    Annex,
    Attachments,
    Block,
    Byline,
    Document,
    Enumeration,
    Heading,
    Image,
    Imprint,
    Item,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Subtitle,
    Table,
    Title,
    plain_text,
)
from fupin_report.layout import Layout
from fupin_report.writers.html.picture import data_uri
from fupin_report.writers.html.style import right_rule
from fupin_report.writers.html.table import Tables
from fupin_report.writers.html.words import Words, escaped, quoted
from fupin_report.writers.levels import level
from fupin_report.writers.signature import indents
from fupin_report.writers.spacing import TITLE_BLOCK

_SHEET = '<section class="sheet">\n'
_CONTENTS = "contents"


@dataclass(slots=True)
class Page:
    """One document on its way to a page, and what is gathered while it is written."""

    layout: Layout
    words: Words
    images: Callable[[str], bytes] | None
    headings: list[Heading] = field(default_factory=list)
    """Headings met so far; the first has the anchor `h1`."""
    insets: list[float] = field(default_factory=list)
    """Distances of signatures from the right edge, in 字."""
    tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        self.tables = Tables(self.layout, self.words)

    def main(self, document: Document) -> str:
        """Return the sheets; a page break begins a new one."""
        parts = [""]
        for of_title, blocks in groupby(document.blocks, lambda node: isinstance(node, TITLE_BLOCK)):
            if of_title:
                parts.append(f"<header>\n{''.join(map(self._block, blocks))}</header>\n")
            else:
                parts.extend(map(self._block, blocks))
        return f"<main>\n{_SHEET}{''.join(parts)}</section>\n</main>\n"

    def contents(self) -> str:
        """Return the list of headings, to be asked for when the sheets are written."""
        if not self.headings:
            return ""
        lines = [
            f'<li class="level-{node.level}"><a href="#h{number}">{_in_contents(node)}</a></li>\n'
            for number, node in enumerate(self.headings, start=1)
        ]
        return (
            f'<nav id="{_CONTENTS}" aria-label="目录">\n<details>\n<summary>目录</summary>\n'
            f"<ol>\n{''.join(lines)}</ol>\n</details>\n</nav>\n"
            f'<a class="to-contents" href="#{_CONTENTS}">目录</a>\n'
        )

    def rules(self) -> str:
        """Return the style rules of this document alone."""
        insets = [right_rule(f"inset-{number}", inset) for number, inset in enumerate(self.insets)]
        return "".join([*insets, self.tables.rules()])

    def _block(self, node: Block) -> str:
        return "".join(self._lines(node))

    def _lines(self, node: Block) -> Iterator[str]:
        match node:
            case Paragraph():
                yield self._paragraph(node, "")
            case Heading():
                yield f"{self._heading(node)}\n"
            case Enumeration():
                yield self._enumeration(node)
            case Title():
                yield f"<h1>{self.words.inlines(node.children)}</h1>\n"
            case Subtitle():
                yield self._line("subtitle", self.words.inlines(node.children))
            case Byline():
                for line in node.lines:
                    yield self._line("byline", self.words.inlines(line))
            case Salutation():
                yield self._line("salutation", self.words.inlines(node.children))
            case Table():
                yield self.tables.table(node, self._caption(node, "caption"))
            case Image():
                yield self._image(node)
            case Attachments():
                yield self._attachments(node)
            case Signature():
                yield self._signature(node)
            case Masthead():
                yield self._masthead(node)
            case Note():
                yield self._line("note", self.words.inlines(node.children))
            case Annex():
                yield f"</section>\n{_SHEET}{self._line('annex', _label(node.label))}"
            case Imprint():
                yield self._imprint(node)
            case PageBreak():
                yield f"</section>\n{_SHEET}"
            case _:
                assert_never(node)

    def _masthead(self, node: Masthead) -> str:
        rule, words = self.layout.masthead, self.words
        parts = (("copy-number", node.copy_number), ("secrecy", node.secrecy), ("secrecy", node.urgency))
        lines = [self._line(name, words.inlines(part)) for name, part in parts if part]
        signers = "".join(f'<span class="signer">{words.inlines(each)}</span>' for each in node.signers)
        number = f"<span>{words.inlines(node.number)}</span><span>{_label(rule.signer_lead)}{signers}</span>"
        mark = self._line("mark", words.inlines(node.mark))
        return f'<div class="masthead">\n{"".join(lines)}{mark}{self._line("doc-number", number)}</div>\n'

    def _imprint(self, node: Imprint) -> str:
        rule, words = self.layout.imprint_rule, self.words
        copies = f"{_label(rule.copies_lead)}{words.inlines(node.copies)}{_label(rule.copies_end)}"
        date = f"{words.inlines(node.printed_on)}{_label(rule.printed)}"
        printed = self._line("printed", f"<span>{words.inlines(node.printed_by)}</span><span>{date}</span>")
        return (
            f'<div class="imprint">\n{self._line("copies", copies) if node.copies else ""}{printed}</div>\n'
        )

    def _line(self, name: str, content: str) -> str:
        return f'<p class="{name}">{content}</p>\n'

    def _heading(self, node: Heading) -> str:
        self.headings.append(node)
        tag = f"h{level(node) + 1}"
        content = _label(node.label) + self.words.inlines(node.children)
        return f'<{tag} id="h{len(self.headings)}">{content}</{tag}>'

    def _paragraph(self, node: Paragraph, items: str) -> str:
        """Return a paragraph; a run-in heading is a heading, set in the first line by the style sheet."""
        text = self.words.inlines(node.children) + items
        if node.heading is None:
            return f"<p>{text}</p>\n"
        return f'<div class="run-in">{self._heading(node.heading)}<p>{text}</p></div>\n'

    def _enumeration(self, node: Enumeration) -> str:
        if node.lead is not None:
            return self._paragraph(node.lead, "".join(map(self._item, node.items)))
        items = "".join(f"<li>{self._item(item)}</li>\n" for item in node.items)
        return f'<ol class="items">\n{items}</ol>\n'

    def _item(self, node: Item) -> str:
        return _label(node.label) + self.words.inlines(node.children)

    def _caption(self, node: Table | Image, tag: str) -> str:
        """Return label and caption of a table or a picture."""
        if not (node.label or node.caption):
            return ""
        gap = self.layout.caption_gap if node.label and node.caption else ""
        return f"<{tag}>{_label(node.label + gap)}{self.words.inlines(node.caption)}</{tag}>\n"

    def _image(self, node: Image) -> str:
        described = quoted(plain_text(node.caption) or node.source)
        picture = f'<img src="{data_uri(node.source, self.images)}" alt={described}>'
        return f"<figure>\n{picture}\n{self._caption(node, 'figcaption')}</figure>\n"

    def _attachments(self, node: Attachments) -> str:
        numbers = [f"{number}." for number in range(1, len(node.names) + 1)] if len(node.names) > 1 else [""]
        names = "".join(
            f"<li>{_label(number)}<span>{self.words.inlines(name)}</span></li>\n"
            for number, name in zip(numbers, node.names, strict=False)
        )
        lead = _label(self.layout.attachment_rule.lead)
        return f'<div class="attachments">{lead}<ol>\n{names}</ol>\n</div>\n'

    def _signature(self, node: Signature) -> str:
        organs, date = indents(node, self.layout)
        lines = [
            self._line(f"organ {self._inset(inset)}", self.words.inlines(name))
            for name, inset in zip(node.organisations, organs, strict=True)
        ]
        if node.date:
            lines.append(self._line(f"date {self._inset(date)}", self.words.inlines(node.date)))
        return f'<div class="signature">\n{"".join(lines)}</div>\n'

    def _inset(self, inset: float) -> str:
        """Return the class of a distance from the right edge."""
        if inset not in self.insets:
            self.insets.append(inset)
        return f"inset-{self.insets.index(inset)}"


def _label(label: str) -> str:
    return f'<span class="label">{escaped(label)}</span>' if label else ""


def _in_contents(node: Heading) -> str:
    return escaped((node.label + plain_text(node.children)).rstrip("。：").replace("\n", ""))

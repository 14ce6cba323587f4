"""A Word file to facts: every paragraph as it is seen, with the look that all layers together give it.

Tracked insertions count, deletions do not; a field counts as what it shows; controls and links as
their content; of alternatives the first; a text box floats, and is no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple, TypeAlias

from lxml import etree

from fupin_report.inspector.facts import LINE, NEW_PAGE, PAGE, Facts, Paragraph, Run
from fupin_report.inspector.looks import ParagraphLook, RunLook, paragraph_look, run_look
from fupin_report.inspector.numbers import Numbering, read_numbering
from fupin_report.inspector.package import WordFile
from fupin_report.inspector.pages import Section, read_section
from fupin_report.inspector.properties import Properties, flat, switched_on
from fupin_report.inspector.styles import StyleSheet
from fupin_report.inspector.theme import Theme, read_theme
from fupin_report.readers.docx.refusal import refusal
from fupin_report.readers.docx.xml import WORD, within

MAX_PARAGRAPHS = 5000
"""Most paragraphs of a file, cells and all; a hundred pages have some 2000."""
MAX_CHARACTERS = 500_000
"""Most characters of a file; a hundred pages have some 60 000."""
MAX_FOOTER = 200
"""Paragraphs of a footer that are looked at."""
_SIGNS = {
    WORD + "tab": "\t",
    WORD + "ptab": "\t",
    WORD + "cr": LINE,
    WORD + "noBreakHyphen": "-",
    WORD + "sym": "□",
}
_PICTURES = frozenset((WORD + "drawing", WORD + "pict", WORD + "object"))
_BREAKS = {"page": NEW_PAGE, "column": NEW_PAGE}
_TOGGLES = ("b.val", "i.val", "strike.val", "dstrike.val", "vanish.val")


def read_facts(content: bytes) -> Facts:
    """Return what is true of a Word file. Raises `SourceError` W5xx for what is none, or no safe one."""
    file = WordFile(content)
    document, settings = file.document(), file.part("settings")
    numbering = read_numbering(file.part("numbering"))
    reader = _Reader(StyleSheet(file, numbering), read_theme(file, settings), numbering)
    paragraphs = tuple(reader.body(document))
    footers = {
        reference: tuple(reader.footer(root))
        for reference in {name for section in reader.sections for name in section.footers.values()}
        if (root := file.referred(reference)) is not None
    }
    facing = switched_on(flat(settings), "evenAndOddHeaders")
    return Facts(paragraphs, tuple(reader.sections), footers, facing)


@dataclass(slots=True)
class _Field:
    """A field being read: `begin`, what it does, `separate`, what it shows, `end`."""

    instruction: str = ""
    shows: bool = False
    said: bool = False

    @property
    def is_page(self) -> bool:
        return self.instruction.split()[:1] == ["PAGE"]


class _Frame(NamedTuple):
    """What paragraphs of one style and the same settings have in common."""

    style: str
    table_style: str
    look: ParagraphLook
    place: tuple[str, int] | None
    """List and level it is counted in."""


@dataclass(slots=True)
class _Line:
    """A paragraph being read."""

    frame: _Frame
    runs: list[Run] = field(default_factory=list)
    pictures: bool = False
    fields: list[_Field] = field(default_factory=list)
    simple: etree._Element | None = None
    """The simple field whose page number has been told."""


_Settings: TypeAlias = frozenset[tuple[str, str]]


@dataclass(slots=True)
class _Reader:
    styles: StyleSheet
    theme: Theme
    numbering: Numbering
    sections: list[Section] = field(default_factory=list)
    _count: int = 0
    _characters: int = 0
    _tables: int = 0
    _pending: list[Run] = field(default_factory=list)
    """Runs of a paragraph whose end is deleted: they belong to the next one."""
    _frames: dict[tuple[str, _Settings], _Frame] = field(default_factory=dict)
    _run_looks: dict[tuple[str, str, _Settings], tuple[RunLook, bool]] = field(default_factory=dict)

    def body(self, document: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs of a document; the sections are known after the last."""
        root = document.find(WORD + "body")
        if root is not None:
            yield from self._contents(root, 0, "")
        last = None if root is None else root.find(WORD + "sectPr")
        if last is not None or not self.sections:
            self._close_section(last)

    def footer(self, root: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs of a footer, those of text boxes in it as floating ones."""
        for element in islice(root.iter(WORD + "p"), MAX_FOOTER):
            if any(above.tag == _FALLBACK or above.tag in _DELETED for above in element.iterancestors()):
                continue
            paragraph = replace(self._paragraph(element, 0, ""), number=0)
            if any(above.tag == WORD + "txbxContent" for above in element.iterancestors()):
                paragraph = replace(paragraph, look=replace(paragraph.look, frame=""))
            yield paragraph

    def _contents(self, container: etree._Element, table: int, style: str) -> Iterator[Paragraph]:
        for child in within(container):
            if child.tag == WORD + "p":
                yield from self._counted(child, table, style)
            elif child.tag == WORD + "tbl":
                yield from self._table(child)

    def _counted(self, element: etree._Element, table: int, style: str) -> Iterator[Paragraph]:
        paragraph = self._paragraph(element, table, style)
        settings = element.find(WORD + "pPr")
        mark = None if settings is None else settings.find(WORD + "rPr")
        gone = mark is not None and any(mark.find(WORD + name) is not None for name in ("del", "moveFrom"))
        if gone:
            self._pending += paragraph.runs
        else:
            self._count += 1
            if self._count > MAX_PARAGRAPHS:
                raise refusal("W502", f"段落太多，上限 {MAX_PARAGRAPHS} 个", "请拆成几个文件")
            runs, self._pending = (*self._pending, *paragraph.runs), []
            yield replace(paragraph, number=self._count, runs=runs)
        section = None if settings is None else settings.find(WORD + "sectPr")
        if section is not None:
            self._close_section(section)

    def _close_section(self, element: etree._Element | None) -> None:
        self.sections.append(read_section(element, self.sections[-1] if self.sections else None))

    def _table(self, element: etree._Element) -> Iterator[Paragraph]:
        self._tables += 1
        number = self._tables
        style = flat(element.find(WORD + "tblPr")).get("tblStyle.val", "")
        for row in within(element):
            settings = row.find(WORD + "trPr")
            if row.tag != WORD + "tr" or (settings is not None and settings.find(WORD + "del") is not None):
                continue
            for cell in within(row):
                if cell.tag == WORD + "tc":
                    yield from self._contents(cell, number, style)

    def _paragraph(self, element: etree._Element, table: int, table_style: str) -> Paragraph:
        settings = element.find(WORD + "pPr")
        frame = self._frame(flat(settings), table_style)
        line = _Line(frame)
        self._read_runs(element, line)
        mark, _ = self._look(line, None if settings is None else settings.find(WORD + "rPr"))
        return Paragraph(
            0,
            self.styles.paragraph(frame.style).name,
            self.styles.ours_of_paragraph.get(frame.style, ""),
            self.numbering.label(frame.place) if frame.place else "",
            tuple(line.runs),
            frame.look,
            mark,
            len(self.sections),
            table,
            line.pictures,
        )

    def _frame(self, direct: Properties, table_style: str) -> _Frame:
        key = (table_style, frozenset(direct.items()))
        if key not in self._frames:
            style = direct.get("pStyle.val", self.styles.default)
            place = self.numbering.place(direct)
            layers = (
                self.styles.paragraph_defaults,
                self.styles.table(table_style).paragraph,
                self.styles.paragraph(style).paragraph,
                self.numbering.level(place).paragraph if place else {},
                direct,
            )
            properties = {key: value for layer in layers for key, value in layer.items()}
            look, place = paragraph_look(properties), self.numbering.place(properties)
            self._frames[key] = _Frame(style, table_style, look, place)
        return self._frames[key]

    def _read_runs(self, container: etree._Element, line: _Line) -> None:
        for child in within(container):
            if child.tag == WORD + "r":
                self._read_run(child, line)

    def _read_run(self, run: etree._Element, line: _Line) -> None:
        settings = run.find(WORD + "rPr")
        look, hidden = self._look(line, settings)
        style = self.styles.ours_of_character.get(flat(settings).get("rStyle.val", ""), "")
        text = "".join(self._text(run, line))
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise refusal("W502", f"文字太多，上限 {MAX_CHARACTERS} 个字", "请拆成几个文件")
        if text and not hidden:
            line.runs.append(Run(text, look, style))

    def _text(self, run: etree._Element, line: _Line) -> Iterator[str]:
        simple = _simple_page(run)
        if simple is not None:
            if simple is not line.simple:
                line.simple = simple
                yield PAGE
            return
        for child in within(run):
            if child.tag == WORD + "fldChar":
                yield _step(line.fields, child.get(WORD + "fldCharType", ""))
            elif child.tag == WORD + "instrText" and line.fields:
                line.fields[-1].instruction += child.text or ""
            elif child.tag in _PICTURES:
                line.pictures = True
            elif child.tag == WORD + "r":  # the words under a phonetic guide
                self._read_run(child, line)
            elif all(each.shows and not each.is_page for each in line.fields):
                yield _said(child)

    def _look(self, line: _Line, settings: etree._Element | None) -> tuple[RunLook, bool]:
        """Return the look of a run with some settings of its own, and whether it is hidden."""
        direct = flat(settings)
        key = (line.frame.style, line.frame.table_style, frozenset(direct.items()))
        if key not in self._run_looks:
            properties = self._run_properties(line.frame, direct)
            self._run_looks[key] = run_look(properties, self.theme), switched_on(properties, "vanish")
        return self._run_looks[key]

    def _run_properties(self, frame: _Frame, direct: Properties) -> dict[str, str]:
        """Lay the layers over one another; a switch that two kinds of style turn on is off again."""
        paragraph = self.styles.paragraph(frame.style).run
        character = self.styles.character(direct.get("rStyle.val", "")).run
        table = self.styles.table(frame.table_style).run
        layers = (self.styles.run_defaults, table, paragraph, character, direct)
        properties = {key: value for layer in layers for key, value in layer.items()}
        for name in _TOGGLES:
            both = all(switched_on(layer, name[:-4]) for layer in (paragraph, character))
            if both and name not in direct:
                properties[name] = "0"
        return properties


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = frozenset((WORD + "del", WORD + "moveFrom"))


def _said(element: etree._Element) -> str:
    """Return what a part of a run shows; a newline of the XML file is a space."""
    if element.tag == WORD + "t":
        return (element.text or "").replace("\n", " ")
    if element.tag == WORD + "br":
        return _BREAKS.get(element.get(WORD + "type", ""), LINE)
    return _SIGNS.get(str(element.tag), "")


def _simple_page(run: etree._Element) -> etree._Element | None:
    """Return the simple field around a run, if it is the page number."""
    above = run.getparent()
    if above is None or above.tag != WORD + "fldSimple":
        return None
    return above if above.get(WORD + "instr", "").split()[:1] == ["PAGE"] else None


def _step(fields: list[_Field], step: str) -> str:
    """Take a step through a field; return the page number's sign where it is to be shown."""
    if step == "begin":
        fields.append(_Field())
        return ""
    if not fields:
        return ""
    current = fields[-1]
    if step == "separate":
        current.shows = True
    if step == "end":
        fields.pop()
    if current.is_page and not current.said:
        current.said = True
        return PAGE
    return ""

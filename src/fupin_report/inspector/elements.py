"""What each paragraph is: title, heading, body, signature …, by its style or by its words and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from fupin_report import wordmarks
from fupin_report.frozen import frozen
from fupin_report.inspector import patterns
from fupin_report.inspector.facts import Facts, Paragraph, Run


class Kind(StrEnum):
    """Elements of a paper."""

    TITLE = "标题"
    SUBTITLE = "副标题"
    BYLINE = "题下署名"
    SALUTATION = "主送机关"
    HEADING = "小标题"
    BODY = "正文"
    ATTACHMENTS = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTACHMENT_LABEL = "附件标识"
    CAPTION = "图表标题"
    PICTURE = "图片"
    CELL = "表格"
    BLANK = "空行"
    CONTENTS = "目录"
    RED_HEAD = "发文机关标志"
    LETTER_NUMBER = "发文字号"
    SIGNER = "签发人"
    SECRECY = "密级和紧急程度"
    COPY_NUMBER = "份号"
    IMPRINT = "版记"


@frozen
class Element:
    """A paragraph, and what it is."""

    kind: Kind
    paragraph: Paragraph
    level: int = 0
    """Of a heading, alone or run-in, 1 to 4 or more; 0 without one."""
    label: str = ""
    """The number it begins with, typed or automatic: 一、 （一） 1. （1）."""
    head: int = 0
    """Characters of a heading that runs on in text; 0 where all or nothing is heading."""

    @property
    def heading(self) -> tuple[Run, ...]:
        """Runs of the heading."""
        if self.kind is Kind.HEADING:
            return self.paragraph.runs
        return _cut(self.paragraph.runs, 0, self.head)

    @property
    def rest(self) -> tuple[Run, ...]:
        """Runs after a heading that runs on."""
        if self.kind is Kind.HEADING:
            return ()
        return _cut(self.paragraph.runs, self.head, len(self.paragraph.text))


def _cut(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return the runs between two characters."""
    pieces, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            pieces.append(run._replace(text=text))
        at += len(run.text)
    return tuple(pieces)


_BY_STYLE = {
    wordmarks.TITLE: Kind.TITLE,
    wordmarks.SUBTITLE: Kind.SUBTITLE,
    wordmarks.BYLINE: Kind.BYLINE,
    wordmarks.SALUTATION: Kind.SALUTATION,
    wordmarks.ATTACHMENTS: Kind.ATTACHMENTS,
    wordmarks.SIGNATURE: Kind.SIGNATURE,
    wordmarks.DATE: Kind.DATE,
    wordmarks.CAPTION: Kind.CAPTION,
    wordmarks.PICTURE: Kind.PICTURE,
    wordmarks.ITEM: Kind.BODY,
    wordmarks.COPY_NUMBER: Kind.COPY_NUMBER,
    wordmarks.SECRECY: Kind.SECRECY,
    wordmarks.URGENCY: Kind.SECRECY,
    wordmarks.MARK: Kind.RED_HEAD,
    wordmarks.DOC_NUMBER: Kind.LETTER_NUMBER,
    wordmarks.NOTE: Kind.NOTE,
    wordmarks.ANNEX: Kind.ATTACHMENT_LABEL,
    wordmarks.IMPRINT: Kind.IMPRINT,
}
_BEFORE_TEXT = frozenset(
    (Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.COPY_NUMBER, Kind.SECRECY, Kind.RED_HEAD)
) | {Kind.LETTER_NUMBER, Kind.SIGNER}
_BY_NAME = {"author": Kind.BYLINE, "作者": Kind.BYLINE}
"""Styles of other programs."""
_LEVELS = {style: level for level, style in wordmarks.HEADINGS.items()}
_RUN_IN = {style: level for level, style in wordmarks.RUN_IN.items()}
_RUN_IN_WORDS = frozenset(wordmarks.RUN_IN_HEADINGS.values())
_CONTENTS_STYLES = ("toc", "目录", "table of figures")
_HEAD_KINDS = (
    (patterns.SECRECY, Kind.SECRECY),
    (patterns.COPY_NUMBER, Kind.COPY_NUMBER),
    (patterns.LETTER_NUMBER, Kind.LETTER_NUMBER),
)
_LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_NAME, _LONGEST_RUN_IN = 80, 50, 40, 60
_LARGE = 18
"""Points from which words at the top are a title."""
_RED = ("ff0000", "c00000", "fe0000")
_MOST_ORGANS = 8
"""Most lines of 署名."""


def recognise(facts: Facts) -> tuple[Element, ...]:
    """Return every paragraph with what it is, in order."""
    return tuple(_signed(list(_Recognition(facts).elements())))


class _Recognition:
    """Goes through the paragraphs once; what a paragraph is depends on what came before."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._opening = True
        """Whether the title and what belongs to it may still come."""
        self._last: Element | None = None
        """The last one that shows something."""

    def elements(self) -> Iterator[Element]:
        for paragraph in self._facts.paragraphs:
            self._opening |= paragraph.page_before
            element = self._element(paragraph)
            self._opening |= paragraph.page_after
            if element.kind not in (Kind.BLANK, Kind.CELL):
                self._last = element
            yield element

    def _element(self, paragraph: Paragraph) -> Element:
        text = paragraph.shown.strip()
        if not text and not paragraph.table:
            return Element(Kind.PICTURE if paragraph.pictures else Kind.BLANK, paragraph)
        late = paragraph.table or self._after(Kind.DATE, Kind.NOTE, Kind.IMPRINT)
        if late and patterns.IMPRINT.search(text):
            return Element(Kind.IMPRINT, paragraph)
        if paragraph.table:
            return Element(Kind.CELL, paragraph)
        element = self._styled(paragraph, text) or (self._head(paragraph, text) if self._opening else None)
        if element is None:
            self._opening = False
            element = self._worded(paragraph, text)
        return element

    def _styled(self, paragraph: Paragraph, text: str) -> Element | None:
        """Return what the style says; nothing for text, and for what stands where it cannot be."""
        kind = _BY_STYLE.get(paragraph.ours) or _BY_NAME.get(paragraph.style.lower())
        if paragraph.style.lower().startswith(_CONTENTS_STYLES) or patterns.CONTENTS.fullmatch(text):
            return Element(Kind.CONTENTS, paragraph)
        if kind is Kind.DATE and self._after(Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE):
            kind = Kind.BYLINE
        if level := _LEVELS.get(paragraph.ours) or (0 if kind else _outlined(paragraph)):
            self._opening = False
            return _heading(paragraph, text, level)
        if kind is Kind.BODY or kind is None:
            return None
        if kind is Kind.LETTER_NUMBER and not patterns.LETTER_NUMBER.fullmatch(text):
            kind = Kind.SIGNER  # the names stand in the same lines
        self._opening = self._opening and kind in _BEFORE_TEXT
        return Element(kind, paragraph)

    def _head(self, paragraph: Paragraph, text: str) -> Element | None:
        """Return what stands before the text begins, by words and looks."""
        for pattern, kind in _HEAD_KINDS:
            if pattern.fullmatch(text):
                return Element(kind, paragraph)
        if patterns.SIGNER.search(text):
            return Element(Kind.SIGNER, paragraph)
        if patterns.ATTACHMENT_LABEL.fullmatch(text):
            return Element(Kind.ATTACHMENT_LABEL, paragraph)
        if _label(text)[0] or patterns.ATTACHMENTS.match(text):
            return None
        if _is_red(paragraph) and patterns.RED_HEAD.search(text):
            return Element(Kind.RED_HEAD, paragraph)
        if self._after(Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE):
            return self._under_title(paragraph, text)
        return Element(Kind.TITLE, paragraph) if _like_title(paragraph, text) else None

    def _under_title(self, paragraph: Paragraph, text: str) -> Element | None:
        assert self._last is not None
        if _is_salutation(text):
            self._opening = False
            return Element(Kind.SALUTATION, paragraph)
        if patterns.BRACKETED_DATE.fullmatch(text) or patterns.DATE.fullmatch(text):
            return Element(Kind.BYLINE, paragraph)
        if paragraph.look.align != "center" or len(text) > _LONGEST_TITLE or patterns.ENDS.search(text):
            return None
        if text.startswith("——"):
            return Element(Kind.SUBTITLE, paragraph)
        same = self._last.kind is Kind.TITLE and _size(self._last.paragraph) == _size(paragraph)
        return Element(Kind.TITLE if same else Kind.BYLINE, paragraph)

    def _worded(self, paragraph: Paragraph, text: str) -> Element:
        """Return what stands within the text, by its words."""
        if patterns.ATTACHMENTS.match(text) or (
            self._after(Kind.ATTACHMENTS) and patterns.ATTACHMENT_ITEM.match(text)
        ):
            return Element(Kind.ATTACHMENTS, paragraph)
        if patterns.DATE.fullmatch(text):
            return Element(Kind.DATE, paragraph)
        if self._after(Kind.DATE) and patterns.NOTE.fullmatch(text):
            return Element(Kind.NOTE, paragraph)
        if patterns.CAPTION.match(text) and paragraph.look.align == "center":
            return Element(Kind.CAPTION, paragraph)
        if self._last is None and _is_salutation(text):
            return Element(Kind.SALUTATION, paragraph)
        level, label = _label(text)
        if level and _stands_alone(text):
            return _heading(paragraph, text, level)
        return _body(paragraph, level, label)

    def _after(self, *kinds: Kind) -> bool:
        return self._last is not None and self._last.kind in kinds


def _signed(elements: list[Element]) -> list[Element]:
    """Take the short lines directly above a date as the organs that sign, and loose dates as text."""
    for at, element in enumerate(elements):
        if element.kind is not Kind.DATE:
            continue
        if any(
            other.kind is Kind.BODY and len(other.paragraph.text) > _LONGEST_NAME
            for other in elements[at + 1 : at + 3]
        ):
            elements[at] = replace(element, kind=Kind.BODY)
            continue
        for above in range(at - 1, max(at - _MOST_ORGANS, 0) - 1, -1):
            if elements[above].kind is not Kind.BODY or not _is_name(elements[above].paragraph):
                break
            elements[above] = replace(elements[above], kind=Kind.SIGNATURE, level=0, label="", head=0)
    return elements


def _is_name(paragraph: Paragraph) -> bool:
    text = paragraph.shown.strip()
    return len(text) <= _LONGEST_NAME and not patterns.HEAD_END.search(text) and not _label(text)[0]


def _heading(paragraph: Paragraph, text: str, level: int) -> Element:
    """Return a heading that stands alone; a number tells its level better than a style."""
    said, label = _label(text)
    return Element(Kind.HEADING, paragraph, said or level, label)


def _body(paragraph: Paragraph, level: int, label: str) -> Element:
    """Return a paragraph of text, with the heading it begins with, if any."""
    styled = 0
    for run in paragraph.runs:
        if run.style not in _RUN_IN_WORDS:
            break
        styled += len(run.text)
    if not (level or styled):
        return Element(Kind.BODY, paragraph)
    blanks = len(paragraph.text) - len(paragraph.text.lstrip())
    found = patterns.HEAD_END.search(paragraph.text, blanks, blanks + _LONGEST_RUN_IN)
    head = styled or (found.end() if found else len(label))
    return Element(Kind.BODY, paragraph, level or _RUN_IN.get(paragraph.ours, 1), label, head)


def _label(text: str) -> tuple[int, str]:
    """Return level and label that a text begins with."""
    for level, pattern in patterns.LABELS.items():
        if found := pattern.match(text):
            return level, found[0]
    return 0, ""


def _stands_alone(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEADING and not patterns.HEAD_END.search(text[:-1]) and text[-1:] not in "；，"
    )


def _outlined(paragraph: Paragraph) -> int:
    """Return the level of what the navigation pane lists and no style of ours explains."""
    level = paragraph.look.outline
    return level if paragraph.ours not in _RUN_IN and _stands_alone(paragraph.shown.strip()) else 0


def _is_salutation(text: str) -> bool:
    short = len(text) <= _LONGEST_NAME * 2
    return short and bool(patterns.SALUTATION_END.search(text)) and not patterns.LEAD_IN.search(text)


def _like_title(paragraph: Paragraph, text: str) -> bool:
    if len(text) > _LONGEST_TITLE or patterns.ENDS.search(text) or patterns.SALUTATION_END.search(text):
        return False
    looks = paragraph.look.align == "center" or _size(paragraph) >= _LARGE
    return looks or bool(patterns.KINDS.search(text))


def _size(paragraph: Paragraph) -> float:
    """Return the size of most of its characters."""
    return max(paragraph.runs, key=lambda run: len(run.text)).look.size if paragraph.runs else 0


def _is_red(paragraph: Paragraph) -> bool:
    return any(run.look.colour.lower() in _RED for run in paragraph.runs)

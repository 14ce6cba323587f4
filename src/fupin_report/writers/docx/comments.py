"""批注: remarks for the review meeting, each at its figure; the part is there only when there are some."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from fupin_report.document import Comment, Document, Figure
from fupin_report.writers.docx.archive import Member, member
from fupin_report.writers.docx.characters import escaped, quoted

_PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
)
_LOOK = (  # not the body's: a comment stands in a narrow column
    '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
    '<w:jc w:val="left"/></w:pPr>'
)
_RUN = '<w:r><w:rPr><w:spacing w:val="0"/><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">'

CONTENT_TYPE = f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>'
RELATION = f'<Relationship Id="rIdComments" Type="{_OFFICE}/comments" Target="comments.xml"/>'


class Margin:
    """Where the comments of a document go: to the first figure of their paths, else to their block."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._placed: list[Comment] = []
        self._by_path: dict[str, list[Comment]] = {}
        self._by_block: dict[int, list[Comment]] = {}
        shown = {path for figure in document.figures() for path in figure.paths}
        for comment in document.comments:
            path = next((each for each in comment.paths if each in shown), None)
            if path is None:
                self._by_block.setdefault(min(comment.block, len(document.blocks) - 1), []).append(comment)
            else:
                self._by_path.setdefault(path, []).append(comment)

    def about(self, figure: Figure, content: str) -> str:
        """Return the runs of a figure with the comments on it, the first time it is met."""
        if not self._by_path:
            return content
        found = [comment for path in figure.paths for comment in self._by_path.pop(path, ())]
        numbers = self._numbers(found)
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        ends = "".join(f'<w:commentRangeEnd w:id="{number}"/>{_reference(number)}' for number in numbers)
        return f"{starts}{content}{ends}"

    def beside(self, block: int, content: str) -> str:
        """Return the paragraphs of a block with the comments on it at the end of the first."""
        references = "".join(map(_reference, self._numbers(self._by_block.pop(block, ()))))
        return content.replace("</w:p>", f"{references}</w:p>", 1) if references else content

    def _numbers(self, comments: Iterable[Comment]) -> list[int]:
        begin = len(self._placed)
        self._placed += comments
        return list(range(begin, len(self._placed)))

    def members(self) -> tuple[Member, ...]:
        """Return the part that holds the comments that found a place."""
        if not self._placed:
            return ()
        date = self._document.properties.date
        comments = "".join(_comment(n, each, date) for n, each in zip(count(), self._placed, strict=False))
        return (member(_PART, f"{_HEAD}{comments}</w:comments>".encode(), level=3),)

    def __bool__(self) -> bool:
        return bool(self._placed)


def _reference(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def _comment(number: int, comment: Comment, date: str) -> str:
    when = f" w:date={quoted(f'{date}T00:00:00Z')}" if date else ""
    lines = "".join(
        f"<w:p>{_LOOK}{_RUN}{escaped(line)}</w:t></w:r></w:p>" for line in comment.text.split("\n")
    )
    author = f"w:author={quoted(comment.author)} w:initials={quoted(comment.author[:1])}"
    return f'<w:comment w:id="{number}" {author}{when}>{lines}</w:comment>'

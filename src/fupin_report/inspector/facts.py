"""What is effectively true of a Word file: pages, paragraphs, runs, footers, after all inheritance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fupin_report.inspector.looks import ParagraphLook, RunLook
from fupin_report.inspector.pages import Section

PAGE = "\ufdd0"
"""Stands for the page number in the text of a footer."""
LINE, NEW_PAGE = "\n", "\f"


class Run(NamedTuple):
    """Some characters of one look."""

    text: str
    look: RunLook
    style: str = ""
    """Character style of ours, if any."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is seen."""

    number: int
    """Place in the file, from 1; 0 in a footer."""
    style: str
    """Name of its style."""
    ours: str
    """Our style that this one is, or rests upon."""
    label: str
    """Number that Word puts before it by itself."""
    runs: tuple[Run, ...]
    look: ParagraphLook
    mark: RunLook
    """Look of the end of the paragraph, which an empty one has."""
    section: int = 0
    table: int = 0
    """Number of the table it stands in, 0 outside of tables."""
    pictures: bool = False
    text: str = field(init=False)
    """What is typed in it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join([run.text for run in self.runs]))

    @property
    def shown(self) -> str:
        """What is typed in it, after its automatic number."""
        return self.label + self.text

    @property
    def page_before(self) -> bool:
        """Whether it begins a page."""
        return self.look.new_page or self.text.lstrip(" ").startswith(NEW_PAGE)

    @property
    def page_after(self) -> bool:
        """Whether a page ends with it."""
        return not self.page_before and NEW_PAGE in self.text


@dataclass(frozen=True, slots=True)
class Facts:
    """A Word file as far as an inspection asks."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    """At least one."""
    footers: Mapping[str, tuple[Paragraph, ...]]
    """Paragraphs of each footer that a section refers to."""
    facing: bool
    """Whether odd and even pages have footers of their own."""

"""The four levels of headings."""

from __future__ import annotations

from fupin_report.document import Heading, plain_text
from fupin_report.errors import Problem, RenderError


def level(heading: Heading) -> int:
    """Return the level of a heading, 1 to 4, or raise `RenderError`."""
    if heading.level not in (1, 2, 3, 4):
        message = f"小标题只有一至四级，“{plain_text(heading.children)}”是第 {heading.level} 级"
        raise RenderError(Problem("R403", message))
    return heading.level

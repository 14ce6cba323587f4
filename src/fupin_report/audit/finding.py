"""核对结果: a finding is a value, not an exception."""

from __future__ import annotations

from enum import StrEnum

from fupin_report.errors import Position, excerpt
from fupin_report.frozen import frozen
from fupin_report.model.values import Quantity


class Severity(StrEnum):
    """错误 stops a final document, 警告 needs a note, 提示 informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def gloss(self) -> str:
        """Chinese name."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


@frozen
class Mend:
    """A safe correction of words in the data file; never of a figure."""

    place: Position
    old: str
    new: str


@frozen
class Finding:
    """One thing the audit noticed."""

    code: str
    """Stable code of the check, `X02`."""
    severity: Severity
    message: str
    """Both sides, the difference, what was not given: one Chinese sentence."""
    paths: tuple[str, ...]
    """Data paths of all operands, the stated figure first."""
    title: str = ""
    """Chinese name of the stated figure."""
    positions: tuple[Position, ...] = ()
    """Where the operands stand, in the order of `paths`; empty for data without a file."""
    explained: str = ""
    """The note of the explanation that settles it; empty when there is none."""
    rule: str = ""
    """Which of the rules under the code, `P7`; only for the words of a document."""
    quote: Position | None = None
    """The sentence, with the words that are meant; its line counts the blocks of the document."""
    mends: tuple[Mend, ...] = ()
    """What would settle it, where the words stand in the data file as they are printed."""
    gap: Quantity | None = None
    """How far two figures differ that should agree, or a part exceeds its whole."""

    def __str__(self) -> str:
        place = f"{self.positions[0]}: " if self.positions else ""
        title = f"（{self.title}）" if self.title else ""
        state = "已说明" if self.explained else self.severity.gloss
        field = f" {self.paths[0]}{title}" if self.paths else ""
        lines = [f"{place}{state} {self.code}{field}：{self.message}"]
        if self.quote:
            lines += [f"      文稿第{self.quote.line}段：", *excerpt(self.quote)]
        if self.positions and self.positions[0].text:
            lines += excerpt(self.positions[0])
        others = dict.fromkeys(str(position) for position in self.positions[1:])
        if others:
            lines.append(f"      涉及：{'、'.join(others)}")
        if self.explained:
            lines.append(f"      说明：{self.explained}")
        return "\n".join(lines)

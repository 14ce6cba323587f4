r"""What a template sees of the data: leaves that carry their paths to the page.

A leaf is a :class:`Fact`. Printed, it becomes a mark `\x02path\x1ftext\x03`. These characters are
illegal in XML and refused in data and in template source, so **the mark is also the escape**: the
markup parser takes marks out before it reads a rule, and no character of the data can be one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from jinja2 import StrictUndefined, TemplateRuntimeError

from fupin_report.markup import figure_mark
from fupin_report.model.values import Choice, Prose, Quantity


class Expander(Protocol):
    """Writes out a prose text with the figures it quotes, and knows rows by their ids."""

    def expand(self, prose: str, paths: tuple[str, ...]) -> str: ...

    def by_name(self, found: Any, rows: str) -> Any: ...


class Misuse(TemplateRuntimeError):
    """A template asks of the data what they cannot give. The message is Chinese."""


class Fact:
    """A leaf of the data: its value, its paths, and how it prints.

    Compares like its value, is true even when 0, does no arithmetic.
    """

    __slots__ = ("paths", "root", "text", "value")

    def __init__(
        self, value: Any, paths: tuple[str, ...], text: str | None = None, root: Expander | None = None
    ) -> None:
        self.value, self.paths, self.text, self.root = value, paths, text, root

    def __str__(self) -> str:
        if self.text is None and isinstance(self.value, Prose) and self.root is not None:
            return self.root.expand(self.value, self.paths)
        return figure_mark(self.paths, self.plain())

    def plain(self) -> str:
        """Return the characters to print."""
        if self.text is not None:
            return self.text
        if isinstance(self.value, bool):
            raise Misuse(f"{self.paths[0]} 是“是/否”，不能直接印；请用 if 判断")
        return self.value.gloss if isinstance(self.value, Choice) else str(self.value)

    def __eq__(self, other: object) -> bool:
        other = other.value if isinstance(other, Fact) else other
        if isinstance(self.value, Choice) and other == self.value.gloss:
            return True
        return bool(_number(self.value) == _number(other))

    def __hash__(self) -> int:
        return hash(_number(self.value))

    def __lt__(self, other: Any) -> bool:
        return bool(_number(self.value) < _comparable(other))

    def __gt__(self, other: Any) -> bool:
        return bool(_number(self.value) > _comparable(other))

    def __le__(self, other: Any) -> bool:
        return bool(_number(self.value) <= _comparable(other))

    def __ge__(self, other: Any) -> bool:
        return bool(_number(self.value) >= _comparable(other))

    def __bool__(self) -> bool:
        return self.value is not False and self.value != ""  # 0 is data

    def __contains__(self, part: Any) -> bool:
        return (part.plain() if isinstance(part, Fact) else str(part)) in str(self.value)

    def __getitem__(self, key: object) -> Any:
        raise Misuse(f"{self.paths[0]} 是单个的值，不能再取 [{key}]")

    def __iter__(self) -> Iterator[Any]:
        raise Misuse(f"{self.paths[0]} 是单个的值，不能逐项列出")


def _number(value: Any) -> Any:
    return value.value if isinstance(value, Quantity) else value


def _comparable(other: Any) -> Any:
    return _number(other.value if isinstance(other, Fact) else other)


class Absent(StrictUndefined):
    """A field of the model that the file leaves out: falsy, chainable, empty, unprintable."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        super().__init__(name=path, exc=Misuse)

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        return iter(())

    def __len__(self) -> int:  # type: ignore[override]
        return 0

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return isinstance(other, Absent)

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return not isinstance(other, Absent)

    __hash__ = object.__hash__  # type: ignore[assignment]

    @property
    def _undefined_message(self) -> str:
        return f"{self._undefined_name} 没有填，不能印；请先用 if 判断"

    @property
    def reason(self) -> str:
        """What is said when it is printed."""
        return self._undefined_message

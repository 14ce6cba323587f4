"""Lists of the data as templates see them, and mappings whose keys their writer chose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fupin_report import datapath
from fupin_report.templating.facts import Absent, Askable, Fact, Misuse, NotFilled, Open, asked_child


class Row(Askable):
    """What a list of sections or indicators holds, and may be asked for by its name."""

    value: Any
    path: str


class ListView(Open):
    """A list of the data. A slice is a list again."""

    __slots__ = ("elements", "path")

    def __init__(self, elements: tuple[Any, ...], path: str) -> None:
        self.elements, self.path = elements, path

    def __len__(self) -> int:
        return len(self.elements)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.elements)

    def __reversed__(self) -> Iterator[Any]:
        return iter(self.elements[::-1])

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return ListView(self.elements[index], self.path)
        try:
            return self.elements[index]
        except IndexError:
            raise Misuse(f"{self.path} 只有 {len(self.elements)} 条") from None

    def child(self, name: str) -> Any:
        """Return the row whose id, label or name is `name`."""
        for row in self.elements:
            if isinstance(row, Row) and name in _names_of(row.value):
                return row
        raise Misuse(f"{self.path} 里没有编号或名称为“{name}”的一条")

    def __str__(self) -> str:
        raise Misuse(f"{self.path} 是列表，不能直接印；请用 for 或 listing")


def _names_of(row: Any) -> tuple[str, ...]:
    return tuple(getattr(row, key, None) or "" for key in ("id", "label", "name"))


class LabelsView(ListView):
    """A mapping whose keys the writer of the data chose: lookup by label, iteration over entries."""

    __slots__ = ("_by_label",)

    def __init__(self, by_label: dict[str, Any], path: str) -> None:
        self._by_label = by_label
        entries = (
            each if isinstance(each, Row) else Entry(label, each, datapath.child(path, label))
            for label, each in by_label.items()
        )
        super().__init__(tuple(entries), path)

    def child(self, name: str) -> Any:
        """Return the value under a label, absent when the file does not have it."""
        return self._by_label.get(name) or Absent(datapath.child(self.path, name), self._by_label)

    def __getitem__(self, index: Any) -> Any:
        return self.child(index) if isinstance(index, str) else super().__getitem__(index)


class NoList(ListView):
    """A list that is left out."""

    __slots__ = ()

    def __init__(self) -> None:
        self.elements = ()

    @property
    def path(self) -> str:  # type: ignore[override]
        raise NotFilled("")


class NoLabels(NoList):
    """A mapping that is left out."""

    __slots__ = ()

    def child(self, name: str) -> Any:
        """Return what is absent under every label."""
        return Absent(name)


class Entry(Askable):
    """One entry of a mapping: `.label` and `.value`."""

    __slots__ = ("label", "value")

    def __init__(self, label: str, value: Any, path: str) -> None:
        self.label, self.value = Fact(label, path), value

    def child(self, name: str) -> Any:
        """Return the label or the value. Raises `Misuse`."""
        if name not in ("label", "value"):
            raise Misuse(f"没有 {name}")
        return self.label if name == "label" else self.value

    ask_label, ask_value = asked_child("label"), asked_child("value")

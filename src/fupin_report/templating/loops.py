"""`loop`, and what goes round: Jinja's loop, but for what leads out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Undefined
from jinja2.utils import missing

from fupin_report.templating.facts import ASK, Askable, Misuse, asked_child
from fupin_report.templating.runtime import bounded_loop, meant, whole


def looped(
    items: Iterable[Any], undefined: type[Undefined], recurse: Any = None, depth0: int = 0
) -> Iterable[tuple[Any, Any]]:
    """Return what goes round, each time with the loop; most loops are over nothing."""
    return Loop(items, undefined, recurse, depth0) if items else ()


class Loop(Askable):
    """`loop`, and what goes round."""

    __slots__ = (
        "_changed",
        "_items",
        "_recurse",
        "_undefined",
        "ask_depth0",
        "ask_first",
        "ask_index0",
        "ask_last",
    )

    def __init__(
        self, items: Iterable[Any], undefined: type[Undefined], recurse: Any = None, depth0: int = 0
    ) -> None:
        self._items = items if isinstance(items, (tuple, list)) else list(items)
        self._undefined, self._recurse, self.ask_depth0 = undefined, recurse, depth0
        self._changed: Any = missing

    def __iter__(self) -> Iterator[tuple[Any, Loop]]:
        last = len(self._items) - 1
        for index, element in enumerate(self._items):
            self.ask_index0, self.ask_first, self.ask_last = index, not index, index == last
            yield element, self

    def child(self, name: str) -> Any:
        """Return what is less often asked of a loop. Raises `Misuse`."""
        index, length = self.ask_index0, len(self._items)
        match name:
            case "index":
                return index + 1
            case "length":
                return length
            case "revindex":
                return length - index
            case "revindex0":
                return length - index - 1
            case "depth":
                return self.ask_depth0 + 1
            case "previtem":
                return self._items[index - 1] if index else self._undefined("前面没有了")
            case "nextitem":
                return self._undefined("后面没有了") if self.ask_last else self._items[index + 1]
            case "cycle":
                return self.cycle
            case "changed":
                return self.changed
        raise Misuse(f"模板里不能用 {name}：loop 没有这一项{meant(name, _ASKED)}")

    ask_index, ask_length, ask_depth = asked_child("index"), asked_child("length"), asked_child("depth")
    ask_revindex, ask_revindex0 = asked_child("revindex"), asked_child("revindex0")
    ask_previtem, ask_nextitem = asked_child("previtem"), asked_child("nextitem")
    ask_cycle, ask_changed = asked_child("cycle"), asked_child("changed")

    def cycle(self, *values: Any) -> Any:
        """Return one value after the other, round by round."""
        if not values:
            raise Misuse("loop.cycle 要写出轮流用的几项")
        return values[self.ask_index0 % len(values)]

    def changed(self, *values: Any) -> bool:
        """Whether the values are other ones than in the round before."""
        before, self._changed = self._changed, values
        return bool(before != values)

    def __call__(self, items: Any) -> str:
        if self._recurse is None:
            raise Misuse("只有写了 recursive 的循环才能调用 loop()")
        return whole([self._recurse(bounded_loop(items), self._recurse, self.ask_depth0 + 1)])


_ASKED = sorted(name.removeprefix(ASK) for name in dir(Loop) if name.startswith(ASK))

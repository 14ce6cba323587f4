"""What compiled templates call: printing, loops, macros, blocks, each counted against the budget.

The names here are those that :mod:`.generating` writes into the code of a template.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any, Protocol

from jinja2 import StrictUndefined, Undefined
from jinja2.utils import missing

from fupin_report.model.fields import is_section
from fupin_report.model.report import Report
from fupin_report.templating.budget import joined, pay, pay_text
from fupin_report.templating.facts import ASK, Absent, Fact, Misuse, Open
from fupin_report.templating.lists import ListView
from fupin_report.templating.views import View

_LONG = 200
"""Characters from which on a printed fact is paid for at once: a loop would pile them up."""
_HEAVY = 1000
"""Characters that are compared for a step."""


class Unknown(StrictUndefined):
    """A name that is nothing: unlike an absent field it may not even be tested."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name = str(self._undefined_name)
        return f"没有“{name}”{field_meant(name) or meant(name, Report.keys)}"


def meant(name: str, known: Iterable[str]) -> str:
    """Say which name may be meant by one that is nothing; in Chinese half of it is likeness enough."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6 if name.isascii() else 0.5)
    return f"。是不是 {near[0]}？" if near else ""


def field_meant(name: str) -> str:
    """Say of which sections a name is a field, if it is one: `行政村` is `乡镇概况.行政村`."""
    holders = [each for each in Report.fields.values() if is_section(each.kind) and name in each.kind.keys]
    paths = [f"{each.name if name.isascii() else each.title}.{name}" for each in holders]
    return f"。是不是 {'、'.join(paths[:_MOST_MEANT])}？" if paths else ""


_MOST_MEANT = 3


# --- printing -------------------------------------------------------------------------------------


def printed(value: Any) -> str:
    """Return a value as it stands in the markup. Raises `Misuse` for what cannot be printed."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    made = str(value if kind is Fact else printable(value))
    if len(made) > _LONG:
        pay_text(len(made))
    return made


def printable(value: Any) -> Any:
    """Return what may be printed: a text, a whole number, a fact. Raises `Misuse` for all else."""
    if isinstance(value, (str, Fact, View, ListView, Undefined)) or type(value) is int:
        return value  # a view, a list or an undefined says itself why it cannot be printed
    if value is None:
        raise Misuse("这里没有可印的内容（None）")
    raise Misuse("这里不是可印的文字或数")


def concatenated(values: list[Any]) -> str:
    """`a ~ b`, counted."""
    return joined([printed(value) for value in values])


def whole(parts: Iterable[str]) -> str:
    """Join what a macro or super() says, but for the end of its last line: the line that calls has one."""
    text = joined(parts)
    while True:
        if text.endswith("\n"):
            text = text[:-1]
        elif text.endswith("\x03") and (origin := text.rfind("\x01")) > text.rfind("\x02"):
            text = text[:origin]
        else:
            return text


# --- what is paid for -------------------------------------------------------------------------------


def weighed(value: Any) -> Any:
    """Pay for a comparison, as long as what is compared."""
    kind = type(value)
    if kind is Fact or (kind is str and len(value) < _HEAVY):  # as most are
        return value
    if isinstance(value, (str, ListView, list, tuple)):
        pay(len(value) // (_HEAVY if isinstance(value, str) else 1))
    return value


def listed(elements: Any) -> Any:
    """Refuse lists in lists: of lists that hold the one before twice, forty are a terabyte."""
    if any(isinstance(each, (list, tuple)) for each in elements):
        raise Misuse("列表里不放列表")
    return elements


def sliced(value: Any, start: Any, stop: Any, every: Any) -> Any:
    if isinstance(value, (str, Fact)):
        raise Misuse("不能截取文字的一段")
    elements = bounded_loop(value)
    if not all(each is None or type(each) is int for each in (start, stop, every)):
        raise Misuse("方括号里的起止要写整数")
    return value[start:stop:every] if isinstance(value, ListView) else list(elements)[start:stop:every]


def bounded_loop(sequence: Any) -> Iterable[Any]:
    """Return what a loop goes through, paid for."""
    if type(sequence) is Absent:
        return ()
    elements = sequence.elements if isinstance(sequence, ListView) else sequence
    if isinstance(elements, (tuple, list)):
        if elements:
            pay(len(elements))
        return elements
    if isinstance(sequence, str):
        raise Misuse("文字不能逐字循环")
    return _counted(sequence)


def _counted(sequence: Iterable[Any]) -> Iterator[Any]:
    for element in sequence:
        pay()
        yield element


# --- what a template calls, and asks ----------------------------------------------------------------


class Layered(Protocol):
    """The context of a template: each block with those it stands over, the most specific first."""

    @property
    def blocks(self) -> Mapping[str, list[Any]]: ...


class Macro:
    """A macro of a template."""

    __slots__ = ("_count", "_function", "_names", "_takes_caller", "name")

    def __init__(
        self, function: Callable[..., str], name: str, names: tuple[str, ...], takes_caller: bool
    ) -> None:
        self._function, self.name, self._names = function, name, names
        self._takes_caller = takes_caller and "caller" not in names
        self._count = -1 if self._takes_caller else len(names)

    def __call__(self, *args: Any, **named: Any) -> str:
        pay()
        if named or len(args) != self._count:
            args = self._arranged(args, named)
        return self._function(*args)

    def _arranged(self, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Return one argument a parameter, `missing` for those that are not given."""
        if len(args) > len(self._names):
            raise Misuse(f"宏 {self.name} 有 {len(self._names)} 个参数，给了 {len(args)} 个")
        rest = [named.pop(name, missing) for name in self._names[len(args) :]]
        if self._takes_caller:
            rest.append(named.pop("caller", None) or Unknown("caller() 只能在 call 里用"))
        for name in named:
            advice = "没有写 caller()，不能用 call" if name == "caller" else f"没有参数 {name}"
            raise Misuse(f"宏 {self.name} {advice}")
        return (*args, *rest)


class Namespace(Open):
    """`namespace(…)`: what a loop may set and is read after it."""

    def __init__(self, *unnamed: Any, **values: Any) -> None:
        if unnamed:
            raise Misuse("namespace 里要写名称，如 namespace(n=0)")
        for name, value in values.items():
            self[name] = value

    def __setitem__(self, name: str, value: Any) -> None:
        vars(self)[ASK + name] = value

    def child(self, name: str) -> Any:
        """Return nothing that can be printed or tested: what was never set is not there."""
        return Unknown(f"namespace 里没有“{name}”")


class Module(Open):
    """What `import` gives: the macros of a file."""

    def __init__(self, exported: Mapping[str, Any]) -> None:
        self.exported = SimpleNamespace(**exported)
        vars(self).update({ASK + name: value for name, value in exported.items()})

    def child(self, name: str) -> Any:
        """Return nothing that can be printed or called: the file has no such macro."""
        return Unknown(name=name)


class Blocks(Open):
    """`self`: the blocks of a template."""

    __slots__ = ("_context",)

    def __init__(self, context: Layered) -> None:
        self._context = context

    def child(self, name: str) -> Any:
        """Return a block, to be called."""
        known = name in self._context.blocks
        return BlockOf(self._context, name) if known else Unknown(f"模板里不能用 {name}：没有这一块")


class BlockOf(Open):
    """A block as `super()` and `self.name()` call it; `depth` counts the layers from the most specific."""

    __slots__ = ("_context", "_depth", "_name")

    def __init__(self, context: Layered, name: str, depth: int = 0) -> None:
        self._context, self._name, self._depth = context, name, depth

    def child(self, name: str) -> Any:
        """Return the block below: `super.super()`."""
        if name != "super":
            raise Misuse(f"模板里不能用 {name}")
        return BlockOf(self._context, self._name, self._depth + 1)

    def __call__(self, *arguments: Any, **named: Any) -> str:
        if arguments or named:
            raise Misuse(f"{self._name} 是一块，括号里不写参数")
        pay()
        stack = self._context.blocks[self._name]
        if self._depth >= len(stack):
            return Unknown(f"下层模板没有“{self._name}”这一块，这里不能用 super()")()
        return whole(stack[self._depth](self._context))

"""Frozen values are what the standard library's frozen dataclasses are; patterns are compiled when used."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.frozen import frozen
from fupin_report.patterns import expression


class _Plain:
    """Something."""

    number: int
    name: str = ""
    parts: list[int] = field(default_factory=list)
    note: str = field(default="", repr=False, metadata={"title": "附注"})

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("negative")

    def __str__(self) -> str:
        return f"{self.name}{self.number}"


@frozen
class Ours(_Plain):
    """Some value."""

    __qualname__ = "Value"
    number: int
    name: str = ""
    parts: list[int] = field(default_factory=list)
    note: str = field(default="", repr=False, metadata={"title": "附注"})


@dataclass(frozen=True, slots=True)
class Theirs(_Plain):
    """Some value."""

    __qualname__ = "Value"
    number: int
    name: str = ""
    parts: list[int] = field(default_factory=list)
    note: str = field(default="", repr=False, metadata={"title": "附注"})


@frozen
class Empty:
    """Nothing in it."""


@frozen
class Single:
    """One thing in it."""

    inner: Any


arguments = st.fixed_dictionaries(
    {"number": st.integers(-1, 2)},
    optional={"name": st.sampled_from("ab"), "parts": st.lists(st.integers(0, 1)), "note": st.just("x")},
)


def outcome(call: Callable[[], Any]) -> Any:
    """Return what a call gives, or the words of its refusal."""
    try:
        return call()
    except Exception as error:
        return type(error), str(error)


@given(one=arguments, two=arguments)
def test_a_frozen_value_is_like_the_standard_librarys(one: dict[str, Any], two: dict[str, Any]) -> None:
    """Made, compared, shown, changed, taken apart and hashed with the same result, or refused in the same words."""

    def told(cls: Any) -> list[Any]:
        made, other = cls(**one), cls(**two)
        return [
            *(repr(made), str(made), made == other, made == cls(**one), made != 1, dataclasses.asdict(made)),
            *(outcome(lambda: hash(made)), outcome(lambda: hash(made) == hash(other))),
            *(repr(dataclasses.replace(made, name="c")), outcome(lambda: dataclasses.replace(made, name=1, x=2))),
        ]  # fmt: skip

    assert outcome(lambda: told(Ours)) == outcome(lambda: told(Theirs))


@pytest.mark.parametrize(
    "call",
    [
        lambda cls: cls(),
        lambda cls: cls(1, "a", [], "", 5),
        lambda cls: cls(1, nome="a"),
        lambda cls: setattr(cls(1), "number", 2),
        lambda cls: delattr(cls(1), "number"),
        lambda cls: [(each.name, each.default, dict(each.metadata)) for each in dataclasses.fields(cls)],
        lambda cls: (cls.__match_args__, cls.__slots__, cls.__doc__, cls.__init__.__annotations__),
    ],
)
def test_what_is_wrong_with_a_call_is_said_in_the_same_words(call: Callable[[Any], Any]) -> None:
    """A missing, surplus or unknown argument; a field set or deleted; what the class says of itself."""
    assert outcome(lambda: call(Ours)) == outcome(lambda: call(Theirs))


def test_a_frozen_value_travels_and_is_matched() -> None:
    """Pickled and copied it is equal; `match` takes its parts; it has no room for more."""
    value = Single((1, "a"))
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == copy.copy(value) == value
    assert pickle.loads(pickle.dumps(Empty())) == Empty()
    assert hash(Empty()) == hash(Empty())
    match value:
        case Single((1, letter)):
            assert letter == "a"
    assert not hasattr(value, "__dict__")
    with pytest.raises(FrozenInstanceError, match="'outer'"):
        value.outer = 1  # type: ignore[attr-defined]


def test_a_value_that_holds_itself_is_shown() -> None:
    """The inner one is left out, as in a list that holds itself."""
    holder: list[Any] = []
    value = Single(holder)
    holder.append(value)
    assert repr(value) == "Single(inner=[...])"


def test_lists_of_a_factory_are_not_shared() -> None:
    """Each value gets one of its own."""
    assert Ours(1).parts is not Ours(1).parts


@given(st.text("ab12", max_size=6))
def test_a_pattern_matches_as_if_compiled(text: str) -> None:
    """Every way to use it gives what the compiled one gives."""
    late, compiled = expression("a(B)?", re.IGNORECASE), re.compile("a(B)?", re.IGNORECASE)
    assert late.pattern == compiled.pattern
    assert late.split(text) == compiled.split(text)
    assert late.sub("-", text) == compiled.sub("-", text)
    for name in ("match", "search", "fullmatch"):
        found, expected = getattr(late, name)(text), getattr(compiled, name)(text)
        assert (found and (found.span(), found.groups())) == (
            expected and (expected.span(), expected.groups())
        )


def test_a_pattern_is_compiled_once_and_late() -> None:
    """To name it costs nothing; to use it again neither."""
    with patch.object(re, "compile", side_effect=re.compile) as compile_:
        late = expression("a+b")
        assert late.pattern == "a+b"
        assert not compile_.called
        assert late.match("aab")
        assert late.match("ab")
    assert compile_.call_count == 1

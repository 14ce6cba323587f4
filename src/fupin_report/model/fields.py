"""How a section is declared: each field states, once, everything anyone needs of it.

Type, Chinese title, unit and hint stand in one line. From that line come validation, the Chinese
key of the data file, the message that names the field, the JSON Schema and the data dictionary::

    class Identification(Section, key="identification", title="精准识别"):
        found: HouseholdsPersons = required("识别")
        removed: HouseholdsPersons | None = item("清退", hint="识别后又清退的")

A section is frozen, and to `dataclasses.fields` and `dataclasses.replace` it is a dataclass. The base
class holds `__init__`, `__eq__` and `__repr__` once for all of them, and no class goes through
`dataclasses.dataclass`: that costs more of a cold start than all the rest of declaring.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError
from decimal import Decimal
from functools import cache, partial
from typing import Annotated, Any, ClassVar, NamedTuple, TypeAlias

from fupin_report.frozen import frozen
from fupin_report.model.values import Quantity

Year: TypeAlias = Annotated[int, "year"]
"""A year, four digits."""

Bounds: TypeAlias = tuple[Decimal | int | None, Decimal | int | None]


@frozen
class Field:
    """What one line of a section declares."""

    name: str
    """English key, also the attribute."""
    title: str
    """Chinese key, also the name in messages."""
    kind: Any
    """Type of the value, without `| None`."""
    units: tuple[str, ...] = ()
    """Units or measure words accepted; a bare number takes the first."""
    required: bool = False
    hint: str = ""
    """What to write, in one Chinese sentence; it may end in an example, `如：核桃`."""
    bounds: Bounds = (None, None)
    """Least and greatest plausible value, inclusive."""
    fewest: int = 0
    """Fewest entries of a list."""
    default: Any = None

    @property
    def note(self) -> str:
        """The hint without its example."""
        return self.hint.partition(_EXAMPLE)[0].rstrip("，")

    @property
    def example(self) -> str:
        """The example that the hint ends in."""
        return self.hint.partition(_EXAMPLE)[2]


_EXAMPLE = "如："


def required(
    title: str,
    unit: str = "",
    *,
    hint: str = "",
    between: Bounds = (None, None),
    fewest: int = 1,
) -> Any:
    """Declare a field that every file must fill. `unit` may list alternatives: `"亩|公顷"`."""
    return _declare(title, unit, hint, between, fewest, needed=True)


def item(
    title: str,
    unit: str = "",
    *,
    hint: str = "",
    between: Bounds = (None, None),
    default: Any = None,
) -> Any:
    """Declare a field that may be left out; it is then `default`, an empty list, or None."""
    return _declare(title, unit, hint, between, 0, needed=False, default=default)


class _Line(NamedTuple):
    """What a line of a section's declaration says in its call; the annotation says the rest."""

    title: str
    units: tuple[str, ...]
    required: bool
    hint: str
    bounds: Bounds
    fewest: int
    default: Any


def _declare(
    title: str, unit: str, hint: str, bounds: Bounds, fewest: int, *, needed: bool, default: Any = None
) -> Any:
    units = tuple(unit.split("|")) if unit else ()
    return _Line(title, units, needed, hint, bounds, fewest, default)


_new, _set = object.__new__, object.__setattr__


class _DataclassFields:
    """What makes a section a dataclass to those who ask: put together for them, as few do."""

    def __get__(self, section: Section | None, cls: type[Section]) -> dict[str, dataclasses.Field[Any]]:
        return _dataclass_fields(cls)  # type: ignore[arg-type]  # mypy: a class is hashable


class Section:
    """Base of all sections and rows; see the module's page.

    Class arguments: `key` and `title` name the section in English and Chinese; `text` is the value
    type whose text form may stand for the section (`removed: 23户107人`), its components being
    fields of the section as well. `identities` holds the equations that tie its figures, one a line
    (see :mod:`fupin_report.model.identities`).
    """

    section_key: ClassVar[str] = ""
    section_title: ClassVar[str] = ""
    text_form: ClassVar[type | None] = None
    fields: ClassVar[Mapping[str, Field]] = {}
    """Declared fields by English key, in order."""
    keys: ClassVar[Mapping[str, Field]] = {}
    """Declared fields by either key."""
    identities: ClassVar[str] = ""
    __dataclass_fields__: ClassVar[Any] = _DataclassFields()

    def __init_subclass__(
        cls, *, key: str = "", title: str = "", text: type | None = None, **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.section_key, cls.section_title, cls.text_form = key, title, text
        own = {name: _field_of(name, annotation, line) for name, annotation, line in _lines(cls)}
        for name, each in own.items():
            setattr(cls, name, each.default)
        cls.fields = own | {name: each for name, each in cls.fields.items() if name not in own}
        cls.keys = cls.fields | {each.title: each for each in cls.fields.values()}
        if len(cls.keys) != 2 * len(cls.fields):
            raise TypeError(f"{cls.__name__}: two fields share a title")

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - self.fields.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        missing = [each.name for each in self.fields.values() if each.required and each.name not in values]
        if missing:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        self.__dict__.update(values)

    @classmethod
    def build(cls, values: dict[str, Any]) -> typing.Self:
        """Make a section of values that have been checked already; they become the section's own."""
        section = _new(cls)
        _set(section, "__dict__", values)
        return section

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.fields)

    def __hash__(self) -> int:
        return hash(tuple(_hashable(getattr(self, name)) for name in self.fields))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if name in self.fields)
        return f"{type(self).__name__}({given})"


def is_section(kind: Any) -> typing.TypeGuard[type[Section]]:
    """Whether the type of a field is a section: not a value, a list or a mapping."""
    return isinstance(kind, type) and issubclass(kind, Section)


def _hashable(value: Any) -> Any:
    """Return a stand-in for mappings, so that equal sections have equal hashes."""
    if isinstance(value, Mapping):
        return frozenset((key, _hashable(inner)) for key, inner in value.items())
    return value


_CLASS_VAR: Any = ClassVar


def _lines(cls: type[Section]) -> Iterator[tuple[str, Any, _Line]]:
    """Yield name, annotation and call of each field that a class itself declares."""
    for name, annotation in cls.__annotations__.items():
        line = vars(cls).get(name)
        if isinstance(line, _Line):
            yield name, annotation, line
        elif typing.get_origin(annotation) is not _CLASS_VAR:
            raise TypeError(f"{cls.__name__}.{name}: a field is declared by item() or required()")


def _field_of(name: str, annotation: Any, line: _Line) -> Field:
    """Put together what annotation and call of a line say."""
    kind = _without_none(annotation)
    default, (least, most) = line.default, line.bounds
    if default is None:
        default = _EMPTY.get(getattr(kind, "__origin__", None))
    if least is None and kind is Quantity:
        least = 0  # a declared measure is not negative
    bounds = (least, most)
    return Field(name, line.title, kind, line.units, line.required, line.hint, bounds, line.fewest, default)


_EMPTY: Mapping[Any, Any] = {tuple: (), Mapping: types.MappingProxyType({})}
"""What stands for a list and for a mapping that is left out."""


@cache
def _dataclass_fields(cls: type[Section]) -> dict[str, dataclasses.Field[Any]]:
    """Return a section's fields as the standard library tells of them, inherited ones first."""
    annotations: dict[str, Any] = {}
    for each in reversed(cls.__mro__):
        annotations |= inspect.get_annotations(each)
    lines = [
        (name, kind, dataclasses.field(default_factory=partial(getattr, cls, name)))
        for name, kind in annotations.items()
        if name in cls.fields
    ]
    made = dataclasses.make_dataclass(cls.__name__, lines, init=False, repr=False, eq=False, kw_only=True)
    return {each.name: each for each in dataclasses.fields(made)}


def _without_none(annotation: Any) -> Any:
    if not isinstance(annotation, _UNIONS):
        return annotation
    kinds = [kind for kind in typing.get_args(annotation) if kind is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"a field has one type: {annotation}")
    return kinds[0]


_UNIONS = (types.UnionType, type(Year | None))
"""Classes of `X | Y`: of two classes, and of what `typing` makes."""

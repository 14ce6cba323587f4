"""How a section is declared: each field states, once, everything anyone needs of it.

Type, Chinese title, unit and hint stand in one line. From that line come validation, the Chinese
key of the data file, the message that names the field, the JSON Schema and the data dictionary::

    class Identification(Section, key="identification", title="精准识别"):
        found: HouseholdsPersons = required("识别")
        removed: HouseholdsPersons | None = item("清退", hint="识别后又清退的")

A section is a frozen standard-library dataclass. The base class holds `__init__`, `__eq__` and
`__repr__` once for all of them: generating them per class costs 25 ms of every cold start. Type
checkers are not told that it is one (`dataclass_transform`): they would ask for every `item`, because
its default does not stand in the call.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeAlias

from fupin_report.model.values import Quantity

Year: TypeAlias = Annotated[int, "year"]
"""A year, four digits."""

Bounds: TypeAlias = tuple[Decimal | int | None, Decimal | int | None]


@dataclass(frozen=True, slots=True)
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


def _declare(
    title: str, unit: str, hint: str, bounds: Bounds, fewest: int, *, needed: bool, default: Any = None
) -> Any:
    units = tuple(unit.split("|")) if unit else ()
    spec = Field("", title, None, units, needed, hint, bounds, fewest, default)
    return dataclasses.field(default=default, metadata={"field": spec})


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

    def __init_subclass__(
        cls, *, key: str = "", title: str = "", text: type | None = None, **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls.section_key, cls.section_title, cls.text_form = key, title, text
        declared = dataclasses.fields(cls)  # type: ignore[arg-type]
        own_first = sorted(declared, key=lambda each: each.name not in cls.__annotations__)
        cls.fields = {each.name: _complete(cls, each) for each in own_first}
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
        """Make a section of values that have been checked already."""
        section = object.__new__(cls)
        section.__dict__.update(values)
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


def _complete(cls: type[Section], declared: dataclasses.Field[Any]) -> Field:
    """Add to a declaration what its annotation says, and give lists their empty default."""
    spec: Field = declared.metadata["field"]
    kind = _without_none(declared.type)
    default = spec.default
    if default is None and typing.get_origin(kind) is tuple:
        default = ()
    elif default is None and typing.get_origin(kind) is Mapping:
        default = types.MappingProxyType({})
    if default is not None:
        setattr(cls, declared.name, default)
    least, most = spec.bounds
    bounds = (0 if least is None and kind is Quantity else least, most)  # a declared measure is not negative
    return dataclasses.replace(spec, name=declared.name, kind=kind, default=default, bounds=bounds)


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        kinds = [kind for kind in typing.get_args(annotation) if kind is not type(None)]
        if len(kinds) != 1:
            raise TypeError(f"a field has one type: {annotation}")
        return kinds[0]
    return annotation

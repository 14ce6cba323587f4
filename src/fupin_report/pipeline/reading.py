"""Reading: data files, settings of a layout, Word files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeAlias

from fupin_report.document import Document
from fupin_report.errors import FupinError, Problem, SourceError
from fupin_report.layout import Layout
from fupin_report.model.report import Report
from fupin_report.model.values import Base
from fupin_report.pipeline.files import naming
from fupin_report.readers import MAX_BYTES as MAX_WORD_BYTES
from fupin_report.readers import READERS
from fupin_report.source import MAX_BYTES, SourceMap, decode, from_mapping, read_json, read_yaml, too_large
from fupin_report.structure import SectionT, structure, structure_as
from fupin_report.structure.earlier import completed
from fupin_report.structure.layers import merged

if TYPE_CHECKING:
    from fupin_report.audit import Policy
    from fupin_report.inspector import Inspection
    from fupin_report.layoutfile import Settings


_PIECE = 1 << 16
"""Bytes asked of the system at once: most files are smaller."""


class Content(NamedTuple):
    """A data file that somebody else has read: what people call it, and its bytes."""

    name: str
    data: bytes


DataFile: TypeAlias = str | PathLike[str] | Content
Earlier: TypeAlias = Mapping[Base, Sequence[DataFile]]
"""The data files of earlier periods, by what they are compared for, each set the lowest layer first."""
_NONE: Earlier = MappingProxyType({})


def load(source: str | PathLike[str] | Mapping[str, Any], *, name: str = "") -> Report:
    """Read a report from a path, a mapping, or JSON text (a string that begins with `{`).

    `name` stands for the file in messages about a mapping or a text.
    Raises `SourceError` (not YAML), `DataError` (all problems at once), `OSError`.
    """
    return structure(_read(source, name))


def load_layers(paths: Sequence[DataFile], earlier: Earlier = _NONE) -> Report:
    """Read a report whose facts lie in several files, each laid over those before it.

    Sections merge field by field, rows by their id; null takes a value out. Every value, and every
    message about it, knows its file. `earlier` names the files of the period that each 口径 speaks of:
    an indicator that names one and has no 上期值 has it from there, by its id. Raises as :func:`load`.
    """
    source = _merged(paths)
    return structure(completed(source, partial(_earlier_tree, earlier)) if earlier else source)


def load_earlier(report: Report, earlier: Earlier) -> dict[Base, Report]:
    """Read the earlier reports that a report's indicators speak of; one that cannot be read is left out."""
    if not earlier:
        return {}
    from fupin_report.audit.data.rules import Facts  # most reports have no earlier one at hand

    found: dict[Base, Report] = {}
    asked = {each.base or Base.PREVIOUS_HALF for each, _ in Facts(report).indicators if each.id}
    for base in asked & earlier.keys():
        with suppress(FupinError, OSError):
            found[base] = load_layers(earlier[base])
    return found


def _earlier_tree(earlier: Earlier, base: Base) -> SourceMap | None:
    with suppress(FupinError, OSError):  # told when that period is checked
        return _merged(earlier[base]) if base in earlier else None
    return None


def _merged(layers: Sequence[DataFile]) -> SourceMap:
    return merged([_parsed(each) if isinstance(each, Content) else _read(Path(each), "") for each in layers])


def read_tree(path: Path) -> SourceMap:
    """Read a file as a tree of texts, of which nothing is known yet. Raises `SourceError`, `OSError`."""
    return _read(path, "")


def read_section(path: Path, cls: type[SectionT]) -> SectionT:
    """Read a file that holds one section, such as settings. Raises as :func:`load`."""
    return structure_as(cls, _read(path, ""))


def load_json(data: bytes, *, name: str) -> Report:
    """Read a report from JSON text in UTF-8; `name` stands for the file in messages.

    Raises as :func:`load`.
    """
    return structure(read_json(decode(data, name), name))


def read_layout(path: str | PathLike[str]) -> Layout:
    """Read the settings of a `layout.yaml`. Without a file, the layout is `Layout()`.

    Raises `SourceError` (not YAML), `DataError` L6xx with every unknown setting and wrong value, `OSError`.
    """
    return read_layout_settings(path).layout


def read_policy(path: str | PathLike[str]) -> Policy:
    """Read how bad a county takes which check, from a file like `checks.yaml`.

    Raises `SourceError` (not YAML), `DataError` L7xx with every unknown code and wrong value, `OSError`.
    """
    from fupin_report.audit.policy import read_policy  # most reports have none

    return read_policy(_read(Path(path), ""))


def read_layout_settings(path: str | PathLike[str]) -> Settings:
    """Read a `layout.yaml` as its settings, for showing them. See :func:`read_layout`."""
    from fupin_report.layoutfile import read_settings  # most reports have no settings

    return read_settings(_read(Path(path), ""))


def _read(source: str | PathLike[str] | Mapping[str, Any], name: str) -> SourceMap:
    if isinstance(source, Mapping):
        return from_mapping(source, name)
    if isinstance(source, str) and source.lstrip()[:1] == "{":
        return read_json(source, name or "JSON")
    path = Path(source)
    with naming(path):
        data = _bytes_of(path)
    return _parsed(Content(str(path), data))


def _parsed(content: Content) -> SourceMap:
    name, text = content.name, decode(content.data, content.name)
    return read_json(text, name) if Path(name).suffix.lower() == ".json" else read_yaml(text, name)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb", buffering=0) as file:
            data = b""
            while len(data) <= MAX_BYTES and (more := file.read(_PIECE)):
                data += more
    except (IsADirectoryError, PermissionError):  # Windows has no other word for a folder
        if path.is_dir():
            raise SourceError(Problem("S113", "这是文件夹，要的是数据文件", str(path))) from None
        raise
    if len(data) > MAX_BYTES:
        raise SourceError(Problem("S102", too_large(path.stat().st_size), str(path)))
    return data


def read_docx(source: str | PathLike[str] | bytes | BinaryIO, *, layout: Layout | None = None) -> Document:
    """Read a Word file back: a path, its bytes, or a file opened for reading bytes.

    A document of this library comes back as it was written, numbers apart from the words, each figure
    with its data paths. `layout` is the one it was written with. Raises `SourceError` W5xx, `OSError`.
    """
    name, content = _file(source)
    try:
        return READERS["docx"](content, layout or Layout())
    except SourceError as error:
        raise SourceError([replace(problem, path=name) for problem in error.problems]) from None


def inspect_docx(
    source: str | PathLike[str] | bytes | BinaryIO, *, layout: Layout | None = None
) -> Inspection:
    """Inspect any Word file against GB/T 9704—2012: a path, its bytes, or a file opened for reading bytes.

    `layout` says what is asked; without one it is the standard's own. Raises `SourceError` W5xx, `OSError`.
    """
    from fupin_report import inspector  # takes lxml in, which only reading needs

    name, content = _file(source)
    try:
        return inspector.inspect(content, layout or Layout())
    except SourceError as error:
        raise SourceError([replace(problem, path=name) for problem in error.problems]) from None


def _file(source: str | PathLike[str] | bytes | BinaryIO) -> tuple[str, bytes]:
    """Return name and bytes of a file, no more of them than a reader takes."""
    if isinstance(source, bytes):
        name, content = "", source
    elif isinstance(source, (str, PathLike)):
        path = Path(source)
        with naming(path):
            if path.is_dir():
                raise SourceError(Problem("W501", "这是文件夹，要的是 .docx 文件", str(path)))
            with path.open("rb") as file:
                name, content = str(path), file.read(MAX_WORD_BYTES + 1)
    else:
        name, content = str(getattr(source, "name", "")), source.read(MAX_WORD_BYTES + 1)
    if len(content) > MAX_WORD_BYTES:
        message = f"文件太大，上限 {MAX_WORD_BYTES // 2**20} MB；请压缩其中的图片后再试"
        raise SourceError(Problem("W502", message, name))
    return name, content

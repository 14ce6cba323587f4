"""The whole way: file → report → document → file. The only room that reads and writes files."""

from __future__ import annotations

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from fupin_report.document import Document, Imprint, Masthead, Note
from fupin_report.errors import Problem, RenderError, SourceError, environment_problem
from fupin_report.layout import Layout
from fupin_report.model.period import Half
from fupin_report.model.report import Report
from fupin_report.model.titles import title_of
from fupin_report.readers import MAX_BYTES as MAX_WORD_BYTES
from fupin_report.readers import READERS
from fupin_report.source import MAX_BYTES, SourceMap, decode, from_mapping, read_json, read_yaml, too_large
from fupin_report.structure import structure
from fupin_report.templating import TemplateSet
from fupin_report.writers import WRITERS

if TYPE_CHECKING:
    from fupin_report.inspector import Inspection
    from fupin_report.layoutfile import Settings

MAX_IMAGE_BYTES = 20 * 2**20
"""Largest picture read."""
_MAX_NAME_BYTES = 255
"""Longest file name that Linux, macOS and Windows all take."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?")


def load(source: str | PathLike[str] | Mapping[str, Any], *, name: str = "") -> Report:
    """Read a report from a path, a mapping, or JSON text (a string that begins with `{`).

    `name` stands for the file in messages about a mapping or a text.
    Raises `SourceError` (not YAML), `DataError` (all problems at once), `OSError`.
    """
    return structure(_read(source, name))


def read_layout(path: str | PathLike[str]) -> Layout:
    """Read the settings of a `layout.yaml`. Without a file, the layout is `Layout()`.

    Raises `SourceError` (not YAML), `DataError` L6xx with every unknown setting and wrong value, `OSError`.
    """
    return read_layout_settings(path).layout


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
    with _naming(path):
        text = decode(_bytes_of(path), str(path))
    return read_json(text, str(path)) if path.suffix.lower() == ".json" else read_yaml(text, str(path))


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(Problem("S113", "这是文件夹，要的是数据文件", str(path)))
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise SourceError(Problem("S102", too_large(path.stat().st_size), str(path)))
    return data


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let an `OSError` name the file that was asked for, not a temporary one, and speak Chinese."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        error.strerror = environment_problem(error).message
        raise


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
        with _naming(path):
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


def render(report: Report, templates: TemplateSet | None = None) -> Document:
    """Turn a report into a document by its type's templates. Raises `TemplateError`."""
    return (templates or _built_in()).render(report)


@cache
def _built_in() -> TemplateSet:
    return TemplateSet()


def write(
    document: Document,
    path: str | PathLike[str],
    *,
    layout: Layout | None = None,
    overwrite: bool = False,
    provenance: bool = True,
    folder: str | PathLike[str] | None = None,
    report: Report | None = None,
) -> Path:
    """Write a document; the suffix picks the format. The file appears whole or not at all.

    Pictures are looked up in `folder`, without one beside the file to be written. `report` gives the
    names and lines of the data for formats that show them (`html`). Raises
    `RenderError` R401 for an unknown suffix, R402 when the file exists and `overwrite` is not set,
    even if it came to be a moment ago, R404 for a folder; `OSError`.
    """
    target = Path(path)
    with _naming(target):
        _check_target(target, overwrite)
    around = target.parent if folder is None else folder
    data = serialize(
        document, _format_of(target), layout=layout, provenance=provenance, folder=around, report=report
    )
    with _naming(target):
        _put(data, target, overwrite)
    return target


def _check_target(target: Path, overwrite: bool) -> None:
    if target.is_dir():
        raise RenderError(Problem("R404", "这是文件夹，请写出要生成的文件名", str(target)))
    if _format_of(target) not in WRITERS:
        known = "、".join(f".{each}" for each in WRITERS)
        raise RenderError(Problem("R401", f"不会写“{target.suffix}”文件，可用的有：{known}", str(target)))
    if not overwrite and os.path.lexists(target):  # before the work; what counts is asked again at the end
        raise _taken(target)


def _format_of(target: Path) -> str:
    return target.suffix.lower().lstrip(".")


def _taken(target: Path) -> RenderError:
    return RenderError(Problem("R402", "文件已经存在；要覆盖请加 overwrite=True", str(target)))


def serialize(
    document: Document,
    format_name: str = "docx",
    *,
    layout: Layout | None = None,
    provenance: bool = True,
    folder: str | PathLike[str] = ".",
    report: Report | None = None,
) -> bytes:
    """Return the bytes of a document in a format. See :func:`write` for the arguments."""

    def images(source: str) -> bytes:
        return _image(source, Path(folder))

    describe = _describer(report) if report else None
    writer = WRITERS[format_name]
    layout = layout or Layout()
    return writer(
        _of_profile(document, layout), layout, images=images, provenance=provenance, describe=describe
    )


def _of_profile(document: Document, layout: Layout) -> Document:
    """Return a document without 版头, 附注 and 版记 where the layout wants none.

    Raises `RenderError` R405 when the layout wants them and the data do not have them.
    """
    if layout.profile == "plain":
        kept = (block for block in document.blocks if not isinstance(block, (Masthead, Note, Imprint)))
        return replace(document, blocks=tuple(kept))
    if layout.profile == "official" and not any(True for _ in document.walk(Masthead)):
        advice = "请在“文稿信息”里填写发文字号和签发人，或不用 profile: official"
        raise RenderError(Problem("R405", f"上行文要有版头；{advice}"))
    return document


def _describer(report: Report) -> Callable[[str], str]:
    """Return what tells of a path its title, file and line: `人口 township.population（龙泉镇.yaml:9）`."""

    def describe(path: str) -> str:
        place = report.source_map.locate(path)
        where = f"（{Path(place.file).name}:{place.line}）" if place else ""
        return f"{title_of(path)} {path}{where}".lstrip()

    return describe


def _image(source: str, folder: Path) -> bytes:
    with _naming(folder / source):
        path = (folder / source).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise RenderError(Problem("R403", f"图片“{source}”不在文件夹 {folder} 里"))
        if not path.is_file():
            raise RenderError(Problem("R403", f"找不到图片“{source}”（在 {folder} 里找）"))
        if path.stat().st_size > MAX_IMAGE_BYTES:
            raise RenderError(Problem("R403", f"图片“{source}”太大，上限 {MAX_IMAGE_BYTES // 2**20} MB"))
        return path.read_bytes()


def _put(data: bytes, target: Path, overwrite: bool) -> None:
    """Write under a temporary name in the same folder, then give the file its name."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, "") from None
    temporary = target.parent / f".{secrets.token_hex(6)}.part"
    try:
        with temporary.open("xb") as file:
            file.write(data)
        if overwrite:
            os.replace(temporary, target)
        else:
            _name_once(temporary, target)
    except FileExistsError:
        raise _taken(target) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _name_once(temporary: Path, target: Path) -> None:
    """Give a file its name unless the name is taken. Raises `FileExistsError`."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # FAT and some network disks know no second names
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            os.replace(temporary, target)
        except BaseException:
            target.unlink()
            raise


def generate(
    source: str | PathLike[str] | Mapping[str, Any] | Report,
    path: str | PathLike[str] | None = None,
    *,
    templates: TemplateSet | None = None,
    layout: Layout | None = None,
    overwrite: bool = False,
    provenance: bool = True,
) -> Path:
    """Load, render and write in one go; returns the file written.

    Without `path` the file stands in the current folder under :func:`default_name`. Pictures are
    looked up beside the data file.
    """
    report = source if isinstance(source, Report) else load(source)
    document = render(report, templates)
    return write(
        document,
        path if path is not None else default_name(report),
        layout=layout,
        overwrite=overwrite,
        provenance=provenance,
        folder=Path(report.source_map.file).parent,
        report=report,
    )


def default_name(report: Report, suffix: str = ".docx") -> str:
    """Return `{issuer}{period}{文种}.docx`, safe on Windows and at most 255 bytes."""
    stem = "".join(char for char in f"{report.document.issuer}{_period_and_kind(report)}" if _is_safe(char))
    stem = stem.strip(" .")
    if _RESERVED.fullmatch(stem) or not stem:
        stem = f"_{stem}"
    room = _MAX_NAME_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + suffix


def _period_and_kind(report: Report) -> str:
    """Return 2015年上半年工作总结, 2015年度工作总结: without 半年 or 年度 twice."""
    half, kind = report.period.half, report.document.type.gloss
    part = half.gloss if half and half is not Half.YEAR else ""
    return f"{report.period.year}年{part}{kind.removeprefix('半年' if part else '年')}"


def _is_safe(char: str) -> bool:
    """Whether Windows takes a character in a name, and people can see it."""
    return char not in '<>:"/\\|?*' and unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")

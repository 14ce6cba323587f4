"""The whole way: file → report → document → file. The only room that reads and writes files."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import Any

from fupin_report.document import Document
from fupin_report.errors import Problem, RenderError, SourceError
from fupin_report.layout import Layout
from fupin_report.model.report import Report
from fupin_report.source import MAX_BYTES, SourceMap, decode, from_mapping, read_json, read_yaml
from fupin_report.structure import structure
from fupin_report.templating import TemplateSet
from fupin_report.writers import WRITERS

MAX_IMAGE_BYTES = 20 * 2**20
"""Largest picture read."""
_MAX_NAME_BYTES = 255 - len(".docx")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?")


def load(source: str | PathLike[str] | Mapping[str, Any], *, name: str = "") -> Report:
    """Read a report from a path, a mapping, or JSON text (a string that begins with `{`).

    `name` stands for the file in messages about a mapping or a text.
    Raises `SourceError` (not YAML), `DataError` (all problems at once), `OSError`.
    """
    return structure(_read(source, name))


def _read(source: str | PathLike[str] | Mapping[str, Any], name: str) -> SourceMap:
    if isinstance(source, Mapping):
        return from_mapping(source, name)
    if isinstance(source, str) and source.lstrip()[:1] == "{":
        return read_json(source, name or "JSON")
    path = Path(source)
    text = decode(_bytes_of(path), str(path))
    return read_json(text, str(path)) if path.suffix.lower() == ".json" else read_yaml(text, str(path))


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(Problem("S113", f"{path} 是文件夹，要的是数据文件"))
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            size = path.stat().st_size // 2**20
            raise SourceError(Problem("S102", f"{path} 太大（{size} MB），上限 {MAX_BYTES // 2**20} MB"))
    return data


_BUILT_IN: list[TemplateSet] = []


def render(report: Report, templates: TemplateSet | None = None) -> Document:
    """Turn a report into a document by its type's templates. Raises `TemplateError`."""
    return (templates or _built_in()).render(report)


def _built_in() -> TemplateSet:
    if not _BUILT_IN:
        _BUILT_IN.append(TemplateSet())
    return _BUILT_IN[0]


def write(
    document: Document,
    path: str | PathLike[str],
    *,
    layout: Layout | None = None,
    overwrite: bool = False,
    provenance: bool = True,
) -> Path:
    """Write a document; the suffix picks the format. The file appears whole or not at all.

    Pictures are looked up beside the file to be written. Raises `RenderError` R401 for an unknown
    suffix, R402 when the file exists and `overwrite` is not set; `OSError`.
    """
    target = Path(path)
    format_name = target.suffix.lower().lstrip(".")
    if format_name not in WRITERS:
        known = "、".join(f".{each}" for each in WRITERS)
        raise RenderError(Problem("R401", f"不会写“{target.suffix}”文件，可用的有：{known}", str(target)))
    if not overwrite and target.exists():
        raise RenderError(Problem("R402", f"{target} 已经存在；要覆盖请说明（--force）", str(target)))
    data = serialize(document, format_name, layout=layout, provenance=provenance, folder=target.parent)
    _put(data, target)
    return target


def serialize(
    document: Document,
    format_name: str = "docx",
    *,
    layout: Layout | None = None,
    provenance: bool = True,
    folder: str | PathLike[str] = ".",
) -> bytes:
    """Return the bytes of a document in a format; pictures are looked up in `folder`."""

    def images(source: str) -> bytes:
        return _image(source, Path(folder))

    return WRITERS[format_name](document, layout or Layout(), images=images, provenance=provenance)


def _image(source: str, folder: Path) -> bytes:
    path = (folder / source).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise RenderError(Problem("R403", f"图片“{source}”不在文件夹 {folder} 里"))
    if not path.is_file():
        raise RenderError(Problem("R403", f"找不到图片“{source}”（在 {folder} 里找）"))
    if path.stat().st_size > MAX_IMAGE_BYTES:
        raise RenderError(Problem("R403", f"图片“{source}”太大，上限 {MAX_IMAGE_BYTES // 2**20} MB"))
    return path.read_bytes()


def _put(data: bytes, target: Path) -> None:
    """Write under a temporary name in the same folder, then rename."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{secrets.token_hex(6)}.part"
    try:
        with temporary.open("xb") as file:
            file.write(data)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
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

    Without `path` the file stands in the current folder under :func:`default_name`.
    """
    report = source if isinstance(source, Report) else load(source)
    document = render(report, templates)
    target = Path(path) if path is not None else Path(default_name(report))
    return write(document, target, layout=layout, overwrite=overwrite, provenance=provenance)


def default_name(report: Report, suffix: str = ".docx") -> str:
    """Return `{issuer}{period}{文种}.docx`, safe on Windows and at most 255 bytes."""
    manuscript, period = report.document, report.period
    half = period.half.gloss if period.half else ""
    stem = f"{manuscript.issuer}{period.year}年{half}{manuscript.type.gloss}"
    stem = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "", stem).strip(" .")
    if _RESERVED.fullmatch(stem) or not stem:
        stem = f"_{stem}"
    while len(stem.encode()) > _MAX_NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") + suffix

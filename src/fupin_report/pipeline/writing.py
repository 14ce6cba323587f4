"""Writing: a report becomes a document, a document becomes bytes and a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from os import PathLike
from pathlib import Path
from typing import Any

from fupin_report.audit import audit
from fupin_report.document import Document, Imprint, Masthead, Note
from fupin_report.errors import Problem, RenderError
from fupin_report.layout import Layout
from fupin_report.model.report import Report
from fupin_report.model.titles import title_of
from fupin_report.pipeline.files import check_free, naming, put
from fupin_report.pipeline.final import checked
from fupin_report.pipeline.images import read_image
from fupin_report.pipeline.names import default_name
from fupin_report.pipeline.reading import load
from fupin_report.templating import TemplateSet
from fupin_report.writers import WRITERS

FORMATS = (*WRITERS, "pdf")
_STANDARD = Layout()


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
    with naming(target):
        _check_target(target, overwrite)
    around = target.parent if folder is None else folder
    data = serialize(
        document, _format_of(target), layout=layout, provenance=provenance, folder=around, report=report
    )
    with naming(target):
        put(data, target, overwrite)
    return target


def _check_target(target: Path, overwrite: bool) -> None:
    if _format_of(target) not in FORMATS and not target.is_dir():
        known = "、".join(f".{each}" for each in FORMATS)
        raise RenderError(Problem("R401", f"不会写“{target.suffix}”文件，可用的有：{known}", str(target)))
    check_free(target, overwrite)


def _format_of(target: Path) -> str:
    return target.suffix.lower().lstrip(".")


def serialize(
    document: Document,
    format_name: str = "docx",
    *,
    layout: Layout | None = None,
    provenance: bool = True,
    folder: str | PathLike[str] = ".",
    images: Callable[[str], bytes] | None = None,
    report: Report | None = None,
) -> bytes:
    """Return the bytes of a document in a format. See :func:`write` for the arguments.

    `images` returns a picture by its name, in the place of looking it up in `folder`.
    A PDF is set by LibreOffice with the faces of this machine: `RenderError` R412 when it is missing,
    R413 when it fails.
    """
    images = images or partial(read_image, folder=Path(folder))
    if format_name == "pdf":
        from fupin_report.pipeline.pdf import to_pdf  # starts programs, which nothing else here does

        return to_pdf([serialize(document, layout=layout, provenance=False, images=images)])[0]
    describe = _describer(report) if report else None
    writer = WRITERS[format_name]
    layout = layout or _STANDARD
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


def generate(
    source: str | PathLike[str] | Mapping[str, Any] | Report,
    path: str | PathLike[str] | None = None,
    *,
    templates: TemplateSet | None = None,
    layout: Layout | None = None,
    overwrite: bool = False,
    provenance: bool = True,
    check: bool = True,
    allow_errors: bool = False,
) -> Path:
    """Load, render, check and write in one go; returns the file written.

    Without `path` the file stands in the current folder under :func:`default_name`. Pictures are
    looked up beside the data file. Raises `RenderError` R411 with every error of the audit that no
    explanation settles; with `allow_errors` the document is written as 草稿. A draft is written as
    one. `check=False` leaves the audit out.
    """
    report = source if isinstance(source, Report) else load(source)
    document = render(report, templates)
    if check:
        document = checked(document, audit(report, document), allow_errors=allow_errors)
    return write(
        document,
        path if path is not None else default_name(report),
        layout=layout,
        overwrite=overwrite,
        provenance=provenance,
        folder=Path(report.source_map.file).parent,
        report=report,
    )

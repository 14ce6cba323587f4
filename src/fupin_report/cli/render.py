"""`fupin-report render`: one data file becomes one document."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files, folders
from fupin_report.cli.console import Console, complain, show_bytes
from fupin_report.cli.language import _
from fupin_report.errors import Problem, RenderError

if TYPE_CHECKING:
    from fupin_report.audit import Finding
    from fupin_report.document import Document
    from fupin_report.layout import Layout
    from fupin_report.model.report import Report
    from fupin_report.templating import TemplateSet

FORMATS = ("docx", "json", "md", "txt", "html", "pdf")
"""Named here so that `--help` needs no writer; a test compares it with the table of writers."""
STDOUT = "-"


class _Asked(NamedTuple):
    """What the pipeline is asked for whether it writes a file or gives bytes."""

    layout: Layout | None
    provenance: bool
    folder: Path
    report: Report


@click.command(cls=Command, short_help="把一份数据写成 Word 汇报")
@click.argument("data", metavar="DATA.yaml", shell_complete=files)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    help="写到这个文件或文件夹；- 为标准输出",
    shell_complete=files,
)
@click.option(
    "-t",
    "--templates",
    "layers",
    metavar="DIR",
    multiple=True,
    type=click.Path(),
    envvar="FUPIN_REPORT_TEMPLATES",
    help="模板文件夹或 wording.yaml，可写几个，前面的优先",
    shell_complete=folders,
)
@click.option(
    "--layout",
    "settings",
    envvar="FUPIN_REPORT_LAYOUT",
    metavar="FILE",
    help="版式设置文件（layout.yaml）",
    shell_complete=files,
)
@click.option("--format", "named", type=click.Choice(FORMATS), help="文件格式，默认 docx")
@click.option("--comments", is_flag=True, help="把核对结果和数据来源写成 Word 批注，供会审用")
@click.option(
    "--checks",
    envvar="FUPIN_REPORT_CHECKS",
    metavar="FILE",
    help="核对轻重的设置（checks.yaml）",
    shell_complete=files,
)
@click.option("--previous", metavar="FILE", help="上一期的数据，核对上期值", shell_complete=files)
@click.option("--allow-errors", is_flag=True, help="有没有说明的错误也生成，标为草稿")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
@click.option("--no-code", is_flag=True, help="不用项目设置里的自定义代码")
@click.option("--no-provenance", is_flag=True, help="文件里不带数字的出处")
@common_options
@click.make_pass_decorator(Console, ensure=True)
def render(
    console: Console,
    data: str,
    out: str | None,
    layers: tuple[str, ...],
    settings: str | None,
    named: str | None,
    comments: bool,
    checks: str | None,
    previous: str | None,
    allow_errors: bool,
    force: bool,
    no_code: bool,
    no_provenance: bool,
) -> None:
    """把一份数据写成 Word 汇报，或 Markdown（md）、纯文本（txt）、网页（html）、PDF（要装 LibreOffice）。

    不写 -o 时，按“单位＋时间＋文种”取名，放在当前文件夹。数据里有没有说明的错误时不生成。
    """
    format_name = _format(out, named)
    with console.stage(_("准备")):
        from fupin_report import pipeline
        from fupin_report.audit import audit
        from fupin_report.templating import TemplateSet
        from fupin_report.workspace import edition_of

    with console.stage(_("读取数据")):
        edition = edition_of(Path(data))
        report = edition.report() if edition else pipeline.load(Path(data))
        ruled = checks or (edition.checks if edition else None)
        policy = pipeline.read_policy(ruled) if ruled else None
        around = edition.earlier if edition else {}
        earlier = pipeline.load(Path(previous)) if previous else pipeline.load_earlier(report, around)
        chosen = Path(settings) if settings else edition.layout if edition else None
        layout = pipeline.read_layout(chosen) if chosen else None
        _tell_of_settings(console, chosen, ruled)
    with console.stage(_("套用模板")):
        code = pipeline.load_code(None if no_code or not edition else edition.code)
        templates = TemplateSet(*(layers or (edition.templates if edition else ())), filters=code.filters)
        document = pipeline.render(report, templates)
    with console.stage(_("核对")):
        findings = audit(report, document, previous=earlier, policy=policy, more=code.rules)
        _tell(console, findings, templates, document)
        document = _checked(document, findings, allow_errors)
        if comments:
            document = pipeline.annotated(document, report, findings)
            if not document.comments:
                console.say(_("没有批注：没有核对结果，印出来的数据也没有写来源和截至"))
    with console.stage(_("写文件")):
        asked = _Asked(layout, not no_provenance, Path(data).parent, report)
        if out == STDOUT:
            show_bytes(pipeline.serialize(document, format_name, **asked._asdict()))
        else:
            target = _target(out, format_name, report)
            _write(document, target, force, asked)
            console.say(_("已生成 {file}").format(file=target))
            if format_name == "pdf":
                _tell_of_faces(console, target, layout)


def _tell_of_settings(console: Console, layout: Path | None, checks: Path | str | None) -> None:
    """Tell with `-v` which settings are used, wherever they were named."""
    for name, file in ((_("版式"), layout), (_("核对的设置"), checks)):
        console.detail(_("{name}：{file}").format(name=name, file=file or _("默认")))


def _checked(document: Document, findings: list[Finding], allow_errors: bool) -> Document:
    """Return the document as it may be written. Raises `RenderError` R411; its findings are told already."""
    from fupin_report.pipeline.final import checked

    try:
        return checked(document, findings, allow_errors=allow_errors)
    except RenderError as error:
        raise RenderError(_of_options(error.problems[-1])) from None


def _of_options(problem: Problem) -> Problem:
    """Name the options of the command where the library names its own arguments."""
    message = problem.message.replace("overwrite=True", "--force").replace(
        "allow_errors=True", "--allow-errors"
    )
    return replace(problem, message=message)


def _tell_of_faces(console: Console, target: Path, layout: Layout | None) -> None:
    """Tell which faces of the layout the PDF shows by others."""
    from fupin_report.layout import Layout as Standard
    from fupin_report.pipeline.pdf import substituted_faces

    pairs = substituted_faces(target.read_bytes(), layout or Standard())
    if pairs:
        told = _("、").join(_("{asked}（代以 {used}）").format(asked=a, used=b) for a, b in pairs)
        console.warn(_("这台机器没有这些字体：{faces}。装上以后再做一次，PDF 才合标准").format(faces=told))


def _format(out: str | None, named: str | None) -> str:
    """Return the format asked for by option or file name. Raises `UsageError` when they do not agree."""
    if out == STDOUT:
        if named in ("docx", "pdf"):
            message = _("标准输出不写 {format}，请写到文件").format(format=named)
            raise click.UsageError(message, click.get_current_context())
        return named or "json"
    if out is None or _is_folder(out):
        return named or FORMATS[0]
    suffix = Path(out).suffix.lower().lstrip(".")
    if suffix not in FORMATS or named not in (None, suffix):
        wanted = [named] if named else FORMATS
        endings = "、".join(f".{each}" for each in wanted)
        message = _("OUT 的扩展名应是 {endings}，或是已有的文件夹；写的是“{out}”")
        raise click.UsageError(message.format(endings=endings, out=out), click.get_current_context())
    return suffix


def _is_folder(out: str) -> bool:
    return out.endswith(("/", os.sep)) or Path(out).is_dir()


def _target(out: str | None, format_name: str, report: Report) -> Path:
    from fupin_report.pipeline import default_name

    if out is not None and not _is_folder(out):
        _check_folder(Path(out).parent)
        return Path(out)
    return Path(out or "", default_name(report, f".{format_name}"))


def _check_folder(folder: Path) -> None:
    """Raise `FileNotFoundError` for a folder that is not there: a slip in its name makes no new one."""
    if not folder.exists():
        raise FileNotFoundError(errno.ENOENT, "", str(folder))


def _write(document: Document, target: Path, force: bool, asked: _Asked) -> None:
    from fupin_report import pipeline

    try:
        pipeline.write(document, target, overwrite=force, **asked._asdict())
    except RenderError as error:
        raise RenderError(map(_of_options, error.problems)) from None


def _tell(console: Console, findings: list[Finding], templates: TemplateSet, document: Document) -> None:
    for finding in findings:
        if not finding.explained and finding.severity != "info":
            (complain if finding.severity == "error" else console.warn)(str(finding))
    chain = " → ".join(str(layer.folder) for layer in templates.layer.chain())
    console.detail(_("模板：{layers}").format(layers=chain))
    figures = sum(1 for each in document.figures())
    console.detail(_("来自数据的内容：{count} 处").format(count=figures))

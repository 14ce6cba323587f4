"""`fupin-report compare`: what changed between two periods, by how much, and what had been promised."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files, folders
from fupin_report.cli.console import Console, show, show_bytes
from fupin_report.cli.language import _
from fupin_report.cli.nearest import project_at
from fupin_report.cli.once import put
from fupin_report.cli.results import json_line

if TYPE_CHECKING:
    from fupin_report.comparison import Comparison
    from fupin_report.model.report import Report

FORMATS = ("text", "docx", "json")


@click.command(cls=Command, short_help="两期对照：变了多少，说过要做什么")
@click.argument("before", metavar="BEFORE", shell_complete=files)
@click.argument("after", metavar="AFTER", shell_complete=files)
@click.argument("folder", metavar="[DIR]", default="", shell_complete=folders)
@click.option(
    "--format", "format_name", type=click.Choice(FORMATS), default="text", help="text、docx 或 json"
)
@click.option("-o", "--output", "out", metavar="DIR", default=".", help="docx 写到这个文件夹")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
@common_options
@click.make_pass_decorator(Console, ensure=True)
def compare(
    console: Console, before: str, after: str, folder: str, format_name: str, out: str, force: bool
) -> None:
    """对照同一个乡镇的两期：哪些数变了、变了多少，上期打算做什么，本期说做成了什么。

    BEFORE、AFTER 是两份数据文件，或项目 DIR（默认为当前文件夹所在的）里的两期：2015H1 2015H2，各乡镇都对照。
    """
    from fupin_report.comparison import compare as compared

    for one, other in _pairs(before, after, folder, console):
        found = compared(one, other)
        if format_name == "json":
            show_bytes(json_line(dataclasses.asdict(found)))
        elif format_name == "docx":
            _write(found, Path(out), force, console)
        else:
            show(_text(found))


def _pairs(before: str, after: str, folder: str, console: Console) -> Iterator[tuple[Report, Report]]:
    """Yield the reports to be compared. Raises `UsageError` for periods that no township has."""
    from fupin_report.pipeline import load
    from fupin_report.workspace import is_period, load_project

    if not (is_period(before) and is_period(after)):
        yield load(Path(before)), load(Path(after))
        return
    project = load_project(project_at(folder, console))
    both = [each for each in project.townships if {before, after} <= set(each.periods)]
    if not both:
        known = _("、").join(sorted({period for each in project.townships for period in each.periods}))
        text = _("没有哪个乡镇两期都有：{before}、{after}；有的是 {known}")
        message = text.format(before=before, after=after, known=known or _("无"))
        raise click.UsageError(message, click.get_current_context())
    for township in both:
        yield project.edition(township, before).report(), project.edition(township, after).report()


def _text(found: Comparison) -> str:
    from fupin_report.pipeline import serialize
    from fupin_report.pipeline.comparing import comparison_document

    return serialize(comparison_document(found), "txt").decode().rstrip("\n")


def _write(found: Comparison, folder: Path, force: bool, console: Console) -> None:
    from fupin_report.pipeline import serialize
    from fupin_report.pipeline.comparing import comparison_document

    target = folder / f"{found.title}.docx"
    put(serialize(comparison_document(found), "docx"), target, overwrite=force)
    console.say(_("已生成 {file}").format(file=target))

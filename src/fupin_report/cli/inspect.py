"""`fupin-report inspect`: how any Word file stands to GB/T 9704—2012, point by point."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files as offered
from fupin_report.cli.console import Console, complain, show, show_bytes
from fupin_report.cli.language import _
from fupin_report.errors import FupinError, environment_problem

if TYPE_CHECKING:
    from fupin_report.inspector import Inspection, Point

_COLOURS = {"偏离": "red", "符合": "green", "不适用": "bright_black"}


@click.command(cls=Command, short_help="逐点检查 Word 文件的版式")
@click.argument("files", metavar="FILE.docx...", nargs=-1, required=True, shell_complete=offered)
@click.option("--json", "as_json", is_flag=True, help="每一点写成一行 JSON")
@click.option("--all", "every", is_flag=True, help="符合和不适用的也列出")
@common_options
@click.make_pass_decorator(Console, ensure=True)
@click.pass_context
def inspect(
    context: click.Context, console: Console, files: tuple[str, ...], as_json: bool, every: bool
) -> None:
    """逐点检查 Word 文件的版式是否符合 GB/T 9704—2012，任何来源的 .docx 都可以。

    偏离分两种：“标准”是标准本身的要求，“惯例”是通行做法。
    偏离标准时退出码为 1；只偏离惯例时为 0。不在终端里时，各列以制表符分开。
    """
    code = 0
    for file in files:
        try:
            inspection = _inspected(file, console)
        except FupinError as error:  # the other files are still looked at
            complain(str(error))
            code = max(code, error.exit_code)
            continue
        except OSError as error:
            complain(str(environment_problem(error)))
            code = 4
            continue
        code = max(code, 0 if inspection.conforms else 1)
        if as_json:
            _print_json(inspection, file)
        else:
            _print(inspection, file, console, every)
    context.exit(code)


def _inspected(file: str, console: Console) -> Inspection:
    from fupin_report.pipeline import inspect_docx

    with console.stage(_("检查 {file}").format(file=file)):
        return inspect_docx(Path(file))


def _print_json(inspection: Inspection, file: str) -> None:
    for point in inspection.as_data():
        line = json.dumps({"file": file, **point}, ensure_ascii=False) + "\n"
        show_bytes(line.encode("utf-8", "backslashreplace"))


def _print(inspection: Inspection, file: str, console: Console, every: bool) -> None:
    points = inspection.by_weight() if every else list(inspection.deviations)
    if points and sys.stdout.isatty():
        _print_table(points, file)
    else:
        for point in points:
            show("\t".join((file, *_cells(point))))
    console.say(_summary(inspection, file))


def _summary(inspection: Inspection, file: str) -> str:
    from fupin_report.inspector import Strength, Verdict

    text = _("{file}：偏离标准 {standard}，偏离惯例 {custom}，符合 {good}，不适用 {none}")
    return text.format(
        file=file,
        standard=inspection.count(Verdict.DEVIATES, Strength.STANDARD),
        custom=inspection.count(Verdict.DEVIATES, Strength.CUSTOM),
        good=inspection.count(Verdict.CONFORMS),
        none=inspection.count(Verdict.NOT_APPLICABLE),
    )


def _cells(point: Point) -> tuple[str, ...]:
    places = "、".join(map(str, point.places))
    return (
        *(point.verdict, point.strength, point.name, point.clause or "—"),
        *(point.required, point.found, places),
    )


def _print_table(points: list[Point], file: str) -> None:
    from rich.console import Console as Terminal
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(file, "bold"), title_justify="left")
    for head in (_("结论"), _("依据"), _("要点"), _("条款"), _("要求"), _("实际"), _("位置")):
        table.add_column(head, overflow="fold")
    for point in points:
        verdict, *others = _cells(point)
        table.add_row(Text(verdict, _COLOURS[verdict]), *map(Text, others))
    Terminal(highlight=False).print(table)

"""`fupin-report layout show`: every value of the page with its clause, and where it leaves the standard."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files
from fupin_report.cli.console import show
from fupin_report.cli.language import _
from fupin_report.cli.program import Program
from fupin_report.cli.tables import print_table

if TYPE_CHECKING:
    pass


@click.command("show", cls=Command, short_help="列出版式的每个值、条款和与标准不同之处")
@click.argument("file", metavar="[LAYOUT.yaml]", required=False, shell_complete=files)
@common_options
def show_layout(file: str | None) -> None:
    """列出版式的每个值，它在 GB/T 9704—2012 的条款，以及与标准不同之处。

    不写文件时是默认的版式。不在终端里时，各列以制表符分开。
    """
    from fupin_report.layoutfile import COLUMNS, Settings
    from fupin_report.pipeline import read_layout_settings

    settings = read_layout_settings(Path(file)) if file else Settings()
    head = tuple(map(_, COLUMNS))
    rows = list(settings.rows())
    if sys.stdout.isatty():
        print_table(head, ((row.cells(), "yellow" if row.deviation else "") for row in rows))
    else:
        show("\n".join("\t".join(cells) for cells in (head, *(row.cells() for row in rows))))


@click.group(
    cls=Program,
    invoke_without_command=True,
    commands=[show_layout],
    short_help="看版式（layout.yaml）的每个值",
)
@common_options
@click.pass_context
def layout(context: click.Context) -> None:
    """看版式设置（layout.yaml）的每个值。"""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        context.exit(2)

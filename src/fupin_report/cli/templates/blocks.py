"""`fupin-report templates blocks`: which sentence lives in which file and block."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files, types
from fupin_report.cli.console import show
from fupin_report.cli.language import _
from fupin_report.cli.new import kind_named
from fupin_report.cli.tables import print_table
from fupin_report.cli.templates.layers import layer_options, template_set

if TYPE_CHECKING:
    from fupin_report.model.manuscript import DocumentType
    from fupin_report.model.report import Report
    from fupin_report.templating.blocks import BlockText


@click.command(cls=Command, short_help="列出模板的每一块和它写出的话")
@click.argument("kind", metavar="TYPE", shell_complete=types)
@click.option("--data", metavar="DATA.yaml", help="用这份数据写出例句", shell_complete=files)
@layer_options
@click.option("--markdown", is_flag=True, help="写成 Markdown（docs/blocks.md 就是这样来的）")
@common_options
def blocks(
    kind: str, data: str | None, layers: tuple[str, ...], township: str | None, markdown: bool
) -> None:
    """列出一个文种的每一节、每一块，由哪个文件提供，写出的话怎样开头。

    要改哪句话，先在这里找到它在哪一节、哪一块。不写 --data 时，列出模板里的第一行。
    """
    wanted = kind_named(kind)
    report = _report(Path(data), wanted) if data else None
    rows = list(template_set(layers, township).blocks(wanted.value, report))
    head = (_("节"), _("块"), _("文件"), _("例句") if data else _("模板里的第一行"))
    if markdown:
        show(_page(wanted.gloss, head, rows))
    elif sys.stdout.isatty():
        print_table(head, ((row.cells(), "") for row in rows))
    else:
        show("\n".join("\t".join(cells) for cells in (head, *(row.cells() for row in rows))))


def _report(path: Path, wanted: DocumentType) -> Report:
    """Load the data of the example. Raises `UsageError` when they are of another type."""
    from fupin_report.pipeline import load

    report = load(path)
    if report.document.type is not wanted:
        message = _("{file} 的文种是 {kind}").format(file=path, kind=report.document.type.value)
        raise click.UsageError(message, click.get_current_context())
    return report


def _page(title: str, head: tuple[str, ...], rows: list[BlockText]) -> str:
    table = [head, ("---",) * len(head), *(row.cells() for row in rows)]
    lines = ("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in table)
    return "\n".join([f"## {title}", "", *lines, ""])

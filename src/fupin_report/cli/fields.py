"""`fupin-report fields`: what can be written in a data file, as a table."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import sections
from fupin_report.cli.console import show, show_bytes
from fupin_report.cli.language import _
from fupin_report.cli.tables import print_table

if TYPE_CHECKING:
    pass


@click.command(cls=Command, short_help="列出数据文件里可以写的每一项")
@click.argument("section", metavar="[SECTION]", required=False, shell_complete=sections)
@click.option("--markdown", is_flag=True, help="写成 Markdown（docs/data.md 就是这样来的）")
@common_options
def fields(section: str | None, markdown: bool) -> None:
    """列出数据文件里可以写的每一项：路径、中文名、类型和单位、是否必填、说明、例子。

    SECTION 为其中一部分的中文或英文名，如：项目、projects。不在终端里时，各列以制表符分开。
    """
    from fupin_report import dictionary

    if markdown:
        show_bytes(dictionary.markdown().encode())
        return
    rows = list(dictionary.rows(_section(section) if section else ""))
    head = tuple(map(_, dictionary.COLUMNS))
    if sys.stdout.isatty():
        print_table(head, ((row.cells(), "") for row in rows))
    else:
        show("\n".join("\t".join(cells) for cells in (head, *(row.cells() for row in rows))))


def _section(name: str) -> str:
    """Return the English name of a section. Raises `UsageError` for what is none."""
    from fupin_report.dictionary import find_section
    from fupin_report.model.report import Report

    found = find_section(name)
    if found is None:
        near = difflib.get_close_matches(name, Report.keys, n=1) or [
            each.title for each in Report.fields.values()
        ]
        advice = _("没有“{name}”这一部分，可用的有：{known}").format(name=name, known="、".join(near))
        raise click.UsageError(advice, click.get_current_context())
    return found

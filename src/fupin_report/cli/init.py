"""`fupin-report init`: a county's project to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import folders
from fupin_report.cli.console import Console
from fupin_report.cli.language import _


@click.command(cls=Command, short_help="新建一个县的项目，各乡镇各期都放在里面")
@click.argument("folder", metavar="DIR", shell_complete=folders)
@common_options
@click.make_pass_decorator(Console, ensure=True)
def init(console: Console, folder: str) -> None:
    """新建一个县的项目 DIR：设置、一个示例乡镇和它的一期数据，马上可以核对、生成。

    已有的文件从不覆盖。以后每个乡镇一个文件夹，每期一个文件。
    """
    from fupin_report.workspace import start_project

    for path in start_project(Path(folder)):
        console.say(_("已生成 {file}").format(file=path))
    console.say(_("生成全部汇报：{command}").format(command=f"fupin-report build {folder}"))

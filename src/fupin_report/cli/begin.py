"""`fupin-report add-township`, `new-period`: a project grows by a township, by a period."""

from __future__ import annotations

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import folders
from fupin_report.cli.console import Console
from fupin_report.cli.language import _
from fupin_report.cli.nearest import project_at


@click.command("add-township", cls=Command, short_help="给项目加一个乡镇")
@click.argument("code", metavar="CODE")
@click.argument("name", metavar="NAME")
@click.argument("folder", metavar="[DIR]", default="", shell_complete=folders)
@common_options
@click.make_pass_decorator(Console, ensure=True)
def add_township(console: Console, code: str, name: str, folder: str) -> None:
    """给项目 DIR（默认为当前文件夹所在的）加一个乡镇：CODE 是 9 位或 12 位行政区划代码，NAME 是名称。

    新文件夹里有一份 township.yaml，写变化慢的内容；__ 都等着填。
    """
    from fupin_report.workspace import begin_township, load_project

    for path in begin_township(load_project(project_at(folder, console)), code, name):
        console.say(_("已生成 {file}").format(file=path))


@click.command("new-period", cls=Command, short_help="开始新的一期：上期的数成为上期值，本期的等着填")
@click.argument("period", metavar="PERIOD")
@click.argument("folder", metavar="[DIR]", default="", shell_complete=folders)
@click.option(
    "--township", "only", metavar="NAME", multiple=True, help="只给这些乡镇（名称或文件夹名），可写几个"
)
@common_options
@click.make_pass_decorator(Console, ensure=True)
def new_period(console: Console, period: str, folder: str, only: tuple[str, ...]) -> None:
    """给项目 DIR（默认为当前文件夹所在的）的各乡镇开始新的一期，PERIOD 写成 2016H1、2016H2、2016（全年）。

    由上一期的文件起头：名称、编号留下，数都空着等填，指标的数成为上期值，上期的打算列在注释里。
    已有的文件从不覆盖。
    """
    from fupin_report.workspace import begin_period, load_project

    project = load_project(project_at(folder, console))
    project.must_have("")
    begun = list(begin_period(project, period, only))
    for path in begun:
        console.say(_("已生成 {file}").format(file=path))
    if not begun:
        console.warn(_("没有要起头的：各乡镇都有这一期了，或还没有更早的一期"))
    first = _("、").join(each.folder.name for each in project.named(only) if period not in each.periods)
    if first:
        text = _("没有更早的一期的：{townships}。第一期自己写，在乡镇的文件夹里新建 {period}.yaml")
        console.warn(text.format(townships=first, period=period))

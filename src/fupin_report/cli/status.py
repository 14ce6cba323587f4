"""`fupin-report status`: how far a county's reports are, township by township, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import folders
from fupin_report.cli.console import Console, show_bytes
from fupin_report.cli.jobs import job_of
from fupin_report.cli.language import _
from fupin_report.cli.nearest import project_at
from fupin_report.cli.results import json_line

if TYPE_CHECKING:
    from fupin_report.workspace import Edition, Project


class State(NamedTuple):
    """How far one report is."""

    township: str
    period: str
    problems: int
    """What keeps the data from being read, blanks apart."""
    blanks: int
    errors: int
    """Of the audit, unexplained."""
    warnings: int
    output: str
    """`built`, `stale`, `missing`, or `no_data` where other townships have a file of the period."""


@click.command(cls=Command, short_help="看一个县的汇报做到了哪里")
@click.argument("folder", metavar="[DIR]", default="", shell_complete=folders)
@click.option("--period", default="", metavar="2015H1", help="只看这一期")
@click.option("--no-code", is_flag=True, help="不用项目设置里的自定义代码")
@click.option("--json", "as_json", is_flag=True, help="每条结果写成一行 JSON")
@common_options
@click.make_pass_decorator(Console, ensure=True)
def status(console: Console, folder: str, period: str, as_json: bool, no_code: bool) -> None:
    """看项目 DIR（默认为当前文件夹所在的）的各乡镇、各期。

    数据有没有错、有没有空着的，文稿生成了没有、是不是旧的。
    """
    from fupin_report.workspace import load_project

    project = load_project(project_at(folder, console))
    project.must_have(period)
    outputs = {"built": _("已生成"), "stale": _("要重做"), "missing": _("未生成"), "no_data": _("没有数据")}
    if not as_json:
        heads = (_("乡镇"), _("时期"), _("数据有误"), _("未填"), _("错误"), _("警告"), _("文稿"))
        console.say("\t".join(heads))
    for each in _states(project, period, no_code):
        if as_json:
            show_bytes(json_line(each._asdict()))
        else:
            console.say("\t".join([*map(str, each[:-1]), outputs[each.output]]))


def _states(project: Project, period: str, no_code: bool) -> Iterator[State]:
    townships = project.townships
    periods = {each for township in townships for each in township.periods if period in ("", each)}
    for township in townships:
        present = township.periods
        for each in sorted(periods):
            if each not in present:
                yield State(township.folder.name, each, 0, 0, 0, 0, "no_data")
                continue
            edition = project.edition(township, each)
            problems, blanks, errors, warnings = _counted(edition, no_code)
            output = _output(edition, project.output, no_code)
            yield State(edition.township, edition.period, problems, blanks, errors, warnings, output)


def _counted(edition: Edition, no_code: bool) -> tuple[int, int, int, int]:
    """Return how many problems, blanks, errors and warnings there are."""
    from fupin_report.audit import audit
    from fupin_report.errors import FupinError
    from fupin_report.pipeline import load_code, load_earlier, read_policy, render
    from fupin_report.structure.reading import BLANK
    from fupin_report.templating import TemplateSet

    try:
        report = edition.report()
        policy = read_policy(edition.checks) if edition.checks else None
        code = load_code(None if no_code else edition.code)
        document = render(report, TemplateSet(*edition.templates, filters=code.filters))
        earlier = load_earlier(report, edition.earlier)
        found = audit(report, document, previous=earlier, policy=policy, more=code.rules)
    except FupinError as error:
        blanks = sum(each.code == BLANK for each in error.problems)
        return len(error.problems) - blanks, blanks, 0, 0
    still_open = [each for each in found if not each.explained]
    blanks = sum(each.code == "X15" and not each.quote for each in still_open)
    counts = [sum(each.severity == level for each in still_open) for level in ("error", "warning")]
    return 0, blanks, counts[0], counts[1]


def _output(edition: Edition, folder: Path, no_code: bool) -> str:
    """Say whether the Word file stands, and whether it is what would be made now by `build`."""
    from fupin_report.batch import Order, is_current

    job = job_of(edition, no_code=no_code)
    if not (folder / f"{job.name}.docx").exists():
        return "missing"
    return "built" if is_current(job, Order(str(folder))) else "stale"

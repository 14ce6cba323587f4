"""`fupin-report check`: what is wrong in data files, and what does not add up, all at once."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files as offered
from fupin_report.cli.completion import folders
from fupin_report.cli.console import Console, agree, complain, show, show_bytes
from fupin_report.cli.language import _
from fupin_report.cli.nearest import project_here
from fupin_report.cli.results import Result, json_line, named, record_of, state_of, words_of_states
from fupin_report.errors import Problem

if TYPE_CHECKING:
    from fupin_report.cli.checking import Case


@click.command(cls=Command, short_help="核对数据，一次列出全部问题")
@click.argument("paths", metavar="[PATH...]", nargs=-1, shell_complete=offered)
@click.option("--period", default="", metavar="2015H1", help="只核对项目里的这一期")
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
    "--checks",
    envvar="FUPIN_REPORT_CHECKS",
    metavar="FILE",
    help="核对轻重的设置（checks.yaml）",
    shell_complete=offered,
)
@click.option("--previous", metavar="FILE", help="上一期的数据，核对上期值", shell_complete=offered)
@click.option("--fix", is_flag=True, help="把能放心改的错字和标点改到数据里，先给看改动；不改数字")
@click.option("--yes", is_flag=True, help="--fix 不再询问")
@click.option("--no-code", is_flag=True, help="不用项目设置里的自定义代码")
@click.option("--json", "as_json", is_flag=True, help="每条结果写成一行 JSON")
@common_options
@click.make_pass_decorator(Console, ensure=True)
@click.pass_context
def check(
    context: click.Context,
    console: Console,
    paths: tuple[str, ...],
    period: str,
    layers: tuple[str, ...],
    checks: str | None,
    previous: str | None,
    fix: bool,
    yes: bool,
    no_code: bool,
    as_json: bool,
) -> None:
    """核对数据和写出来的文字：写法有没有错，数字对不对得上，用词标点妥不妥，还有哪里没有填。

    PATH 可以是项目、乡镇的文件夹、数据文件、文件夹、JSON 行文件（.jsonl），- 为标准输入的 JSON 行；
    不写时是当前文件夹所在的项目。

    在终端里按数据的各部分分组；否则一条一行，编辑器可以直接跳转。
    有错误时退出码为 1；已说明的不算错误。
    """
    from fupin_report.cli.checking import Checking, cases_of, is_one_file

    paths = paths or (str(project_here(console)),)
    checking = Checking(layers, checks, previous, console)
    tally, code = _Tally(), 0
    many = not all(map(is_one_file, paths))
    alone = len(paths) == 1 and not many
    for case in cases_of(paths, period, no_code=no_code):
        results = checking.results(case)
        if any(map(_is_refusal, results)):  # the other reports are still looked at
            complain("\n".join(map(str, results)))
            code = 4
            continue
        _print(results, case, console, as_json=as_json, alone=alone)
        if fix and _mend(case, results, yes):
            results = checking.results(case)  # what is left is counted
        tally.add(results)
    if not as_json and (tally.reports or not code):  # nothing looked at would sound like praise
        console.say(tally.told(many))
    context.exit(code or (1 if tally.states["error"] else 0))


def _is_refusal(result: Result) -> bool:
    """Whether the system refused to read a file."""
    return isinstance(result, Problem) and result.code.startswith("E5")


class _Tally:
    """Counts reports, and what was found in them."""

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.reports = 0
        self._wrong = 0

    def add(self, results: list[Result]) -> None:
        """Count one report."""
        states = Counter(map(state_of, results))
        self.states += states
        self.reports += 1
        self._wrong += bool(states["error"])

    def told(self, many: bool) -> str:
        """Return the counts; of the reports, too, where their number was not known."""
        found = _("，").join(f"{word} {self.states[state]}" for state, word in words_of_states())
        if not many:
            return found
        if not self.reports:
            return _("没有找到数据文件")
        text = _("共 {count} 份，有错误的 {wrong} 份；{found}")
        return text.format(count=self.reports, wrong=self._wrong, found=found)


def _print(results: list[Result], case: Case, console: Console, *, as_json: bool, alone: bool) -> None:
    shown = [result for result in results if not console.quiet or state_of(result) == "error"]
    if as_json:
        for result in shown:
            show_bytes(json_line(record_of(result, case.source) | {"source": case.source}))
    elif shown and sys.stdout.isatty():
        from rich.console import Console as Terminal

        from fupin_report.cli.grouped import print_grouped

        print_grouped(shown, case.source, Terminal(highlight=False))
    else:
        for result in shown:
            show(str(result) if alone else named(result, case.source, case.files))


def _mend(case: Case, results: list[Result], yes: bool) -> bool:
    """Show the safe corrections of a data file; return whether they were made, as the user agreed."""
    from fupin_report.pipeline.mending import mending

    if case.source not in case.files or not Path(case.source).is_file():
        complain(_("{file}：不是单独的数据文件，不能改，请改它的来源").format(file=case.source))
        return False
    file = Path(case.source)
    found = mending(file, [each for each in results if not isinstance(each, Problem)])
    if found is None:
        complain(_("{file}：没有能放心改的").format(file=file))
        return False
    complain(found.diff().rstrip("\n"))
    asks = not yes and sys.stdin.isatty()
    agreed = yes or (asks and agree(_("改到文件里吗？")))
    if agreed:
        found.write()
        complain(_("{file}：已修改，下面是改后的数目").format(file=file))
    elif not asks:
        complain(_("没有修改；要改到文件里，加 --yes").format(file=file))
    return agreed

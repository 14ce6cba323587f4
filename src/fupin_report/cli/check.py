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
from fupin_report.cli.results import Result, json_line, record_of, state_of, words_of_states
from fupin_report.errors import FupinError, Problem, environment_problem

if TYPE_CHECKING:
    from fupin_report.audit import Policy
    from fupin_report.workspace import Edition


@click.command(cls=Command, short_help="核对数据，一次列出全部问题")
@click.argument("files", metavar="DATA.yaml...", nargs=-1, required=True, shell_complete=offered)
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
    files: tuple[str, ...],
    layers: tuple[str, ...],
    checks: str | None,
    previous: str | None,
    fix: bool,
    yes: bool,
    no_code: bool,
    as_json: bool,
) -> None:
    """核对数据和写出来的文字：写法有没有错，数字对不对得上，用词标点妥不妥，还有哪里没有填。

    在终端里按数据的各部分分组；否则一条一行，编辑器可以直接跳转。
    有错误时退出码为 1；已说明的不算错误。
    """
    tally: Counter[str] = Counter()
    code, looked_at = 0, 0
    checking = _Checking(layers, checks, previous, no_code, console)
    for file in files:
        try:
            results = checking.results(file)
        except OSError as error:  # the other files are still looked at
            complain(str(environment_problem(error)))
            code = 4
            continue
        looked_at += 1
        tally.update(map(state_of, results))
        _print(results, file, console, as_json)
        if fix:
            _mend(Path(file), results, yes)
    if looked_at and not as_json:
        console.say(_("，").join(f"{word} {tally[state]}" for state, word in words_of_states()))
    context.exit(code or (1 if tally["error"] else 0))


class _Checking:
    """Checks files by the same templates and against the same earlier period."""

    def __init__(
        self,
        layers: tuple[str, ...],
        checks: str | None,
        previous: str | None,
        no_code: bool,
        console: Console,
    ) -> None:
        from fupin_report.pipeline import load, read_policy
        from fupin_report.templating import TemplateSet

        self._folders = layers
        self._templates = TemplateSet(*layers)
        self._policy = read_policy(checks) if checks else None
        self._previous = load(Path(previous)) if previous else None
        self._no_code = no_code
        self._console = console

    def _policy_of(self, edition: Edition | None) -> Policy | None:
        """Return what the user names, or what the file's project says."""
        from fupin_report.pipeline import read_policy

        if self._policy is None and edition and edition.checks:
            return read_policy(edition.checks)
        return self._policy

    def results(self, file: str) -> list[Result]:
        """Return the problems of a file, or the findings in its data and in the words made of them."""
        from fupin_report.audit import audit
        from fupin_report.pipeline import load, load_code, load_earlier, render
        from fupin_report.templating import TemplateSet
        from fupin_report.workspace import edition_of

        try:
            with self._console.stage(_("读取 {file}").format(file=file)):
                edition = edition_of(Path(file))
                report = edition.report() if edition else load(Path(file))
                previous = self._previous or (load_earlier(report, edition.earlier) if edition else None)
        except FupinError as error:
            return list(error.problems)
        try:
            own = edition.templates if edition and not self._folders else ()
            code = load_code(edition.code if edition and not self._no_code else None)
            set_of_own = TemplateSet(*own, filters=code.filters) if own or code.filters else self._templates
            document = render(report, set_of_own)
        except FupinError as error:  # the figures can be checked without the words
            policy = self._policy_of(edition)
            return [*error.problems, *audit(report, previous=previous, policy=policy)]
        with self._console.stage(_("核对 {file}").format(file=file)):
            policy = self._policy_of(edition)
            return list(audit(report, document, previous=previous, policy=policy, more=code.rules))


def _print(results: list[Result], file: str, console: Console, as_json: bool) -> None:
    shown = [result for result in results if not console.quiet or state_of(result) == "error"]
    if as_json:
        for result in shown:
            show_bytes(json_line(record_of(result, file)))
    elif shown and sys.stdout.isatty():
        from rich.console import Console as Terminal

        from fupin_report.cli.grouped import print_grouped

        print_grouped(shown, file, Terminal(highlight=False))
    else:
        for result in shown:
            show(str(result))


def _mend(file: Path, results: list[Result], yes: bool) -> None:
    """Show the safe corrections of a file, and make them if the user agrees."""
    from fupin_report.pipeline.mending import mending

    found = mending(file, [each for each in results if not isinstance(each, Problem)])
    if found is None:
        complain(_("{file}：没有能放心改的").format(file=file))
        return
    complain(found.diff().rstrip("\n"))
    asks = not yes and sys.stdin.isatty()
    if yes or (asks and agree(_("改到文件里吗？"))):
        found.write()
        complain(_("{file}：已修改，请再核对一次").format(file=file))
    elif not asks:
        complain(_("没有修改；要改到文件里，加 --yes").format(file=file))

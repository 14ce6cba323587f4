"""`fupin-report build`: many data files become many documents."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files, folders
from fupin_report.cli.console import Console, complain, show_bytes
from fupin_report.cli.jobs import STDIN, jobs_of
from fupin_report.cli.language import _
from fupin_report.cli.nearest import project_here
from fupin_report.cli.render import FORMATS
from fupin_report.cli.results import json_line, record_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from fupin_report.batch import Job, Order, Outcome

SOME_FAILED = 3
_FAILURES_TOLD = 20
_SECONDS_BETWEEN_LINES = 5.0


def _formats(_context: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """Read `docx,md`. Raises `BadParameter` for an unknown format."""
    named = tuple(dict.fromkeys(each.strip() for each in value.split(",") if each.strip()))
    unknown = [each for each in named if each not in FORMATS]
    if unknown or not named:
        message = _("没有格式“{named}”，可用的有：{known}")
        raise click.UsageError(message.format(named=",".join(unknown), known=_("、").join(FORMATS)))
    return named


@click.command(cls=Command, short_help="一次生成许多份汇报，只重做有变化的")
@click.argument("paths", metavar="[PATH...]", nargs=-1, shell_complete=files)
@click.option(
    "-o",
    "--output",
    "out",
    envvar="FUPIN_REPORT_OUTPUT",
    metavar="DIR",
    help="写到这个文件夹或网址；项目默认用它设置里的",
    shell_complete=folders,
)
@click.option("--period", default="", metavar="2015H1", help="只做项目里的这一期")
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
    "--layout",
    "settings",
    envvar="FUPIN_REPORT_LAYOUT",
    metavar="FILE",
    default="",
    help="版式设置文件（layout.yaml）",
    shell_complete=files,
)
@click.option(
    "--checks",
    envvar="FUPIN_REPORT_CHECKS",
    metavar="FILE",
    default="",
    help="核对轻重的设置（checks.yaml）",
    shell_complete=files,
)
@click.option("--format", "formats", default="docx", callback=_formats, help="文件格式，可写几个：docx,md")
@click.option("-j", "--jobs", "processes", type=click.IntRange(1, 256), help="同时用几个进程，默认按份数定")
@click.option(
    "--executor", "cluster", metavar="dask://HOST:PORT", help="在 Dask 集群上做（要装 fupin-report[dask]）"
)
@click.option("--no-check", is_flag=True, help="不核对数据")
@click.option("--allow-errors", is_flag=True, help="数据有错也照样生成")
@click.option("--no-code", is_flag=True, help="不用项目设置里的自定义代码")
@click.option("--no-provenance", is_flag=True, help="文件里不带数字的出处")
@click.option("--durable", is_flag=True, help="每份都写到磁盘上（断电也不丢）再做下一份")
@click.option("--force", is_flag=True, help="全部重做，覆盖已有的和改过的文件")
@click.option("--json", "as_json", is_flag=True, help="每份的结果写成一行 JSON")
@common_options
@click.make_pass_decorator(Console, ensure=True)
@click.pass_context
def build(
    context: click.Context,
    console: Console,
    paths: tuple[str, ...],
    out: str | None,
    period: str,
    layers: tuple[str, ...],
    settings: str,
    checks: str,
    formats: tuple[str, ...],
    processes: int | None,
    cluster: str | None,
    no_check: bool,
    allow_errors: bool,
    no_code: bool,
    no_provenance: bool,
    durable: bool,
    force: bool,
    as_json: bool,
) -> None:
    """一次生成许多份汇报。PATH 可以是项目、数据文件、文件夹、JSON 行文件（.jsonl），- 为标准输入的 JSON 行。

    数据和输出也可以在网址上（s3://…、sftp://…，要装 fupin-report[dask]）。

    不写 PATH 时是当前文件夹所在的项目。

    再次运行只重做数据、模板或版式有变化的；手工改过的文件不会被覆盖。一份有问题不影响其余各份；
    有没能生成的，退出码为 3。随时可以按 Ctrl-C 停下，下次接着做。
    """
    from fupin_report.batch import Order, check_names, generate_many

    paths = paths or (str(project_here(console)),)
    order = Order(
        out or _output_of(paths),
        formats,
        layers,
        settings,
        checks,
        audit=not no_check,
        allow_errors=allow_errors,
        provenance=not no_provenance,
        durable=durable,
        force=force,
    )
    streamed = STDIN in paths
    total = None if streamed else check_names(_ruled(_jobs(paths, period, no_code, order), order))
    jobs = _ruled(_jobs(paths, period, no_code, order), order)
    with _where(cluster) as executor:
        if executor:
            jobs, order = (job.absolute() for job in jobs), order.absolute()
        outcomes = generate_many(jobs, order, processes=processes, executor=executor)
        tally = _told(outcomes, total, console, as_json)
    if not as_json:
        console.say(_summary(tally))
    if not any(tally[state] for state in _ends()):
        context.exit(1)  # whoever wrote the data has written none
    context.exit(SOME_FAILED if tally["failed"] or tally["refused"] else 0)


@contextmanager
def _where(cluster: str | None) -> Iterator[Executor | None]:
    """Give who does the work: a cluster, if one is named."""
    from fupin_report.batch import executor_of

    if not cluster:
        yield None
        return
    import logging

    with executor_of(cluster) as executor:
        # a cluster that is gone is told of in the user's words, not by Dask's tracebacks
        for each in ("distributed.client", "tornado.application"):
            logging.getLogger(each).setLevel(logging.CRITICAL)
        yield executor


def _ruled(jobs: Iterable[Job], order: Order) -> Iterator[Job]:
    """Yield jobs to which what the command line says goes before what a project says."""
    for job in jobs:
        yield replace(
            job,
            templates=() if order.templates else job.templates,
            layout="" if order.layout else job.layout,
            checks="" if order.checks else job.checks,
        )


def _output_of(paths: tuple[str, ...]) -> str:
    """Return where a project wants its reports. Raises `UsageError` for anything but one project."""
    from fupin_report.workspace import SETTINGS, load_project

    if len(paths) == 1 and Path(paths[0], SETTINGS).is_file():
        return str(load_project(Path(paths[0])).output)
    raise click.UsageError(_("缺少 {name}").format(name="--output"), click.get_current_context())


def _jobs(paths: tuple[str, ...], period: str, no_code: bool, order: Order) -> Iterator[Job]:
    for path in paths:
        yield from jobs_of(path, period, no_code=no_code, leaving_out=order.folder)


def _told(outcomes: Iterable[Outcome], total: int | None, console: Console, as_json: bool) -> Counter[str]:
    """Tell of every outcome what the user asked to hear; count how they ended, and what is to be said."""
    tally: Counter[str] = Counter()
    failures = _Failures()
    with _progress(total, console) as advance:
        for outcome in outcomes:
            tally[outcome.state] += 1
            tally["warnings"] += outcome.warnings
            tally["left"] += bool(outcome.left)
            advance(tally)
            if as_json:
                show_bytes(json_line(_record(outcome)))
            elif not outcome.succeeded:
                failures.tell(outcome)
            else:
                console.detail(f"{outcome.source} → {'、'.join(each.path for each in outcome.outputs)}")
    failures.tell_rest()
    return tally


class _Failures:
    """Tells of what was not made: each problem once, and of so many as one reads."""

    def __init__(self) -> None:
        self._told: Counter[str] = Counter()
        self._untold = 0

    def tell(self, outcome: Outcome) -> None:
        """Tell of a report, unless another one had the very same problem."""
        problem = outcome.first_problem
        if problem in self._told:
            self._told[problem] += 1
        elif len(self._told) < _FAILURES_TOLD:
            self._told[problem] = 1
            complain(problem)
            if outcome.left:
                standing = _("、").join(outcome.left)
                complain(_("      上次生成的 {standing} 还在，没有更新").format(standing=standing))
        else:
            self._untold += 1

    def tell_rest(self) -> None:
        """Tell how many reports were not told of."""
        for problem, count in self._told.items():
            if count > 1:
                complain(_("……另有 {count} 份也是：{problem}").format(count=count - 1, problem=problem))
        if self._untold:
            complain(_("……另有 {count} 份没有生成，用 --json 看全部").format(count=self._untold))


def _record(outcome: Outcome) -> dict[str, object]:
    return {
        "source": outcome.source,
        "name": outcome.name,
        "state": str(outcome.state),
        "outputs": [{"path": each.path, "sha256": each.sha256} for each in outcome.outputs],
        "findings": [record_of(each, outcome.source) for each in outcome.findings],
        "problems": [record_of(each, outcome.source) for each in outcome.problems],
        "left": outcome.left,
        "timings": {stage: round(seconds, 6) for stage, seconds in outcome.timings.items()},
    }


def _ends() -> dict[str, str]:
    """Return how reports end, in words."""
    return {
        "made": _("已生成 {count} 份"),
        "unchanged": _("未变 {count} 份"),
        "refused": _("数据有错、未生成 {count} 份"),
        "failed": _("未能生成 {count} 份"),
    }


def _summary(tally: Counter[str]) -> str:
    besides = {
        "left": _("{count} 份上次的旧文件还在，没有更新"),
        "warnings": _("警告 {count} 处，用 check 看"),
    }
    told, more = (
        [text.format(count=tally[key]) for key, text in words.items() if tally[key]]
        for words in (_ends(), besides)
    )
    return _("；").join([_("，").join(told), *more]) if told else _("没有找到数据文件")


@contextmanager
def _progress(total: int | None, console: Console) -> Iterator[Callable[[Counter[str]], None]]:
    """Show how far the work is: a bar on a terminal, else a line every few seconds, quiet if asked."""
    if console.quiet:
        yield _nothing
    elif sys.stderr.isatty():
        with _bar(total) as advance:
            yield advance
    else:
        yield _lines(total)


def _nothing(_tally: Counter[str]) -> None:
    """Tell nothing."""


def _lines(total: int | None) -> Callable[[Counter[str]], None]:
    last = begin = time.monotonic()

    def advance(tally: Counter[str]) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _SECONDS_BETWEEN_LINES:
            return
        last, done = now, tally.total()
        of = f"/{total}" if total else ""
        text = _("{done} 份，每秒 {rate:.0f} 份，未成 {bad} 份")
        bad = tally["failed"] + tally["refused"]
        complain(text.format(done=f"{done}{of}", rate=done / (now - begin), bad=bad))

    return advance


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[Counter[str]], None]]:
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(_("每秒 {task.fields[rate]:.0f} 份  未成 {task.fields[bad]}")),
        TimeRemainingColumn(),
    )
    begin = time.monotonic()
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate=0.0, bad=0)

        def advance(tally: Counter[str]) -> None:
            rate = tally.total() / max(time.monotonic() - begin, 0.001)
            bar.update(task, advance=1, rate=rate, bad=tally["failed"] + tally["refused"])

        yield advance

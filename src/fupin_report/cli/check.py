"""`fupin-report check`: what is wrong in data files, and what does not add up, all at once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from fupin_report.cli.chinese import ChineseCommand, chinese_help
from fupin_report.cli.console import Console, complain, show, show_bytes, verbosity
from fupin_report.errors import FupinError, Problem, environment_problem

if TYPE_CHECKING:
    from fupin_report.audit import Finding

Result: TypeAlias = "Problem | Finding"

_STATES = {"error": "错误", "warning": "警告", "info": "提示", "explained": "已说明"}


@click.command(cls=ChineseCommand, short_help="核对数据，一次列出全部问题")
@click.argument("files", metavar="DATA.yaml...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="每条结果写成一行 JSON")
@verbosity
@chinese_help
@click.make_pass_decorator(Console, ensure=True)
@click.pass_context
def check(context: click.Context, console: Console, files: tuple[str, ...], as_json: bool) -> None:
    """核对数据：写法有没有错，数字对不对得上。

    有错误时退出码为 1；已说明的不算错误。
    """
    tally: Counter[str] = Counter()
    code = 0
    for file in files:
        try:
            results = _results(file, console)
        except OSError as error:  # the other files are still looked at
            complain(str(environment_problem(error)))
            code = 4
            continue
        tally.update(_state(result) for result in results)
        _print(results, file, console, as_json)
    if not as_json:
        console.say("，".join(f"{word} {tally[state]}" for state, word in _STATES.items()))
    context.exit(code or (1 if tally["error"] else 0))


def _results(file: str, console: Console) -> list[Result]:
    from fupin_report.audit import audit
    from fupin_report.pipeline import load

    try:
        with console.stage(f"读取 {file}"):
            report = load(Path(file))
    except FupinError as error:
        return list(error.problems)
    with console.stage(f"核对 {file}"):
        return list(audit(report))


def _state(result: Result) -> str:
    if isinstance(result, Problem):
        return "error"
    return "explained" if result.explained else str(result.severity)


def _print(results: list[Result], file: str, console: Console, as_json: bool) -> None:
    for result in results:
        if console.quiet and _state(result) != "error":
            continue
        if as_json:
            # a half character, in the name of a file say, becomes \udc80, which is JSON as well
            line = json.dumps(_record(result, file), ensure_ascii=False) + "\n"
            show_bytes(line.encode("utf-8", "backslashreplace"))
        else:
            show(str(result))


def _record(result: Result, file: str) -> dict[str, object]:
    if isinstance(result, Problem):
        severity, paths, position, note = "error", [result.path] if result.path else [], result.position, ""
    else:
        severity, paths, note = str(result.severity), list(result.paths), result.explained
        position = result.positions[0] if result.positions else None
    return {
        "code": result.code,
        "severity": severity,
        "message": result.message,
        "paths": paths,
        "file": position.file if position else file,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "explained": note or None,
    }

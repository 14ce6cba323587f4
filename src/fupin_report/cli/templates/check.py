"""`fupin-report templates check`: what is wrong with templates, or will surprise."""

from __future__ import annotations

from pathlib import Path

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files
from fupin_report.cli.console import Console, complain
from fupin_report.cli.language import _
from fupin_report.cli.templates.layers import layer_options, template_set

DATA_WRONG = 1


@click.command("check", cls=Command, short_help="检查模板：字段、数字、覆盖，填了没有用上的数据")
@click.argument("data", metavar="[DATA.yaml]", required=False, shell_complete=files)
@layer_options
@common_options
@click.make_pass_decorator(Console, ensure=True)
@click.pass_context
def check_templates(
    context: click.Context, console: Console, data: str | None, layers: tuple[str, ...], township: str | None
) -> None:
    """检查自己的模板（没有写 -t、--for 时检查内置的），不必生成文稿。

    错误：没有这个字段、名称、过滤器、块，文字写在块外面，模板里写了数字。提示：覆盖的原文已经改了，
    覆盖印不出来；写了 DATA.yaml 时，还有填了但没有用上的数据。有错误时退出码为 1。
    """
    from fupin_report.pipeline import load
    from fupin_report.templating.lint import lint
    from fupin_report.workspace import edition_of

    edition = edition_of(Path(data)) if data else None
    report = edition.report() if edition else load(Path(data)) if data else None
    around = township or (data if edition and not layers else None)
    remarks = lint(template_set(layers, around), report)
    for each in remarks:
        (complain if each.is_error else console.warn)(str(each))
    errors = sum(each.is_error for each in remarks)
    console.say(_("错误 {errors}，提示 {hints}").format(errors=errors, hints=len(remarks) - errors))
    context.exit(DATA_WRONG if errors else 0)

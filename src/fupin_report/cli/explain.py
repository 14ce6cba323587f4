"""`fupin-report explain`: what a code of the audit means, and how it is settled."""

from __future__ import annotations

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.console import show, show_bytes
from fupin_report.cli.language import _


@click.command(cls=Command, short_help="说明一个核对编号")
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--markdown", is_flag=True, help="写成 Markdown（docs/checks.md 就是这样来的）")
@common_options
def explain(code: str | None, markdown: bool) -> None:
    """说明一个核对编号：核对什么、为什么、例子、怎么办。

    CODE 如 X02；不写时列出核对的全部编号。消息里的其他编号也可以写，如 S103。
    """
    from fupin_report.audit import registry
    from fupin_report.dictionary import codes

    if markdown:
        show_bytes(registry.checks_page().encode())
    elif code is None:
        show("\n".join(f"{each.code}\t{each.title}" for each in registry.REGISTRY))
    elif found := registry.entry(code):
        show("\n".join((f"{code.upper()} {found.title}", *registry.described(found))))
    elif lines := tuple(codes.described(code)):
        show("\n".join(lines))
    else:
        known = "、".join(each.code for each in registry.REGISTRY)
        message = _("没有编号 {code}，可用的有：{known}").format(code=code, known=known)
        raise click.UsageError(message, click.get_current_context())

"""`fupin-report schema`: the data file as JSON Schema, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files
from fupin_report.cli.console import Console, show_bytes
from fupin_report.cli.language import _
from fupin_report.cli.once import put


@click.command(cls=Command, short_help="打印数据文件的 JSON Schema，供编辑器补全和检查")
@click.option("-o", "--output", "out", metavar="OUT", help="写到这个文件", shell_complete=files)
@click.option("--force", is_flag=True, help="覆盖已有的文件")
@common_options
@click.make_pass_decorator(Console, ensure=True)
def schema(console: Console, out: str | None, force: bool) -> None:
    """打印数据文件的 JSON Schema（draft-07）：中英文项目名、写法、单位和例子。

    编辑器按数据文件的第一行找到它：# yaml-language-server: $schema=fupin-report.schema.json
    """
    from fupin_report.dictionary import json_schema

    text = json_schema().encode()
    if out is None:
        show_bytes(text)
    else:
        put(text, Path(out), overwrite=force)
        console.say(_("已生成 {file}").format(file=out))

"""`fupin-report new`: a data file to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, argument, common_options
from fupin_report.cli.completion import types
from fupin_report.cli.console import Console
from fupin_report.cli.language import _
from fupin_report.cli.once import put

if TYPE_CHECKING:
    from fupin_report.model.manuscript import DocumentType

KEYS = ("zh", "en")
"""Named here so that `--help` needs no model; a test compares it with the starter's."""


@click.command(cls=Command, short_help="新建一份数据文件，照着填就行")
@click.argument("kind", metavar="TYPE", shell_complete=types)
@click.argument("name", metavar="NAME", required=False, default="")
@click.option("--keys", type=click.Choice(KEYS), default="zh", help="项目名用中文或英文，默认中文")
@common_options
@click.make_pass_decorator(Console, ensure=True)
def new(console: Console, kind: str, name: str, keys: str) -> None:
    """新建一份数据文件 NAME.yaml：必填的各项空着等填，其余各项列在注释里，都有说明和例子。

    TYPE 为文种：progress、visit、semiannual、annual、rectification、funds_notice，写中文也可以。

    旁边放一份 JSON Schema，编辑器靠它补全和检查。已有的文件从不覆盖。
    """
    from fupin_report.dictionary import SCHEMA_FILE, Keys, json_schema, starter

    wanted = kind_named(kind)  # who leaves the type out has written the name in its place
    if not name:
        missing = _("缺少 {name}").format(name=argument("NAME"))
        raise click.UsageError(missing, click.get_current_context())
    target = _data_file(name)
    put(starter(wanted, Keys(keys)).encode(), target)
    console.say(_("已生成 {file}").format(file=target))
    schema, text = target.parent / SCHEMA_FILE, json_schema().encode()
    if not schema.exists():
        put(text, schema)
        console.say(_("已生成 {file}").format(file=schema))
    elif schema.read_bytes() != text:
        command = f"fupin-report schema -o {schema} --force"
        console.warn(_("{file} 是别的版本的，更新：{command}").format(file=schema, command=command))
    console.say(_("填好以后核对：{command}").format(command=f"fupin-report check {target}"))


def _data_file(name: str) -> Path:
    path = Path(name)
    return path if path.suffix.lower() in (".yaml", ".yml") else path.with_name(f"{path.name}.yaml")


def kind_named(word: str) -> DocumentType:
    """Return the type of document that a word names. Raises `UsageError`."""
    from fupin_report.model.manuscript import DocumentType
    from fupin_report.model.values import Misread

    try:
        return DocumentType.parse(word)
    except Misread:
        known = "、".join(f"{each.value} {each.gloss}" for each in DocumentType)
        text = _("{name}应为下列之一：{choices}；写的是“{word}”")
        message = text.format(name=argument("TYPE"), choices=known, word=word)
        raise click.UsageError(message, click.get_current_context()) from None

"""`fupin-report similar`: townships whose texts read alike, names of neighbours, dates left over."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import files
from fupin_report.cli.console import Console, show, show_bytes
from fupin_report.cli.language import _
from fupin_report.cli.results import json_line
from fupin_report.errors import FupinError

if TYPE_CHECKING:
    from fupin_report.likeness import Likeness, Told
    from fupin_report.model.report import Report

_SENTENCES_TOLD, _COMMON_TOLD = 5, 50


@click.command(cls=Command, short_help="哪些乡镇的文稿雷同，串了别处的名称")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=files)
@click.option("--period", default="", metavar="2015H1", help="只比项目里的这一期")
@click.option("--least", type=click.FloatRange(0, 1), default=0.3, help="相同的到了多少才列出，默认 0.3")
@click.option("--json", "as_json", is_flag=True, help="每条结果写成一行 JSON")
@common_options
@click.make_pass_decorator(Console, ensure=True)
def similar(console: Console, paths: tuple[str, ...], period: str, least: float, as_json: bool) -> None:
    """比较各乡镇同一期的文稿，以及同一乡镇的前后各期：哪些雷同，哪几句一样。

    PATH 可以是项目、数据文件、文件夹、Word 文稿。数字和名称不算，文件名和引用的说法不算，
    内置模板的话另算。还列出文稿里别的乡镇、村的名称，和照抄上一期带下来的日期。
    """
    from fupin_report.likeness import likeness

    with console.stage(_("读取和比较")):
        found = _only(likeness(_texts(paths, period, console), least=least), period)
    if as_json:
        for kind in ("shares", "pairs", "common", "strays"):
            for each in getattr(found, kind):
                show_bytes(json_line({"kind": kind.rstrip("s"), **dataclasses.asdict(each)}))
    else:
        _tell(found, console)


def _tell(found: Likeness, console: Console) -> None:
    for each in found.shares:
        told = _("{name}\t内置模板 {base:.0%}\t自己的模板 {own:.0%}\t数据 {data:.0%}")
        name = f"{each.name} {each.period}".strip()
        console.say(told.format(name=name, base=each.base, own=each.own, data=each.data))
    for common in found.common[:_COMMON_TOLD]:
        text = _("{count} 份都有：{sentence}")
        show(text.format(count=common.count, sentence=common.sentence))
    for pair in found.pairs:
        one, other = (" ".join(filter(None, name)) for name in (pair.first, pair.second))
        show(_("{one} 与 {other} 相同 {share:.0%}").format(one=one, other=other, share=pair.likeness))
        for sentence in pair.sentences[:_SENTENCES_TOLD]:
            show(f"    {sentence}")
    for stray in found.strays:
        text = _("{name}：“{word}”是{whose}的：{sentence}")
        name = f"{stray.name} {stray.period}".strip()
        show(text.format(name=name, word=stray.word, whose=stray.whose, sentence=stray.sentence))


def _only(found: Likeness, period: str) -> Likeness:
    """Leave what touches a period; all periods are read, to be compared with."""
    if not period:
        return found
    return dataclasses.replace(
        found,
        shares=tuple(each for each in found.shares if each.period == period),
        pairs=tuple(each for each in found.pairs if period in (each.first[1], each.second[1])),
        strays=tuple(each for each in found.strays if each.period == period),
        common=tuple(each for each in found.common if each.period == period),
    )


def _texts(paths: tuple[str, ...], period: str, console: Console) -> Iterator[Told]:
    """Yield the texts below the paths, of all periods. What cannot be read is told and left out."""
    from fupin_report.batch import jobs_of_paths
    from fupin_report.pipeline import load
    from fupin_report.workspace import SETTINGS, load_project

    for each in paths:
        path = Path(each)
        if (path / SETTINGS).is_file():
            project = load_project(path)
            project.must_have(period)
            for edition in project.editions():
                name = edition.township.partition("-")[2] or edition.township
                try:
                    yield _told(edition.report(), name, edition.period, edition.templates)
                except FupinError as error:  # begun, and not filled in
                    text = _("{name} {period} 还不能成文，没有比较：{problem}")
                    problem = str(error.problems[0]).splitlines()[0]
                    console.warn(text.format(name=name, period=edition.period, problem=problem))
        elif path.suffix.lower() == ".docx":
            yield _of_word(path)
        elif path.is_dir() and any(path.glob("*.docx")):
            yield from map(_of_word, sorted(path.glob("*.docx")))
        else:
            for job in jobs_of_paths([path]):
                report = load(Path(job.source))
                yield _told(report, _place(report), _period(report), ())


def _told(report: Report, name: str, period: str, templates: tuple[Path, ...]) -> Told:
    from fupin_report.likeness import Told
    from fupin_report.pipeline import render
    from fupin_report.templating import TemplateSet

    place = [report.township.name] if report.township else []
    names = (name, *place, *(village.name for village in report.villages))
    return Told(name, period, render(report, TemplateSet(*templates)), names)


def _of_word(path: Path) -> Told:
    from fupin_report.likeness import Told
    from fupin_report.pipeline import read_docx

    return Told(path.stem, "", read_docx(path))


def _place(report: Report) -> str:
    return report.township.name if report.township else report.document.issuer


def _period(report: Report) -> str:
    half = report.period.half.value if report.period.half else ""
    return f"{report.period.year}{half if half.startswith('H') else ''}"

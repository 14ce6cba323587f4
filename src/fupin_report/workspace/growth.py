"""项目的增长: a township more, a period more. Nothing that is there is touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fupin_report.errors import DataError, Problem
from fupin_report.patterns import expression
from fupin_report.pipeline.reading import read_tree
from fupin_report.workspace.next_period import begun
from fupin_report.workspace.project import SETTINGS, SLOW, TOWNSHIPS, Project, Township, is_period, no_period

_CODE = expression(r"[1-9]\d{8}(?:\d{3})?")
_NAME = expression(r"[\w（）()·-]{1,40}")

_TOWNSHIP = """\
# {name}变化慢的内容，每期都用。把 __ 换成实际的内容；每期的数写在 2015H1.yaml 这样的文件里
文稿信息:
  文种类型: 半年工作总结
  发文单位: {name}人民政府
  单位性质: 乡镇人民政府
  落款单位: [{name}人民政府]
乡镇概况:
  名称: {name}
  类别: {kind}
  行政村: __
  总户数和总人口: __                # 如：1200户4800人
村名册:                             # 编号用来和各期的数对上
  - {{编号: v1, 名称: __, 户数和人口: __}}
"""


def begin_township(project: Project, code: str, name: str) -> tuple[Path, ...]:
    """Make a township's folder with a file of slow facts and return what was written.

    Raises `DataError` P805 for a code or name that cannot be one, P806 for a township that is there or
    that the settings would leave out; `OSError`.
    """
    folder = project.folder / TOWNSHIPS / f"{code}-{name}"
    problems = []
    if not _CODE.fullmatch(code):
        problems.append(Problem("P805", f"行政区划代码是 9 位或 12 位数字，写的是“{code}”"))
    if not _NAME.fullmatch(name) or name.startswith((".", "-")):
        problems.append(Problem("P805", f"乡镇的名称不能用作文件夹的名称：“{name}”"))
    if any(each.folder.name.startswith(f"{code}-") for each in project.townships):
        problems.append(Problem("P806", f"代码 {code} 的乡镇已经有了", str(folder.parent)))
    if problems:
        raise DataError(problems)
    if project.settings.townships and folder.name not in project.settings.townships:
        message = f"设置里列出了要做的乡镇，请先在“乡镇”里加上 {folder.name}"
        raise DataError(Problem("P806", message, str(project.folder / SETTINGS)))
    folder.mkdir()
    path = folder / SLOW
    kind = next((each for each in ("街道", "镇", "乡") if name.endswith(each)), "乡")
    path.write_text(_TOWNSHIP.format(name=name, kind=kind), "utf-8")
    return (path,)


def begin_period(project: Project, period: str, only: Sequence[str] = ()) -> Iterator[Path]:
    """Begin a period for the townships that have an earlier one and not this; yield what is written.

    `only` names townships, by name or by folder. Raises `DataError` P804 for what is no period, P803 for
    a township that is not there, D2xx and S1xx for last files that cannot be read; `OSError`.
    """
    if not is_period(period):
        raise DataError(no_period(period))
    for township in project.named(only):
        path = _begun(township, period)
        if path:
            yield path


def _begun(township: Township, period: str) -> Path | None:
    path = township.folder / f"{period}.yaml"
    earlier = [each for each in township.periods if each < period]
    if path.exists() or not earlier:
        return None
    last = next((each for each in reversed(earlier) if each[4:] == period[4:] or period[4:]), earlier[-1])
    text = begun(read_tree(township.folder / f"{last}.yaml"), last, period)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path

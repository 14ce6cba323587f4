"""Whether a report of many pages, or with a long table, takes its share of time and no more.

As a script it measures in a process of its own: `sizes.py ROUNDS SECONDS [--quick]` prints JSON.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import yaml
from asked import Asked
from entrants import HERE, run
from stages import milliseconds
from tables import Aim, table

import fupin_report as fr
from fupin_report import markup, numbering

_PAGES, _ROWS = (1, 2, 4, 8, 16, 30), (10, 100, 1_000, 10_000)
_MOST_OF_DATA = 1_000
"""Rows of a table that a data file has room for: it holds 20 000 keys and values."""
_LINES_A_PAGE, _CHARACTERS_A_LINE = 22, 28
"""Of GB/T 9704—2012."""
_EXAMPLE = Path(__file__).parents[1] / "examples" / "progress.yaml"

Series: TypeAlias = dict[int, list[float]]
"""Milliseconds of processor time by size, one a round."""
Calls: TypeAlias = dict[str, dict[int, Callable[[], Any]]]
"""What is timed, by name and size."""


def measure(asked: Asked) -> dict[str, Any]:
    """Return what reports take by their pages, and tables by their rows."""
    arguments = (asked.rounds, asked.turns.seconds, *(["--quick"] if asked.quick else []))
    found = json.loads(run([sys.executable, str(HERE / "sizes.py"), *map(str, arguments)]))
    return {name: {int(size): taken for size, taken in series.items()} for name, series in found.items()}


def tables(found: dict[str, Any]) -> list[str]:
    """Return a table for pages and one for rows."""
    pages = {"unchecked": found["pages"], "audited": found["pages, audited"]}
    rows = {"from data": found["rows of data"], "from markup": found["rows of markup"]}
    return [_table("pages of a report", "a page", pages), _table("rows of a table", "a row", rows)]


def _table(title: str, each: str, series: dict[str, Series]) -> str:
    """Return a row for each size; `further` is what each one takes that the size before had not."""
    head = [title, *(column for name in series for column in (f"{name}: ms", each, "further"))]
    sizes = sorted(set().union(*series.values()))
    rows = [
        [str(size), *(cell for taken in series.values() for cell in _cells(taken, size))] for size in sizes
    ]
    return table(tuple(head), *map(tuple, rows))


def _cells(series: Series, size: int) -> tuple[str, str, str]:
    if size not in series:
        return "", "", ""
    taken = median(series[size])
    before = max((each for each in series if each < size), default=0)
    further = (taken - median(series[before])) / (size - before) if before else taken / size
    return f"{taken:.2f}", f"{taken / size:.3f}", f"{further:.3f}" if before else ""


def aims(_found: dict[str, Any]) -> list[Aim]:
    """Return nothing: what a further page or row takes is to stay what it was."""
    return []


# --- the process of its own -----------------------------------------------------------------------


def calls(folder: Path, quick: bool) -> Calls:
    """Return what is timed."""
    pages = [each for each in _PAGES if not quick or each <= 2]
    rows = [each for each in _ROWS if not quick or each <= 100]
    files = {each: _write(_of_pages(each), folder / f"{each} pages.yaml") for each in pages}
    tabled = {
        each: _write(_of_villages(each), folder / f"{each} rows.yaml")
        for each in rows
        if each <= _MOST_OF_DATA
    }
    wording = folder / "wording.yaml"
    wording.write_text("表格:\n  - {内容: 村名册}\n", "utf-8")
    templates, out = fr.TemplateSet(wording), folder / "out.docx"

    def generated(file: Path, check: bool, templates: fr.TemplateSet | None = None) -> Callable[[], Any]:
        return lambda: fr.generate(file, out, overwrite=True, check=check, templates=templates)

    return {
        "pages": {size: generated(file, False) for size, file in files.items()},
        "pages, audited": {size: generated(file, True) for size, file in files.items()},
        "rows of data": {size: generated(file, False, templates) for size, file in tabled.items()},
        "rows of markup": {size: _tabled(_markup(size), out) for size in rows},
    }


def _tabled(text: str, out: Path) -> Callable[[], Any]:
    return lambda: fr.write(numbering.number(markup.parse(text)), out, overwrite=True)


def _write(data: dict[str, Any], file: Path) -> Path:
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def _township() -> dict[str, Any]:
    """Return the beginning of an example, which fills half a page."""
    example = yaml.load(_EXAMPLE.read_text("utf-8"), yaml.BaseLoader)
    del example["文稿信息"]["依据文件"]
    overview = dict(list(example["乡镇概况"].items())[:11])
    return {key: example[key] for key in ("格式", "文稿信息", "报告期")} | {"乡镇概况": overview}


def _of_pages(pages: int) -> dict[str, Any]:
    """Return a township with as many projects and plans as fill so many pages."""
    count = 0
    while True:
        count += 1
        data = _township() | {
            "项目": [_project(number) for number in range(count)],
            "打算": [_plan(number) for number in range(count)],
        }
        if _pages(fr.render(fr.load(data))) > pages - 0.1:
            return data


def _project(number: int) -> dict[str, Any]:
    return {
        "名称": f"第{number + 1}片安全饮水工程",
        "类别": "饮水",
        "资金规模": f"{80 + number / 10:.1f}万元",
        "受益": {"村": str(2 + number % 7), "村民小组": str(11 + number % 17)},
    }


def _plan(number: int) -> dict[str, Any]:
    place = f"第{number + 1}片"
    return {
        "小标题": f"办好{place}的实事",
        "正文": f"在{place}加强种植、养殖技术服务，发展农产品深加工，做好产、供、销衔接，带动村民增收",
    }


def _pages(document: fr.Document) -> float:
    """Return how many pages the characters fill, lines apart."""
    paragraphs = filter(None, fr.serialize(document, "md", provenance=False).decode().splitlines())
    return sum(math.ceil(len(each) / _CHARACTERS_A_LINE) for each in paragraphs) / _LINES_A_PAGE


def _of_villages(count: int) -> dict[str, Any]:
    villages = [
        {
            "名称": f"第{number + 1}村",
            "村民小组": str(3 + number % 9),
            "户数和人口": f"{210 + number % 400}户{800 + number % 1300}人",
            "耕地": f"{900 + number % 800}.5亩",
        }
        for number in range(count)
    ]
    return _township() | {"村名册": villages, "打算": [_plan(0)]}


def _markup(count: int) -> str:
    """Return a table of five columns, each cell a figure, as a template writes it."""
    rows = (
        "| "
        + " | ".join(
            markup.figure_mark((f"villages[{row}].c{column}",), str(1000 + row * column))
            for column in range(5)
        )
        + " |"
        for row in range(count)
    )
    return "\n".join([": 各村情况", "| 村 | 组 | 户 | 人 | 亩 |", "|---|---|---|---|---|", *rows, ""])


def in_rounds(rounds: int, seconds: float, quick: bool) -> dict[str, dict[int, list[float]]]:
    """Return the milliseconds of each call, one a round."""
    with TemporaryDirectory() as folder:
        timed = calls(Path(folder), quick)
        _round(timed, 0)  # warm
        each_round = [_round(timed, seconds) for _ in range(rounds)]
    return {
        name: {size: [found[name][size] for found in each_round] for size in sizes}
        for name, sizes in timed.items()
    }


def _round(timed: Calls, seconds: float) -> dict[str, dict[int, float]]:
    return {
        name: {size: milliseconds(once, seconds) for size, once in sizes.items()}
        for name, sizes in timed.items()
    }


def main() -> None:
    """Print what was measured as JSON."""
    rounds, seconds, *quick = sys.argv[1:]
    print(json.dumps(in_rounds(int(rounds), float(seconds), bool(quick))))


if __name__ == "__main__":
    main()

"""A township's folder of templates, looked over when it is named: nothing there is lost in silence."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

from fupin_report.errors import Position, Problem
from fupin_report.templating.layers import PARENT, SECTIONS, SUFFIX, Layer

CODE = "T307"
_MOST_FILES = 2000
"""A folder with more files than this is not somebody's templates; the rest is not looked at."""


def unused(layer: Layer, outline: Callable[[str], tuple[str, ...]]) -> Iterator[Problem]:
    """Yield a problem for every file of a layer that no report can ever use.

    `outline` gives the sections of a report type as this layer sees them.
    """
    files = [path for path, _ in zip(sorted(layer.folder.rglob("*")), range(_MOST_FILES), strict=False)]
    names = [path.relative_to(layer.folder).as_posix() for path in files if path.is_file()]
    if not any(name.endswith((SUFFIX, ".yaml")) for name in names):
        yield Problem(CODE, f"{layer.folder} 里没有模板：应有 {SECTIONS}/某节{SUFFIX} 这样的文件")
    sections = _sections(layer, outline)
    for name in names:
        message = _reason_against(name, layer, sections)
        if message:
            yield Problem(CODE, message, position=Position(str(layer.folder / name), 1, 1))


def _sections(layer: Layer, outline: Callable[[str], tuple[str, ...]]) -> set[str]:
    """Return the sections of every report type of a layer and those below it."""
    kinds = {path.stem for each in layer.chain() for path in each.folder.glob("*.yaml")}
    return {section for kind in kinds for section in outline(kind)}


def _reason_against(name: str, layer: Layer, sections: set[str]) -> str:
    if SUFFIX in name and not name.endswith(SUFFIX):
        return f"文件名应以 {SUFFIX} 结尾，这个文件不会用到（记事本会自动加 .txt，请改名）"
    if not name.endswith(SUFFIX):
        return ""
    if "/" not in name:
        return f"要放在 {SECTIONS} 文件夹里，放在这里不会用到"
    section = name.removeprefix(f"{SECTIONS}/").removesuffix(SUFFIX)
    if section in sections or not _extends(layer.folder / name) or (layer.below and layer.below.find(name)):
        return ""
    near = difflib.get_close_matches(section, sections, n=2, cutoff=0.6)
    advice = f"是不是 {'、'.join(near)}？" if near else f"可以改的有：{'、'.join(sorted(sections))}"
    return f"没有“{section}”这一节，这个文件不会用到。{advice}"


def _extends(path: Path) -> bool:
    """Whether a file means to change another; a file of macros that others import does not."""
    return f'extends "{PARENT}"' in path.read_text("utf-8", "replace").replace("'", '"')

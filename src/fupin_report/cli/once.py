"""Small files that the command line writes itself: whole, and never over another unless asked to."""

from __future__ import annotations

from pathlib import Path

from fupin_report.errors import Problem, RenderError


def put(data: bytes, target: Path, *, overwrite: bool = False) -> None:
    """Write a file. Raises `RenderError` R402 when it exists and is not to be overwritten."""
    try:
        with target.open("wb" if overwrite else "xb") as file:
            file.write(data)
    except FileExistsError:
        raise RenderError(Problem("R402", "文件已经存在，没有改动", str(target))) from None

"""Pictures: files that a document names, looked up in one folder and nowhere else."""

from __future__ import annotations

from pathlib import Path

from fupin_report.errors import Problem, RenderError
from fupin_report.pipeline.files import naming

MAX_BYTES = 20 * 2**20
"""Largest picture read."""


def read_image(source: str, folder: Path) -> bytes:
    with naming(folder / source):
        path = (folder / source).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise outside(source, folder)
        if not path.is_file():
            raise missing(source, folder)
        if path.stat().st_size > MAX_BYTES:
            raise too_large(source)
        return path.read_bytes()


def outside(source: str, folder: object) -> RenderError:
    return RenderError(Problem("R403", f"图片“{source}”不在文件夹 {folder} 里"))


def missing(source: str, folder: object) -> RenderError:
    return RenderError(Problem("R403", f"找不到图片“{source}”（在 {folder} 里找）"))


def too_large(source: str) -> RenderError:
    return RenderError(Problem("R403", f"图片“{source}”太大，上限 {MAX_BYTES // 2**20} MB"))

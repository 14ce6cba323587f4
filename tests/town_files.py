"""The small town as files: data in YAML, and templates of a few lines for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from click.testing import Result

from builders import make_data, template_folder

Run: TypeAlias = Callable[..., Result]
"""Runs a command line; see the fixture of that name."""

NAME = "清溪乡人民政府2015年上半年工作情况汇报"
"""What the town's document is called when nobody says otherwise."""
TEMPLATE = (
    "# {{ document.title }}\n\n辖{{ township.admin_villages }}个行政村，共{{ township.population }}。\n"
)
WRONG_SUM = {"identification__entered": "100户350人"}
"""A change to the data that makes one finding: 400 − 40 persons are not 350."""
UNREADABLE = {"identification__entered": "一百户"}
"""A change to the data that makes one problem."""


CLEAN = {"township__minerals": ["铁矿", "铜矿"]}
"""What the town's file has in the place of names that no proof-reader would pass."""


def write_data(folder: Path, name: str = "town.yaml", **changes: Any) -> Path:
    """Write the town's data file; see `make_data` for the changes."""
    path = folder / name
    path.write_text(
        yaml.safe_dump(make_data(**(CLEAN | changes)), allow_unicode=True, sort_keys=False), "utf-8"
    )
    return path


def write_templates(folder: Path, text: str = TEMPLATE) -> Path:
    """Write a folder of templates with one section."""
    return template_folder(folder / "templates", {"town": text})

"""All sections of a report, with their paths; what is not given is not looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fupin_report import datapath
from fupin_report.model.fields import Section


def sections(section: Section, path: str) -> Iterator[tuple[Section, str]]:
    """Yield a section and all below it with their paths, the outer before the inner."""
    yield section, path
    for name, value in vars(section).items():
        if isinstance(value, Section):
            yield from sections(value, f"{path}.{name}" if path else name)
        elif isinstance(value, (tuple, dict)) and value:
            yield from _rows(value, f"{path}.{name}" if path else name)


def _rows(rows: tuple[Any, ...] | Mapping[str, Any], path: str) -> Iterator[tuple[Section, str]]:
    if isinstance(rows, tuple):
        if isinstance(rows[0], Section):
            for index, row in enumerate(rows):
                yield from sections(row, f"{path}[{index}]")
        return
    for label, row in rows.items():
        if isinstance(row, Section):
            yield from sections(row, datapath.child(path, label))

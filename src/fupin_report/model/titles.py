"""The Chinese name of a place in the data, and its type, from the declarations its path passes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args, get_origin

from fupin_report import datapath
from fupin_report.model.fields import Section
from fupin_report.model.report import Report


@lru_cache(maxsize=4096)
def title_of(path: str) -> str:
    """Return the title of a data path: `identification.entered.persons` is 录入系统人数.

    It is the title of the innermost field, with that of its part where a value has parts (总户数和总人口的
    户数 where it names them already); of an entry under a label it is the label.
    """
    return _declared(path)[1]


def kind_of(path: str) -> Any:
    """Return the declared type of what a data path leads to; None where nothing is declared."""
    return _declared(path)[0]


def _declared(path: str) -> tuple[Any, str]:
    kind: Any = Report
    title = ""
    for segment in datapath.split(path):
        kind, title = _step(kind, segment, title)
    return kind, title


def _step(kind: Any, segment: str | int, title: str) -> tuple[Any, str]:
    """Return what a segment leads to, and its title; None for what nothing is declared of."""
    if get_origin(kind) is tuple:
        return get_args(kind)[0], title
    if get_origin(kind) is Mapping:
        return get_args(kind)[1], str(segment)
    if isinstance(kind, type) and issubclass(kind, Section):
        declared = kind.keys.get(str(segment))
        return (declared.kind, declared.title) if declared else (None, title)
    titles = (
        {part.name: part.metadata.get("title", "") for part in dataclasses.fields(kind)}
        if dataclasses.is_dataclass(kind)
        else {}
    )
    part = titles.get(str(segment), "")
    named = any(each and each in title for each in titles.values())  # 总户数和总人口 names its parts itself
    return None, f"{title}的{part}" if part and named else title + part

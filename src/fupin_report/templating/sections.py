"""Sections of reports by the names that a clerk knows: 打算 as well as plans.

A section that prints a field of the data has that field's name; the others have one of their own.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from fupin_report.model.report import Report

_OWN = {
    "achievements": "村情与成效",
    "economy": "经济",
    "imprint": "版记",
    "land": "土地",
    "livelihood": "民生",
    "masthead": "版头",
    "measures": "主要工作",
    "notice_funds": "公示资金",
    "notice_opening": "公示开头",
    "notice_projects": "公示项目",
    "opening": "开头",
    "opening_half_year": "总结开头",
    "opening_rectification": "整改开头",
    "organisation": "组织领导",
    "overview": "乡镇概况",
    "poverty": "贫困状况",
    "registration": "建档立卡",
    "responsibility": "帮扶责任",
    "screening": "排查",
    "signature": "落款",
    "title": "标题",
    "visit": "走访调研",
}
_OF_FIELDS = (
    *("custom", "funds", "identification", "industries", "monitoring", "notice", "outcomes", "party"),
    *("photos", "plans", "problems", "projects", "rectification", "service", "tasks", "training", "villages"),
)
SECTION_TITLES: Mapping[str, str] = {name: Report.fields[name].title for name in _OF_FIELDS} | _OWN
"""Chinese names by English ones; of a county's own sections the name of the file is the only one."""
_NAMES = {title: name for name, title in SECTION_TITLES.items()}


def section_named(name: str) -> str:
    """Return the English name of a section; what is no section's name stays as it is."""
    return _NAMES.get(name, name)


def named_block(name: str) -> tuple[str, str]:
    """Return section and block of `plans.heading` or `打算.heading`; without a point there is no block."""
    section, _, block = name.partition(".")
    return section_named(section), block


def both_names(section: str) -> str:
    """Return how a section is called in messages: `打算（plans）`."""
    title = SECTION_TITLES.get(section)
    return f"{title}（{section}）" if title else section


def which_sections(written: str, known: Iterable[str]) -> str:
    """Say which sections may be meant, or which there are."""
    names = {name: section for section in known for name in (section, SECTION_TITLES.get(section, section))}
    near = dict.fromkeys(names[each] for each in difflib.get_close_matches(written, names, n=2, cutoff=0.5))
    if near:
        return f"是不是 {'、'.join(map(both_names, near))}？"
    return f"有的节：{'、'.join(map(both_names, sorted(known)))}"

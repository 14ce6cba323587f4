"""Small reports and small templates for tests that need one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import fupin_report as fr
from fupin_report.document import Document, Paragraph, plain_text

TOWN: dict[str, Any] = {
    "format": 1,
    "document": {
        "type": "progress",
        "title": "清溪乡工作情况汇报",
        "issuer": "清溪乡人民政府",
        "issuer_kind": "town_gov",
        "sign_date": "2015-06-30",
        "signatory": ["清溪乡人民政府"],
    },
    "period": {"year": 2015, "half": "H1"},
    "township": {
        "name": "清溪乡",
        "kind": "乡",
        "county": "云岭县",
        "admin_villages": 3,
        "communities": 0,
        "population": "1200户4800人",
        "area": "610.60",
        "minerals": ["铁矿", "铜|矿", "# 一、"],
        "economy": {"村集体收入": "12.5万元，同比10万元"},
    },
    "identification": {
        "base_year": 2013,
        "line_yuan": 2736,
        "found": "110户400人",
        "removed": "10户40人",
        "entered": "100户360人",
    },
    "villages": [
        {"id": "v1", "name": "第_一*村", "groups": 4, "population": "400户1600人", "kind": "行政村"},
        {"id": "v2", "name": "双河村", "groups": 6, "population": "500户2000人", "kind": "行政村"},
        {"id": "v3", "name": "石桥村", "groups": 4, "population": "300户1200人", "kind": "社区"},
    ],
    "plans": [{"text": "继续修路。"}],
}


def make_data(**changes: Any) -> dict[str, Any]:
    """Return the small town's data; `township__area="1"` changes a field, None takes it out."""
    data = copy.deepcopy(TOWN)
    for place, value in changes.items():
        *outer, last = place.split("__")
        target = data
        for key in outer:
            target = target.setdefault(key, {})
        if value is None:
            target.pop(last, None)
        else:
            target[last] = value
    return data


def make_report(**changes: Any) -> fr.Report:
    """Return the small town as a report."""
    return fr.load(make_data(**changes))


def template_folder(folder: Path, sections: Mapping[str, str], outline: list[str] | None = None) -> Path:
    """Write section templates and the outline that lists them."""
    (folder / "sections").mkdir(parents=True, exist_ok=True)
    for name, text in sections.items():
        (folder / "sections" / f"{name}.md.j2").write_text(text, "utf-8")
    names = outline if outline is not None else list(sections)
    (folder / "progress.yaml").write_text("".join(f"- {name}\n" for name in names), "utf-8")
    return folder


def render_text(
    folder: Path,
    template: str,
    report: fr.Report | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> Document:
    """Render one section written as text."""
    template_folder(folder, {"probe": template})
    return fr.render(report or make_report(), fr.TemplateSet(folder, filters=filters))


def words(document: Document) -> str:
    """Return the characters of all paragraphs."""
    return "\n".join(plain_text(paragraph.children) for paragraph in document.walk(Paragraph))

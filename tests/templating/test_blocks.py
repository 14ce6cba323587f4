"""Which block made which words."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, template_folder

BASE = """{% block a %}
## 标题
{% endblock %}
{% block b %}
辖{{ township.admin_villages }}个村，
{% block c %}
共{{ township.population }}，
{% endblock %}
。
{% endblock %}
"""


def _texts(templates: fr.TemplateSet, report: fr.Report | None = None) -> dict[str, str]:
    return {row.name: row.text for row in templates.blocks("progress", report)}


def test_each_block_has_the_words_it_made(tmp_path: Path) -> None:
    """Figures and typed words stand together; a block inside another keeps its own."""
    templates = fr.TemplateSet(template_folder(tmp_path, {"s": BASE}))
    assert _texts(templates, make_report()) == {
        "a": "标题",
        "b": "辖3个村。",
        "c": "共1200户4800人，",
    }


def test_without_a_report_the_template_speaks(tmp_path: Path) -> None:
    """The first line that is more than tags."""
    templates = fr.TemplateSet(template_folder(tmp_path, {"s": BASE}))
    assert _texts(templates)["b"] == "辖{{ township.admin_villages }}个村，"


def test_words_of_super_belong_to_the_block(tmp_path: Path) -> None:
    """What a lower layer says in `super()` is of the block that asks, which the upper file supplies."""
    base = template_folder(tmp_path / "base", {"s": BASE})
    child = '{% extends "parent" %}\n{% block a %}\n{{ super() }}新\n{% endblock %}\n'
    above = template_folder(tmp_path / "above", {"s": child})
    first = next(iter(fr.TemplateSet(above, base).blocks("progress", make_report())))
    assert (first.file, first.text) == (str(above / "sections/s.md.j2"), "标题新")


def test_a_spoiled_template_is_an_error_of_ours(tmp_path: Path) -> None:
    """A tag that is not closed is told with its line, without data too."""
    templates = fr.TemplateSet(template_folder(tmp_path, {"s": "{% block a %}甲"}))
    with pytest.raises(fr.TemplateError, match="T304"):
        _texts(templates)

"""Overrides: a block's text copied out says the same as before; what moved below is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, template_folder, words
from fupin_report.templating.layers import Layer, builtin_folder
from fupin_report.templating.overriding import override, overrides, text_of
from fupin_report.templating.spans import spans

EXAMPLES = Path(__file__).parents[2] / "examples"
BUILTIN = Layer(builtin_folder())


def put(section: str, block: str, folder: Path, below: Layer = BUILTIN) -> Path:
    """Write an override into a township's folder."""
    path, text = override(section, block, Layer(folder, below), folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["progress", "visit", "semiannual", "annual", "funds_notice"])
def test_a_copied_block_says_the_same(kind: str, tmp_path: Path) -> None:
    """Every block of every section, all of a section at once: macros, sets and imports reach it as before."""
    report = fr.load(EXAMPLES / f"{kind}.yaml")
    plain = fr.serialize(fr.render(report), "md")
    for section in fr.TemplateSet().outline(kind):
        source = (builtin_folder() / f"sections/{section}.md.j2").read_text("utf-8")
        for span in spans(source):
            if not span.within:
                put(section, span.name, tmp_path)
    copied = fr.render(report, fr.TemplateSet(tmp_path))
    assert fr.serialize(copied, "md") == plain
    assert all(
        each.remembered is not None and not each.is_outdated
        for each in overrides("plans", Layer(tmp_path, BUILTIN))
    )


def test_what_moved_below_is_told(tmp_path: Path) -> None:
    """The county's sentence changes after the township copied it: both the old and the new are shown."""
    county = template_folder(
        tmp_path / "county", {"s": "{% block a %}甲\n{% endblock %}{% block b %}乙{% endblock %}"}
    )
    town = tmp_path / "town"
    below = Layer(county)
    put("s", "a", town, below)
    put("s", "b", town, below)
    layer = Layer(town, below)
    assert not any(each.is_outdated for each in overrides("s", layer))
    (county / "sections/s.md.j2").write_text(
        "{% block a %}甲甲\n{% endblock %}{% block b %}乙{% endblock %}", "utf-8"
    )
    (outdated,) = [each for each in overrides("s", layer) if each.is_outdated]
    assert (outdated.name, outdated.line) == ("s.a", 3)
    assert "-甲\n+甲甲" in outdated.change_below()
    assert "-甲甲\n+甲" in outdated.own_change()
    assert words(fr.render(make_report(), fr.TemplateSet(town, county))) == "甲乙"


def test_super_is_written_out(tmp_path: Path) -> None:
    """Of three layers: what the county adds to the base is copied as one text."""
    base = template_folder(tmp_path / "base", {"s": "{% block a %}甲{% endblock %}"})
    county = template_folder(
        tmp_path / "county", {"s": '{% extends "parent" %}{% block a %}县{{ super() }}。{% endblock %}'}
    )
    below = Layer(county, Layer(base))
    assert text_of("s", "a", below) == "县甲。"
    put("s", "a", tmp_path / "town", below)
    assert words(fr.render(make_report(), fr.TemplateSet(tmp_path / "town", county, base))) == "县甲。"


@pytest.mark.parametrize(
    ("section", "block", "message"),
    [
        ("plan", "heading", "没有“plan”这一节"),
        ("plans", "headings", "是不是 heading？"),
        ("../../plans", "heading", "没有“../../plans”这一节"),
    ],
)
def test_what_is_not_there(section: str, block: str, message: str, tmp_path: Path) -> None:
    """Slips of name, and names that lead out."""
    with pytest.raises(fr.TemplateError, match="T343") as caught:
        put(section, block, tmp_path)
    assert message in str(caught.value)


def test_nothing_of_the_townships_is_lost(tmp_path: Path) -> None:
    """A block that is overridden already, around or inside, and a file that replaces a whole section."""
    path = put("plans", "heading", tmp_path)
    before = path.read_text("utf-8")
    with pytest.raises(fr.TemplateError, match="T344"):
        put("plans", "heading", tmp_path)
    put("plans", "plans", tmp_path)
    assert path.read_text("utf-8").startswith(before.rstrip())
    path.write_text("## 自己的一节\n", "utf-8")
    with pytest.raises(fr.TemplateError, match="T344"):
        put("plans", "heading", tmp_path)
    assert path.read_text("utf-8") == "## 自己的一节\n"


def test_blocks_are_found_where_jinja_finds_them() -> None:
    """Not in comments and raw text; nested, on one line, with trimming dashes."""
    source = "{# {% block no %}x{% endblock %} #}{% raw %}{% block no %}{% endblock %}{% endraw %}\n{%- block a -%}1{% block b scoped %}2{% endblock b %}{% endblock %}"
    found = spans(source)
    assert [(each.name, each.body, each.within, each.first) for each in found] == [
        ("a", "1{% block b scoped %}2{% endblock b %}", "", 2),
        ("b", "2", "a", 2),
    ]

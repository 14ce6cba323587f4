"""Layers: a township's file over the county's over the built-in one."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, template_folder, words
from fupin_report.document import Origin, Paragraph
from fupin_report.templating.layers import LOOK_EVERY

BASE = "{% block a %}甲{% endblock %}{% block b %}乙{% block c %}丙{% endblock %}{% endblock %}"


def layered(tmp_path: Path, *children: str, base: str = BASE) -> fr.Document:
    """Render a section through layers, the last child being the most specific."""
    folders = [template_folder(tmp_path / "base", {"s": base})]
    for number, child in enumerate(children):
        folders.insert(0, template_folder(tmp_path / f"layer{number}", {"s": child}))
    return fr.render(make_report(), fr.TemplateSet(*folders))


def test_a_child_overrides_one_block(tmp_path: Path) -> None:
    """Only the block of that name changes."""
    assert words(layered(tmp_path, '{% extends "parent" %}{% block c %}丁{% endblock %}')) == "甲乙丁"


def test_super_reaches_through_three_layers(tmp_path: Path) -> None:
    """Each layer adds to what lies below."""
    county = '{% extends "parent" %}{% block a %}县（{{ super() }}）{% endblock %}'
    town = '{% extends "parent" %}{% block a %}镇（{{ super() }}）{% endblock %}{% block c %}{% endblock %}'
    assert words(layered(tmp_path, county, town)) == "镇（县（甲））乙"


def test_a_child_may_add_blocks_inside_the_one_it_overrides(tmp_path: Path) -> None:
    """A township's block can itself be overridden further up."""
    county = '{% extends "parent" %}{% block b %}{% block d %}新{% endblock %}{% endblock %}'
    town = '{% extends "parent" %}{% block d %}更新{% endblock %}'
    assert words(layered(tmp_path, county, town)) == "甲更新"


def test_a_layer_without_the_section_lets_the_one_below_through(tmp_path: Path) -> None:
    """A township that changes nothing gets the base."""
    base = template_folder(tmp_path / "base", {"s": BASE, "t": "丁"}, outline=["s"])
    above = template_folder(tmp_path / "above", {"t": "戊"}, outline=["s"])
    assert words(fr.render(make_report(), fr.TemplateSet(above, base))) == "甲乙丙"


def test_two_townships_over_one_county_do_not_meet(tmp_path: Path) -> None:
    """Equal file names in different folders are different templates."""
    base = template_folder(tmp_path / "base", {"s": BASE})
    texts = []
    for name in ("东", "西"):
        child = '{% extends "parent" %}{% block a %}' + name + "{% endblock %}"
        folder = template_folder(tmp_path / name, {"s": child})
        texts.append(words(fr.render(make_report(), fr.TemplateSet(folder, base))))
    assert texts == ["东乙丙", "西乙丙"]


@pytest.mark.parametrize(
    ("child", "message"),
    [
        ('{% extends "parent" %}{% block z %}丁{% endblock %}', "没有“z”这一块，可以覆盖的有：a、b、c"),
        ('{% extends "parent" %}多余的字', "要写在 block 里面"),
        ('{% extends "parent" %}{{ township.name }}', "要写在 block 里面"),
        ('{% extends "other.md.j2" %}', '只能写 {% extends "parent" %}'),
        ("{% extends township.name %}", '只能写 {% extends "parent" %}'),
    ],
)
def test_what_a_child_would_lose_in_silence_is_an_error(child: str, message: str, tmp_path: Path) -> None:
    """An unknown block or text outside blocks does not just vanish."""
    with pytest.raises(fr.TemplateError, match="layer0") as caught:
        layered(tmp_path, child)
    assert message in str(caught.value)


def test_a_missing_parent_is_named(tmp_path: Path) -> None:
    """`extends "parent"` at the bottom has nothing to extend."""
    folder = template_folder(tmp_path, {"lonely": '{% extends "parent" %}{% block a %}{% endblock %}'})
    with pytest.raises(fr.TemplateError, match="没有同名的模板"):
        fr.render(make_report(), fr.TemplateSet(folder))


def test_an_error_in_a_parent_names_the_whole_chain(tmp_path: Path) -> None:
    """The message shows the parent's line and the child that led there."""
    child = '{% extends "parent" %}\n{% block a %}\n{{ super() }}\n{% endblock %}'
    with pytest.raises(fr.TemplateError) as caught:
        layered(tmp_path, child, base="{% block a %}\n{{ township.location }}\n{% endblock %}")
    (problem,) = caught.value.problems
    assert problem.position is not None
    assert (Path(problem.position.file).parts[-3], problem.position.line) == ("base", 2)
    assert "{{ township.location }}" in str(caught.value)
    assert "layer0" in problem.message
    assert ":3:" in problem.message


def test_macros_can_be_shared_by_import(tmp_path: Path) -> None:
    """A section may import macros from another file of its layer or below."""
    template_folder(
        tmp_path,
        {
            "phrases": "{% macro pair(hp) %}{{ hp.households }}户{% endmacro %}",
            "s": '{% import "sections/phrases.md.j2" as p %}共{{ p.pair(identification.entered) }}',
        },
        outline=["s"],
    )
    document = fr.render(make_report(), fr.TemplateSet(tmp_path))
    assert words(document) == "共100户"
    assert [f.paths for f in document.figures()] == [("identification.entered.households",)]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """An edit shows in the next report of the same process."""
    folder = template_folder(tmp_path, {"s": "旧"})
    templates = fr.TemplateSet(folder)
    assert words(fr.render(make_report(), templates)) == "旧"
    file = folder / "sections" / "s.md.j2"
    file.write_text("新", "utf-8")
    os.utime(file, ns=(1, 1))
    time.sleep(LOOK_EVERY)
    assert words(fr.render(make_report(), templates)) == "新"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A symlink to a file elsewhere is no template."""
    outside = tmp_path / "outside.md.j2"
    outside.write_text("外面", "utf-8")
    folder = template_folder(tmp_path / "t", {}, outline=["s"])
    (folder / "sections" / "s.md.j2").symlink_to(outside)
    with pytest.raises(fr.TemplateError, match="没有 sections/.*：没有这一节的模板"):
        fr.render(make_report(), fr.TemplateSet(folder))


@pytest.mark.parametrize("name", ["../base/sections/s", "/etc/passwd", "a b", "s/../s", ""])
def test_section_names_cannot_lead_elsewhere(name: str, tmp_path: Path) -> None:
    """A name in an outline is a name, not a path."""
    folder = template_folder(tmp_path / "t", {"s": "x"}, outline=[f'"{name}"'])
    with pytest.raises(fr.TemplateError):
        fr.render(make_report(), fr.TemplateSet(folder))


def test_a_missing_folder_and_an_unknown_report_type_are_named(tmp_path: Path) -> None:
    """Both say what is missing."""
    with pytest.raises(fr.TemplateError, match="没有这个模板文件夹"):
        fr.TemplateSet(tmp_path / "none")
    with pytest.raises(fr.TemplateError, match=r"没有 nonesuch\.yaml"):
        fr.TemplateSet().outline("nonesuch")


def test_a_block_knows_the_line_that_made_it(tmp_path: Path) -> None:
    """Every paragraph carries file and line, through loops, blocks and overrides."""
    base = "第一段\n\n{% if township.name %}\n第二段\n{% endif %}\n\n{% for v in villages %}\n{{ v.name }}\n\n{% endfor %}\n{% block a %}\n甲\n{% endblock %}"
    child = '{% extends "parent" %}\n\n{% block a %}\n丁\n{% endblock %}'
    document = layered(tmp_path, child, base=base)
    origins = [paragraph.origin for paragraph in document.walk(Paragraph)]
    names = [Path(origin.template).parts[-3] for origin in origins if isinstance(origin, Origin)]
    assert names == ["base"] * 5 + ["layer0"]
    assert [origin.line for origin in origins if origin] == [1, 4, 8, 8, 8, 4]


LOST = {
    "a section that does not exist": (
        "sections/plan.md.j2",
        "没有“plan”这一节，这个文件不会用到。是不是 plans",
    ),
    "a file outside sections": ("plans.md.j2", "要放在 sections 文件夹里"),
    "a second ending": ("sections/plans.md.j2.txt", "记事本会自动加 .txt"),
}


@pytest.mark.parametrize(("name", "message"), LOST.values(), ids=LOST)
def test_a_file_that_no_report_can_use_is_an_error(name: str, message: str, tmp_path: Path) -> None:
    """A wrong name or place does not just leave everything as it was."""
    good, lost = tmp_path / "sections" / "plans.md.j2", tmp_path / name
    good.parent.mkdir()
    for file in (good, lost):
        file.write_text('{% extends "parent" %}', "utf-8")
    with pytest.raises(fr.TemplateError) as caught:
        fr.TemplateSet(tmp_path)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.position is not None
    assert problem.position.file == str(lost)


def test_a_folder_without_templates_is_an_error(tmp_path: Path) -> None:
    """`-t` one folder too high or too low is noticed."""
    with pytest.raises(fr.TemplateError, match="里没有模板"):
        fr.TemplateSet(tmp_path)


def test_macros_and_sections_of_one_s_own_are_no_lost_files(tmp_path: Path) -> None:
    """A file others import, and a section that an outline of this folder names, are used."""
    template_folder(tmp_path, {"own": "甲", "macros": "{% macro m() %}{% endmacro %}"}, outline=["own"])
    assert words(fr.render(make_report(), fr.TemplateSet(tmp_path))) == "甲"

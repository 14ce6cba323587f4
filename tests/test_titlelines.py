"""Titles: balanced lines that break by sense."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_report
from fupin_report import titlelines
from fupin_report.document import Document, Figure, LineBreak, Strong, Text, Title, plain_text
from fupin_report.layout import Layout, text_width
from fupin_report.titlelines import balanced, set_titles
from fupin_report.writers import WRITERS
from rendering import pages, to_pdf
from trees import CHARACTERS

NAMES = ("青石镇人民政府", "青石镇", "云岭县")


def lines(title: str, names: tuple[str, ...] = NAMES) -> list[str]:
    (set_title,) = set_titles(Document((Title((Figure(title, ("document.title",)),)),)), names).walk(Title)
    return set_title.text.split("\n")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("青石镇精准扶贫工作情况汇报", ["青石镇精准扶贫工作情况汇报"]),
        (
            "青石镇人民政府关于2015年上半年精准扶贫工作开展情况的报告",
            ["青石镇人民政府关于", "2015年上半年精准扶贫", "工作开展情况的报告"],
        ),
        ("青石镇人民政府关于精准扶贫工作情况的报告", ["青石镇人民政府关于精准扶贫工作情况的报告"]),
        (
            "青石镇人民政府关于精准扶贫工作落实情况的报告",
            ["青石镇人民政府关于", "精准扶贫工作落实情况的报告"],
        ),
        (
            "青石镇人民政府关于学习《关于打赢脱贫攻坚战的决定》情况的报告",
            ["青石镇人民政府关于", "学习《关于打赢脱贫攻坚战的决定》", "情况的报告"],
        ),
        (
            "一二三四五六七八九十一二三四五六七八九十一二三",
            ["一二三四五六七八九十一二三四五六七八九十一二三"],
        ),
        ("青石镇2024年巩固拓展脱贫攻坚成果工作总结", ["青石镇2024年巩固拓展", "脱贫攻坚成果工作总结"]),
        (
            "青石镇2015年上半年精准扶贫精准脱贫工作情况汇报",
            ["青石镇2015年上半年精准扶贫", "精准脱贫工作情况汇报"],
        ),
        (
            "青石镇2020年上半年脱贫攻坚和乡村振兴有效衔接工作总结",
            ["青石镇2020年上半年脱贫攻坚", "和乡村振兴有效衔接工作总结"],
        ),
        ("青石镇精准扶贫|工作情况汇报", ["青石镇精准扶贫", "工作情况汇报"]),
        ("|青石镇 | 汇报|", ["青石镇", "汇报"]),
    ],
)
def test_lines_break_by_sense(title: str, wanted: list[str]) -> None:
    """After names, 关于 and 的, before the kind of paper, at the writer's bar; a short title is one line."""
    assert lines(title) == wanted


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        (
            "云岭县委农村工作领导小组关于贯彻《关于打赢脱贫攻坚战的决定》的情况汇报",
            "《关于打赢脱贫攻坚战的决定》",
        ),
        ("青石镇人民政府关于2015年度全镇建档立卡贫困户脱贫攻坚工作总结", "2015年"),
        ("青石镇人民政府关于全镇建档立卡贫困户“的确良厂”稳岗就业工作总结", "“的确良厂”"),
        ("云岭县青石镇人民政府关于全镇建档立卡贫困户脱贫攻坚工作的总结", "青石镇人民政府"),
    ],
)
def test_what_belongs_together_stays_on_one_line(title: str, whole: str) -> None:
    """Titles of papers, a number with its unit, quotations and names of the data are never divided."""
    assert any(whole in line for line in lines(title))


_PLACES, _YEARS = ("青石镇", "青石镇人民政府"), ("", "2015年", "2015年上半年", "2024年度")
_MATTERS = (
    "精准扶贫",
    "精准脱贫",
    "脱贫攻坚",
    "乡村振兴",
    "巩固拓展脱贫攻坚成果",
    "干部驻村帮扶",
    "建档立卡",
)
_ENDS = ("工作总结", "工作情况汇报", "工作开展情况汇报")


@given(
    st.sampled_from(_PLACES),
    st.sampled_from(_YEARS),
    st.lists(st.sampled_from(_MATTERS), min_size=1, max_size=3, unique=True),
    st.sampled_from(_ENDS),
)
def test_no_line_looks_left_over(place: str, year: str, matters: list[str], end: str) -> None:
    """Titles as clerks write them: no line has a few characters only beside a long one."""
    widths = [text_width(line) for line in lines(place + year + "".join(matters) + end)]
    assert min(widths) >= 5.5
    assert min(widths) >= 0.35 * max(widths)


@given(st.text(st.sampled_from("镇青石关于的《》2015年工作报告情况，“”|"), max_size=60))
def test_lines_are_the_title(title: str) -> None:
    """Together the lines are the title without its bars, and none of more than 20 characters could be broken."""
    found = lines(title)
    assert "".join(found) == "".join(piece.strip() for piece in title.split("|"))
    assert all(text_width(line) <= 20 or not balanced(line, NAMES) for line in found)


@given(
    st.lists(
        st.sampled_from(["精准扶贫的", "青石镇", "脱贫攻坚工作的", "产业发展的", "关于"]),
        min_size=1,
        max_size=12,
    )
)
def test_lines_are_even_where_the_breaks_allow(parts: list[str]) -> None:
    """With a break every seven characters no line is over 20, and the longest passes the shortest by 6 at most."""
    widths = [text_width(line) for line in lines("".join(parts))]
    assert max(widths) <= 20
    assert max(widths) - min(widths) <= 6


@given(st.text(CHARACTERS, min_size=1, max_size=60))
def test_breaking_twice_changes_nothing_in_the_words(title: str) -> None:
    """Whatever the characters, the words of a typed title stay what they are."""
    document = Document((Title((Text(title), Strong((Text("精准的扶贫的工作"),)))),))
    (broken,) = set_titles(document, NAMES).walk(Title)
    assert "".join(plain_text((each,)) for each in broken.children if not isinstance(each, LineBreak)) == (
        title + "精准的扶贫的工作"
    )


def test_figures_keep_their_path_on_every_line() -> None:
    """A title of the data that takes two lines comes from the data on both."""
    title = Title((Figure("青石镇人民政府关于精准扶贫工作落实情况的报告", ("document.title",)),))
    (broken,) = set_titles(Document((title,)), NAMES).walk(Title)
    assert broken.children == (
        Figure("青石镇人民政府关于", ("document.title",)),
        LineBreak(),
        Figure("精准扶贫工作落实情况的报告", ("document.title",)),
    )


def test_bar_of_the_data_is_a_break_and_no_character() -> None:
    """A clerk breaks the title in the data file; the properties of the file have it without the bar."""
    document = fr.render(make_report(document__title="清溪乡|工作情况汇报"))
    assert next(document.walk(Title)).text == "清溪乡\n工作情况汇报"
    assert document.properties.title == "清溪乡工作情况汇报"


def test_names_of_the_data_are_known() -> None:
    """Issuer and places of a report are names in its title."""
    title = "清溪乡人民政府关于全乡2015年上半年建档立卡扶贫工作情况的报告"
    document = fr.render(make_report(document__title=title))
    assert next(document.walk(Title)).text.split("\n")[0] in ("清溪乡人民政府", "清溪乡人民政府关于")


def test_page_shows_the_lines(tmp_path: Path) -> None:
    """On the page every line of the title stands as it was broken, in the middle, within the type area."""
    title = "青石镇人民政府关于2015年上半年精准扶贫工作开展情况的报告"
    document = set_titles(Document((Title((Figure(title, ("document.title",)),)),)), NAMES)
    path = tmp_path / "title.docx"
    path.write_bytes(WRITERS["docx"](document, Layout()))
    found = pages(to_pdf(path))[0][:3]
    assert [line.text for line in found] == lines(title)
    middle = (28 + 156 / 2) * 72 / 25.4
    assert [(line.left + line.right) / 2 for line in found] == pytest.approx([middle] * 3, abs=6)


def test_example_in_the_source_is_true() -> None:
    """The example of the function does what it says."""
    assert doctest.testmod(titlelines) == doctest.TestResults(failed=0, attempted=1)

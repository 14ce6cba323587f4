"""Numbers: never a gap, never typed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.document import (
    Document,
    Enumeration,
    Figure,
    Heading,
    Item,
    Origin,
    Paragraph,
    Text,
    plain_text,
)
from fupin_report.markup import figure_mark, parse
from fupin_report.numbering import heading_label, item_label, number


def numbered(text: str) -> Document:
    """Parse and number."""
    return number(parse(text))


def labels(document: Document) -> list[str]:
    """Return the labels of all headings."""
    return [heading.label for heading in document.walk(Heading)]


def test_headings_are_counted_on_the_ladder() -> None:
    """Each level starts anew under the one above."""
    text = "## 甲\n### 乙\n文\n### 丙。文\n#### 丁\n##### 戊\n文\n## 己\n### 庚\n文\n"
    assert labels(numbered(text)) == ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）"]


def test_a_heading_under_which_nothing_stands_is_left_out() -> None:
    """A section that drops out leaves no hole."""
    text = "## 甲\n\n## 乙\n### 丙\n### 丁\n文\n## 戊\n::: 落款\n某镇\n2015年\n:::\n"
    document = numbered(text)
    assert [plain_text(h.children) for h in document.walk(Heading)] == ["乙", "丁"]
    assert labels(document) == ["一、", "（一）"]


_OURS, _THEIRS = Origin("builtin:sections/a.md.j2", 1), Origin("own/sections/a.md.j2", 1)


@pytest.mark.parametrize(
    ("levels", "left"),
    [
        ("12.", "1."),  # the only part of its parent
        ("12.2.", "12.2."),
        ("1.2.", "1.2."),  # its parent has words of its own
        ("123.3.", "123.3."),  # it has parts itself
        ("12.1.", "1.1."),
        ("1.", "1."),  # a part of no other
        ("2.", "2."),
    ],
)
def test_a_built_in_heading_without_siblings_is_left_out(levels: str, left: str) -> None:
    """What a built-in template divides stays undivided when one part is left; who types a heading keeps it."""

    def marked(origin: Origin) -> str:
        body = Paragraph((Text("文"),))
        blocks = (body if each == "." else Heading(int(each), (Text("题"),), "", origin) for each in levels)
        made = number(Document(blocks=tuple(blocks))).blocks
        return "".join(str(each.level) if isinstance(each, Heading) else "." for each in made)

    assert (marked(_OURS), marked(_THEIRS)) == (left, levels)


@pytest.mark.parametrize(
    ("items", "ended"),
    [
        (["甲", "乙", "丙"], ["甲；", "乙；", "丙。"]),
        (["甲。", "乙；", "丙，"], ["甲；", "乙；", "丙。"]),
        (["甲。又", "乙"], ["甲。又。", "乙。"]),
        (["甲。又。", "乙；"], ["甲。又。", "乙。"]),
    ],
)
def test_marks_between_items(items: list[str], ended: list[str]) -> None:
    """；between, 。 at the end; 。 throughout where an item has a sentence inside."""
    text = "".join(f"1. {item}\n" for item in items)
    (block,) = numbered(text).blocks
    assert isinstance(block, Enumeration)
    assert [plain_text(item.children) for item in block.items] == ended
    assert [item.label for item in block.items] == ["一是", "二是", "三是"][: len(items)]


def test_a_mark_of_the_data_stays_at_the_end_of_an_item() -> None:
    """A sentence of the data ends as it was written, and the others follow it."""
    (block,) = numbered(f"1. {figure_mark(('a',), '修路。')}\n2. 乙\n").blocks
    assert isinstance(block, Enumeration)
    assert block.items[0].children == (Figure("修路。", ("a",)),)
    assert plain_text(block.items[1].children) == "乙。"


def test_tables_and_pictures_with_a_caption_are_counted_apart() -> None:
    """表1, 表2, 图1."""
    table = ": 情况\n| a |\n|---|\n| b |\n\n"
    text = f"{table}![桥](a.png)\n\n| a |\n|---|\n| b |\n\n{table}"
    assert [getattr(block, "label", "") for block in numbered(text).blocks] == ["表1", "图1", "", "表2"]


@pytest.mark.parametrize(
    ("level", "position", "label"), [(1, 11, "十一、"), (2, 20, "（二十）"), (3, 9, "9."), (4, 1, "（1）")]
)
def test_labels(level: int, position: int, label: str) -> None:
    """The ladder of GB/T 9704 §7.3.3."""
    assert heading_label(level, position) == label


def test_item_labels() -> None:
    """一是, 十二是."""
    assert [item_label(1), item_label(12)] == ["一是", "十二是"]


tree = st.lists(
    st.builds(lambda level: Heading(level, (Text("题"),)), st.integers(1, 4))
    | st.builds(lambda level: Paragraph((Text("文。"),), Heading(level, (Text("题。"),))), st.integers(1, 4))
    | st.just(Paragraph((Text("文。"),)))
    | st.just(Enumeration((Item((Text("甲"),)), Item((Text("乙"),))))),
    max_size=25,
)


@given(tree)
def test_every_ladder_is_counted_without_gap_or_empty_heading(nodes: list[object]) -> None:
    """Whatever the outline, labels count from one without a hole and no heading is bare."""
    document = number(Document(tuple(nodes)))  # type: ignore[arg-type]
    counters = [0, 0, 0, 0]
    for heading in document.walk(Heading):
        counters[heading.level - 1] += 1
        counters[heading.level :] = [0] * (4 - heading.level)
        assert heading.label == heading_label(heading.level, counters[heading.level - 1])
    for block, following in itertools.zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, Heading):
            assert following is not None
            assert not isinstance(following, Heading) or following.level > block.level

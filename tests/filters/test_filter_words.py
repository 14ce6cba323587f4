"""Texts made to fit a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.filters import FilterError
from fupin_report.filters.words import book_title, clause, quoted, sentence
from fupin_report.model.township import TownshipKind

TITLES = st.recursive(
    st.text(st.sampled_from("甲乙、"), max_size=3),
    lambda inner: st.tuples(inner, st.sampled_from(["《》", "〈〉"]), inner, inner).map(
        lambda parts: parts[0] + parts[1][0] + parts[2] + parts[1][1] + parts[3]
    ),
    max_leaves=8,
).filter(bool)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("成效明显。", "成效明显"),
        ("成效明显；", "成效明显"),
        ("如下：", "如下"),
        ("成效明显,", "成效明显"),
        ("成效明显", "成效明显"),
        ("建成“一村一品”。", "建成“一村一品”"),
        ("群众说：“路修得好。”", "群众说：“路修得好”"),
        ("唱响《前进！》", "唱响《前进！》"),
        ("等等……", "等等……"),
        ("", ""),
    ],
)
def test_clause_lets_the_sentence_go_on(written: str, text: str) -> None:
    """The final mark goes, also out of a closing quote; marks that belong to a name stay."""
    assert clause(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("成效明显", "成效明显。"),
        ("成效明显，", "成效明显。"),
        ("成效明显；", "成效明显。"),
        ("成效明显.", "成效明显。"),
        ("建成“一村一品”", "建成“一村一品”。"),
        ("唱响《前进！》", "唱响《前进！》。"),
        ("见方案（附后）", "见方案（附后）。"),
        ("是真的（太好了！）", "是真的（太好了！）。"),
    ],
)
def test_sentence_is_ended(written: str, text: str) -> None:
    """A text without an end gets its 。, in place of a mark that promises more."""
    assert sentence(written) == text


@pytest.mark.parametrize(
    "written",
    [
        "成效明显。",
        "怎么办？",
        "好！",
        "等等……",
        "群众说：“路修得好。”",
        "群众问：‘何时修路？’",
        "（见附件。）",
        "现汇报如下：",
        "",
    ],
)
def test_sentence_that_is_ended_stays(written: str) -> None:
    """No second end is added, and nothing to an empty text."""
    assert sentence(written) == written


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("四必到", "“四必到”"),
        ("“四必到”", "“四必到”"),
        ("做到“四必到”", "“做到‘四必到’”"),
        ("做到‘四必到’", "“做到‘四必到’”"),
        ("“双联”和“驻村”", "“‘双联’和‘驻村’”"),
        ("他说“要‘真’帮”", "“他说‘要“真”帮’”"),
    ],
)
def test_quotes_alternate(written: str, text: str) -> None:
    """Double outside, single inside, double again inside that; never a pair too many."""
    assert quoted(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("实施方案", "《实施方案》"),
        ("关于印发《方案》的通知", "《关于印发〈方案〉的通知》"),
        ("关于印发〈方案〉的通知", "《关于印发〈方案〉的通知》"),
        ("《关于印发《方案》的通知》", "《关于印发〈方案〉的通知》"),
        ("《实施方案》", "《实施方案》"),
        ("《方案》和《细则》汇编", "《〈方案〉和〈细则〉汇编》"),
        ("关于转发《关于印发〈方案〉的通知》的通知", "《关于转发〈关于印发《方案》的通知〉的通知》"),
    ],
)
def test_book_titles_alternate(written: str, text: str) -> None:
    """《》 outside, 〈〉 inside, 《》 again inside that; a title that has its marks keeps one pair."""
    assert book_title(written) == text


@given(TITLES)
def test_book_title_is_well_nested(title: str) -> None:
    """Doing it twice changes nothing, the words stay, and no mark stands directly inside its own kind."""
    text = book_title(title)
    assert book_title(text) == text
    bare = str.maketrans("", "", "《》〈〉")
    assert text.translate(bare) == title.translate(bare)
    depth = 0
    for char in text:
        if char in "《〈":
            assert char == "《〈"[depth % 2]
            depth += 1
        elif char in "》〉":
            depth -= 1
            assert char == "》〉"[depth % 2]
    assert depth == 0


@pytest.mark.parametrize(
    ("worded", "written", "message"),
    [
        (book_title, "关于《方案的通知", "书名号不成对：“关于《方案的通知”"),
        (book_title, "方案》的通知《", "书名号不成对：“方案》的通知《”"),
        (quoted, "四必到”", "引号不成对：“四必到””"),
        (quoted, "", "文字是空的，不能加引号"),
        (sentence, 12, "应为文字，得到的是“12”（整数）"),
        (clause, None, "应为文字，得到的是空值"),
        (clause, ("甲",), "应为文字，得到的是列表（1项）"),
    ],
)
def test_refusals(worded: Callable[[object], str], written: object, message: str) -> None:
    """Marks without a partner, and what is not text, are refused."""
    with pytest.raises(FilterError) as error:
        worded(written)
    assert str(error.value) == message


def test_a_choice_goes_by_its_chinese_name() -> None:
    """`town` is printed 镇."""
    assert quoted(TownshipKind.TOWN) == "“镇”"


def test_a_long_text_is_cut_in_messages() -> None:
    """The message shows enough to find the text, not the whole paragraph."""
    from fupin_report.filters.dates import date

    with pytest.raises(FilterError) as error:
        date("很" * 31)
    assert str(error.value) == f"应为日期，得到的是“{'很' * 30}…”（文字）"

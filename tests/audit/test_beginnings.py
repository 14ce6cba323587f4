"""How texts of the data begin: numbers and indents are the layout's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_report
from fupin_report.numerals import counting
from town_files import write_data

INDENT = "\u3000\u3000"


def told(report: fr.Report, code: str) -> list[tuple[str, ...]]:
    """Return the paths of what a check finds in the figures."""
    return [each.paths for each in fr.audit(report) if each.code == code]


@given(
    st.integers(1, 19),
    st.sampled_from(["（{0}）", "{0}、", "{1}.", "{1}．", "{1}、", "（{1}）", "({1})", "{1}）"]),
    st.sampled_from(["继续修路。", " 继续修路。", "改善水利。\n再来。"]),
)
def test_a_typed_number_is_told(number: int, form: str, rest: str) -> None:
    """In whatever form; once, with the number."""
    label = form.format(counting(number), number)
    report = make_report(plans=[{"text": f"{label}{rest}"}])
    (finding,) = fr.audit(report)
    assert (finding.code, finding.severity, finding.paths) == (
        "X14",
        fr.Severity.WARNING,
        ("plans[0].text",),
    )
    assert f"“{label}”" in finding.message


@pytest.mark.parametrize("part", ["problems", "outcomes", "plans"])
def test_a_heading_is_numbered_by_the_program_too(part: str) -> None:
    """Each at its own path."""
    rows = [{"heading": "产业薄弱", "text": "缺水。"}, {"heading": "（二）道路不通", "text": "缺路。"}]
    assert told(make_report(**{part: rows}), "X14") == [(f"{part}[1].heading",)]


@pytest.mark.parametrize(
    "words",
    [
        "一、二级公路都已硬化。",
        "三、四月间缺水。",
        "1.5公里道路没有硬化。",
        "2015年以来，继续修路。",
        "12个村已经通水。",
        "一是修路；二是通水。",
        "第一书记驻村。",
        "（含社区）继续修路。",
        "继续修路。\n（一）改善水利。",
    ],
)
def test_what_only_looks_like_one_is_left_alone(words: str) -> None:
    """Numbers that belong to the sentence, and those within a text."""
    assert told(make_report(plans=[{"text": words}]), "X14") == []


def test_indents_are_told_once_with_all_their_places(tmp_path: Path) -> None:
    """In the first line of a text or a later one; a hint, as they are not printed."""
    path = write_data(
        tmp_path,
        plans=[{"text": f"{INDENT}修路。"}, {"text": "修路。"}, {"正文": f"通水。\n{INDENT}改厕。"}],
        township__name=f"{INDENT}清溪乡",
    )
    report = fr.load(path)
    (finding,) = [each for each in fr.audit(report) if each.code == "X24"]
    assert finding.severity == fr.Severity.INFO
    assert finding.paths == ("township.name", "plans[0].text", "plans[2].text")
    assert finding.message.endswith("（共3处）")
    assert [each.text.count("清溪乡") for each in finding.positions] == [1, 0, 0]
    document = fr.render(report)
    assert INDENT not in "".join(each.text for each in document.walk(fr.Paragraph))


def test_blanks_within_a_text_are_not_meant(tmp_path: Path) -> None:
    """Nor those of a comment."""
    path = write_data(tmp_path, plans=[{"text": f"修路。{INDENT}通水。"}])
    path.write_text(f"#{INDENT}注\n{path.read_text('utf-8')}", "utf-8")
    assert told(fr.load(path), "X24") == []

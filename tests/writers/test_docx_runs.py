"""Chinese and Latin characters in their own faces, and every character kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_file import body, find, part, run_styles, text, values

from fupin_report.document import Figure, Heading, LineBreak, Paragraph, Strong, Text, Title
from fupin_report.errors import RenderError

_LEGAL = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff", min_codepoint=0x20)
    | st.sampled_from("\t\n\r &<>\"'“”—…·℃0aé\u3000")
)


def _runs(words: str) -> list[tuple[str, str]]:
    return run_styles(body(Paragraph((Text(words),))))


def test_digits_and_letters_are_runs_of_their_own() -> None:
    """Chinese runs carry no formatting, Latin runs the style 西文."""
    assert _runs("全镇765户，占95.5%，G5高速") == [
        ("全镇", ""),
        ("765", "Latin"),
        ("户，占", ""),
        ("95.5%", "Latin"),
        ("，", ""),
        ("G5", "Latin"),
        ("高速", ""),
    ]


def test_accented_letters_are_latin() -> None:
    """A foreign word is not torn apart at its accents."""
    assert _runs("甲Café乙") == [("甲", ""), ("Café", "Latin"), ("乙", "")]


@pytest.mark.parametrize("mark", list("“”‘’…—·℃×①°"))
def test_marks_of_no_script_stay_with_the_chinese_text(mark: str) -> None:
    """Quotation marks, dashes and signs are set in the Chinese face."""
    assert _runs(f"甲{mark}乙") == [(f"甲{mark}乙", "")]


def test_latin_words_keep_the_spaces_between_them() -> None:
    """A space within Latin words belongs to them; no space is lost."""
    assert _runs("用 GB T 9704 排") == [("用 ", ""), ("GB T 9704", "Latin"), (" 排", "")]


def test_latin_face_is_times_new_roman() -> None:
    """The Latin style changes the Latin face and nothing else."""
    (fonts,) = find(part("word/styles.xml"), 'w:style[@w:styleId="Latin"]/w:rPr')
    assert len(fonts) == 1
    assert values(fonts, "w:rFonts") == dict.fromkeys(("ascii", "hAnsi", "cs"), "Times New Roman")


def test_runs_have_styles_and_no_formatting() -> None:
    """No run carries more than a style, so that a report can be restyled."""
    blocks = (
        Title((Text("关于2015年工作的汇报"),)),
        Paragraph(
            (Strong((Text("共3项。"),)), Figure("765", ("a",))), heading=Heading(2, (Text("A级"),), "（一）")
        ),
    )
    assert {tuple(child.tag.split("}")[1] for child in look) for look in find(body(*blocks), ".//w:rPr")} == {
        ("rStyle",)
    }


def test_latin_within_a_styled_run_keeps_both_looks() -> None:
    """Digits in a lead sentence take a style built on that of the lead sentence."""
    assert run_styles(body(Paragraph((Strong((Text("共3项"), Figure("5", ("a",)))),)))) == [
        ("共", "Strong"),
        ("3", "StrongLatin"),
        ("项", "Strong"),
        ("5", "StrongLatin"),
    ]
    assert find(part("word/styles.xml"), 'w:style[@w:styleId="StrongLatin"]/w:basedOn/@w:val') == ["Strong"]


def test_line_break_is_a_new_line_in_the_paragraph() -> None:
    """A title of two lines is one paragraph."""
    written = body(Title((Text("甲"), LineBreak(), Text("乙"))))
    assert text(find(written, "w:p")[0]) == "甲\n乙"


def test_line_ends_and_tabs_of_the_data_are_shown() -> None:
    """A text of two lines in the data is two lines in Word."""
    assert text(body(Paragraph((Figure("甲\t1\n2乙", ("a",)),)))) == "甲\t1\n2乙"


def test_line_ends_and_tabs_keep_the_look_of_their_text() -> None:
    """A break within a lead sentence belongs to it."""
    written = body(Paragraph((Strong((Text("甲\t"), Figure("1\n2", ("a",)))),)))
    looks = [find(run, "w:rPr/w:rStyle/@w:val") for run in find(written, ".//w:r[w:tab or w:br]")]
    assert looks == [["Strong"], ["Strong"]]


@given(_LEGAL, _LEGAL, _LEGAL)
def test_every_character_comes_back(typed: str, fact: str, strong: str) -> None:
    """Whatever XML can hold stands in the file, character for character."""
    words = (Text(typed), Figure(fact, ("a",)), Strong((Text(strong),)))
    assert text(body(Paragraph(words))) == typed + fact + strong


@pytest.mark.parametrize("character", ["\x00", "\x02", "\x1f", "\ud800", "\uffff"])
def test_illegal_characters_are_refused(character: str) -> None:
    """A character that no XML file can hold is an error that names it and its place."""
    with pytest.raises(RenderError, match=f"U\\+{ord(character):04X}.*全镇"):
        body(Paragraph((Text(f"全镇{character}"),)))

"""上行文: 版头 on the first page, signature with and without seal, 附注, 附件, 版记."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from word_file import body, find

import fupin_report as fr
from fupin_report.document import Annex, Document, Imprint, Masthead, Note, Paragraph, Signature, Text, Title
from fupin_report.layout import Layout
from fupin_report.layoutfile import read_settings
from fupin_report.markup import parse
from fupin_report.numbering import number
from fupin_report.source import read_yaml
from fupin_report.writers import WRITERS
from rendering import Line, pages, to_pdf

ROOT = Path(__file__).parents[2]
_MM = 72 / 25.4
_CHARACTER = 156 / 28 * _MM
_MASTHEAD = "::: 版头\n标志：甲文件\n文号：甲府〔2015〕1号\n签发人：王一\n:::"


@pytest.fixture(scope="module")
def report() -> fr.Report:
    return fr.load(ROOT / "examples" / "official.yaml")


@pytest.fixture(scope="module")
def file(report: fr.Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fr.write(fr.render(report), tmp_path_factory.mktemp("official") / "a.docx")


@pytest.fixture(scope="module")
def first(file: Path) -> list[Line]:
    return pages(to_pdf(file))[0]


def layout(text: str) -> Layout:
    return read_settings(read_yaml(text, "layout.yaml")).layout


def _line(page: list[Line], start: str) -> Line:
    return next(line for line in page if line.text.startswith(start))


def test_first_lines_stand_in_order_at_the_left(first: list[Line]) -> None:
    """份号, 密级 and 紧急程度 on the first lines of the type area, flush left (§7.2.1 to §7.2.3)."""
    assert [line.text for line in first[:3]] == ["000001", "秘密★1年", "特急"]
    assert [line.left / _MM for line in first[:3]] == pytest.approx([28] * 3, abs=0.5)


def test_mark_stands_35_mm_under_the_top_and_is_red(file: Path) -> None:
    """The ink of the 发文机关标志 begins 35 mm below the type area (§7.2.4), whatever stands above it."""
    to_pdf(file)
    command = ["pdftoppm", "-r", "100", "-f", "1", "-l", "1", str(file.with_suffix(".pdf"))]
    image = subprocess.run(command, check=True, capture_output=True).stdout
    _, size, _, pixels = image.split(b"\n", 3)
    width = int(size.split()[0])
    red = [at // 3 // width for at in range(0, len(pixels), 3) if pixels[at] > 200 and pixels[at + 1] < 60]
    assert red[0] * 25.4 / 100 == pytest.approx(37 + 35, abs=2)


def test_number_and_signers_share_the_last_line(first: list[Line]) -> None:
    """发文字号 begins 1字 from the left, beside the last name; two names a line, one under the other (§7.2.6)."""
    names, last = _line(first, "签发人"), _line(first, "青府")
    assert (names.text, last.text) == ("签发人：王建国李明", "青府〔2015〕12号张春华")
    assert last.left / _MM == pytest.approx(28 + 156 / 28, abs=0.7)
    assert names.top < last.top


def test_title_stands_two_lines_under_the_red_line(first: list[Line]) -> None:
    """Between 发文字号 and title there is room for two lines (§7.3.1), and body text on the first page (§7.3.3)."""
    gap = _line(first, "青石镇人民政府关于").top - _line(first, "青府").bottom
    assert 2 * 28.95 < gap < 3 * 28.95 + 12
    assert any("我镇" in line.text for line in first)


def test_red_line_is_as_wide_as_the_type_area(report: fr.Report) -> None:
    """It is the lower border of a paragraph without indents (§7.2.7)."""
    (border,) = find(body(*fr.render(report).blocks), "//w:pBdr/w:bottom")
    assert {name.rpartition("}")[2]: each for name, each in border.attrib.items()} == {
        "val": "single",
        "sz": "12",
        "space": "8",
        "color": "FF0000",
    }
    assert not find(border, "ancestor::w:pPr/w:ind")


def test_imprint_is_pinned_to_the_foot(report: fr.Report) -> None:
    """The table stands at the lower margin; thick, thin and thick line, as wide as the type area (§7.4.1)."""
    (table,) = find(body(*fr.render(report).blocks), "//w:tbl")
    (place,) = find(table, "w:tblPr/w:tblpPr")
    found = {name.rpartition("}")[2]: each for name, each in place.attrib.items()}
    assert (found["vertAnchor"], found["tblpYSpec"]) == ("margin", "bottom")
    assert find(table, "w:tblPr/w:tblBorders/*/@w:sz") == ["8", "8", "6"]
    assert find(table, "w:tblPr/w:tblW/@w:w") == ["8844"]


@pytest.mark.parametrize("names", [("王一",), ("王一", "李二三"), ("王一", "李二", "张三", "赵四")])
def test_signers_come_back(names: tuple[str, ...]) -> None:
    """However many they are."""
    node = Masthead((Text("甲文件"),), (Text("甲府〔2015〕1号"),), tuple((Text(name),) for name in names))
    written = WRITERS["docx"](Document((node,)), Layout())
    assert fr.read_docx(written).blocks == (node,)


def test_long_mark_stands_on_one_line(tmp_path: Path) -> None:
    """A long name is set smaller."""
    node = Masthead(
        (Text("云岭彝族自治县青石镇人民政府文件"),), (Text("甲府〔2015〕1号"),), ((Text("王一"),),)
    )
    path = fr.write(Document((node, Paragraph((Text("文"),)))), tmp_path / "a.docx")
    assert "云岭彝族自治县青石镇人民政府文件" in [line.text for line in pages(to_pdf(path))[0]]


def test_sealed_signature_leaves_room_for_the_seal(tmp_path: Path) -> None:
    """The date ends 4字 from the right, the organ stands centred over it (§7.3.5.1)."""
    signature = Signature(((Text("青石镇人民政府"),),), (Text("二〇一五年六月三十日"),))
    blocks = (Paragraph((Text("文"),)), signature)
    path = fr.write(Document(blocks), tmp_path / "a.docx", layout=layout("seal: yes"))
    text, organ, date, _ = pages(to_pdf(path))[0]
    assert (184 * _MM - date.right) / _CHARACTER == pytest.approx(4, abs=0.3)
    assert (organ.left + organ.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=4)
    assert (organ.top - text.top) / 28.95 == pytest.approx(3, abs=0.1)


def test_attachment_begins_a_page_with_its_title_on_the_third_line(tmp_path: Path) -> None:
    """The label stands on the first line, flush left, the title two lines below (§7.3.7)."""
    blocks = number(parse("文\n\n::: 附件页\n:::\n\n# 名单\n\n文\n\n::: 附件页\n:::\n\n# 表")).blocks
    path = fr.write(Document(blocks), tmp_path / "a.docx")
    _, one, two = pages(to_pdf(path))
    assert (one[0].text, one[1].text, two[0].text) == ("附件1", "名单", "附件2")
    assert one[0].left / _MM == pytest.approx(28, abs=0.5)
    assert (one[1].bottom - one[0].bottom) / 28.95 == pytest.approx(2, abs=0.5)


def test_single_attachment_has_no_number() -> None:
    """One alone is 附件."""
    assert [each.label for each in number(parse("文\n\n::: 附件页\n:::\n\n# 表")).walk(Annex)] == ["附件"]


def test_profile_plain_leaves_the_official_parts_out(report: fr.Report) -> None:
    """The same data give an internal paper."""
    plain = fr.serialize(fr.render(report), "docx", layout=layout("profile: plain"))
    kinds = {type(block) for block in fr.read_docx(plain).blocks}
    assert Title in kinds
    assert not kinds & {Masthead, Note, Imprint}


def test_profile_official_asks_for_a_masthead() -> None:
    """Data without number and signer are refused, with what to do."""
    with pytest.raises(fr.RenderError, match="R405.*发文字号和签发人"):
        fr.serialize(Document((Title((Text("甲"),)),)), "docx", layout=layout("profile: official"))


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("::: 版头\n标志：甲\n:::", "T321"),
        ("::: 版头\n机关：甲\n:::", "T322"),
        ("::: 版记\n印发机关：甲\n:::", "T321"),
        (_MASTHEAD.replace("签发人：王一", "签发人："), "T321"),
    ],
)
def test_markup_that_lacks_a_part_is_refused(markup: str, said: str) -> None:
    """A block without its parts, or with others, is an error of the template."""
    with pytest.raises(fr.TemplateError, match=said):
        parse(markup)


def test_markup_reads_its_parts() -> None:
    """What is left out is empty."""
    (node,) = parse(_MASTHEAD).walk(Masthead)
    assert node == Masthead(
        (Text("甲文件"),), (Text("甲府〔2015〕1号"),), ((Text("王一"),),), origin=node.origin
    )

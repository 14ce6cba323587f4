"""The HTML page in a browser: on a desk, on a phone, on paper."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from browser import measure, print_to_pdf
from fupin_report import document as d
from fupin_report.document import Cell, Document, Paragraph, Strong, Text
from fupin_report.layout import Layout
from fupin_report.writers import html
from pictures import png
from rendering import pages
from specimen import specimen

LINES = """
const lines = element => {
  const tops = [], counts = [], walker = page.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) {
    const range = page.createRange();
    range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    if (tops.at(-1) === undefined || Math.abs(top - tops.at(-1)) > 5) { tops.push(top); counts.push(0); }
    counts[counts.length - 1]++;
  }
  return counts;
};
"""


def written(document: Document) -> bytes:
    """Return a document as a page."""
    return html.write(document, Layout(), images=lambda _: png(900, 400))


@pytest.fixture(scope="module")
def full() -> bytes:
    """A page of every kind of block, a table of nine columns and a word without an end."""
    row = tuple(Cell((Text(words),)) for words in ("安全饮水工程建设", "82.3", "1,204") * 3)
    wide = d.Table((row,), (row,) * 3, ("left",) * 9, (Text("很宽的表"),), "表2")
    endless = Paragraph((Text("x" * 200), Strong((Text("y" * 200),))))
    return written(Document((*specimen().blocks, wide, endless)))


def test_a_line_of_the_sheet_holds_28_characters(tmp_path: Path) -> None:
    """Two fewer in the first, which is indented; a run-in heading in another face counts alike."""
    heading = d.Heading(2, (Text("精准识别工作。"),), "（一）")
    document = Document((Paragraph((Text("镇" * 100),)), Paragraph((Text("镇" * 90),), heading)))
    script = LINES + "return [...page.querySelectorAll('.sheet>p,.run-in')].map(lines)"
    (lines,) = measure(written(document), script, tmp_path, 1300)
    assert lines == [[26, 28, 28, 18], [26, 28, 28, 18]]


def test_lines_stand_one_pitch_apart(tmp_path: Path) -> None:
    """28.95 points, whatever faces meet in a line."""
    heading = d.Heading(1, (Text("概况。"),), "一、")
    blocks = (Paragraph((Text("镇" * 100), Strong((Text("重点12"),)), Text("镇" * 60)), heading),)
    script = "return page.querySelector('.run-in').getBoundingClientRect().height"
    (height,) = measure(written(Document(blocks)), script, tmp_path, 1300)
    assert height * 72 / 96 == pytest.approx(7 * 28.95, abs=0.5)


def test_the_sheet_is_a4_with_the_margins_of_the_standard(full: bytes, tmp_path: Path) -> None:
    """210 mm wide, text from 28 to 184 mm."""
    script = """
    const sheet = page.querySelector('.sheet').getBoundingClientRect();
    const text = page.querySelector('.sheet>p').getBoundingClientRect();
    return [sheet.width, text.left - sheet.left, text.width].map(px => px * 25.4 / 96);
    """
    (sizes,) = measure(full, script, tmp_path, 1300)
    assert sizes == pytest.approx([210, 28, 156], abs=0.3)


def test_nothing_runs_over_the_edge(full: bytes, tmp_path: Path) -> None:
    """However narrow the screen, one scrolls down only; a wide table scrolls in its own box."""
    script = """
    const wide = page.documentElement.scrollWidth;
    const over = [...page.body.querySelectorAll(':not(.table *)')]
        .filter(each => each.getBoundingClientRect().right > view.innerWidth + 1)
        .map(each => each.outerHTML.slice(0, 80));
    return [wide, over];
    """
    widths = (320, 390, 600, 800, 1000, 1300)
    assert measure(full, script, tmp_path, *widths) == [[width, []] for width in widths]


def test_text_flows_on_a_phone(tmp_path: Path) -> None:
    """About nineteen characters a line, in letters one can read."""
    script = (
        LINES
        + """
    const paragraph = page.querySelector('.sheet>p');
    return [lines(paragraph), parseFloat(view.getComputedStyle(paragraph).fontSize)];
    """
    )
    ((lines, size),) = measure(written(Document((Paragraph((Text("镇" * 100),)),))), script, tmp_path, 390)
    assert 16 <= lines[1] <= 22
    assert lines[0] == lines[1] - 2
    assert size >= 16


def test_contents_are_folded_unless_there_is_room_beside_the_sheet(full: bytes, tmp_path: Path) -> None:
    """And open where one asks for them."""
    script = """
    const nav = page.querySelector('nav'), details = nav.querySelector('details');
    const shown = () => details.offsetHeight > 2 * nav.querySelector('summary').offsetHeight;
    const before = shown();
    details.open = true;
    return [before, shown(), nav.querySelectorAll('a').length];
    """
    assert measure(full, script, tmp_path, 390, 1000, 1300) == [
        [False, True, 6],
        [False, True, 6],
        [True, True, 6],
    ]


def test_the_page_asks_the_network_for_nothing(full: bytes, tmp_path: Path) -> None:
    """Pictures are shown, the style sheet counts, and a script or style put into the page does not."""
    script = """
    const image = page.querySelector('img');
    const intruder = page.createElement('p');
    intruder.setAttribute('style', 'color: red');
    page.body.append(intruder);
    const code = page.createElement('script');
    code.textContent = 'document.title = "taken"';
    page.body.append(code);
    return [
      view.performance.getEntriesByType('resource').filter(each => !each.name.startsWith('data:')).length,
      image.naturalWidth,
      view.getComputedStyle(intruder).color,
      page.title,
    ];
    """
    (found,) = measure(full, script, tmp_path, 1300)
    assert found == [0, 900, "rgb(17, 17, 17)", "双河源镇人民政府关于精准扶贫工作的汇报"]


def test_paper_has_22_lines_of_28_characters_and_page_numbers(tmp_path: Path) -> None:
    """A4; the number stands outside: right on odd pages, left on even ones."""
    document = Document(tuple(Paragraph((Text("镇" * (26 + 28 * 10)),)) for _ in range(5)))
    pdf = print_to_pdf(written(document), tmp_path)
    first, second, third = pages(pdf)
    assert [len(first), len(second), len(third)] == [23, 23, 12]
    assert {len(line.text) for line in first[:-1] + second[:-1]} == {26, 28}
    assert [lines[-1].text for lines in (first, second, third)] == ["—1—", "—2—", "—3—"]
    assert first[-1].left > 400
    assert second[-1].right < 200
    assert first[0].left == pytest.approx(28 * 72 / 25.4 + 2 * 15.79, abs=1)
    sizes = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Page size: +59\d\.?\d* x 84\d\.?\d* pts \(A4\)", sizes)


def test_a_whole_report_is_printed(full: bytes, tmp_path: Path) -> None:
    """What is on the screen for clicking stays off the paper."""
    text = "".join(line.text for page in pages(print_to_pdf(full, tmp_path)) for line in page)
    assert text.count("基本概况") == 1
    assert "目录" not in text
    assert "很宽的表" in text

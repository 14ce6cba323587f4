"""上行文 by the ruler: what stands where on its first page and its last one, as LibreOffice sets it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.document import Imprint, Masthead, Paragraph, Signature, Text
from fupin_report.pipeline.pdf import to_pdf
from rendering import Line, fonts_of_the_tests, office, pages

_MM = 72 / 25.4
_LENGTHS = range(0, 23, 2)
"""Lines by which the text is made longer: its end moves down a whole page."""


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> list[list[list[Line]]]:
    """The pages of the example, its text longer by some lines each time."""
    office()
    plain = fr.render(fr.load("examples/official.yaml"))
    documents = [_longer(plain, lines) for lines in _LENGTHS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", os.fspath(fonts_of_the_tests()))
        made = to_pdf([fr.serialize(each) for each in documents])
    folder = tmp_path_factory.mktemp("official")
    return [pages(_kept(folder / f"{number}.pdf", content)) for number, content in enumerate(made)]


def _kept(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _longer(document: fr.Document, lines: int) -> fr.Document:
    at = next(n for n, block in enumerate(document.blocks) if isinstance(block, Signature))
    more = (Paragraph((Text("加" * (28 * lines - 2)),)),) if lines else ()
    return replace(document, blocks=(*document.blocks[:at], *more, *document.blocks[at:]))


def test_the_imprint_ends_with_the_type_area_of_the_last_page(every: list[list[list[Line]]]) -> None:
    """§7.4.1: however full the page, 版记 is at its foot and nothing runs into it."""
    assert len({len(each) for each in every}) > 1  # the end of the text did cross a page
    for each in every:
        lines = [line for line in each[-1] if "—" not in line.text]
        printed = next(line for line in lines if "印发" in line.text)
        copies = next(line for line in lines if line.text.startswith("抄送"))
        assert printed.bottom / _MM == pytest.approx(262, abs=2)
        assert copies.bottom <= printed.top + 2
        assert copies.left / _MM == pytest.approx(28 + 14 / _MM, abs=0.7)  # 1字 of 四号 in
        assert printed.right / _MM == pytest.approx(184 - 14 / _MM, abs=0.7)
        others = [line for line in lines if line not in (printed, copies)]
        assert all(line.bottom <= copies.top + 2 for line in others)


def test_the_head_of_the_first_page(every: list[list[list[Line]]]) -> None:
    """The mark is centred 35 mm below the top of 版心, the number and 签发人 stand on one line (§7.2)."""
    document = fr.render(fr.load("examples/official.yaml"))
    head, imprint = next(document.walk(Masthead)), next(document.walk(Imprint))
    assert imprint.printed_by
    first = every[0][0]
    mark = next(line for line in first if head.mark and "".join(t.text for t in head.mark) in line.text)  # type: ignore[union-attr]
    assert (mark.left + mark.right) / 2 / _MM == pytest.approx(28 + 78, abs=0.5)
    number = next(line for line in first if "〔" in line.text)
    assert "签发人：" in number.text or any("签发人：" in line.text for line in first)
    assert number.left / _MM == pytest.approx(28 + 156 / 28, abs=1)
    assert number.bottom > mark.bottom

"""Pictures: read through the caller, scaled, stored once."""

from __future__ import annotations

import struct

import pytest
from word_file import body, find, parts, style_ids, text

from fupin_report.document import Block, Image, Text
from fupin_report.errors import RenderError
from pictures import jpeg, png

_EMU_PER_MM = 36000


def _size(content: bytes) -> tuple[float, float]:
    """Return width and height of the picture in the file, mm."""
    written = body(Image("a"), images=lambda _: content)
    (extent,) = written.iter("{*}extent")
    return int(extent.get("cx")) / _EMU_PER_MM, int(extent.get("cy")) / _EMU_PER_MM


@pytest.mark.parametrize("picture", [png, jpeg])
def test_large_picture_is_as_wide_as_the_type_area(picture: type) -> None:
    """A photograph is scaled down to 156 mm and keeps its shape."""
    width, height = _size(picture(4000, 3000))
    assert width == pytest.approx(156, abs=0.1)
    assert height == pytest.approx(117, abs=0.1)


def test_tall_picture_leaves_room_for_its_caption() -> None:
    """A picture is at most 20 lines high."""
    width, height = _size(png(100, 4000))
    assert height == pytest.approx(20 * 579 / 56.693, abs=0.1)
    assert width == pytest.approx(height / 40, abs=0.1)


def test_small_picture_is_not_enlarged() -> None:
    """96 pixels are an inch."""
    assert _size(png(96, 48)) == pytest.approx((25.4, 12.7), abs=0.01)


def test_caption_stands_below_and_is_the_alternative_text() -> None:
    """Who cannot see the picture is told what it shows."""
    written = body(Image("a.png", (Text('通村"路"'),), "图1"), images=lambda _: png(9, 9))
    assert style_ids(written) == ["Picture", "Caption"]
    assert text(find(written, "w:p")[1]) == '图1\u3000通村"路"'
    (properties,) = written.iter("{*}docPr")
    assert properties.get("descr") == '通村"路"'


def test_picture_is_named_after_its_source() -> None:
    """The name as it was written, with every sign that an attribute can hold, is in the file."""
    source = '图\t1 "<&>\n\r.png'
    written = body(Image(source), images=lambda _: png(9, 9))
    names = {element.get("name") for kind in ("docPr", "cNvPr") for element in written.iter(f"{{*}}{kind}")}
    assert names == {source}


def test_pictures_are_stored_once() -> None:
    """A picture used twice is one part, and is read once."""
    asked: list[str] = []

    def read(source: str) -> bytes:
        asked.append(source)
        return jpeg(9, 9) if source == "b.jpg" else png(9, 9)

    written = parts(Image("a.png"), Image("b.jpg"), Image("a.png"), images=read)
    assert sorted(name for name in written if "media" in name) == [
        "word/media/image1.png",
        "word/media/image2.jpeg",
    ]
    assert asked == ["a.png", "b.jpg"]
    types = written["[Content_Types].xml"].decode()
    assert types.count('Extension="png"') == types.count('Extension="jpeg"') == 1
    relations = written["word/_rels/document.xml.rels"].decode()
    assert relations.count("relationships/image") == 2


def _header(width: int, height: int) -> bytes:
    """Return the beginning of a PNG file of that size."""
    return png(1, 1)[:16] + struct.pack(">II", width, height) + png(1, 1)[24:]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"GIF89a", id="another format"),
        pytest.param(b"", id="empty"),
        pytest.param(png(9, 9)[:20], id="broken PNG"),
        pytest.param(jpeg(9, 9)[:22], id="broken JPEG"),
        pytest.param(png(0, 9), id="no width"),
        pytest.param(_header(50_000, 50_000), id="small file, 2500 million pixels"),
        pytest.param(jpeg(60_000, 60_000), id="JPEG that says it is huge"),
        pytest.param(b"\xff\xd8\xff\xe0" + b"\xff\x01\x00\x02" * 1_000_000, id="endless segments"),
    ],
)
def test_unusable_picture_is_named(content: bytes) -> None:
    """Another format or a broken file is an error that names the picture."""
    with pytest.raises(RenderError, match=r"图片“a\.png”"):
        parts(Image("a.png"), images=lambda _: content)


def test_picture_without_a_reader_is_an_error() -> None:
    """A document with pictures needs somebody to read them."""
    block: Block = Image("a.png")
    with pytest.raises(RenderError, match="没有给出读取图片的办法"):
        parts(block)

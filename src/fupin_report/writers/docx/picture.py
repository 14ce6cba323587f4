"""Pictures: their size read from the file, scaled into the type area, stored once each."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from fupin_report.errors import Problem, RenderError
from fupin_report.layout import Layout
from fupin_report.writers.docx.characters import quoted

MAX_PIXELS = 100 * 10**6
"""Largest picture: a small file may say it is a thousand times as large, and Word would believe it."""
_MAX_SEGMENTS = 1000
"""Segments of a JPEG file before its size."""
_EMU_PER_TWIP = 635
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKER = 0xFF00
_JPEG = b"\xff\xd8\xff"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Size(NamedTuple):
    """Width and height of a picture."""

    width: int
    height: int


class Stored(NamedTuple):
    """A picture file in the package."""

    name: str
    """`image1.png`."""
    content: bytes
    size: Size
    """In pixels."""


@dataclass(slots=True)
class Pictures:
    """The pictures of one document, read through the caller's function."""

    layout: Layout
    read: Callable[[str], bytes] | None
    stored: dict[str, Stored] = field(default_factory=dict)
    """By source: a picture used twice is stored once."""
    drawn: int = 0
    """How many times a picture stands in the document."""

    def draw(self, source: str, description: str) -> str:
        """Return the run that shows a picture, with its words for those who cannot see it.

        It is named after its source, so that a file read back knows it.
        """
        if source not in self.stored:
            self.stored[source] = self._load(source)
        self.drawn += 1
        names = f"name={quoted(source)} descr={quoted(description)}"
        return _drawing(self.stored[source], names, self.drawn, self.layout)

    def _load(self, source: str) -> Stored:
        if self.read is None:
            raise _unusable(source, "没有给出读取图片的办法")
        content = self.read(source)
        suffix, size = _measure(source, content)
        return Stored(f"image{len(self.stored) + 1}.{suffix}", content, size)


def relation_id(name: str) -> str:
    """Return the id by which the body refers to a stored picture."""
    return "rId" + name.split(".")[0].capitalize()


def _measure(source: str, content: bytes) -> tuple[str, Size]:
    """Return the format and the size in pixels, or raise `RenderError`."""
    try:
        if content.startswith(_PNG):
            suffix, size = "png", Size(*struct.unpack_from(">II", content, 16))
        elif content.startswith(_JPEG):
            suffix, size = "jpeg", _jpeg_size(content)
        else:
            raise _unusable(source, "只认得 PNG 和 JPEG 格式；请用“画图”等程序打开，另存为其中一种")
    except struct.error:
        raise _unusable(source, "文件不完整") from None
    if not all(size):
        raise _unusable(source, "文件里没有写明尺寸")
    if size.width * size.height > MAX_PIXELS:
        advice = f"打开要占太多内存；上限 {MAX_PIXELS // 10**6} 百万像素，请先缩小"
        raise _unusable(source, f"{size.width}×{size.height} 像素，{advice}")
    return suffix, size


def _jpeg_size(content: bytes) -> Size:
    """Walk the segments of a JPEG file to the one that begins a frame and tells its size."""
    position = len(_JPEG) - 1
    for _ in range(_MAX_SEGMENTS):
        marker, length = struct.unpack_from(">HH", content, position)
        if marker < _MARKER:
            break
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack_from(">HH", content, position + 5)
            return Size(width, height)
        position += 2 + max(length, 2)
    raise struct.error


def _unusable(source: str, reason: str) -> RenderError:
    return RenderError(Problem("R402", f"图片“{source}”不能放进文稿：{reason}"))


def _fitted(size: Size, layout: Layout) -> Size:
    """Return width and height in EMU: as large as the file says, at most the room on a page."""
    room = Size(layout.area_twips, layout.picture_lines * layout.grid.line_pitch)
    natural = [pixels * 1440 / layout.pixels_per_inch for pixels in size]
    scale = min(1.0, room.width / natural[0], room.height / natural[1])
    width, height = (max(1, round(twips * scale * _EMU_PER_TWIP)) for twips in natural)
    return Size(width, height)


def _drawing(stored: Stored, names: str, number: int, layout: Layout) -> str:
    width, height = _fitted(stored.size, layout)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" {names}/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" {names}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation_id(stored.name)}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )

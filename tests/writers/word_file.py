"""Open what the Word writer made: its parts, its body, its styles."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from fupin_report.document import Block, Document
from fupin_report.layout import Layout
from fupin_report.writers import WRITERS

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": _W}


def parts(*blocks: Block, layout: Layout | None = None, **options: Any) -> dict[str, bytes]:
    """Write some blocks and return the parts of the file by name."""
    return opened(WRITERS["docx"](Document(blocks), layout or Layout(), **options))


def opened(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name; each is checked against its checksum."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(*blocks: Block, layout: Layout | None = None, **options: Any) -> Any:
    """Write some blocks and return `w:body`."""
    return etree.fromstring(parts(*blocks, layout=layout, **options)["word/document.xml"])[0]


def part(name: str, layout: Layout | None = None) -> Any:
    """Return a part of the base package, parsed."""
    return etree.fromstring(parts(layout=layout)[name])


def find(element: Any, path: str) -> list[Any]:
    """Return what an XPath with the prefix `w` finds."""
    found: list[Any] = element.xpath(path, namespaces=_NAMES)
    return found


def values(element: Any, path: str) -> dict[str, str]:
    """Return the attributes of the one element a path finds, without their prefix."""
    (found,) = find(element, path)
    return {etree.QName(name).localname: value for name, value in found.attrib.items()}


def value(element: Any, path: str) -> str:
    """Return `w:val` of the one element a path finds."""
    return values(element, path)["val"]


def style(name: str, layout: Layout | None = None) -> Any:
    """Return a style by the name people see."""
    (found,) = find(part("word/styles.xml", layout), f'w:style[w:name/@w:val="{name}"]')
    return found


def style_ids(element: Any) -> list[str]:
    """Return the style of each paragraph, in order."""
    return [str(found) for found in find(element, "descendant-or-self::w:p/w:pPr/w:pStyle/@w:val")]


def text(element: Any) -> str:
    """Return the characters of an element as Word shows them."""
    shown = {"tab": "\t", "br": "\n"}
    found = find(element, ".//w:r/w:t | .//w:r/w:tab | .//w:r/w:br")
    return "".join(node.text or shown.get(etree.QName(node).localname, "") for node in found)


def run_styles(element: Any) -> list[tuple[str, str]]:
    """Return text and character style of each run, in order."""
    return [
        (text_of_run(run), "".join(find(run, "w:rPr/w:rStyle/@w:val")))
        for run in find(element, ".//w:r[w:t]")
    ]


def text_of_run(run: Any) -> str:
    """Return the text of one run."""
    return "".join(find(run, "w:t/text()"))

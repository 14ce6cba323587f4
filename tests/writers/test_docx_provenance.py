"""Every figure in Word can be traced to the data it came from."""

from __future__ import annotations

from typing import Any

from lxml import etree
from word_file import body, find, opened, parts, text

from fupin_report.document import Figure, Paragraph, Strong, Text
from fupin_report.layout import Layout
from fupin_report.writers import WRITERS
from pictures import png
from specimen import specimen

_FACTS = {"f": "urn:fupin-report:provenance"}


def _paths(written: dict[str, bytes]) -> dict[str, tuple[str, ...]]:
    """Return the data paths of each bookmark, by the provenance part."""
    root = etree.fromstring(written["customXml/item1.xml"])
    figures: Any = root.xpath("f:figure", namespaces=_FACTS)
    return {
        f"_f{figure.get('n')}": tuple(path.text for path in figure.xpath("f:path", namespaces=_FACTS))
        for figure in figures
    }


def _marked(document: Any) -> dict[str, str]:
    """Return the words in each bookmark, by its name."""
    return {
        start.get(start.nsmap["w"].join("{}") + "name"): "".join(_until_end(start))
        for start in find(document, ".//w:bookmarkStart")
    }


def _until_end(start: Any) -> list[str]:
    words = []
    for sibling in start.itersiblings():
        if sibling.tag.endswith("}bookmarkEnd"):
            break
        words.append(text(sibling) or "".join(find(sibling, "w:t/text()")))
    return words


def test_figures_are_bookmarked_in_reading_order() -> None:
    """Bookmark and part agree on number, words and paths; figures in a lead sentence too."""
    words = (
        Strong((Text("共"), Figure("3项", ("projects",)))),
        Figure("5\n亿", ("funds.total", "funds.unit")),
    )
    written = parts(Paragraph(words))
    assert _marked(etree.fromstring(written["word/document.xml"])) == {"_f1": "3项", "_f2": "5亿"}
    assert _paths(written) == {"_f1": ("projects",), "_f2": ("funds.total", "funds.unit")}


def test_every_figure_of_every_block_is_traced() -> None:
    """No kind of block loses a figure, and the order is that of the tree."""
    document = specimen()
    written = opened(WRITERS["docx"](document, Layout(), images=lambda _: png(9, 9)))
    assert list(_paths(written).values()) == [figure.paths for figure in document.figures()]
    marked = _marked(etree.fromstring(written["word/document.xml"]))
    assert list(marked.values()) == [figure.text for figure in document.figures()]


def test_paths_are_escaped() -> None:
    """A path with signs of XML comes back as it is."""
    path = 'custom["甲&<乙>"].value'
    assert _paths(parts(Paragraph((Figure("1", (path,)),)))) == {"_f1": (path,)}


def test_provenance_can_be_left_out() -> None:
    """A file for the public carries neither bookmarks nor paths."""
    block = Paragraph((Figure("5", ("funds.total",)),))
    written = parts(block, provenance=False)
    assert not [name for name in written if name.startswith("customXml")]
    assert b"funds.total" not in b"".join(written.values())
    assert not find(body(block, provenance=False), ".//w:bookmarkStart")
    assert b"customXml" not in written["[Content_Types].xml"] + written["word/_rels/document.xml.rels"]

"""XML of strangers: no document type, no entities, no other files, bounded in size and depth."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from lxml import etree

from fupin_report.readers.docx.refusal import refusal

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Prefix of the names of WordprocessingML."""
MAX_MARKS = 500_000
"""Most tags and attributes of a part: in memory each takes 100 to 250 bytes."""

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_THROUGH = frozenset(
    WORD + name
    for name in (
        *("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"),
        *("ins", "moveTo", "ruby", "rubyBase"),
    )
)
"""Wrappings that change nothing in what is said; what is deleted or moved away is not among them."""


def parse(content: bytes, name: str) -> etree._Element:
    """Return the root of a part. Deeper than 256 elements the parser itself refuses."""
    plain = _utf8(content, name)
    if any(mark in plain for mark in _DECLARATIONS):
        raise refusal("W506", f"部件 {name} 里有 DTD 或实体声明", "Word 从不这样写，请不要打开它")
    if plain.count(b"<") + plain.count(b"=") > MAX_MARKS:
        raise refusal("W502", f"部件 {name} 的标记太多，上限 {MAX_MARKS} 个", "请拆成几个文件")
    try:
        return etree.fromstring(plain, _parser())
    except etree.XMLSyntaxError as error:
        raise refusal("W506", f"部件 {name} 不是完好的 XML（第 {error.lineno or 1} 行）") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _utf8(content: bytes, name: str) -> bytes:
    """Return a part in UTF-8. Word writes UTF-8 or UTF-16; what a part says of its encoding is not asked."""
    if not content.startswith(_BOMS):
        return content
    try:
        return content.decode("utf-16").encode()
    except UnicodeError:
        raise refusal("W506", f"部件 {name} 的编码不对，应为 UTF-8") from None


def within(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element as if wrappings were not there; of alternatives, the first."""
    for child in element:
        if child.tag in _THROUGH:
            yield from within(child)
        elif child.tag == _ALTERNATIVES:
            yield from within(child[0]) if len(child) else ()
        else:
            yield child


def value(element: etree._Element, path: str) -> str | None:
    """Return `w:val` of the first element that a path of WordprocessingML names finds."""
    found = element.find("/".join(WORD + name for name in path.split("/")))
    return None if found is None else found.get(WORD + "val", "")


def is_on(element: etree._Element, path: str) -> bool:
    """Whether a switch is there and not turned off."""
    found = value(element, path)
    return found is not None and found not in ("0", "false", "off")

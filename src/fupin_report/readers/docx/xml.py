"""XML of strangers: no document type, no entities, no other files, bounded in size and depth."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from lxml import etree

from fupin_report.errors import SourceError
from fupin_report.readers.docx.refusal import refusal

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Prefix of the names of WordprocessingML."""
MAX_MARKS = 250_000
"""Most tags and attributes of a part, of which a page has one to two thousand; each takes 250 bytes."""

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
        raise _not_xml(plain, name, error.lineno or 1) from None


def _not_xml(content: bytes, name: str, line: int) -> SourceError:
    try:
        content.decode()
    except UnicodeDecodeError:
        return refusal("W506", f"部件 {name} 的编码不对，应为 UTF-8")
    return refusal("W506", f"部件 {name} 不是完好的 XML（第 {line} 行）")


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
    levels = [iter(element)]
    while levels:
        child = next(levels[-1], None)
        if child is None:
            levels.pop()
        elif child.tag in _THROUGH:
            levels.append(iter(child))
        elif child.tag == _ALTERNATIVES:
            levels += [iter(first) for first in list(child)[:1]]
        else:
            yield child


def values(element: etree._Element, name: str = "") -> dict[str, str]:
    """Return the settings in an element, or in the first child of a name: of each the `w:val`."""
    holder = element.find(WORD + name) if name else element
    return {} if holder is None else {str(each.tag): each.get(WORD + "val", "") for each in holder}


def is_on(settings: Mapping[str, str], name: str) -> bool:
    """Whether a switch is there and not turned off."""
    return settings.get(WORD + name, "off") not in ("0", "false", "off")

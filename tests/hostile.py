"""Files that are no Word file, or one that means harm; each made when it is asked for."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO

from fupin_report.layout import Layout
from fupin_report.writers import WRITERS
from pictures import png
from specimen import plain_specimen

MEGABYTE = 2**20
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
PROVENANCE = "customXml/item1.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def valid() -> bytes:
    """Return a file of ours with every kind of block."""
    return WRITERS["docx"](plain_specimen(), Layout(), images=lambda _: png(9, 9))


def parts() -> dict[str, bytes]:
    """Return the parts of a file of ours."""
    with zipfile.ZipFile(BytesIO(valid())) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip file."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in members:
            package.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def with_part(name: str, content: bytes, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a file of ours with one part in another's place."""
    return packed((parts() | {name: content}).items(), method)


def without_part(name: str) -> bytes:
    """Return a file of ours that lacks a part."""
    return packed((other, content) for other, content in parts().items() if other != name)


def with_body(content: str) -> bytes:
    """Return a file of ours with another body."""
    return with_part(DOCUMENT, f"<w:document {_W}><w:body>{content}</w:body></w:document>".encode())


def with_styles(content: str) -> bytes:
    """Return a file of ours with other styles."""
    return with_part(STYLES, f"<w:styles {_W}>{content}</w:styles>".encode())


def style(name: str, base: str) -> str:
    """Return a paragraph style that rests upon another."""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'


def declared(entities: str, use: str = "&a;") -> bytes:
    """Return a body after a document type that declares entities."""
    text = f"<w:body><w:p><w:r><w:t>{use}</w:t></w:r></w:p></w:body>"
    return f"<!DOCTYPE w:document [{entities}]><w:document {_W}>{text}</w:document>".encode()


def _laughs() -> bytes:
    entities = ['<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">']
    entities += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return with_part(DOCUMENT, declared("".join(entities), "&a9;"))


def _many_parts() -> bytes:
    return packed([*parts().items(), *((f"customXml/part{n}.xml", b"<a/>") for n in range(10_000))])


def _long_directory() -> bytes:
    return packed([*parts().items(), *((f"{n:0>2000}", b"") for n in range(600))])


def _liar() -> bytes:
    """Return a file whose text is 64 MB and says that it is 1000 bytes."""
    true = with_part(DOCUMENT, bytes(64 * MEGABYTE), zipfile.ZIP_DEFLATED)
    return true.replace(struct.pack("<I", 64 * MEGABYTE), struct.pack("<I", 1000))


def _many_custom_parts() -> bytes:
    """Return a file with forty parts of a megabyte, all of them to be looked into."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    names = [f"customXml/more{n}.xml" for n in range(40)]
    listed = "".join(
        f'<Relationship Id="m{n}" Type="{kind}" Target="/{name}"/>' for n, name in enumerate(names)
    )
    relations = parts()[RELATIONS].replace(b"</Relationships>", f"{listed}</Relationships>".encode())
    filling = b"<a>" + b" " * (MEGABYTE - 10) + b"</a>"
    return packed([*(parts() | {RELATIONS: relations}).items(), *((name, filling) for name in names)])


def _in_directory(offset: int, value: bytes) -> bytes:
    """Return a file whose list of parts tells something else of the last part."""
    content = bytearray(valid())
    start = content.rindex(b"PK\x01\x02") + offset
    content[start : start + len(value)] = value
    return bytes(content)


def _unlisted(part: str, kind: bytes) -> bytes:
    """Return a file in which no relation leads to a kind of part."""
    return with_part(part, parts()[part].replace(b"/" + kind + b'"', b'/other"'))


def _zip64() -> bytes:
    end = valid().rindex(b"PK\x05\x06")
    return valid()[:end] + struct.pack("<IIQI", 0x07064B50, 0, 0, 1) + valid()[end:]


def _other_family(family: str) -> bytes:
    return with_part(TYPES, parts()[TYPES].replace(b"wordprocessingml", family.encode()))


def _target(target: str) -> bytes:
    return with_part(RELATIONS, parts()[RELATIONS].replace(b'"styles.xml"', f'"{target}"'.encode()))


def _utf16_declared() -> bytes:
    return with_part(DOCUMENT, declared('<!ENTITY a "x">').decode().encode("utf-16"))


def _gbk() -> bytes:
    return with_part(
        DOCUMENT, b'<?xml version="1.0" encoding="GBK"?>' + parts()[DOCUMENT].decode().encode("gbk", "ignore")
    )


def _utf7() -> bytes:
    text = declared('<!ENTITY a SYSTEM "file:///etc/passwd">').decode()
    return with_part(DOCUMENT, b'<?xml version="1.0" encoding="UTF-7"?>' + text.encode("utf-7"))


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty file": ("W501", lambda: b""),
    "zeros": ("W501", lambda: bytes(5000)),
    "text": ("W501", lambda: "这是一段话。".encode()),
    "pdf": ("W501", lambda: b"%PDF-1.7\n"),
    "rtf": ("W501", lambda: b"{\\rtf1 a}"),
    "old .doc": ("W501", lambda: _OLE + "WordDocument".encode("utf-16-le")),
    "xlsx": ("W501", lambda: _other_family("spreadsheetml")),
    "pptx": ("W501", lambda: _other_family("presentationml")),
    "another zip": ("W501", lambda: _other_family("other")),
    "strict": (
        "W501",
        lambda: with_part(
            DOCUMENT, b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
        ),
    ),
    "type by suffix alone": (
        "W501",
        lambda: with_part(TYPES, parts()[TYPES].replace(b'"/word/document.xml"', b'"/a.xml"')),
    ),
    "4 GB declared": ("W502", lambda: _in_directory(24, b"\xff\xff\xff\xfe")),
    "zip bomb": ("W502", lambda: with_part(DOCUMENT, bytes(64 * MEGABYTE), zipfile.ZIP_DEFLATED)),
    "part too large": ("W502", lambda: with_body("汉" * (7 * MEGABYTE))),
    "many large parts": ("W502", _many_custom_parts),
    "10 000 parts": ("W502", _many_parts),
    "long list of parts": ("W502", _long_directory),
    "zip64": ("W502", _zip64),
    "300 000 tags": ("W502", lambda: with_body("<w:p/>" * 300_000)),
    "many attributes": (
        "W502",
        lambda: with_body("<w:p " + "=''".join(f" a{n}" for n in range(500_000)) + "/>"),
    ),
    "64 columns": ("W502", lambda: with_body(f"<w:tbl><w:tr>{'<w:tc/>' * 64}</w:tr></w:tbl>")),
    "zip of nothing": ("W503", lambda: packed([])),
    "size is a lie": ("W503", _liar),
    "broken list of parts": ("W503", lambda: _in_directory(0, b"XX")),
    "another compression": ("W503", lambda: with_part(DOCUMENT, b"<a/>", zipfile.ZIP_BZIP2)),
    "text not listed": ("W503", lambda: _unlisted("_rels/.rels", b"officeDocument")),
    "styles not listed": ("W503", lambda: _unlisted(RELATIONS, b"styles")),
    "no text": ("W503", lambda: without_part(DOCUMENT)),
    "no styles": ("W503", lambda: without_part(STYLES)),
    "no relations": ("W503", lambda: without_part(RELATIONS)),
    "no package relations": ("W503", lambda: without_part("_rels/.rels")),
    "no content types": ("W503", lambda: without_part(TYPES)),
    "no provenance": ("W503", lambda: without_part(PROVENANCE)),
    "relation to a file of the system": ("W503", lambda: _target("../../../../etc/passwd")),
    "relation to an address": ("W503", lambda: _target("file:///etc/passwd")),
    "another root": ("W503", lambda: with_part(DOCUMENT, b"<a/>")),
    "encrypted": ("W505", lambda: _OLE + "EncryptedPackage".encode("utf-16-le")),
    "encrypted zip": ("W505", lambda: _in_directory(8, b"\x01")),
    "billion laughs": ("W506", _laughs),
    "external entity": (
        "W506",
        lambda: with_part(DOCUMENT, declared('<!ENTITY a SYSTEM "file:///etc/passwd">')),
    ),
    "parameter entity": (
        "W506",
        lambda: with_part(STYLES, declared('<!ENTITY % a SYSTEM "http://localhost:1/a"> %a;')),
    ),
    "entity in relations": ("W506", lambda: with_part(RELATIONS, declared('<!ENTITY a "x">'))),
    "entity in UTF-16": ("W506", _utf16_declared),
    "half a character of UTF-16": ("W506", lambda: with_part(DOCUMENT, b"\xff\xfe<")),
    "GBK": ("W506", _gbk),
    "UTF-7": ("W506", _utf7),
    "UTF-16 without its mark": ("W506", lambda: with_part(DOCUMENT, "<a/>".encode("utf-16-le"))),
    "not XML": ("W506", lambda: with_part(DOCUMENT, b"<w:document>")),
    "no bytes": ("W506", lambda: with_part(DOCUMENT, b"")),
    "100 000 deep": ("W506", lambda: with_body("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)),
    "style based on itself": ("W507", lambda: with_styles(style("a", "a"))),
    "styles in a circle": (
        "W507",
        lambda: with_styles("".join(style(f"s{n}", f"s{(n + 1) % 9}") for n in range(9))),
    ),
    **{
        f"name {name!r}": ("W504", lambda name=name: packed([*parts().items(), (name, b"")]))  # type: ignore[misc]
        for name in (
            "../a",
            "word/../../a",
            "/etc/passwd",
            "C:/a",
            "word\\..\\a",
            "a/./b",
            "a//b",
            "WORD/Styles.xml",
        )
    },
}
"""What is refused, by what it is: the code of the problem, and how the file is made."""

BORDERLINE: dict[str, Callable[[], bytes]] = {
    "paragraphs": lambda: with_body("<w:p><w:r><w:t>汉</w:t></w:r></w:p>" * 40_000),
    "empty paragraphs": lambda: with_body("<w:p/>" * 240_000),
    "line breaks": lambda: with_body(f"<w:p><w:r>{'<w:br/>' * 240_000}</w:r></w:p>"),
    "cells": lambda: with_body("<w:tbl>" + ("<w:tr>" + "<w:tc/>" * 60 + "</w:tr>") * 3900 + "</w:tbl>"),
    "spans": lambda: with_body(
        "<w:tbl>"
        + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='63'/></w:tcPr></w:tc></w:tr>" * 30_000
        + "</w:tbl>"
    ),
    "attributes": lambda: with_body("<w:p a='1' b='1' c='1' d='1' e='1' f='1'/>" * 35_000),
    "blanks between tags": lambda: with_body("<w:p/> " * 240_000),
    "long text": lambda: with_body(f"<w:p><w:r><w:t>{'汉字' * 1_500_000}</w:t></w:r></w:p>"),
    "long chain of styles": lambda: with_styles("".join(style(f"s{n}", f"s{n + 1}") for n in range(30_000))),
    "nested tables": lambda: with_body("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
    "wrappings": lambda: with_body("<w:sdt>" * 240 + "<w:p/>" * 240_000 + "</w:sdt>" * 240),
    "figures": lambda: with_part(
        PROVENANCE,
        b'<figures xmlns="urn:fupin-report:provenance">'
        + b"".join(b'<figure n="%d"><path>a</path></figure>' % n for n in range(40_000))
        + b"</figures>",
    ),
}
"""What is as large as it may be, and is read."""

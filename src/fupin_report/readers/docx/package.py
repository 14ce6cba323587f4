"""The parts of a Word file, from a zip file that nobody vouches for.

Parts are inflated when asked for, in memory, within bounds; nothing is written and no name in the file
leads anywhere but to another part of it.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from fupin_report.patterns import expression
from fupin_report.readers.docx.refusal import refusal
from fupin_report.readers.docx.xml import WORD, parse

MAX_MEMBERS = 2000
"""Most parts of a file; a report of a hundred pictures has 120."""
MAX_DIRECTORY_BYTES = 2**20
"""Longest list of parts; it is looked at before it is read."""
MAX_PART_BYTES = 16 * 2**20
"""Largest part read, inflated; a hundred pages are 2 MB."""
MAX_INFLATED_BYTES = 32 * 2**20
"""Most bytes inflated of one file."""
MAX_DECLARED_BYTES = 512 * 2**20
"""Most bytes that all parts together say they have."""
MAX_RATIO = 200
"""Greatest compression of a part over a megabyte; text of Word has 10 to 40."""

_TYPES = "[Content_Types].xml"
_ROOT = ""
_END = b"PK\x05\x06"
_END_LENGTH = 22
_FAR_END = b"PK\x06\x07"
_FAR_END_LENGTH = 20
_LONGEST_COMMENT = 2**16 - 1
_ENCRYPTED = 1
_BROKEN = (BadZipFile, RuntimeError, ValueError, EOFError, OverflowError, struct.error, zlib.error)
"""What `zipfile` raises for broken bytes."""
_UNSAFE = expression(r"^/|^\w:|\\|[\x00-\x1f]|(^|/)\.\.?(/|$)|//")
_STRANGERS = (
    (b"%PDF", "这是 PDF 文件，不是 Word 文档", "请给出转成 PDF 之前的 .docx"),
    (b"{\\rtf", "这是 RTF 文件，不是 .docx", "请用 Word 或 WPS 打开后另存为 .docx 再试"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_KINDS = {
    "spreadsheetml": "这是 Excel 表格，不是 Word 文档",
    "presentationml": "这是 PowerPoint 演示文稿，不是 Word 文档",
}
_WORD_TYPE = "wordprocessingml"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


class Package:
    """A Word file as named parts; raises `SourceError` W5xx when it is none, or none that is safe."""

    def __init__(self, content: bytes) -> None:
        _check_kind(content)
        _check_directory(content)
        try:
            self._zip = ZipFile(BytesIO(content))
        except _BROKEN:
            raise refusal("W503", "文件不完整或已损坏") from None
        self._members = _checked(self._zip.infolist())
        self._left = MAX_INFLATED_BYTES
        self._main = self._find_main()

    def document(self) -> etree._Element:
        """Return the main part, parsed; its root is `w:document`."""
        root = self._parsed(self._main)
        if root.tag == f"{{{_STRICT}}}document":
            advice = "请在 Word 里另存为普通的“Word 文档（.docx）”"
            raise refusal("W501", "这是“Strict Open XML 文档”", advice)
        if root.tag != WORD + "document":
            raise refusal("W503", f"部件 {self._main} 里没有正文")
        return root

    def styles(self) -> etree._Element:
        """Return the styles part, parsed."""
        for name in self._related("styles", self._main):
            return self._parsed(name)
        raise refusal("W503", "文件里没有样式部件")

    def custom_parts(self) -> Iterator[etree._Element]:
        """Yield each custom XML part of the document, parsed."""
        return map(self._parsed, self._related("customXml", self._main))

    def core_properties(self) -> etree._Element | None:
        """Return what the file says of itself, or None when it says nothing."""
        name = next(self._related("core-properties", _ROOT), None)
        return None if name is None else self._parsed(name)

    def _find_main(self) -> str:
        name = next(self._related("officeDocument", _ROOT), None)
        if name is None:
            raise refusal("W503", "文件里没有正文部件")
        kind = self._content_type(name)
        for family, message in _KINDS.items():
            if family in kind:
                raise refusal("W501", message, "请给出 .docx 文件")
        if _WORD_TYPE not in kind:
            raise refusal("W501", "压缩包里不是 Word 文档", "请给出 .docx 文件")
        return name

    def _content_type(self, name: str) -> str:
        suffix = name.rpartition(".")[2].lower()
        kind = ""
        for entry in self._parsed(_TYPES):
            if entry.get("PartName", "").lower() == f"/{name}".lower():
                return entry.get("ContentType", "")
            if entry.get("Extension", "").lower() == suffix:
                kind = entry.get("ContentType", "")
        return kind

    def _related(self, kind: str, source: str) -> Iterator[str]:
        """Yield the names of the parts to which a part has a relation of a kind, in order.

        Programs differ in the first part of a relation's type; the last says what it is.
        """
        folder, file = posixpath.split(source)
        for entry in self._parsed(posixpath.join(folder, "_rels", f"{file}.rels")):
            if entry.get("TargetMode") != "External" and entry.get("Type", "").rpartition("/")[2] == kind:
                yield posixpath.normpath(posixpath.join("/", folder, entry.get("Target", "")))[1:]

    def _parsed(self, name: str) -> etree._Element:
        return parse(self._content(name), name)

    def _content(self, name: str) -> bytes:
        """Inflate a part, at most as far as the bounds go, whatever it says of its size."""
        member = self._members.get(name.lower())
        if member is None:
            raise refusal("W503", f"文件不完整，缺少部件 {name[:80]}")
        if member.file_size > 2**20 and member.file_size > MAX_RATIO * member.compress_size:
            raise refusal("W502", f"部件 {name} 的压缩比超过 {MAX_RATIO} 倍，像是压缩炸弹", "请不要打开它")
        most = min(MAX_PART_BYTES, self._left)
        try:
            with self._zip.open(member) as stream:
                content = stream.read(most + 1)
        except _BROKEN:
            raise refusal("W503", f"文件已损坏，部件 {name} 解不开") from None
        if len(content) > MAX_PART_BYTES:
            raise refusal("W502", f"部件 {name} 太大，上限 {MAX_PART_BYTES // 2**20} MB", "请拆成几个文件")
        if len(content) > most:
            raise refusal("W502", f"内容解开后超过 {MAX_INFLATED_BYTES // 2**20} MB", "请拆成几个文件")
        self._left -= len(content)
        return content


def _check_kind(content: bytes) -> None:
    """Say what a file is that is no zip file."""
    if content.startswith(_OLE) and _ENCRYPTED_STREAM in content:
        raise refusal("W505", "文件加了密码", "请在 Word 或 WPS 里去掉密码后再试")
    if content.startswith(_OLE):
        raise refusal("W501", "这是旧格式的 .doc（或 .wps、.xls）文件")
    for start, message, advice in _STRANGERS:
        if content.startswith(start):
            raise refusal("W501", message, advice)
    if not content.strip(b"\0"):
        raise refusal("W501", "文件是空的", "请给出 .docx 文件")
    if content[:2] != b"PK":
        raise refusal("W501", "这不是 .docx 文件", "请给出 Word 或 WPS 存成的 .docx 文件")


def _check_directory(content: bytes) -> None:
    """Bound the list of parts before `zipfile` takes it all into memory.

    The end is looked for as `zipfile` does: as the last bytes, else as the last mark before a comment.
    """
    end = len(content) - _END_LENGTH
    if content[end : end + 4] != _END or content[-2:] != b"\0\0":
        end = content.rfind(_END, max(0, end - _LONGEST_COMMENT))
    if end < 0 or len(content) < end + _END_LENGTH:
        raise refusal("W503", "文件不完整，结尾部分缺失", "请重新下载或复制这个文件")
    length: int = struct.unpack_from("<I", content, end + 12)[0]
    if length > MAX_DIRECTORY_BYTES or content[end - _FAR_END_LENGTH : end].startswith(_FAR_END):
        raise refusal("W502", f"压缩包里的部件太多，上限 {MAX_MEMBERS} 个")


def _checked(members: list[ZipInfo]) -> dict[str, ZipInfo]:
    """Return the members by name in lower case, as parts are named, or refuse them all."""
    if len(members) > MAX_MEMBERS:
        raise refusal("W502", f"压缩包里有 {len(members)} 个部件，上限 {MAX_MEMBERS} 个")
    if sum(member.file_size for member in members) > MAX_DECLARED_BYTES:
        raise refusal("W502", f"内容解开后超过 {MAX_DECLARED_BYTES // 2**20} MB", "请不要打开它")
    by_name: dict[str, ZipInfo] = {}
    for member in members:
        name = member.orig_filename
        if not name or _UNSAFE.search(name):
            raise refusal("W504", f"压缩包里有不安全的名称 {name[:80]!r}", "请不要打开它")
        if name.lower() in by_name:
            raise refusal("W504", f"压缩包里有两个 {name[:80]}", "请不要打开它")
        if member.flag_bits & _ENCRYPTED:
            raise refusal("W505", "压缩包加了密码", "请去掉密码后再试")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refusal("W503", f"部件 {name[:80]} 用了 .docx 没有的压缩方法")
        by_name[name.lower()] = member
    return by_name

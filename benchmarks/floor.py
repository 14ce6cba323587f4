"""The floor: the least that any program can do for the same bytes.

The same YAML events → a dict of text → one f-string → the same zip → one write. No positions, no checks,
no conditions, no templates, no tree. Whatever never changes, provenance included, is compressed beforehand.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from entry import Write, main, read_page

from fupin_report.document import Properties
from fupin_report.writers.docx.archive import archive, member
from fupin_report.writers.docx.properties import properties_xml

_BODY, _CORE = "word/document.xml", "docProps/core.xml"
_LETTERS = "!-~À-ÖØ-öø-ɏ"
_LATIN = re.compile(f"([{_LETTERS}]+(?: +[{_LETTERS}]+)*)")
_LEVEL = 3


def prepare(material: Path) -> Write:
    """Compile the f-string, compress what stays the same."""
    page = read_page(material)
    body = _compiled(page)
    title, issuer, date = (_lookup(keys) for keys in page["properties"])
    with zipfile.ZipFile(material / "ours.docx") as ours:
        fixed = {name: member(name, ours.read(name)) for name in ours.namelist()}
    fixed["customXml/item1.xml"] = member(
        "customXml/item1.xml", _read(material, "customXml/item1.xml"), _LEVEL
    )

    def write(data: Path, out: Path) -> None:
        facts = _dict(data.read_text("utf-8"))
        core = properties_xml(Properties(title(facts), issuer(facts), _iso(date(facts))))
        fixed[_CORE] = member(_CORE, core, _LEVEL)
        fixed[_BODY] = member(_BODY, body(facts).encode(), _LEVEL)
        temporary = out.with_suffix(".part")
        temporary.write_bytes(archive(fixed.values()))
        os.replace(temporary, out)

    return write


def _read(material: Path, name: str) -> bytes:
    with zipfile.ZipFile(material / "ours.docx") as ours:
        return ours.read(name)


def _dict(text: str) -> Any:
    """Read YAML events into dicts, lists and text."""
    event = yaml.CSafeLoader(text).get_event
    event(), event()  # the stream, the document
    return _node(event(), event)


def _node(first: Any, event: Callable[[], Any]) -> Any:
    kind = first.__class__
    if kind is yaml.ScalarEvent:
        return first.value
    if kind is yaml.MappingStartEvent:
        mapping = {}
        while (key := event()).__class__ is not yaml.MappingEndEvent:
            mapping[key.value] = _node(event(), event)
        return mapping
    elements = []
    while (each := event()).__class__ is not yaml.SequenceEndEvent:
        elements.append(_node(each, event))
    return elements


def _compiled(page: dict[str, Any]) -> Callable[[Any], str]:
    """Return the document as one f-string with an expression for each figure."""
    source = [_typed(page["skeleton"][0])]
    for number, (pieces, style) in enumerate(zip(page["figures"], page["styles"], strict=True)):
        place, after = page["skeleton"][3 * number + 1], page["skeleton"][3 * number + 3]
        source.append(f'<w:bookmarkStart w:id="{place}" w:name="_f{place}"/>')
        source.append(f"{{run({_expression(pieces)}, {style!r})}}")
        source.append(f'<w:bookmarkEnd w:id="{place}"/>{_typed(after)}')
    compiled: Callable[[Any], str] = eval(f'lambda d: f"""{"".join(source)}"""', {"run": _run})
    return compiled


def _typed(xml: str) -> str:
    return xml.replace("\\", "\\\\").replace("{", "{{").replace("}", "}}")


def _expression(pieces: list[Any]) -> str:
    return "+".join(repr(each) if isinstance(each, str) else _subscripts(*each) for each in pieces) or "''"


def _subscripts(keys: list[str | int], start: int, end: int) -> str:
    return "d" + "".join(f"[{key!r}]" for key in keys) + f"[{start}:{end}]"


def _lookup(keys: list[str | int]) -> Callable[[Any], str]:
    found: Callable[[Any], str] = eval("lambda d: d" + "".join(f"[{key!r}]" for key in keys))
    return found


def _run(text: str, style: str) -> str:
    """Return a figure as runs: Chinese in the face of its paragraph, Latin in its own."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = _LATIN.split(text)
    pieces[::2] = [f"<w:r>{look}<w:t>{each}</w:t></w:r>" if each else "" for each in pieces[::2]]
    latin = f'<w:r><w:rPr><w:rStyle w:val="{style}Latin"/></w:rPr><w:t>'
    pieces[1::2] = [f"{latin}{each}</w:t></w:r>" for each in pieces[1::2]]
    return "".join(pieces)


def _iso(date: str) -> str:
    return "-".join(f"{int(number):02}" for number in re.findall(r"\d+", date))


if __name__ == "__main__":
    main({"floor": prepare})

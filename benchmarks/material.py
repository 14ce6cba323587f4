"""What every entrant works from, made from our own file of one report, so that all write the same one.

`make_material` leaves in a folder:

`page.json`      paragraphs with style and runs, names of styles, and for each figure where its characters
                 stand in the YAML;
`jinja.docx`     our file with `{{ f1 }}` in the place of each figure, for docxtpl;
`braces.docx`    the same with `{f1}`, for docxtemplater;
`markers.docx`   the same with `{d.f1}`, for carbone;
`base.docx`      our file without words: styles, page, footers;
`ours.docx`      our file.

A figure is a list of pieces: typed characters, or `[keys, start, end]`, a stretch of a scalar of the YAML.
No entrant but ours has conditions, filters or checks to run: all the leeway is theirs.
"""

from __future__ import annotations

import json
import re
import zipfile
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import fupin_report as fr
from fupin_report.datapath import split

Key: TypeAlias = "str | int"
Piece: TypeAlias = "str | tuple[list[Key], int, int]"

BODY = "word/document.xml"
STYLES = "word/styles.xml"
_FIGURE = re.compile(r'<w:bookmarkStart w:id="(\d+)" w:name="_f\1"/>(.*?)<w:bookmarkEnd w:id="\1"/>')
_PARAGRAPH = re.compile(r"<w:p><w:pPr>(.*?)</w:pPr>(.*?)</w:p>")
_RUN = re.compile(r'<w:r>(?:<w:rPr><w:rStyle w:val="(\w+)"/></w:rPr>)?<w:t[^>]*>(.*?)</w:t></w:r>|(\0\d+\0)')
_LATIN = re.compile("Latin$")
_NAME = re.compile(r'<w:style [^>]*w:styleId="(\w+)"[^>]*>\s*<w:name w:val="([^"]+)"')
_TAGS = {"jinja": "{{{{ f{} }}}}", "braces": "{{f{}}}", "markers": "{{d.f{}}}"}


def make_material(data: Path, folder: Path) -> None:
    """Write the files named above for one report."""
    report = fr.load(data)
    document = fr.render(report)
    ours = fr.serialize(document)
    (folder / "ours.docx").write_bytes(ours)
    xml = _part(ours, BODY)
    figures = [_pieces(figure, report.source_map.root) for figure in document.figures()]
    page = {
        "figures": figures,
        "styles": [_style(runs) for _, runs in _FIGURE.findall(xml)],
        "paragraphs": _paragraphs(xml),
        "names": dict(_NAME.findall(_part(ours, STYLES))),
        "skeleton": _FIGURE.split(xml),
        "properties": [_keys(f"document.{name}", report) for name in ("title", "issuer", "sign_date")],
    }
    (folder / "page.json").write_text(json.dumps(page, ensure_ascii=False), "utf-8")
    plain = fr.serialize(document, provenance=False)
    for name, tag in _TAGS.items():
        (folder / f"{name}.docx").write_bytes(_with_body(plain, _tagged(xml, tag)))
    (folder / "base.docx").write_bytes(_with_body(plain, _without_words(xml)))


# --- where the characters of a figure stand in the YAML -------------------------------------------


def _pieces(figure: fr.Figure, root: Any) -> list[Piece]:
    """Return a figure as typed characters and stretches of scalars."""
    sources = dict(found for path in figure.paths if (found := _scalar(path, root)))
    whole, starts = "", {}
    for keys, text in sources.items():
        starts[len(whole)] = (list(keys), text)
        whole += text + "\0"
    pieces: list[Piece] = []
    at = 0
    for block in SequenceMatcher(None, whole, figure.text, autojunk=False).get_matching_blocks():
        if block.b > at:
            pieces.append(figure.text[at : block.b])
        if block.size:
            start = max(begin for begin in starts if begin <= block.a)
            pieces.append((starts[start][0], block.a - start, block.a - start + block.size))
        at = block.b + block.size
    return pieces


def _scalar(path: str, root: Any) -> tuple[tuple[Key, ...], str] | None:
    """Return the keys, as the file writes them, and the text of the scalar a data path leads to."""
    node, keys = root, []
    for segment in split(path):
        if isinstance(node, dict):
            segment = getattr(node, "names", {}).get(segment, segment)
        elif not isinstance(node, list):
            break
        keys.append(segment)
        node = node[segment]
    return (tuple(keys), node) if isinstance(node, str) else None


def _keys(path: str, report: fr.Report) -> list[Key]:
    found = _scalar(path, report.source_map.root)
    assert found, path
    return list(found[0])


# --- the page -------------------------------------------------------------------------------------


def _paragraphs(xml: str) -> list[dict[str, Any]]:
    """Return style, right indent and runs of each paragraph; stretches of one style are one run."""
    marked = _FIGURE.sub("\0\\1\0", xml)
    styles = [_style(runs) for _, runs in _FIGURE.findall(xml)]
    return [
        {
            "style": _value("pStyle", look),
            "right": _value("ind", look, "right"),
            "runs": _runs(content, styles),
        }
        for look, content in _PARAGRAPH.findall(marked)
    ]


def _runs(content: str, styles: list[str]) -> list[dict[str, Any]]:
    runs: list[dict[str, Any]] = []
    for style, text, mark in _RUN.findall(content):
        style = _LATIN.sub("", style)
        if mark:
            number = int(mark.strip("\0"))
            runs.append({"figure": number, "style": styles[number - 1]})
        elif runs and "text" in runs[-1] and runs[-1]["style"] == style:
            runs[-1]["text"] += _unescaped(text)
        else:
            runs.append({"text": _unescaped(text), "style": style})
    return runs


def _style(runs: str) -> str:
    """Return the character style of a figure, apart from the face of its Latin letters."""
    return _LATIN.sub("", _value("rStyle", runs) or "")


def _value(element: str, xml: str, attribute: str = "val") -> str | None:
    found = re.search(rf'<w:{element} w:{attribute}="(\w+)"', xml)
    return found[1] if found else None


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


# --- files ----------------------------------------------------------------------------------------


def _tagged(xml: str, tag: str) -> str:
    """Put one run with a tag in the place of each figure."""

    def run(found: re.Match[str]) -> str:
        style = _style(found[2])
        look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        return f"<w:r>{look}<w:t>{tag.format(found[1])}</w:t></w:r>"

    return _FIGURE.sub(run, xml)


def _without_words(xml: str) -> str:
    return re.sub(r"<w:body>.*(<w:sectPr.*</w:body>)", r"<w:body>\1", xml, flags=re.DOTALL)


def _part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(package)) as parts:
        return parts.read(name).decode()


def _with_body(package: bytes, xml: str) -> bytes:
    """Return a package with another body."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name == BODY else old.read(name))
    return stream.getvalue()

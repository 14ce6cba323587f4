"""Faces that a file leaves to its theme, resolved as Word does."""

from __future__ import annotations

from dataclasses import field

from lxml import etree

from fupin_report.frozen import frozen
from fupin_report.inspector.package import WordFile
from fupin_report.inspector.properties import THEME
from fupin_report.readers.docx.xml import WORD

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = {"zh-cn": "Hans", "zh-sg": "Hans", "zh-tw": "Hant", "zh-hk": "Hant", "ja": "Jpan", "ko": "Hang"}
"""Language of a file to the script by which a theme lists a face."""
_PARTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


@frozen
class Theme:
    """Faces by `major` or `minor` and `latin`, `ea`, `cs` or a script."""

    faces: dict[tuple[str, str], str] = field(default_factory=dict)
    script: str = ""
    """The one for Chinese text when the theme names no East Asian face."""

    def face(self, name: str) -> str:
        """Return a face by its name; a name the theme decides is looked up, `minorEastAsia` say."""
        if not name.startswith(THEME):
            return name
        kind, part = name[1:6], _PARTS.get(name[6:], "")
        return self.faces.get((kind, part)) or (
            self.faces.get((kind, self.script), "") if part == "ea" else ""
        )


def read_theme(file: WordFile, settings: etree._Element | None) -> Theme:
    """Return the faces of a file's theme; a file without one has none."""
    root = file.part("theme")
    if root is None:
        return Theme()
    faces: dict[tuple[str, str], str] = {}
    for kind in ("major", "minor"):
        for fonts in root.iter(f"{_DRAWING}{kind}Font"):
            for font in fonts:
                part = font.get("script") or str(font.tag).rpartition("}")[2]
                faces[kind, part] = font.get("typeface", "")
    return Theme(faces, _script(settings))


def _script(settings: etree._Element | None) -> str:
    chosen = None if settings is None else settings.find(WORD + "themeFontLang")
    language = "" if chosen is None else chosen.get(WORD + "eastAsia", "").lower()
    return _SCRIPTS.get(language) or _SCRIPTS.get(language[:2], "")

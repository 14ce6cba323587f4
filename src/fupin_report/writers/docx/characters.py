"""Characters on their way into XML: the ones that must be escaped, and the ones that cannot be there.

Not from `xml.sax.saxutils`, which takes the network libraries in: 30 ms of a cold start.
"""

from __future__ import annotations

from fupin_report.errors import Problem, RenderError
from fupin_report.patterns import expression

CONTROLS = "\x00-\x1f\ud800-\udfff\ufffe\uffff"
"""Control characters (Tab and line ends among them) and halves of characters, for a character class."""
_RARE = expression(f"[{CONTROLS}]")


def escaped(text: str) -> str:
    """Return a text for the content of an element; raise `RenderError` when no XML file can hold it."""
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    value = escaped(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return f'"{value}"'


def legal(text: str) -> str:
    """Return the text, or raise `RenderError` when it holds a character no XML file can hold."""
    for character in _RARE.findall(text):
        if character not in "\t\n\r":
            message = f"文稿里有不能写进 Word 的控制字符 U+{ord(character):04X}，在“{_shown(text)}”一处"
            raise RenderError(Problem("R401", message))
    return text


def _shown(text: str) -> str:
    return _RARE.sub("□", text)[:40]

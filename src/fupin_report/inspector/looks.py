"""What a paragraph and a run effectively look like: properties as numbers, faces by name."""

from __future__ import annotations

from fupin_report.frozen import frozen
from fupin_report.inspector.properties import THEME, Properties, number, switched_on
from fupin_report.inspector.theme import Theme

_SIDES = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both"}
_LINE_GRIDS = ("lines", "linesAndChars", "snapToChars")
_FULL_SPACE = 240
"""Of a line that grows with its text: so much is one line."""


@frozen
class RunLook:
    """How characters look."""

    east: str
    """Face of Chinese text."""
    ascii: str
    """Face of digits and Latin letters."""
    other: str
    """Face of marks that belong to no script, “ ” … —, unless they are told to be Chinese."""
    marks_east: bool
    """Whether they are told."""
    themed: tuple[str, ...]
    """Faces that the theme decides, as the file calls them."""
    size: float
    """Points."""
    bold: bool
    slanted: bool
    """Italic, underlined, struck through or highlighted."""
    colour: str
    """Six digits, `auto`, or the name of a theme colour."""
    spacing: float
    """Twips added to each character."""
    scale: float
    """Width of the characters, 1 is natural."""
    snaps: bool
    """Whether they stand on the grid of characters."""

    @property
    def pitch(self) -> float:
        """Width of a full-width character in twips, without the grid of the page."""
        return self.size * 20 * self.scale + self.spacing

    @property
    def marks(self) -> str:
        """Face of “ ” … —."""
        return self.east if self.marks_east else self.other


def run_look(properties: Properties, theme: Theme) -> RunLook:
    """Return the look that some effective properties amount to."""
    named = {slot: properties.get(f"rFonts.{slot}", "") for slot in ("eastAsia", "ascii", "hAnsi")}
    return RunLook(
        theme.face(named["eastAsia"]),
        theme.face(named["ascii"]),
        theme.face(named["hAnsi"]),
        properties.get("rFonts.hint") == "eastAsia",
        tuple(name.removeprefix(THEME) for name in dict.fromkeys(named.values()) if name.startswith(THEME)),
        number(properties.get("sz.val"), 20, point=2) / 2,
        switched_on(properties, "b"),
        any(switched_on(properties, name) for name in ("i", "u", "strike", "dstrike", "highlight")),
        properties.get("color.themeColor") or properties.get("color.val", "auto"),
        number(properties.get("spacing.val")),
        number((properties.get("w.val") or "").rstrip("%"), 100) / 100,
        switched_on(properties, "snapToGrid", default=True),
    )


@frozen
class Indent:
    """An indent in twips, and in hundredths of a character, which Word prefers."""

    twips: float = 0
    hundredths: float = 0

    def characters(self, pitch: float) -> float:
        """Return the indent in 字 of a pitch."""
        return self.hundredths / 100 if self.hundredths else self.twips / max(pitch, 1)


@frozen
class ParagraphLook:
    """How a paragraph is set."""

    align: str
    first: Indent
    """Of the first line, from the others; negative when it hangs out."""
    left: Indent
    right: Indent
    line: float
    """Twips; 240ths of a line when the rule is `auto`."""
    rule: str
    """`exact`, `atLeast` or `auto`."""
    before: float
    """Twips above; lines are counted as exact ones."""
    after: float
    snaps: bool
    """Whether its lines stand on the grid of the page."""
    outline: int
    """Level in the navigation pane, 1 to 9; 0 for text."""
    keep_next: bool
    new_page: bool
    widows: bool
    """Whether Word pulls lines over to leave no single one."""
    kinsoku: bool
    """Whether marks are kept from the ends of lines where they must not stand."""
    frame: str | None
    """Side on which it floats in a frame; None for a paragraph in the flow of the text."""

    def pitch(self, size: float, grid: str, grid_pitch: float) -> float:
        """Return the distance of its lines in twips, on a page with a grid."""
        natural = size * 20 * _NATURAL
        on_grid = grid in _LINE_GRIDS and self.snaps and grid_pitch > 0
        single = -(-natural // grid_pitch) * grid_pitch if on_grid else natural
        if self.rule == "exact":
            return self.line
        return max(self.line, single) if self.rule == "atLeast" else single * self.line / _FULL_SPACE


_NATURAL = 1.3
"""Height of a line of Chinese type for its size, when nothing else is said; typefaces differ a little."""


def paragraph_look(properties: Properties) -> ParagraphLook:
    """Return the look that some effective properties amount to."""
    align = properties.get("jc.val", "left")
    rule = properties.get("spacing.lineRule", "auto")
    level = number(properties.get("outlineLvl.val"), 9)
    framed = any(name.startswith("framePr.") for name in properties)
    return ParagraphLook(
        _SIDES.get(align, align),
        _indent(properties, "first"),
        _indent(properties, "left"),
        _indent(properties, "right"),
        number(properties.get("spacing.line"), _FULL_SPACE),
        "exact" if rule == "exactly" else rule,
        _space(properties, "before"),
        _space(properties, "after"),
        switched_on(properties, "snapToGrid", default=True),
        int(level) + 1 if 0 <= level < 9 else 0,
        switched_on(properties, "keepNext"),
        switched_on(properties, "pageBreakBefore"),
        switched_on(properties, "widowControl", default=True),
        switched_on(properties, "kinsoku", default=True),
        properties.get("framePr.xAlign", "") if framed else None,
    )


def _indent(properties: Properties, side: str) -> Indent:
    twips, chars = (properties.get(f"ind.{side}{unit}") for unit in ("", "Chars"))
    return Indent(number(twips), number(chars))


def _space(properties: Properties, side: str) -> float:
    """Return the space above or below; what Word finds by itself is some 14 points, a line 240."""
    if switched_on({"auto.val": properties.get(f"spacing.{side}Autospacing", "0")}, "auto"):
        return 280.0
    return number(properties.get(f"spacing.{side}Lines")) * 2.4 or number(properties.get(f"spacing.{side}"))

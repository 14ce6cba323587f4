"""The style sheet, made from the layout: on paper the page of the standard, on a phone text that flows.

`--pt` is a point: smaller on small screens, so that all sizes shrink together. `--zi` is one 字, the
width of a character of the body; 28 of them fill a line of the sheet.
"""

from __future__ import annotations

from functools import lru_cache

from fupin_report.layout import TWIPS_PER_MM, Layout, Look, Role

_LATIN = "latin"
"""Family of digits and letters: they have a face of their own, while “ ” … — · stay with the Chinese."""
_LATIN_RANGE = "U+21-7E,U+C0-D6,U+D8-F6,U+F8-24F"
_SMALL = 0.84
"""A point on a small screen: the body is 18 px, 19 characters a line on a phone."""
_CONTENTS_MM = 55
"""Room that the list of headings needs beside the sheet."""


@lru_cache(maxsize=16)
def stylesheet(layout: Layout) -> str:
    """Return the rules for all documents of a layout."""
    return "\n".join(
        ["", _faces(layout), _screen(layout), _elements(layout), _narrow(layout), _paper(layout), ""]
    )


def right_rule(name: str, characters: float) -> str:
    """Return the rule that keeps a line so many 字 from the right edge."""
    return f".{name}{{margin-right:{_zi(characters)}}}\n"


def width_rule(name: str, percent: int) -> str:
    """Return the rule of a column that takes so much of its table."""
    return f".{name}{{width:{percent}%}}\n"


def room_rule(name: str, before: float, behind: float, layout: Layout) -> str:
    """Return the rule of a cell that leaves room beside its number, in 字 of the cell."""
    margin = _twips(layout.table.cell_margin_twips)
    left = f"padding-left:calc({margin} + {before:g}em)"
    return f"td.{name}{{padding-right:calc({margin} + {behind:g}em)}}td.center.{name}{{{left}}}\n"


def _faces(layout: Layout) -> str:
    family = f'@font-face{{font-family:{_LATIN};src:local("{layout.faces.latin.name}");'
    return f"{family}unicode-range:{_LATIN_RANGE}}}"


def _screen(layout: Layout) -> str:
    """Return the desk on which the sheets lie, and the list of headings beside them."""
    page = layout.page
    margins = f"{page.top_mm:g}mm {page.right_mm:g}mm {page.bottom_mm:g}mm {page.left_mm:g}mm"
    beside = page.width_mm + 2 * _CONTENTS_MM
    return f"""\
:root{{--pt:1pt;--zi:{_pt(_character_pt(layout))};color:#111;background:#e9e9e6}}
*{{box-sizing:border-box}}
body{{margin:0}}
.sheet{{width:{page.width_mm:g}mm;min-height:{page.height_mm:g}mm;padding:{margins};margin:8mm auto;\
background:#fff;box-shadow:0 1px 6px #0003}}
.draft{{position:fixed;top:0;right:1rem;margin:.5rem;font:bold 16px/1.6 sans-serif;text-indent:0}}
nav,.to-contents{{font:16px/1.6 sans-serif}}
nav{{max-width:{page.width_mm:g}mm;margin:8mm auto 0;padding:0 1rem}}
nav summary{{cursor:pointer;padding:.5rem 0;font-weight:bold}}
nav ol{{list-style:none;margin:0;padding:0 0 .5rem}}
nav li{{text-indent:0}}
nav a{{display:block;padding:.3rem 0;color:#1a4f8a;text-decoration:none;overflow-wrap:anywhere}}
nav a:hover{{text-decoration:underline}}
nav .level-2{{padding-left:1em}}nav .level-3{{padding-left:2em}}nav .level-4{{padding-left:3em}}
.to-contents{{position:fixed;right:1rem;bottom:1rem;padding:.4rem .9rem;border-radius:2rem;\
background:#fffd;color:#1a4f8a;text-decoration:none;box-shadow:0 1px 6px #0005}}
.figure:hover{{background:#fdf1c1;cursor:help}}
@media (min-width:{beside:g}mm){{
nav{{position:fixed;top:0;left:0;bottom:0;overflow:auto;width:calc((100vw - {page.width_mm:g}mm)/2 - 1rem);\
margin:0;padding:8mm 1rem}}
nav summary{{list-style:none;cursor:default}}
nav details::details-content{{content-visibility:visible;display:block}}
.to-contents{{display:none}}
}}"""


def _elements(layout: Layout) -> str:
    """Return a rule for each element of the document."""
    rule, table = layout.attachment_rule, layout.table
    line = layout.body.line or 0
    lines = [
        "h1,h2,h3,h4,h5,p,ol,figure{margin:0}",
        _rule("main", layout.body, layout),
        "h1,h2,h3,h4,h5,p,li,th,td,caption,figcaption{white-space:pre-wrap;overflow-wrap:anywhere;"
        "line-break:strict;text-spacing-trim:space-all;text-autospace:no-autospace;orphans:1;widows:1}",
        _rule("h1", layout.title, layout),
        _rule(".subtitle", layout.subtitle, layout),
        _rule(".byline", layout.byline, layout),
        _rule(".salutation", layout.salutation, layout),
        f"header+*{{margin-top:{_twips(layout.blank_lines_after_title * line)}}}",
        *(_rule(f"h{number}", look, layout) for number, look in enumerate(layout.headings, start=2)),
        "h2,h3,h4,h5{scroll-margin-top:1rem}",
        ".run-in{text-align:inherit}.run-in>*{display:inline}",
        *(
            _face_rule(f".run-in h{number}", look, layout)
            for number, look in enumerate(layout.headings, start=2)
        ),
        _face_rule("strong", layout.strong, layout),
        _face_rule("p>.label,.items .label", layout.item_label, layout),
        ".items,.attachments ol{list-style:none;padding:0}",
        _rule(".organ", layout.signature, layout),
        _rule(".date", layout.date, layout),
        f".signature{{margin-top:{_twips(layout.signature_rule.blank_lines * line)};break-inside:avoid}}",
        f".attachments{{display:flex;margin-top:{_twips(rule.blank_lines * line)};"
        f"padding-left:{_zi(rule.indent)};text-indent:0;break-after:avoid}}",
        ".attachments li{display:flex}.attachments .label{flex:none;white-space:nowrap}",
        *_official(layout),
        _rule("caption,figcaption", layout.caption, layout),
        "caption{break-after:avoid}",
        ".table{overflow-x:auto}",
        "table{width:100%;border-collapse:collapse;text-indent:0}",
        f"th,td{{border:{table.border_eighths / 8:g}pt solid #000;vertical-align:middle;"
        f"padding:0 {_twips(table.cell_margin_twips)}}}",
        _rule("td", layout.cell, layout),
        _rule("th", layout.header_cell, layout),
        _rule(".small td", layout.small(layout.cell), layout),
        _rule(".small th", layout.small(layout.header_cell), layout),
        f".small th,.small td{{padding:0 {_twips(table.small_margin_twips)}}}",
        *(f"td.{side}{{text-align:{side}}}" for side in ("center", "right")),
        "tr{break-inside:avoid}",
        "figure{margin-top:.4em;text-align:center;text-indent:0;line-height:1.2;break-inside:avoid}",
        f"img{{max-width:100%;max-height:{_twips(layout.picture_lines * line)};vertical-align:bottom}}",
        ".sheet>:first-child{margin-top:0}",
    ]
    return "\n".join(lines)


def _official(layout: Layout) -> list[str]:
    """Return the rules of 版头, 附注, 附件 and 版记."""
    head, imprint = layout.masthead, layout.imprint_rule
    gap = _twips(head.blank_lines * layout.grid.line_pitch)
    ends = f"{imprint.thick_eighths / 8:g}pt solid #000"
    return [
        _rule(".copy-number", layout.copy_number, layout),
        _rule(".secrecy", layout.secrecy, layout),
        _rule(".mark", layout.mark, layout),
        _rule(".doc-number", layout.doc_number, layout),
        f".doc-number{{display:flex;justify-content:space-between;text-indent:0;margin-top:{gap};"
        f"padding:0 {_zi(head.inset)} {head.line_mm:g}mm;margin-bottom:{gap};"
        f"border-bottom:{head.line_eighths / 8:g}pt solid #{head.line_color}}}",
        _face_rule(".signer", layout.signer, layout),
        f".signer+.signer{{margin-left:{_zi(head.signer_gap)}}}",
        _rule(".note", layout.note, layout),
        _rule(".annex", layout.annex, layout),
        _rule(".imprint p", layout.imprint, layout),
        f".imprint{{margin-top:{gap};border:{ends};border-width:{imprint.thick_eighths / 8:g}pt 0;"
        f"break-inside:avoid}}.imprint p{{padding:0 {_pt(imprint.inset * layout.imprint.size)}}}",
        f".imprint .copies{{border-bottom:{imprint.thin_eighths / 8:g}pt solid #000}}"
        ".printed{display:flex;justify-content:space-between}",
    ]


def _narrow(layout: Layout) -> str:
    """Return what changes on a screen that is narrower than the sheet."""
    return f"""\
@media screen and (max-width:{layout.page.width_mm:g}mm){{
:root{{--pt:{_SMALL:g}pt;background:#fff}}
.sheet{{width:auto;min-height:0;margin:0;padding:1.5rem 1.2rem;box-shadow:none}}
.sheet+.sheet{{border-top:1px solid #ccc}}
nav{{margin:0;padding:.3rem 1.2rem;background:#f4f4f2;border-bottom:1px solid #ddd}}
table{{width:auto;min-width:100%}}
td,th{{min-width:{_zi(4)}}}
}}"""


def _paper(layout: Layout) -> str:
    """Return the page in print, with its number."""
    page = layout.page
    margins = f"{page.top_mm:g}mm {page.right_mm:g}mm {page.bottom_mm:g}mm {page.left_mm:g}mm"
    return f"""\
@page{{size:{page.width_mm:g}mm {page.height_mm:g}mm;margin:{margins}}}
{_page_numbers(layout)}
@media print{{
:root{{background:none}}
nav,.to-contents{{display:none}}
.sheet{{width:{page.area_width_mm:g}mm;min-height:0;margin:0;padding:0;box-shadow:none}}
.sheet+.sheet{{break-before:page}}
.table{{overflow:visible}}
}}"""


def _page_numbers(layout: Layout) -> str:
    number = layout.page_number
    look, dash = number.look, number.dash
    inset = f"0 {number.inset * look.size:g}pt {number.footer_twips / 20:g}pt"
    text = (
        f'content:"{dash} " counter(page) " {dash}";vertical-align:bottom;padding:{inset};'
        f"font:{look.size:g}pt/1 {_family(look.face, layout)}"
    )
    if number.position == "off":
        return ""
    if number.position == "center":
        return f"@page{{@bottom-center{{{text}}}}}"
    return f"@page:right{{@bottom-right{{{text}}}}}\n@page:left{{@bottom-left{{{text}}}}}"


def _rule(selector: str, look: Look, layout: Layout) -> str:
    """Return the rule of a paragraph."""
    align = "justify" if look.align == "both" else look.align
    height = _twips(look.line) if look.line else "normal"
    after = "avoid" if look.keep_next else "auto"
    return (
        f"{selector}{{font:{_weight(look)} {_pt(look.size)}/{height} {_family(look.face, layout)};"
        f"letter-spacing:{_twips(look.spacing)};text-align:{align};text-indent:{_zi(look.first_line)};"
        f"margin-left:{_zi(look.left)};break-after:{after}"
        f"{f';color:#{look.color}' if look.color else ''}}}"
    )


def _face_rule(selector: str, look: Look, layout: Layout) -> str:
    """Return the rule of words in a paragraph; a line height of nothing leaves the line as high as it is."""
    family = _family(look.face, layout)
    return f"{selector}{{font:{_weight(look)} 1em/0 {family}}}"


def _weight(look: Look) -> str:
    return "bold" if look.bold else "normal"


def _family(role: Role, layout: Layout) -> str:
    face = getattr(layout.faces, role)
    names = ",".join(f'"{name}"' for name in (face.name, face.alternate) if name)
    own = f"{_LATIN}," if layout.digits == "latin" else ""
    return f"{own}{names},{'sans-serif' if role == 'heiti' else 'serif'}"


def _character_pt(layout: Layout) -> float:
    """Return the width of one 字 in points."""
    return layout.page.area_width_mm * TWIPS_PER_MM / 20 / layout.grid.characters


def _pt(points: float) -> str:
    return f"calc(var(--pt)*{round(points, 3):g})" if points else "0"


def _twips(twips: float) -> str:
    return _pt(twips / 20)


def _zi(characters: float) -> str:
    return f"calc(var(--zi)*{round(characters, 3):g})" if characters else "0"

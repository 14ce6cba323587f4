"""The document settings: those of a Chinese Word file that bear on the look of a page."""

from __future__ import annotations

_FLAGS = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "useFELayout",
)
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
"""Mode 15 is Word 2013 and later; less shows 兼容模式 in the title bar."""


def settings_xml() -> list[str]:
    """Return the children of `w:settings`, in the order of the schema.

    No `updateFields`, which asks the reader a question; no `adjustLineHeightInTable`, which would set
    table rows on the grid of the page.
    """
    return [
        '<w:zoom w:percent="100"/>',
        '<w:characterSpacingControl w:val="compressPunctuation"/>',
        f"<w:compat>{''.join(f'<w:{flag}/>' for flag in _FLAGS)}{_compatibility()}</w:compat>",
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" '
        'w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>',
        '<w:decimalSymbol w:val="."/>',
        '<w:listSeparator w:val=","/>',
    ]


def _compatibility() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    return "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )

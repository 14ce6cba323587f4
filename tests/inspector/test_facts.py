"""What is effectively true of a run and a paragraph, whatever the file says it with."""

from __future__ import annotations

import pytest

from fupin_report.inspector.facts import Facts, Paragraph
from fupin_report.inspector.reading import read_facts
from hostile import DOCUMENT, RELATIONS, STYLES, packed
from papers import SETTINGS, W, paper

_THEME = "word/theme/theme1.xml"
_NUMBERING = "word/numbering.xml"
_NUMBERING_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_NAMESPACES = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'


def facts(
    body: str, *, styles: str = "", numbering: str = "", changed: dict[str, str] | None = None
) -> Facts:
    """Read a body, with styles of its own if some are given, and lists."""
    members = paper() | {DOCUMENT: f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>".encode()}
    if styles:
        members[STYLES] = f"<w:styles {_NAMESPACES}>{styles}</w:styles>".encode()
    if numbering:
        members[_NUMBERING] = f"<w:numbering {_NAMESPACES}>{numbering}</w:numbering>".encode()
        related = f'<Relationship Id="n" Type="{_NUMBERING_TYPE}" Target="numbering.xml"/></Relationships>'
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", related.encode())
    members |= {name: text.encode() for name, text in (changed or {}).items()}
    return read_facts(packed(members.items()))


def only(body: str, **given: str) -> Paragraph:
    """Read a body of one paragraph."""
    (paragraph,) = facts(body, **given).paragraphs  # type: ignore[arg-type]
    return paragraph


def words(body: str) -> list[str]:
    """Return what the paragraphs of a body show."""
    return [paragraph.shown for paragraph in facts(body).paragraphs]


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def style(name: str, inside: str, kind: str = "paragraph", base: str = "", default: bool = False) -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:default="{int(default)}" w:styleId="{name}"><w:name w:val="{name}"/>{based}{inside}</w:style>'


_SIZED = "<w:rPr><w:sz w:val='{}'/></w:rPr>"


def test_styles_lie_over_what_they_rest_upon() -> None:
    """Defaults, base, style, character style and the run's own: the last that speaks is heard."""
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='20'/><w:color w:val='111111'/></w:rPr></w:rPrDefault></w:docDefaults>"
        + style("Base", "<w:rPr><w:sz w:val='22'/><w:spacing w:val='1'/></w:rPr>")
        + style("Over", "<w:rPr><w:sz w:val='24'/></w:rPr>", base="Base")
        + style("Mark", "<w:rPr><w:sz w:val='26'/></w:rPr>", kind="character")
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="Over"/></w:pPr>{run("甲")}{run("乙", "<w:rStyle w:val=" + chr(34) + "Mark" + chr(34) + "/>")}{run("丙", "<w:sz w:val=" + chr(34) + "28" + chr(34) + "/>")}</w:p>'
    looks = [each.look for each in only(body, styles=styles).runs]
    assert [look.size for look in looks] == [12, 13, 14]
    assert {(look.spacing, look.colour) for look in looks} == {(1, "111111")}


def test_paragraph_without_a_style_has_the_default_one() -> None:
    """The default style counts for paragraphs that name none, or one that does not exist."""
    styles = style("A", _SIZED.format(30), default=True)
    for named in ("", '<w:pPr><w:pStyle w:val="nowhere"/></w:pPr>'):
        assert only(f"<w:p>{named}{run('甲')}</w:p>", styles=styles).runs[0].look.size == 15


def test_bold_twice_is_plain() -> None:
    """A switch that the style of the paragraph and that of the characters both turn on is off again."""
    styles = style("Loud", "<w:rPr><w:b/></w:rPr>") + style(
        "Strong", "<w:rPr><w:b/></w:rPr>", kind="character"
    )
    body = '<w:p><w:pPr><w:pStyle w:val="Loud"/></w:pPr>{}</w:p>'
    strong = '<w:rStyle w:val="Strong"/>'
    assert [
        only(body.format(run("甲", look)), styles=styles).runs[0].look.bold
        for look in ("", strong, strong + "<w:b/>", "<w:b w:val='0'/>")
    ] == [True, False, True, False]


@pytest.mark.parametrize(
    ("fonts", "face"),
    [
        ('w:eastAsia="黑体"', "黑体"),
        ('w:eastAsia="黑体" w:eastAsiaTheme="minorEastAsia"', "仿宋_GB2312"),
        ('w:eastAsiaTheme="nothing"', ""),
    ],
)
def test_theme_beats_a_name(fonts: str, face: str) -> None:
    """Within one element the theme's face counts, and a theme face that does not exist is none."""
    assert only(f"<w:p>{run('甲', f'<w:rFonts {fonts}/>')}</w:p>").runs[0].look.east == face


def test_name_beats_an_inherited_theme() -> None:
    """A name in a later layer takes the place of the theme's face."""
    styles = style("A", '<w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/></w:rPr>', default=True)
    look = (
        only(
            f"<w:p>{run('甲', '<w:rFonts w:eastAsia=' + chr(34) + '楷体' + chr(34) + '/>')}</w:p>",
            styles=styles,
        )
        .runs[0]
        .look
    )
    assert (look.east, look.themed) == ("楷体", ())


@pytest.mark.parametrize(("language", "face"), [("zh-CN", "宋体"), ("ja-JP", "ＭＳ 明朝"), ("", "")])
def test_theme_without_an_east_asian_face_goes_by_language(language: str, face: str) -> None:
    """A theme that names none lists one a script, and the file's language picks it."""
    theme = '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont><a:ea typeface=""/><a:font script="Hans" typeface="宋体"/><a:font script="Jpan" typeface="ＭＳ 明朝"/></a:minorFont></a:theme>'
    settings = f'<w:settings {_NAMESPACES}><w:themeFontLang w:eastAsia="{language}"/></w:settings>'
    read = facts(
        f"<w:p>{run('甲', '<w:rFonts w:eastAsiaTheme=' + chr(34) + 'minorEastAsia' + chr(34) + '/>')}</w:p>",
        changed={_THEME: theme, SETTINGS: settings},
    )
    assert read.paragraphs[0].runs[0].look.east == face


def test_hanging_takes_the_place_of_a_first_line() -> None:
    """Of an inherited first line and a hanging one the later counts; characters beat twips."""
    styles = style(
        "A", '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="600" w:start="100"/></w:pPr>', default=True
    )
    look = only('<w:p><w:pPr><w:ind w:firstLineChars="0" w:hanging="300"/></w:pPr></w:p>', styles=styles).look
    assert (look.first.characters(300), look.left.twips) == (-1, 100)
    assert (
        only('<w:p><w:pPr><w:ind w:firstLine="0"/></w:pPr></w:p>', styles=styles).look.first.characters(300)
        == 2
    )


def test_list_lies_between_style_and_paragraph() -> None:
    """The indent of a list beats that of the style, not that of the paragraph."""
    numbering = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="500"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = style("A", '<w:pPr><w:ind w:left="100"/></w:pPr>', default=True)
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    lefts = [
        paragraph.look.left.twips
        for paragraph in facts(
            f"<w:p/><w:p><w:pPr>{listed}</w:pPr></w:p><w:p><w:pPr>{listed}<w:ind w:left='900'/></w:pPr></w:p>",
            styles=styles,
            numbering=numbering,
        ).paragraphs
    ]
    assert lefts == [100, 500, 900]


_LISTS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (form, text) in enumerate(
        [
            ("chineseCounting", "%1、"),
            ("chineseCountingThousand", "（%2）"),
            ("decimal", "%3."),
            ("decimal", "（%4）"),
            ("lowerRoman", "%3-%5"),
            ("upperLetter", "%6)"),
            ("decimalEnclosedCircle", "%7"),
            ("bullet", "l"),
            ("decimalZero", "%9"),
        ]
    )
)
_NUMBERS = f'<w:abstractNum w:abstractNumId="0">{_LISTS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'


def _listed(level: int, of_list: int = 1) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of_list}"/></w:numPr></w:pPr>{run("甲")}</w:p>'


def test_automatic_numbers_are_counted() -> None:
    """Numbers that Word shows by itself are there, begin anew below a higher level, and can be told to."""
    body = (
        "".join(map(_listed, (0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 0, 1)))
        + _listed(0, 2)
        + _listed(0)
        + _listed(0, 9)
    )
    shown = [paragraph.label for paragraph in facts(body, numbering=_NUMBERS).paragraphs]
    assert shown == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "（1）",
        "1-i",
        "1-ii",
        "A)",
        "①",
        "•",
        "01",
        "二、",
        "（一）",
        "一、",
        "二、",
        "",
    ]


def test_style_takes_its_level_of_a_list() -> None:
    """A style tied to a level has that level's number, and a paragraph may leave the list."""
    numbering = _NUMBERS.replace(
        '<w:lvlText w:val="（%2）"/>', '<w:lvlText w:val="（%2）"/><w:pStyle w:val="H2"/>'
    )
    styles = style("H2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = '<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>'
    assert [each.label for each in facts(body, styles=styles, numbering=numbering).paragraphs] == [
        "（一）",
        "",
    ]


_BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"

SEEN = {
    "insertion": (f"<w:p><w:ins>{run('甲')}</w:ins></w:p>", ["甲"]),
    "deletion": (f"<w:p>{run('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>", ["甲"]),
    "moved away": (f"<w:p><w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo></w:p>", ["乙"]),
    "deleted end of a paragraph": (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲')}</w:p><w:p>{run('乙')}</w:p>", ["甲乙"]),
    "deleted row": (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('甲')}</w:p></w:tc></w:tr></w:tbl><w:p/>", [""]),
    "look before a change": (f"<w:p><w:pPr><w:jc w:val='both'/><w:pPrChange><w:pPr><w:jc w:val='left'/></w:pPr></w:pPrChange></w:pPr>{run('甲')}</w:p>", ["甲"]),
    "field": ("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("今天") + "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>", ["今天"]),
    "simple field": (f"<w:p><w:fldSimple w:instr=' AUTHOR '>{run('张三')}</w:fldSimple></w:p>", ["张三"]),
    "field in a field": ("<w:p>" + "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>IF </w:instrText></w:r>" * 2 + "<w:r><w:fldChar w:fldCharType='separate'/><w:t>内</w:t><w:fldChar w:fldCharType='end'/></w:r><w:r><w:fldChar w:fldCharType='separate'/><w:t>外</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>", ["外"]),
    "link": (f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink></w:p>", ["甲"]),
    "control around a paragraph": (f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('甲')}</w:p></w:sdtContent></w:sdt>", ["甲"]),
    "control in a paragraph": (f"<w:p><w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt></w:p>", ["甲"]),
    "text box": (f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>{_BOX}</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('甲')}</w:p>", ["甲"]),
    "alternatives": (f"<mc:AlternateContent><mc:Choice><w:p>{run('甲')}</w:p></mc:Choice><mc:Fallback><w:p>{run('乙')}</w:p></mc:Fallback></mc:AlternateContent>", ["甲"]),
    "table in a table": (f"<w:tbl><w:tr><w:tc><w:p>{run('甲')}</w:p><w:tbl><w:tr><w:tc><w:p>{run('乙')}</w:p></w:tc></w:tr></w:tbl><w:p>{run('丙')}</w:p></w:tc></w:tr></w:tbl>", ["甲", "乙", "丙"]),
    "hidden": (f"<w:p>{run('甲', '<w:vanish/>')}{run('乙')}</w:p>", ["乙"]),
    "phonetic guide": ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", ["拼"]),
    "tab, break and symbol": ("<w:p><w:r><w:tab/><w:br/><w:sym w:char='F0FC'/><w:noBreakHyphen/></w:r></w:p>", ["\t\n□-"]),
}  # fmt: skip
"""Body to the words that are seen of it."""


@pytest.mark.parametrize("kind", SEEN)
def test_only_what_is_seen_counts(kind: str) -> None:
    """Changes, fields, controls, boxes and alternatives count as what a reader of the page sees."""
    body, shown = SEEN[kind]
    assert words(body) == shown


def test_section_inherits_the_footers_of_the_one_before() -> None:
    """A section names only the footers that differ; its paragraphs know which section is theirs."""
    reference = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    first = f'<w:sectPr {reference}><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    read = facts(f"<w:p><w:pPr>{first}</w:pPr></w:p><w:p/><w:sectPr/>")
    assert [paragraph.section for paragraph in read.paragraphs] == [0, 1]
    assert [section.footers for section in read.sections] == [{"default": "rId1"}] * 2
    assert [section.landscape for section in read.sections] == [True, False]


def test_measures_may_carry_units() -> None:
    """Lengths in mm, cm, inches and points are read as well as plain ones."""
    section = facts(
        '<w:sectPr><w:pgSz w:w="210mm" w:h="29.7cm"/><w:pgMar w:top="1in" w:bottom="72pt"/></w:sectPr>'
    ).sections[0]
    assert [round(each) for each in (section.width, section.height, section.top, section.bottom)] == [
        11906,
        16838,
        1440,
        1440,
    ]

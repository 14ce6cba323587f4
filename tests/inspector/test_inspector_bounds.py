"""Whatever a file holds, an inspection ends in points or in a Chinese message."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from fupin_report.inspector import inspect
from fupin_report.inspector.reading import MAX_CHARACTERS, MAX_PARAGRAPHS
from fupin_report.inspector.styles import MAX_STYLES
from fupin_report.layout import Layout
from hostile import BORDERLINE, DOCUMENT, REFUSED, STYLES, packed, style, valid, with_body, with_styles
from papers import W, paper

_NOT_OPENED = {"many large parts", "no provenance", "64 columns"}
"""What harms only a reader of the parts or columns concerned, which an inspection leaves alone."""
_MEMORY_MB = 200
_PROBE = """
import json, sys
from pathlib import Path
import fupin_report as fr
for file in sorted(Path(sys.argv[1]).iterdir()):
    try:
        fr.inspect_docx(file)
    except fr.SourceError:
        pass
status = Path("/proc/self/status").read_text()
peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps(int(peak.split()[1]) // 1024))
"""


@pytest.mark.parametrize("kind", sorted(REFUSED.keys() - _NOT_OPENED))
def test_hostile_file_is_refused(kind: str) -> None:
    """What a reader refuses an inspection refuses, by the same code."""
    code, make = REFUSED[kind]
    with pytest.raises(fr.SourceError) as caught:
        fr.inspect_docx(make())
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lambda: with_body("<w:p/>" * (MAX_PARAGRAPHS + 1)), "段落太多"),
        (lambda: with_body(f"<w:p><w:r><w:t>{'汉' * (MAX_CHARACTERS + 1)}</w:t></w:r></w:p>"), "文字太多"),
        (lambda: with_styles("".join(style(f"s{n}", "") for n in range(MAX_STYLES + 1))), "样式太多"),
    ],
)
def test_too_much_is_refused(content: object, message: str) -> None:
    """A file of more than anybody writes is refused, not gone through."""
    with pytest.raises(fr.SourceError, match=f"W502 {message}"):
        fr.inspect_docx(content())  # type: ignore[operator]


@pytest.mark.parametrize("kind", BORDERLINE)
def test_borderline_file_ends(kind: str) -> None:
    """What is as large as a reader takes is inspected or refused as too large."""
    try:
        assert len(fr.inspect_docx(BORDERLINE[kind]()).points) > 100
    except fr.SourceError as error:
        assert [problem.code for problem in error.problems] == ["W502"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="系统不报告进程的内存峰值")
def test_memory_is_bounded(tmp_path: Path) -> None:
    """One process goes through every hostile file within 200 MB."""
    for number, make in enumerate([*(make for _, make in REFUSED.values()), *BORDERLINE.values()]):
        (tmp_path / f"{number:03}.docx").write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(tmp_path)], capture_output=True, text=True, check=True, timeout=300
    )
    assert json.loads(done.stdout) < _MEMORY_MB


_VALUES = st.sampled_from(
    ["0", "1", "-1", "240", "579", "99999999999", "1e9", "", "x", "true", "12pt", "2.5cm", "auto", "exact", "center", "minorEastAsia", "宋体", "二", "%1、", "decimal", "chineseCounting", "none", "Heading1"]
)  # fmt: skip
_NAMES = st.sampled_from(
    ["val", "line", "lineRule", "before", "afterLines", "beforeAutospacing", "firstLine", "firstLineChars", "hanging", "hangingChars", "left", "startChars", "right", "eastAsia", "eastAsiaTheme", "ascii", "hAnsiTheme", "hint", "w", "h", "top", "bottom", "gutter", "linePitch", "charSpace", "type", "num", "space", "themeColor", "xAlign", "sz"]
)  # fmt: skip
_PROPERTIES = st.sampled_from(
    ["spacing", "ind", "jc", "outlineLvl", "rFonts", "sz", "w", "b", "color", "u", "vanish", "numPr", "framePr", "keepNext", "pageBreakBefore", "snapToGrid", "pStyle", "rStyle", "pgSz", "pgMar", "cols", "docGrid", "titlePg", "kinsoku"]
)  # fmt: skip
_ATTRIBUTES = st.dictionaries(_NAMES, _VALUES, max_size=3)
_TEXTS = st.text(
    st.sampled_from("一二三四五十、（）().．1２①年月日汉我镇：:附件表抄送印发〔〕[]号\u3000 《》“”…—×"),
    max_size=30,
)


@st.composite
def _element(draw: st.DrawFn, name: str, children: st.SearchStrategy[list[str]]) -> str:
    return f"<w:{name}>{''.join(draw(children))}</w:{name}>"


@st.composite
def _property(draw: st.DrawFn) -> str:
    attributes = " ".join(f'w:{name}="{value}"' for name, value in draw(_ATTRIBUTES).items())
    name = draw(_PROPERTIES)
    inside = '<w:ilvl w:val="9"/><w:numId w:val="1"/>' if name == "numPr" else ""
    return f"<w:{name} {attributes}>{inside}</w:{name}>"


_LOOK = st.lists(_property(), max_size=5)
_PIECES = st.one_of(
    _TEXTS.map(lambda text: f"<w:t>{text}</w:t>"),
    st.sampled_from(["begin", "separate", "end"]).map(lambda step: f'<w:fldChar w:fldCharType="{step}"/>'),
    st.sampled_from(
        [
            "<w:instrText> PAGE </w:instrText>",
            "<w:tab/>",
            "<w:br/>",
            '<w:br w:type="page"/>',
            "<w:drawing/>",
            "<w:sym/>",
        ]
    ),
)


@st.composite
def _paragraph(draw: st.DrawFn) -> str:
    runs = "".join(
        f"<w:r>{draw(_element('rPr', _LOOK))}{''.join(draw(st.lists(_PIECES, max_size=3)))}</w:r>"
        for _ in range(draw(st.integers(0, 3)))
    )
    wrapping = draw(st.sampled_from(["", "ins", "del", "sdt", "hyperlink", "fldSimple"]))
    section = draw(st.sampled_from(["", "", "<w:sectPr/>"]))
    settings = f"<w:pPr>{''.join(draw(_LOOK))}<w:rPr>{draw(st.sampled_from(['', '<w:del/>']))}</w:rPr>{section}</w:pPr>"
    return f"<w:p>{settings}{f'<w:{wrapping}>{runs}</w:{wrapping}>' if wrapping else runs}</w:p>"


_BODY = st.lists(
    st.one_of(_paragraph(), _paragraph().map(lambda p: f"<w:tbl><w:tr><w:tc>{p}</w:tc></w:tr></w:tbl>")),
    max_size=6,
).map("".join)


@settings(deadline=None, max_examples=300)
@given(_BODY, _element("sectPr", _LOOK), _element("pPr", _LOOK), _element("rPr", _LOOK))
def test_any_paragraphs_and_styles_are_inspected(body: str, section: str, paragraph: str, run: str) -> None:
    """Whatever paragraphs, styles and pages say, nothing is raised, and every point has its words."""
    styles = f'<w:style w:type="paragraph" w:default="1" w:styleId="Heading1"><w:name w:val="heading 1"/>{paragraph}{run}</w:style>'
    members = paper() | {
        DOCUMENT: f'<w:document xmlns:w="{W}"><w:body>{body}{section}</w:body></w:document>'.encode(),
        STYLES: f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode(),
    }
    for point in inspect(packed(members.items()), Layout()):
        assert point.required
        assert point.found


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(sorted(paper())),
    st.integers(0, 10**6),
    st.sampled_from([b"<", b'"', b"\0", b"\xff", b"9" * 30, b"", b"\xe6\xb1"]),
    st.integers(0, 40),
)
def test_broken_parts_are_no_crash(name: str, place: int, put: bytes, cut: int) -> None:
    """Whatever changes within a part, the file is inspected or refused."""
    content = paper()[name]
    place %= len(content)
    members = paper() | {name: content[:place] + put + content[place + cut :]}
    try:
        inspect(packed(members.items()), Layout())
    except fr.SourceError as error:
        assert {problem.code[0] for problem in error.problems} == {"W"}


def test_message_names_the_file(tmp_path: Path) -> None:
    """A refused file is named."""
    path = tmp_path / "报告.docx"
    path.write_bytes(valid()[:1000])
    with pytest.raises(fr.SourceError, match=f"错误 W503 {path}："):
        fr.inspect_docx(path)

"""字体, 字号 and colour by element (§5.2.2, §5.2.4, §7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from fupin_report.inspector.checks.rule import CUSTOM, STANDARD, WORDS, Case, Check, Rule, Sheet, said
from fupin_report.inspector.elements import Element, Kind
from fupin_report.inspector.facts import PAGE, Paragraph, Run
from fupin_report.inspector.inspection import Strength
from fupin_report.layout import Face, Faces, Layout, Look
from fupin_report.patterns import expression

_SIZES: dict[float, str] = {
    42: "初号",
    36: "小初",
    26: "1号",
    24: "小1号",
    22: "2号",
    18: "小2号",
    16: "3号",
    15: "小3号",
    14: "4号",
    12: "小4号",
    10.5: "5号",
    9: "小5号",
}
_CHINESE = expression("[\u3007\u3400-\u9fff\U00020000-\U0003ffff（）《》〈〉【】〔〕、。，；：？！]")
_LATIN = expression("[0-9A-Za-z]")
_SHARED_MARKS = expression("[“”‘’…—]")
_BLACK = ("auto", "000000", "text1", "dark1", "windowText")

_Piece: TypeAlias = tuple[Paragraph, Run]


class _Part(NamedTuple):
    """An element with a face and a size of its own."""

    name: str
    clause: str
    strength: Strength
    look: Callable[[Layout], Look]
    pieces: Callable[[Sheet], Iterable[_Piece]]


def _whole(*kinds: Kind) -> Callable[[Sheet], Iterator[_Piece]]:
    return lambda sheet: (
        (element.paragraph, run) for element in sheet.of(*kinds) for run in element.paragraph.runs
    )


def _headings(level: int) -> Callable[[Sheet], Iterator[_Piece]]:
    return lambda sheet: (
        (element.paragraph, run)
        for element in sheet.of(Kind.HEADING, Kind.BODY)
        if element.level == level
        for run in element.heading
    )


def _body(sheet: Sheet) -> Iterator[_Piece]:
    return ((element.paragraph, run) for element in sheet.of(Kind.BODY) for run in element.rest)


def _page_numbers(sheet: Sheet) -> Iterator[_Piece]:
    return (
        (paragraph, run)
        for paragraphs in sheet.facts.footers.values()
        for paragraph in paragraphs
        if PAGE in paragraph.text
        for run in paragraph.runs
    )


def _heading_look(level: int) -> Callable[[Layout], Look]:
    return lambda layout: layout.headings[level - 1]


_HEADING_NAMES = ("一级标题", "二级标题", "三级标题", "四级标题")
_IMPRINT_LOOK = Look(size=14)
_LABEL_LOOK = Look(face="heiti")

_PARTS = (
    _Part("标题", "§7.3.1", STANDARD, lambda layout: layout.title, _whole(Kind.TITLE)),
    _Part("副标题", "", CUSTOM, lambda layout: layout.subtitle, _whole(Kind.SUBTITLE)),
    _Part("题下署名", "", CUSTOM, lambda layout: layout.byline, _whole(Kind.BYLINE)),
    _Part("主送机关", "§7.3.2", STANDARD, lambda layout: layout.salutation, _whole(Kind.SALUTATION)),
    _Part("正文", "§7.3.3", STANDARD, lambda layout: layout.body, _body),
    *(
        _Part(name, "§7.3.3", STANDARD, _heading_look(level), _headings(level))
        for level, name in enumerate(_HEADING_NAMES, start=1)
    ),
    _Part("附件说明", "§7.3.4", STANDARD, lambda layout: layout.attachments, _whole(Kind.ATTACHMENTS)),
    _Part("署名", "§7.3.5", STANDARD, lambda layout: layout.signature, _whole(Kind.SIGNATURE)),
    _Part("成文日期", "§7.3.5", STANDARD, lambda layout: layout.date, _whole(Kind.DATE)),
    _Part("附注", "§7.3.6", STANDARD, lambda layout: layout.body, _whole(Kind.NOTE)),
    _Part("附件标识", "§7.3.7", STANDARD, lambda _: _LABEL_LOOK, _whole(Kind.ATTACHMENT_LABEL)),
    _Part("发文字号", "§7.2.5", STANDARD, lambda layout: layout.body, _whole(Kind.LETTER_NUMBER)),
    _Part("密级和紧急程度", "§7.2.2", STANDARD, lambda _: _LABEL_LOOK, _whole(Kind.SECRECY)),
    _Part("版记", "§7.4.2", STANDARD, lambda _: _IMPRINT_LOOK, _whole(Kind.IMPRINT)),
    _Part("页码", "§7.5", STANDARD, lambda layout: layout.page_number.look, _page_numbers),
    _Part("图表标题", "", CUSTOM, lambda layout: layout.caption, _whole(Kind.CAPTION)),
)


def _face_of(part: _Part) -> Check:
    """Return a check of the face of Chinese text; of the page number, that of its digits."""

    def check(sheet: Sheet) -> Iterator[Case]:
        right = _names(getattr(sheet.layout.faces, part.look(sheet.layout).face))
        for paragraph, run in part.pieces(sheet):
            if PAGE in run.text:
                yield Case(run.look.ascii or _NO_FACE, run.look.ascii.lower() in right, paragraph)
            elif _CHINESE.search(run.text):
                yield Case(run.look.east or _NO_FACE, run.look.east.lower() in right, paragraph)

    return check


_NO_FACE = "未指定"


def _names(*faces: Face) -> frozenset[str]:
    return frozenset(name.lower() for face in faces for name in face.names)


def _size_of(part: _Part) -> Check:
    def check(sheet: Sheet) -> Iterator[Case]:
        wanted = part.look(sheet.layout).size
        for paragraph, run in part.pieces(sheet):
            if run.text.strip():
                yield Case(_size(run.look.size), run.look.size == wanted, paragraph)

    return check


def _size(points: float) -> str:
    name = _SIZES.get(points)
    return f"{name}（{said(points)}磅）" if name else f"{said(points)}磅"


def _rules(part: _Part) -> tuple[Rule, Rule]:
    return (
        Rule(
            f"{part.name}字体",
            part.clause,
            part.strength,
            lambda layout: layout.face(part.look(layout)),
            _face_of(part),
        ),
        Rule(
            f"{part.name}字号",
            part.clause,
            part.strength,
            lambda layout: _size(part.look(layout).size),
            _size_of(part),
        ),
    )


def _colour(sheet: Sheet) -> Iterator[Case]:
    """The head alone may be red, and is left out."""
    for paragraph, run in (*_whole(*WORDS, Kind.CELL, Kind.IMPRINT)(sheet), *_page_numbers(sheet)):
        if run.text.strip():
            black = run.look.colour in _BLACK
            yield Case("黑色" if black else f"颜色 {run.look.colour}", black, paragraph)


def _latin(sheet: Sheet) -> Iterator[Case]:
    """Digits and Latin letters: in a face of their own, or in that of the text."""
    own = _names(sheet.layout.faces.latin)
    for paragraph, run in _whole(*WORDS)(sheet):
        if _LATIN.search(run.text):
            found = run.look.ascii
            good = found.lower() in own | _chinese(sheet.layout.faces)
            yield Case(found or _NO_FACE, good, paragraph)


def _chinese(faces: Faces) -> frozenset[str]:
    return _names(faces.fangsong, faces.kaiti, faces.heiti, faces.xiaobiaosong, faces.songti)


def _marks(sheet: Sheet) -> Iterator[Case]:
    """“ ” … — belong to no script: without a hint Word takes them from the Latin face."""
    right = _chinese(sheet.layout.faces)
    for paragraph, run in _whole(*WORDS)(sheet):
        if _SHARED_MARKS.search(run.text):
            yield Case(run.look.marks or _NO_FACE, run.look.marks.lower() in right, paragraph)


def _themed(sheet: Sheet) -> Iterator[Case]:
    for paragraph, run in (*_whole(*WORDS, Kind.CELL)(sheet), *_page_numbers(sheet)):
        found = f"主题字体 {'、'.join(run.look.themed)}" if run.look.themed else "字体写明名称"
        yield Case(found, not run.look.themed, paragraph)


def _weight(sheet: Sheet) -> Iterator[Case]:
    """Titles and headings; of the text, whole paragraphs: a bold lead sentence is house style."""
    for element in sheet.of(Kind.TITLE, Kind.HEADING, Kind.BODY):
        if _runs := [run for run in element.heading or element.paragraph.runs if run.text.strip()]:
            bold = all(run.look.bold for run in _runs) and not _is_lead(element, _runs, sheet.layout)
            yield Case("加粗" if bold else "不加粗", not bold, element.paragraph)


def _is_lead(element: Element, runs: list[Run], layout: Layout) -> bool:
    """Whether a layout of one's own asks for bold, or a paragraph is all lead sentence."""
    if element.level:
        return layout.headings[min(element.level, 4) - 1].bold
    return layout.title.bold if element.kind is Kind.TITLE else any(run.style for run in runs)


def _slanted(sheet: Sheet) -> Iterator[Case]:
    for paragraph, run in _whole(*WORDS)(sheet):
        if run.text.strip():
            found = "斜体、下划线、删除线或底纹" if run.look.slanted else "没有"
            yield Case(found, not run.look.slanted, paragraph)


RULES = (
    *(rule for part in _PARTS for rule in _rules(part)),
    Rule("文字颜色", "§5.2.4", STANDARD, lambda _: "黑色", _colour),
    Rule(
        "数字和西文字体",
        "§5.2.2",
        CUSTOM,
        lambda layout: f"{layout.faces.latin.name}，或与汉字同一字体",
        _latin,
    ),
    Rule("引号、省略号、破折号字体", "§5.2.2", CUSTOM, lambda _: "与汉字同一字体", _marks),
    Rule("主题字体", "§5.2.2", CUSTOM, lambda _: "字体写明名称，不随主题变化", _themed),
    Rule("加粗", "§7.3.3", CUSTOM, lambda _: "标题和小标题不加粗，正文不整段加粗", _weight),
    Rule("斜体、下划线等", "", CUSTOM, lambda _: "没有", _slanted),
)

"""What is left out of the data disappears from the text without a trace; what is left in stays."""

from __future__ import annotations

import copy
import itertools
import random
import re
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

import fupin_report as fr
from full import full_report
from fupin_report import datapath
from fupin_report.document import Block, Enumeration, Heading, Paragraph, Table, plain_text
from fupin_report.model.fields import Section
from fupin_report.model.manuscript import DocumentType
from fupin_report.model.report import FEWEST, REQUIRED_SECTIONS, Report
from fupin_report.model.values import (
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    Turnout,
)
from fupin_report.templating.root import Root
from reading import lines, text

Place: TypeAlias = tuple[str | int, ...]
"""Keys and indices that lead to an entry of the data."""

EXAMPLES = Path(__file__).parents[1] / "examples"
TYPES = ("progress", "visit", "semiannual", "annual", "rectification", "funds_notice")
SUBSETS = 200
"""Random subsets of each example; an eighth as many of the full township."""
SEED = 20150630

NOT_TOLD = {
    # 决定怎么写、写在哪里，自己不是文字
    r"format|checks\[\]|explanations\[\].*|document\.(type|issuer|issuer_kind|self_reference|draft|signature_at)",
    r"period\.(year|half|start|end|as_of|launched|cumulative)",  # 报告期只说一次：启动时间，或年度
    r"(.*\.)?(id|about\[\]|answers|source|line_kind|cause_mode|measure_mode|poor_only|yearly|base)",
    r"(projects\[\]\.)?(category|status)|projects\[\]\.(category|status|sources\[\]\.fund)",
    r"township\.(kind|code)|(industries|villages)\[\]\.kind|villages\[\]\.(poverty_status|deep_poverty|first_secretary|team)",
    r"relief\[\]\.occasion\[\]|photos\[\]\.(file|as_of)",  # “其他”不是节日
    # 版头、版记和附注，由公文格式安排
    r"document\.(doc_number|signer\[\]|copy_number|secrecy|urgency|copy_to\[\]|printed_by|printed_on|remark)",
    r"document\.recipients\[\]",  # 有称呼时不写主送
    # 截至时间写在数字一节的开头；会议、培训、慰问有自己的日期，打算、问题不是统计数
    r"(organisations|service|visit_event)(\..*)?\.as_of|(training|relief|outcomes|problems|plans)\[\]\.as_of",
    r"identification\.(exits|two_no_worries)\[\]\.as_of|infrastructure\.works_done\[\]\.as_of",
}
"""Fields that are not for printing, by path without indices, and why."""


@pytest.fixture(autouse=True)
def _made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No report here is made a second time for the paths of what it leaves out: none is printed."""
    plain = Root.__init__

    def only_once(self: Root, *arguments: Any, watched: bool = False) -> None:
        assert not watched
        plain(self, *arguments)

    monkeypatch.setattr(Root, "__init__", only_once)


def _all_but(*carried: str) -> str:
    """Return the pattern of the sections that a type of document leaves out."""
    return "|".join(set(Report.fields) - {*carried, "format", "document", "period", "checks", "explanations"})


NOT_CARRIED = {
    "progress": r"visit_event|rectification|notice|tasks",
    "semiannual": r"visit_event|rectification|notice|tasks|identification\.(principles|procedure)|document\.salutation",
    "annual": r"visit_event|rectification|notice|identification\.(principles|procedure)|document\.salutation",
    "rectification": _all_but("township", "rectification", "problems", "plans", "photos")
    + r"|document\.salutation|plans\[\]\.about\[\]|township\..*",
    "funds_notice": _all_but("funds", "projects", "notice", "photos")
    + r"|document\.(salutation|occasion)|projects\[\]\..*|(.*\.)?as_of|funds\[\]\.(year|batch|doc_number)",
    "visit": r"township|villages|organisations|identification|monitoring|funds|infrastructure|land_transfer|training"
    r"|tasks|employment|health|education|housing|relocation|finance|consumption|relief|party|service|rectification"
    r"|notice|custom|custom_texts|document\.basis_documents",
}
"""Sections that a type of document does not carry (data handbook §4)."""


def example(name: str) -> dict[str, Any]:
    """Return an example's data as a mapping of texts."""
    data = yaml.load((EXAMPLES / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert isinstance(data, dict)
    return data


# --- 可以不填的项 -------------------------------------------------------------------------------


def optional_places(data: Mapping[str, Any], kind: Any = Report, here: Place = ()) -> Iterator[Place]:
    """Yield where everything stands that a file may leave out: optional fields, entries of lists."""
    for key, value in data.items():
        field = kind.keys[key]
        place = (*here, key)
        if not field.required:
            yield place
        yield from _inner_places(value, field.kind, place)


def _inner_places(value: Any, kind: Any, place: Place) -> Iterator[Place]:
    if isinstance(value, list):
        (row_kind, *_) = typing.get_args(kind)
        for index, row in enumerate(value):
            if len(value) > 1:
                yield (*place, index)
            yield from _inner_places(row, row_kind, (*place, index))
    elif isinstance(value, dict) and typing.get_origin(kind) is Mapping:
        for label, row in value.items():
            yield (*place, label)
            yield from _inner_places(row, typing.get_args(kind)[1], (*place, label))
    elif isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, Section):
        yield from optional_places(value, kind, place)


def without(data: Mapping[str, Any], places: list[Place]) -> dict[str, Any]:
    """Return the data with some entries taken out, the deepest and last first."""
    left = copy.deepcopy(dict(data))
    for place in sorted(places, key=lambda each: [(str(k), k if isinstance(k, int) else 0) for k in each])[
        ::-1
    ]:
        _take_out(left, place)
    return left


def _take_out(data: Any, place: Place) -> None:
    *outer, last = place
    for key in outer:
        data = data[key]
    if isinstance(data, list):
        if len(data) > 1:  # an empty list is no entry
            del data[typing.cast(int, last)]
    else:
        del data[last]


# --- 读成文 -------------------------------------------------------------------------------------

FLAWS = {
    "doubled or empty marks": r"[，、；：。][，、；：。！？]|（）|《》|“”|、等|（[，、；：。]|[，、；：]）|^[，、；。：）]",
    "a connective before a mark": r"(?:以及|[和及与或]|其中|分别为|包括)[，。；：、）]",
    "a date that leads nowhere": r"截至[^，。；、]{4,12}[。；]",
    "a word of Python": r"None|Undefined|[{}<>]|True|False",
    "a verb without its object": r"(?:^|[，。；、])(?:有|建立|制定|落实|推进|投入|争取|开展|召开|举办|坚持|用于|惠及|覆盖|取得|完成"
    r"|送去|走访慰问|引进|种植|计划|结对帮扶|联系|现有|采取|宣传|推行|按|因|在|由|从系统中删除)[，。；、]|经排查[。；]",
}


def flaws(document: fr.Document) -> list[str]:
    """Return what a reader would stumble over."""
    found = [
        f"{name}: {text(line)}"
        for line in lines(document)
        for name, pattern in FLAWS.items()
        if re.search(pattern, text(line))
    ]
    looks = (_open_ends, _bare_headings, _lone_headings, _wrong_numbers)
    return found + [flaw for look in looks for flaw in look(document)]


def _open_ends(document: fr.Document) -> Iterator[str]:
    """Yield sentences without an end; ： ends one only when something follows."""
    blocks = document.blocks
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        for line in _sentences(block):
            if not re.search("[。！？；]$", line) and not (line.endswith("：") and following):
                yield f"no end: {line}"


def _sentences(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [plain_text(block.children)]
    if isinstance(block, Enumeration):
        return [plain_text(item.children) for item in block.items]
    return []


def _bare_headings(document: fr.Document) -> Iterator[str]:
    for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
        if not isinstance(block, Heading):
            continue
        name = plain_text(block.children)
        deeper = isinstance(following, Heading) and following.level > block.level
        if not name or not (deeper or isinstance(following, Paragraph | Enumeration | Table)):
            yield f"empty heading: {block.label}{name}"


def _lone_headings(document: fr.Document) -> Iterator[str]:
    """Yield headings that have no second beside them; what is not divided has no parts."""
    parts: dict[tuple[int, ...], list[str]] = {}
    way: list[int] = []
    for place, heading in enumerate(document.walk(Heading)):
        del way[heading.level - 1 :]
        parts.setdefault(tuple(way), []).append(heading.label + plain_text(heading.children))
        way += [-1] * (heading.level - 1 - len(way)) + [place]
    yield from (f"lone heading: {names[0]}" for names in parts.values() if len(names) == 1)


def _wrong_numbers(document: fr.Document) -> Iterator[str]:
    seen: list[int] = []
    for heading in document.walk(Heading):
        del seen[heading.level :]
        seen += [0] * (heading.level - len(seen))
        seen[-1] += 1
        expected = [
            "一二三四五六七八九十"[seen[-1] - 1] + "、",
            f"（{'一二三四五六七八九十'[seen[-1] - 1]}）",
        ]
        if heading.label not in expected:
            yield f"gap in the numbers: {heading.label}"
    for each in document.walk(Enumeration):
        if len(each.items) < 2:
            yield f"一是 without 二是: {plain_text(each.items[0].children)}"


# --- 数都在文中 ---------------------------------------------------------------------------------


def untold(report: fr.Report, document: fr.Document) -> list[str]:
    """Return the filled leaves of the data that no figure of the document comes from."""
    told = {path for figure in document.figures() for path in figure.paths}
    kind = report.document.type.value
    return [
        path
        for path in _leaves(report, "")
        if path not in told and not _for_no_print(path, kind) and not _in_the_name(report, path)
    ]


def _in_the_name(report: fr.Report, path: str) -> bool:
    """Whether the name of a project or fund says already where it is, or whose money."""
    row = re.match(r"(projects|funds)\[(\d+)\]\.(villages|level)", path)
    if not row:
        return False
    named = getattr(report, row[1])[int(row[2])]
    words = [named.level.gloss] if row[3] == "level" else named.villages
    return all(word in named.name for word in words)


def _for_no_print(path: str, kind: str) -> bool:
    bare = re.sub(r"\[\d+\]", "[]", path)
    return any(re.fullmatch(pattern, bare) for pattern in NOT_TOLD) or bool(
        re.match(rf"(?:{NOT_CARRIED[kind]})(?:[.\[]|$)", bare)
    )


def _leaves(value: Any, path: str) -> Iterator[str]:
    if value is None or value == "" or isinstance(value, bool):
        return
    if isinstance(value, Section):
        for name in value.fields:
            yield from _leaves(getattr(value, name), datapath.child(path, name))
    elif type(value) in _PARTS:
        for name in _PARTS[type(value)]:
            yield from _leaves(getattr(value, name), datapath.child(path, name))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _leaves(each, datapath.element(path, index))
    elif isinstance(value, Mapping):
        for label, each in value.items():
            yield from _leaves(each, datapath.child(path, label))
    else:
        yield path


_PARTS: dict[type, tuple[str, ...]] = {
    HouseholdsPersons: ("households", "persons"),
    HouseholdsOrPersons: ("households", "persons"),
    NaturalChange: ("households", "persons"),
    Turnout: ("sessions", "attendance"),
    Indicator: ("label", "value", "of", "rate", "previous", "change"),
}
"""Values that are several facts."""


# --- 试验 ---------------------------------------------------------------------------------------


def faults(data: Mapping[str, Any], *, whole: bool = False) -> list[str] | None:
    """Return what is wrong with the document of some data; None when the data lack what the type needs.

    Unless they are whole, 截至 may go unsaid: the figures it dates may be the ones left out.
    """
    try:
        report = fr.load(data)
    except fr.DataError as error:
        assert {problem.code for problem in error.problems} <= {"D207", "D213", "D204"}, error
        return None
    document = fr.render(report)
    lost = [path for path in untold(report, document) if whole or not path.endswith("as_of")]
    return flaws(document) + [f"not printed: {path}" for path in lost]


def _shown(place: Place) -> str:
    return ".".join(map(str, place))


def carried(report_type: str) -> dict[str, Any]:
    """Return the full township, of which only the sections that a type of document carries are filled."""
    data = full_report(report_type)
    return {key: value for key, value in data.items() if not re.fullmatch(NOT_CARRIED[report_type], key)}


SOURCES = {name: example(name) for name in TYPES} | {f"full {name}": carried(name) for name in TYPES}


@pytest.mark.parametrize("name", SOURCES)
def test_the_whole_text_is_in_order_and_tells_every_fact(name: str) -> None:
    """Nothing is taken out yet."""
    assert faults(SOURCES[name], whole=True) == []


@pytest.mark.parametrize("name", TYPES)
def test_each_optional_field_may_be_missing_alone(name: str) -> None:
    """Its sentence goes; the rest stands as before."""
    data = SOURCES[name]
    trials = {_shown(place): faults(without(data, [place])) for place in optional_places(data)}
    assert {place: found for place, found in trials.items() if found} == {}
    assert sum(found is not None for found in trials.values()) >= len(trials) * 0.9


@pytest.mark.parametrize("name", [f"full {name}" for name in TYPES])
def test_each_field_of_the_model_may_be_missing(name: str) -> None:
    """One field a section at a time, all sections at once: they do not touch each other."""
    data = SOURCES[name]
    sections: dict[str, list[Place]] = {}
    for place in _one_of_each(optional_places(data)):
        sections.setdefault(str(place[0]), []).append(place)
    trials = itertools.zip_longest(*sections.values())
    missing = [[place for place in trial if place] for trial in trials]
    found = {" ".join(map(_shown, places)): faults(without(data, places)) for places in missing}
    assert {places: what for places, what in found.items() if what} == {}


def _one_of_each(places: Iterator[Place]) -> Iterator[Place]:
    """Yield the first place of each field: rows of a list are alike."""
    seen: set[Place] = set()
    for place in places:
        alike = tuple("[]" if isinstance(key, int) else key for key in place)
        if alike not in seen and len(place) > 1:
            seen.add(alike)
            yield place


@pytest.mark.parametrize("name", SOURCES)
def test_any_set_of_optional_fields_may_be_missing(name: str) -> None:
    """Random subsets: the seed and the fields taken out are in the message."""
    data, chance = SOURCES[name], random.Random(f"{SEED} {name}")
    places = [place for place in optional_places(data) if not _asked_for(place, name.split()[-1])]
    for number in range(SUBSETS // (8 if name.startswith("full") else 1)):
        share = chance.choice((0.05, 0.2, 0.5, 0.8, 0.95))
        outermost = _outermost([place for place in places if chance.random() < share])
        assert faults(without(data, outermost)) == [], f"seed {SEED}, subset {number} of {name}"


def _asked_for(place: Place, report_type: str) -> bool:
    """Whether a type of document asks for a section or field that others may leave out."""
    section = Report.keys[str(place[0])]
    names = [section.name]
    if len(place) == 2 and isinstance(section.kind, type) and issubclass(section.kind, Section):
        names.append(section.kind.keys[str(place[1])].name)
    asked = ".".join(names) in REQUIRED_SECTIONS[DocumentType(report_type)] and len(place) == len(names)
    return asked or (section.name in FEWEST and len(place) == 2)


def _outermost(places: list[Place]) -> list[Place]:
    chosen = set(places)
    return [p for p in places if not any(p[:n] in chosen for n in range(1, len(p)))]


@pytest.mark.parametrize("name", ["progress", "semiannual", "annual"])
def test_each_way_of_saying_a_thing_is_in_order(name: str) -> None:
    """Where templates offer several wordings, whichever a township has."""
    texts = set()
    for code in range(510000101, 510000113):
        data = copy.deepcopy(SOURCES[name])
        section = next(key for key in ("township", "乡镇概况") if key in data)
        data[section]["code" if "name" in data[section] else "行政区划代码"] = str(code)
        assert faults(data, whole=True) == []
        texts.add(tuple(text(line) for line in lines(fr.render(fr.load(data)))))
    assert len(texts) > 2

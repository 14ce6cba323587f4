"""YAML as a tree of text: what is read, what is refused, and where."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.errors import SourceError
from fupin_report.source import MAX_BYTES, SourceMap, decode, from_mapping, read_json, read_yaml
from fupin_report.source.slips import slip_of

BREAKS = ("\n", "\r", "\r\n", "\x85", "\u2028", "\u2029")


def test_scalars_stay_text() -> None:
    """Nothing is guessed: codes keep their zero, times, words and decimals stay as written."""
    text = "a: 0522\nb: 12:30\nc: no\nd: 610.60\ne: 1_000\nf: 2015-06-30\ng: 0x1F\nh: .5\n"
    assert read_yaml(text, "f").root == {
        "a": "0522",
        "b": "12:30",
        "c": "no",
        "d": "610.60",
        "e": "1_000",
        "f": "2015-06-30",
        "g": "0x1F",
        "h": ".5",
    }


def test_null_is_nothing_unless_it_is_quoted() -> None:
    """An empty value, ~ and null leave a field out; 'null' in quotes is a text."""
    root = read_yaml("a:\nb: ~\nc: null\nd: 'null'\ne: ''\n", "f").root
    assert root == {"a": None, "b": None, "c": None, "d": "null", "e": ""}


def test_a_name_in_braces_may_have_no_value() -> None:
    """With its colon: null, as anywhere."""
    assert read_yaml("a: {b: , c: ~, 'd，e': 1}\n", "f").root == {"a": {"b": None, "c": None, "d，e": "1"}}


def test_places_are_known_through_lists_and_wide_characters() -> None:
    """A path leads to line and column, counted in characters."""
    source = read_yaml("村: \n  - {名: 龙泉, 户: 12}\n  - 名: '双河'\n", "f.yaml")
    place = source.locate("村[0].户")
    assert place is not None
    assert (place.file, place.line, place.column, place.width) == ("f.yaml", 2, 16, 2)
    assert place.text == "  - {名: 龙泉, 户: 12}"
    key = source.locate_key("村[1].名")
    assert key is not None
    assert (key.line, key.column) == (3, 5)


def test_an_unknown_path_leads_to_the_nearest_place_above() -> None:
    """What is missing is reported where it should stand."""
    place = read_yaml("a:\n  b:\n    c: 1\n", "f").locate("a.b.x.y")
    assert place is not None
    assert place.line == 3


REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "S104", 3, "“a”写了两次（前一次在第 1 行）"),
    "anchor": ("a: &x 1\n", "S105", 1, "锚点（&x）"),
    "alias": ("a: *x\n", "S105", 1, "别名（*x）"),
    "tag": ("a: !!python/object:os.system x\n", "S106", 1, "类型标签"),
    "tag on a mapping": ("a: !x {b: 1}\n", "S106", 1, "类型标签"),
    "two documents": ("a: 1\n---\nb: 2\n", "S107", 2, "一个文件只写一份数据"),
    "depth": ("[" * 50_000, "S108", 1, "层次太深"),
    "empty": ("", "S109", 1, "文件是空的"),
    "only a comment": ("# 说明\n", "S109", 1, "文件是空的"),
    "control character by escape": ('a: "\\x02"\n', "S110", 1, "控制字符"),
    "turned direction by escape": ('a: "1\\u202e2"\n', "S110", 1, "改变文字方向的字符 U+202E"),
    "invisible key by escape": ('"a\\u200b": 1\n', "S110", 1, "不占位置的字符 U+200B"),
    "half character by escape": ('a: "\\ud800"\n', "S103", 1, "编号不是文字"),
    "too many values": ("[" + "a," * 30_000 + "]", "S114", 1, "内容太多"),
    "ampersand": ("a: &乡\n", "S103", 1, "以 & 开头的文字要加引号"),
    "star": ("a: *乡\n", "S103", 1, "以 * 开头的文字要加引号"),
    "full-width comma in a list": ("a: [铁，铜]\n", "S103", 1, "“，”是内容时请加引号"),
    "open bracket": ("a: 1\nb: [c\nd: 2\ne: 3\n", "S103", 2, "方括号 [ ] 没有配对"),
    "dash in a line": ("a: - b\n", "S103", 1, "“- ”要另起一行"),
    "question mark": ("a: ? b\n", "S103", 1, "以 ? 开头的文字要加引号"),
    "text after a bar": ("a: | b\n", "S103", 1, "| 或 > 后面要换行"),
    "unknown tag": ("a: !x!y z\n", "S103", 1, "以 ! 开头的文字要加引号"),
    "braces without quotes": ("a: {{ b }}\n", "S111", 1, "文字以 { 或 [ 开头要加引号"),
    "braces in full-width quotes' place": ("a: {{ b }}\n", "S111", 1, '写成半角的 "…"，“…”不算'),
    "a list as key": ("[1, 2]: x\n", "S111", 1, "冒号前应是项目名"),
    "full-width colon": ("a：1\nb: 2\n", "S103", 1, "全角“：”"),
    "no space after the colon": ("a:1\nb: 2\n", "S103", 1, "少一个空格"),
    "tab": ("a:\n\tb: 1\n", "S103", 2, "Tab"),
    "percent sign": ("a: %1\n", "S103", 1, "以 % 开头的文字要加引号"),
    "at sign": ("a: @x\n", "S103", 1, "以 @ 开头的文字要加引号"),
    "full-width comma in braces": ("a: {b: 1，c: 2}\n", "S103", 1, "全角“，”"),
    "full-width colon in braces": ("a: {b：1}\n", "S103", 1, "不用全角“：”"),
    "no space in braces": (
        "a: {因病:70户220人,缺技术: 1}\n",
        "S103",
        1,
        "“因病:70户220人”冒号后面少一个空格",
    ),
    "no space in braces, and a colon": ("a: {b:6户: , c: 1}\n", "S103", 1, "“b:6户”冒号后面少一个空格"),
    "no colon in braces": ("a: {b: 1, c}\n", "S103", 1, "写成“c: 内容”"),
    "full-width comma in a name": ("a: {b：1，c: 2}\n", "S103", 1, "“，”是内容时请加引号"),
    "no space, and a comment": ("a: 1\n户数:312 # 户: 3\nb: 2\n", "S103", 2, "少一个空格"),
    "no space in the last line": ("a: 1\n户数:312 户 # 户\n", "S103", 2, "少一个空格"),
    "a time is no name": ("a: 1\nb: 上午\n  9:30开会\n   c: 1\n", "S103", 4, "缩进不齐"),
    "name without a colon": ("a: 1\n户数\nb: 2\n", "S103", 2, "这一行没有“: ”"),
    "value without a colon": ("a:\n  户数 312\n  人数: 3\n", "S103", 2, "这一行没有“: ”"),
    "no-break spaces": ("a:\n\u00a0\u00a0b: 1\n", "S103", 2, "只用半角空格"),
    "deeper than its neighbour": ("a: 1\n  b: 2\nc: 3\n", "S103", 2, "前面有 2 个空格，上面同一层的是 0 个"),
    "deeper than its neighbour with a note": (
        "a:\n  b: 1 # 必填\n   c:\n     d: 2\n",
        *("S103", 3, "前面有 3 个空格，上面同一层的是 2 个"),
    ),
    "deeper than braces": (
        "a:\n  b: {c: 1}\n    d: 2\n  e: 3\n",
        "S103",
        3,
        "前面有 4 个空格，上面同一层的是 2 个",
    ),
    "deeper than the dashes": ("a:\n  - b: 1\n   - b: 2\n", "S103", 3, "“- ”前面是 2 个"),
    "askew in a list": ("a:\n  - b: 1\n   c: 2\n", "S103", 3, "各项前面是 4 个"),
    "full-width space after the colon": ("a:\n  户数:\u3000312\n  人数: 3\n", "S103", 2, "要用半角空格"),
    "no space after the dash": ("a:\n  -b: 1\n  - b: 2\n", "S103", 2, "半角减号加空格“- ”"),
    "full-width space after the dash": ("a:\n  -\u3000b: 1\n  - b: 2\n", "S103", 2, "半角减号加空格“- ”"),
    "full-width dash": ("a:\n  — b: 1\n  - b: 2\n", "S103", 2, "半角减号加空格“- ”"),
    "full-width dashes": ("a:\n  — b: 1\n  — b: 2\n", "S104", 3, "半角减号加空格“- ”"),
    "full-width braces": ("a: ｛b: 1, c: 2｝\n", "S103", 1, "括号要用半角的"),
    "open brace": ("a: {b: 1, c: 2\nd: 3\n", "S103", 1, "在这一项的末尾补上 }"),
    "open brace in a list": ("a:\n  - {b: 1\n  - {b: 2}\n", "S103", 2, "在这一项的末尾补上 }"),
    "no comma in braces": ("a: {b: 1,\n    c: 2 d: 3}\n", "S103", 2, "要有半角逗号加空格"),
    "full-width quotes": ("a: “b: c”\n", "S103", 1, "全角引号“ ”不起引号的作用"),
    "full-width quotes in braces": ("a: {b: “c, d”}\n", "S103", 1, "全角引号“ ”不起引号的作用"),
    "bracket before text": ("a: [重点]项目\nb: 1\n", "S103", 1, "请给整段内容加引号"),
    "brace before text": ("a: {重点}项目\nb: 1\n", "S103", 1, "请给整段内容加引号"),
    "bracket in braces": ("a: {b: 重点[1]项目}\n", "S103", 1, "内容里有“[”，请给整段内容加引号"),
    "quotes before text": ('a: "重点"项目\nb: 1\n', "S103", 1, "整段内容要放在一对引号里"),
    "quote that ends too late": ('a: "重点\nb: 1\nc: "d"\n', "S103", 1, "引号在这一行没有结束"),
    "open quote": ("a: 'x\n", "S103", 1, "引号没有配对"),
    "two colons": ("a: b: c\n", "S103", 1, "一行里有两个“: ”"),
    "indentation": ("a:\n  b: 1\n c: 2\n", "S103", 3, "缩进不齐"),
}


@pytest.mark.parametrize(("text", "code", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_where_and_why(text: str, code: str, line: int, message: str) -> None:
    """Each refusal has a code, a line and advice in Chinese."""
    with pytest.raises(SourceError) as caught:
        read_yaml(text, "数据.yaml")
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.position is not None
    assert (problem.position.file, problem.position.line) == ("数据.yaml", line)
    assert message in problem.message


def without_space(line: str) -> str:
    return line.replace(": ", ":", 1) + " # 户"


def with_full_width_indent(line: str) -> str:
    return "\u3000" + line.lstrip(" ")


def with_a_space_more(line: str) -> str:
    return " " + line


def with_a_space_less(line: str) -> str:
    return line[1:]


def with_full_width_colon(line: str) -> str:
    return line.replace(": ", "：", 1)


def without_colon(line: str) -> str:
    return line.replace(": ", " ", 1)


@given(
    sizes=st.lists(st.integers(3, 5), min_size=2, max_size=5),
    number=st.integers(0, 30),
    slip=st.sampled_from(
        [
            *(without_space, with_full_width_indent, with_full_width_colon),
            *(with_a_space_more, with_a_space_less, without_colon),
        ]
    ),
)
def test_a_slip_is_told_of_in_its_own_line(sizes: list[int], number: int, slip: Callable[[str], str]) -> None:
    """Whatever line of whatever section it stands in, and wherever YAML notices it."""
    lines = [
        f"节{n}:" if each < 0 else f"  {'甲乙丙丁戊'[each]}: {each}户"
        for n, size in enumerate(sizes)
        for each in range(-1, size)
    ]
    fields = [index for index, line in enumerate(lines) if line.startswith(" ")]
    where = fields[number % len(fields)]
    if slip is without_colon and lines[where - 1].startswith(" "):
        where = next(index for index in reversed(fields[: fields.index(where)]) if index - 1 not in fields)
    lines[where] = slip(lines[where])
    try:
        read_yaml("\n".join(lines), "f")
    except SourceError as error:
        problem = error.problems[0]
        assert (problem.position and problem.position.line) == where + 1
        assert slip is not with_a_space_more or "空格" in problem.message
    else:  # text of the line before, which structure finds to be no value
        assert slip in (without_space, with_full_width_colon)


def test_a_file_wrong_everywhere_is_not_listed_to_its_end() -> None:
    """After a hundred problems it is enough; the lines they stand in are kept once."""
    with pytest.raises(SourceError) as caught:
        read_yaml("a: [" + "&x 1, " * 9_000 + "]", "f")
    problems = caught.value.problems
    assert len(problems) == 100
    assert problems[0].position
    assert problems[9].position
    assert problems[0].position.text is problems[9].position.text


def test_a_slip_in_a_very_long_line_is_not_searched_for() -> None:
    """The search for a usual slip ends after a thousand characters: it would take minutes."""
    with pytest.raises(SourceError, match="S103"):
        read_yaml("a: 1\n" + "：" * 600_000 + " : x: ", "f")


def test_refusals_of_one_file_come_together() -> None:
    """Every duplicate key, anchor and tag is listed at once."""
    with pytest.raises(SourceError) as caught:
        read_yaml("a: &x 1\nb: 2\nb: 3\nc: !t 4\n", "f")
    assert [problem.code for problem in caught.value.problems] == ["S105", "S104", "S106"]


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        ("乡镇: 龙泉镇\n".encode("gb18030"), "S101", "iconv -f GB18030 -t UTF-8"),
        ("a: 1\n".encode("utf-16"), "S101", "UTF-16"),
        (("a: 1\n" * 20).encode("utf-16-le"), "S101", "UTF-16"),
        (b"PK\x03\x04 of Word", "S101", "这是 Word、Excel 或压缩文件"),
        ("a: 1\u202e2\n".encode(), "S110", "改变文字方向的字符 U+202E"),
        ("a: 1\u200b\n".encode(), "S110", "不占位置的字符 U+200B"),
        ("a: 1\ufeff\n".encode(), "S110", "不占位置的字符 U+FEFF"),
        ("a: 1\u2028\n".encode(), "S110", "控制字符 U+2028"),
        (b"a: 1\n\xff\xff\xff\n", "S101", "不是 UTF-8"),
        (b"a: 1\x00\n", "S110", "U+0000"),
        (b"x" * (MAX_BYTES + 1), "S102", "文件太大"),
    ],
)
def test_bytes_that_are_not_clean_utf8_are_refused(data: bytes, code: str, message: str) -> None:
    """The encoding is named, with the way to convert."""
    with pytest.raises(SourceError) as caught:
        decode(data, "f.yaml")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert message in problem.message


def test_a_byte_order_mark_is_accepted() -> None:
    """Windows editors write one."""
    assert decode("\ufeffa: 1\n".encode(), "f") == "a: 1\n"


def test_json_is_text_too_and_knows_its_places() -> None:
    """Numbers keep their digits; a place is found when it is asked for."""
    source = read_json('{\n "a": 610.60,\n "b": [true, null, "x"]\n}', "f.json")
    assert source.root == {"a": "610.60", "b": ["true", None, "x"]}
    place = source.locate("b[2]")
    assert place is not None
    assert (place.line, place.column) == (3, 20)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "S104"),
        ('{"a": }', "S103"),
        ("[" * 100_000, "S108"),
        ('{"a": "\\u0002"}', "S110"),
        ('{"\\u0002": 1}', "S110"),
        ('{"a": "\\ud800"}', "S110"),
        ('{"a": [' + "1," * 30_000 + "1]}", "S114"),
    ],
)
def test_json_is_refused_like_yaml(text: str, code: str) -> None:
    """Duplicate keys, syntax, depth and control characters."""
    with pytest.raises(SourceError) as caught:
        read_json(text, "f.json")
    assert caught.value.problems[0].code == code


def test_every_message_of_libyaml_has_words() -> None:
    """Those that stand in its library: a message that a new one brings is noticed here."""
    library: Any = pytest.importorskip("yaml._yaml")
    shapes = rb"(?:did not find|found|could not find|block sequence|mapping|control characters) [ -~]{4,80}"
    told = {found.group().decode() for found in re.finditer(shapes, Path(library.__file__).read_bytes())}
    others = {"did not find expected <stream-start>", "found for imported type"}  # never reached; Cython's
    messages = {each for each in told - others if " > " not in each}
    assert len(messages) > 30
    assert {each for each in messages if slip_of(_stopped(each), "甲: 1\n").cause.isascii()} == set()
    assert {each for each in messages if each in slip_of(_stopped(each), "甲: 1\n").cause} == set()


def _stopped(problem: str) -> yaml.MarkedYAMLError:
    mark = yaml.Mark("f", 0, 0, 0, None, 0)
    return yaml.MarkedYAMLError("while reading", mark, problem, mark)


@given(
    text=st.lists(
        st.sampled_from(
            ["{", "}", "[", "]", '"a"', '"', ":", ",", "1", "true", "nul", "\\", "\n", "\t", " ", "，"]
        )
    ).map("".join)
)
def test_what_is_no_json_is_told_in_chinese(text: str) -> None:
    """No sentence of Python's own comes through."""
    with suppress(SourceError):
        read_json(text, "f.json")
        return
    with pytest.raises(SourceError) as caught:
        read_json(text, "f.json")
    assert not re.search("[A-Za-z]{4}", caught.value.problems[0].message.replace("JSON", ""))


leaves = st.none() | st.booleans() | st.integers() | st.text('龙ab\\"\x07\u200b\ud800\n', max_size=4)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
)


@given(value=values, depth=st.integers(0, 52), ascii_only=st.booleans())
def test_json_is_the_tree_of_its_values(value: Any, depth: int, ascii_only: bool) -> None:
    """Text and values end in the same tree, or are refused in the same words at the same place."""
    for _ in range(depth):
        value = [value]
    text = json.dumps({"a": value}, ensure_ascii=ascii_only)
    assert outcome(lambda: read_json(text, "f")) == outcome(lambda: from_mapping({"a": value}, "f"))


def outcome(read: Callable[[], SourceMap]) -> tuple[Any, ...]:
    """Return a tree, with the kinds of its nodes, or what is wrong with it."""
    try:
        return kinds(read().root)
    except SourceError as error:
        return error.problems


def kinds(node: Any) -> tuple[Any, ...]:
    if isinstance(node, dict):
        return (type(node), *((key, kinds(each)) for key, each in node.items()))
    return (type(node), *map(kinds, node)) if isinstance(node, list) else (type(node), node)


@given(st.lists(st.sampled_from(["a: 1", "- 乡 ", "'b c'", "|", ">", "  x", "[1, ", "]", *BREAKS, *BREAKS])))
def test_positions_are_those_of_yaml(pieces: list[str]) -> None:
    """Lines and columns that are counted in the text are those that libyaml counted as it read."""
    text = "".join(pieces)
    places = SourceMap("f", None, text)
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
                continue  # the end of a file without a line break counts as a line of its own
            start: Any = event.start_mark
            end: Any = event.end_mark
            place = places.position_of((start.index, end.index))
            assert place is not None
            assert (place.line, place.column) == (start.line + 1, start.column + 1)
            if start.line == end.line:
                assert place.width == max(1, end.column - start.column)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No input ends in anything but a tree or a source error."""
    try:
        read_yaml(text, "f")
    except SourceError as error:
        assert error.problems


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """No bytes end in anything but text or a source error."""
    try:
        decode(data, "f")
    except SourceError as error:
        assert error.problems

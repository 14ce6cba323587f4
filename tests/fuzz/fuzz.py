"""Coverage-guided fuzzing with atheris, one target a reader of strangers' input.

    python tests/fuzz/fuzz.py yaml -max_total_time=300

Targets: yaml, json, values, markup, template, word, word_xml. Whatever is thrown at a reader, it
answers with a result or with an error of this library; anything else is a crash, and so are five
seconds or 512 MB. What follows the target are options of libFuzzer, or an input to run again. The
corpus grows in `out/fuzz/<target>`, beginning with files of this repository.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["fupin_report"]):
    import fupin_report as fr
    from builders import make_report, template_folder
    from fupin_report import markup, numbering
    from fupin_report.layout import Layout
    from fupin_report.model import values
    from fupin_report.model.fields import Section
    from fupin_report.pipeline import serialize
    from fupin_report.readers import docx
    from fupin_report.source import decode, read_json, read_yaml
    from fupin_report.structure import structure
    from fupin_report.templating import TemplateSet

_LIMITS = ("-timeout=5", "-rss_limit_mb=512", "-print_final_stats=1")
_LONGEST = {"word": 65536, "word_xml": 16384}


# --- 数据 ---------------------------------------------------------------------------------------


def fuzz_yaml(data: bytes) -> None:
    try:
        fr.audit(structure(read_yaml(decode(data, "f.yaml"), "f.yaml")))
    except fr.FupinError as error:
        assert str(error)


def fuzz_json(data: bytes) -> None:
    try:
        fr.audit(structure(read_json(decode(data, "f.json"), "f.json")))
    except fr.FupinError as error:
        assert str(error)


_PARSERS: tuple[Callable[[str], object], ...] = (
    *(values.Quantity.parse, values.PartialDate.parse, values.HouseholdsPersons.parse),
    *(values.HouseholdsOrPersons.parse, values.NaturalChange.parse, values.Pledge.parse),
    *(values.Turnout.parse, values.Indicator.parse, values.SetPhrase.parse),
    *(values.count, values.decimal, values.truth, values.Base.parse),
)


def fuzz_values(data: bytes) -> None:
    """The first byte chooses the reader; what is read is written and read again."""
    if not data:
        return
    parse = _PARSERS[data[0] % len(_PARSERS)]
    text = data[1:].decode("utf-8", "ignore")
    try:
        value = parse(text)
    except values.Misread as error:
        assert error.message
        return
    if data[0] % len(_PARSERS) < 9:
        assert parse(str(value)) == value, (text, value)


# --- 文稿 ---------------------------------------------------------------------------------------


def fuzz_markup(data: bytes) -> None:
    try:
        document = numbering.number(markup.parse(data.decode("utf-8", "ignore")))
    except fr.TemplateError as error:
        assert str(error)
        return
    for _ in document.figures():
        pass


_FOLDER = Path(tempfile.mkdtemp())
_REPORT = make_report()


def fuzz_template(data: bytes) -> None:
    template_folder(_FOLDER, {"probe": data.decode("utf-8", "ignore")})
    try:
        fr.render(_REPORT, TemplateSet(_FOLDER))
    except fr.FupinError as error:
        assert str(error)


def fuzz_word(data: bytes) -> None:
    try:
        docx.read(data, Layout())
    except fr.FupinError as error:
        assert str(error)


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _word_files() -> Iterator[bytes]:
    """Small documents, so that a change of a byte is a change of something."""
    for text in _markup_seeds():
        without_picture = "\n".join(line for line in text.decode().split("\n") if "![" not in line)
        yield serialize(numbering.number(markup.parse(without_picture)), "docx")


@cache
def _package() -> dict[str, bytes]:
    return _members(next(_word_files()))


def fuzz_word_xml(data: bytes) -> None:
    """The text of a good package is what is thrown at the reader."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, member in _package().items():
            package.writestr(name, data if name == "word/document.xml" else member)
    fuzz_word(content.getvalue())


# --- 种子 ---------------------------------------------------------------------------------------


def _files(pattern: str) -> Iterator[bytes]:
    for path in ROOT.glob(pattern):
        if path.stat().st_size < 10_000:
            yield path.read_bytes()


def _value_seeds() -> Iterator[bytes]:
    texts = (
        *("765户3152人", "270多万元", "34万多元", "900至1000毫米", "约3000平方米", "1000头以上", "+3户-15人"),
        *("2015年6月30日", "2015-06", "1个村3至5户5件以上", "4期112人次", "四个一：一名领导、一个单位"),
        *("12.5万元，同比10万元", "95户/98户=96.9%，环比+1.2个百分点", "1,234", "１２", "三千", "是"),
    )
    for index in range(len(_PARSERS)):
        yield from (bytes([index]) + text.encode() for text in texts)


def _markup_seeds() -> Iterator[bytes]:
    yield "# 标题|下行\n\n## 一级\n\n### 小标题。正文\x02a.b\x1f3户\x03，。\n1. 甲；\n2. 乙。\n".encode()
    yield ": 题注\n| a | b |\n|---|:-:|\n| \x02a\x1f1\x03 | **2** |\n\n![图](a.png)\n".encode()
    yield "::: 落款\n甲\n2015年\n:::\n\n::: 附件\n一\n:::\n\n::: 换页\n:::\n\x010:a.md.j2:3\x03文".encode()


SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "yaml": lambda: _files("tests/fixtures/inputs/*.yaml"),
    "json": lambda: iter((b'{"format": 1}', b'{"a": [1.5, "x", null, true, {"b": -1e9}]}', b"[[[]]]")),
    "values": _value_seeds,
    "markup": _markup_seeds,
    "template": lambda: _files("templates/**/*.md.j2"),
    "word": _word_files,
    "word_xml": lambda: (_members(each)["word/document.xml"] for each in _word_files()),
}
TARGETS: dict[str, Callable[[bytes], None]] = {name: globals()[f"fuzz_{name}"] for name in SEEDS}


_MARKS = (
    *(
        "{{ ",
        " }}",
        "{% ",
        " %}",
        "for",
        " in ",
        "endfor",
        "if",
        "endif",
        "block",
        "endblock",
        "macro",
        "set",
        "call",
    ),
    *(
        "township",
        "villages",
        "namespace",
        "loop",
        "self",
        "super()",
        "caller()",
        "|join",
        "|listing",
        "|sort",
        "|map",
    ),
    *(
        "## ",
        "::: ",
        "1. ",
        "**",
        "|---|",
        "![",
        "](",
        "\x02",
        "\x1f",
        "\x03",
        "\x01",
        "。",
        "，",
        "：",
        "（",
        "）",
    ),
    *(
        "户",
        "人",
        "万元",
        "亿",
        "余",
        "多",
        "约",
        "以上",
        "至",
        "年",
        "月",
        "日",
        "%",
        "同比",
        "环比",
        "- ",
        ": ",
        "  ",
    ),
    *(
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "<w:t>",
        "<w:tbl>",
        "<w:tc>",
        "w:val=",
        "<w:bookmarkStart ",
        "w:id=",
        "w:name=",
    ),
)


def _dictionary(file: Path) -> str:
    """Write the words that inputs are made of, in libFuzzer's form."""
    sections = [cls for module in sys.modules.values() for cls in vars(module).values() if _is_section(cls)]
    words = {*_MARKS, *(key for cls in sections for key in cls.keys)}
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"' for word in sorted(words))
    file.write_text("\n".join(lines))
    return str(file)


def _is_section(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Section)


def main() -> None:
    target, *options = sys.argv[1:]
    corpus = ROOT / "out" / "fuzz" / target
    if not any(not option.startswith("-") for option in options):
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(SEEDS[target]()):
            (corpus / f"seed{number}").write_bytes(seed)
        options.append(str(corpus))
    options.append(f"-dict={_dictionary(Path(tempfile.mkdtemp(), 'words'))}")
    options.append(f"-max_len={_LONGEST.get(target, 4096)}")
    artifacts = f"-artifact_prefix={corpus.parent}/{target}-"
    atheris.Setup([sys.argv[0], *_LIMITS, artifacts, *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

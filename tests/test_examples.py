"""The example reports: every fact stands on the page, every number comes from the data."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import fupin_report as fr
from fupin_report.document import Byline, Image, Signature, plain_text
from pictures import jpeg, png
from reading import compared, found, from_data, lines, page

ROOT = Path(__file__).parents[1]
EXAMPLES = (
    *("progress", "visit", "semiannual", "official", "sealed", "tables"),
    *("annual", "rectification", "funds_notice"),
)
TEMPLATES = {"tables": ROOT / "examples" / "table_templates"}
"""Templates of their own, by example."""
FACTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text("utf-8"))
WANTED = [(fact, wanted) for fact in FACTS for wanted in fact["must_appear"]]
NUMBERS = [
    (fact, wanted)
    for fact, wanted in WANTED
    if isinstance(fact["value"], int | float | list) and re.search(r"\d", wanted)
]


@cache
def report(name: str) -> fr.Report:
    return fr.load(ROOT / "examples" / f"{name}.yaml")


@cache
def document(name: str) -> fr.Document:
    own = TEMPLATES.get(name)
    return fr.render(report(name), templates=fr.TemplateSet(own) if own else None)


@cache
def compared_page(name: str) -> str:
    return compared(page(document(name)))


@pytest.mark.parametrize(("fact", "wanted"), WANTED, ids=[f"{f['id']}-{w}" for f, w in WANTED])
def test_every_fact_stands_on_the_page(fact: dict[str, Any], wanted: str) -> None:
    """Nothing that the real report told is lost."""
    assert any(found(compared_page(fact["report"]), wanted))


@pytest.mark.parametrize(("fact", "wanted"), NUMBERS, ids=[f"{f['id']}-{w}" for f, w in NUMBERS])
def test_every_number_comes_from_a_field_of_the_data(fact: dict[str, Any], wanted: str) -> None:
    """The digits lie in a figure whose path leads to a field, never in typed words."""
    assert any(from_data(line, wanted) for line in lines(document(fact["report"])))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_digit_on_the_page_is_typed(name: str) -> None:
    """Outside figures there is no Arabic digit but in labels of headings."""
    typed = [
        run.text
        for line in lines(document(name))
        for run in line
        if not run.paths and re.search(r"\d", run.text) and not re.fullmatch(r"\d\.|（\d+）", run.text)
    ]
    assert typed == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_path_leads_to_a_place_in_the_file(name: str) -> None:
    """A figure can be followed to the line it was read from."""
    where = report(name).source_map
    lost = [p for figure in document(name).figures() for p in figure.paths if not where.locate(p)]
    assert lost == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_projects_and_products_are_told_once(name: str) -> None:
    """A project that an outcome or a plan names is told there and nowhere else."""
    sums = re.compile(r"(?:projects|industries)\[\d+\].*(?:wan|amount|area_mu)")
    single = [figure.paths[0] for figure in document(name).figures() if len(figure.paths) == 1]  # no totals
    told = [path for path in single if sums.fullmatch(path)]
    assert len(told) == len(set(told))


def test_the_shortfall_of_fifteen_persons_is_reported_as_explained() -> None:
    """The progress report keeps its figures; the one finding carries its note."""
    (finding,) = fr.audit(report("progress"))
    assert finding.code == "X02"
    assert finding.paths[0] == "identification.entered.persons"
    assert "差15人" in finding.message
    assert finding.explained


@pytest.mark.parametrize("name", ["visit", "semiannual", "official", "tables"])
def test_the_other_examples_agree_with_themselves(name: str) -> None:
    """No finding at all."""
    assert fr.audit(report(name)) == []


def test_tables_are_read_without_complaint(tmp_path: Path) -> None:
    """Neither the proof-reader nor the inspector finds anything in a page of tables."""
    assert fr.audit(report("tables"), document("tables")) == []
    inspection = fr.inspect_docx(fr.write(document("tables"), tmp_path / "tables.docx"))
    assert [point for point in inspection.points if point.verdict == "偏离"] == []


SCRIPTS = {
    "one_report.py": ("青石镇.docx", "765户3152人"),
    "many_reports.py": (None, ""),
    "own_template.py": ("自己的模板.docx", "做强核桃、花椒两大主导产业"),
    "custom_filter.py": ("自己的过滤器.docx", "70.23万亩"),
    "from_mapping.py": ("双河镇.docx", "82.30万元"),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_run_and_write_what_they_promise(script: str, tmp_path: Path) -> None:
    """Each from the root of the repository, into out/."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    command = [sys.executable, f"examples/{script}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    name, words = SCRIPTS[script]
    if name:
        with zipfile.ZipFile(tmp_path / "out" / name) as package:
            characters = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
        assert words in characters
    else:
        assert len(list((tmp_path / "out").glob("*.docx"))) == len(EXAMPLES)


def test_every_script_of_the_examples_is_tried() -> None:
    """And none is longer than a page of a handbook."""
    scripts = {path.name: path.read_text("utf-8") for path in (ROOT / "examples").glob("*.py")}
    assert scripts.keys() == SCRIPTS.keys()
    assert max(len(source.splitlines()) for source in scripts.values()) <= 25


def test_organ_and_date_below_the_title(tmp_path: Path) -> None:
    """署名位置: 题下 puts both below the title and nothing at the end; the page is still to standard."""
    data = yaml.safe_load(Path("examples/visit.yaml").read_text("utf-8"))
    manuscript = data.get("文稿信息") or data["document"]
    manuscript["署名位置" if "文稿信息" in data else "signature_at"] = "题下"
    (tmp_path / "town.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    document = fr.render(fr.load(tmp_path / "town.yaml"))
    (byline,) = document.walk(Byline)
    assert [plain_text(line) for line in byline.lines][-1].startswith("（2")
    assert not list(document.walk(Signature))
    assert fr.inspect_docx(fr.serialize(document)).conforms


def test_photos_of_works(tmp_path: Path) -> None:
    """照片: each stands with its caption, its words for those who cannot see it, from beside the data."""
    data = yaml.safe_load(Path("examples/visit.yaml").read_text("utf-8"))
    data["照片"] = [
        {"文件": "双河桥.jpg", "题注": "双河村便民桥（2015年5月完工）"},
        {"文件": "b.png", "题注": "蓄水池"},
    ]
    (tmp_path / "town.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    (tmp_path / "双河桥.jpg").write_bytes(jpeg(4000, 3000))
    (tmp_path / "b.png").write_bytes(png(300, 900))
    document = fr.render(fr.load(tmp_path / "town.yaml"))
    assert [(each.label, each.source) for each in document.walk(Image)] == [
        ("图1", "双河桥.jpg"),
        ("图2", "b.png"),
    ]
    written = fr.generate(tmp_path / "town.yaml", tmp_path / "out" / "a.docx", allow_errors=True)
    with zipfile.ZipFile(written) as package:
        body = package.read("word/document.xml").decode()
        assert package.read("word/media/image1.jpeg") == jpeg(4000, 3000)
    assert 'descr="双河村便民桥（2015年5月完工）"' in body
    (tmp_path / "b.png").unlink()
    with pytest.raises(fr.RenderError, match=r"R403.*b\.png"):
        fr.generate(tmp_path / "town.yaml", tmp_path / "out" / "b.docx", allow_errors=True)

"""The sample county: eight townships, three periods each; what is one township's own stays its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import fupin_report as fr
from batches import written
from fupin_report.templating import TemplateSet
from fupin_report.templating.lint import lint
from fupin_report.workspace import Edition, load_project
from town_files import Run

COUNTY = Path(__file__).parents[1] / "examples" / "county"
EDITIONS = list(load_project(COUNTY).editions())


@pytest.fixture
def county(desk: Path) -> Path:
    """A copy of the sample county that a test may change."""
    shutil.copytree(COUNTY, desk / "county", ignore=shutil.ignore_patterns("out"))
    return desk / "county"


def test_its_size() -> None:
    """Eight townships, three periods, two with templates of their own, one official report."""
    assert len(EDITIONS) == 24
    assert len({each.township for each in EDITIONS}) == 8
    assert len({each.township for each in EDITIONS if len(each.templates)}) == 2
    assert [each.township for each in EDITIONS if each.report().document.doc_number] == ["511900108-临江街道"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: f"{each.township[10:]}-{each.period}")
def test_each_report_is_in_order(edition: Edition) -> None:
    """No finding in figures or words, against the earlier period, too; its templates are clean."""
    report = edition.report()
    templates = TemplateSet(*edition.templates)
    document = fr.render(report, templates)
    from fupin_report.pipeline import load_earlier

    findings = fr.audit(report, document, previous=load_earlier(report, edition.earlier))
    assert [str(each) for each in findings if each.severity != "info"] == []
    assert [str(each) for each in lint(templates, report)] == []


def test_no_two_read_alike(run: Run, county: Path) -> None:  # noqa: ARG001
    """Nor does one repeat itself from one half-year to the next."""
    lines = run("similar", "county", "--json").stdout.splitlines()
    assert len(lines) == 24
    assert all('"kind": "share"' in line for line in lines)


def test_growth_is_told_from_the_earlier_file() -> None:
    """环比 without a typed earlier value, in the right words."""
    later = [each for each in EDITIONS if each.period == "2016H1"]
    for edition in later:
        text = fr.serialize(fr.render(edition.report()), "txt").decode()
        assert "，环比增长" in text
        assert "（上期" in text


def test_one_sentence_of_one_township(run: Run, county: Path) -> None:
    """Overriding it changes that township's reports, that sentence in them, and nothing anywhere else."""
    run("build", "county", "--format", "md")
    before = written(county / "out")
    texts = {path: path.read_text("utf-8") for path in (county / "out").rglob("*.md")}
    done = run("templates", "override", "outcomes.heading", "--for", "county/townships/511900104-红岩乡")
    assert done.exit_code == 0
    file = county / "townships/511900104-红岩乡/templates/sections/outcomes.md.j2"
    kept, _, text = file.read_text("utf-8").rpartition("## 取得成效")
    file.write_text(f"{kept}## 看得见的变化{text}", "utf-8")
    run("build", "county", "--format", "md")
    after = written(county / "out")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"{period}/511900104-红岩乡.md" for period in ("2015H1", "2015H2", "2016H1")}
    for name in changed:
        path = county / "out" / name
        assert path.read_text("utf-8") == texts[path].replace("## 取得成效", "## 看得见的变化")

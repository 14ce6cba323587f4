"""The prose of the built-in templates and examples: our own words, no typed figure, no known slip."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import fupin_report as fr
from reading import compared, page

ROOT = Path(__file__).parents[1]
EXAMPLES = ("progress", "visit", "semiannual", "annual", "rectification")
TEMPLATES = sorted((ROOT / "templates").rglob("*.md.j2"))
RUN = 16
"""Characters that two texts may not have in common."""
KNOWN = frozenset(
    gram
    for line in (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for gram in line.split()
)
SLIPS = (
    *("截止20", "各村26", "万资金", "开养殖业", "发层", "沿续", "帮护", "灌面", "平方，", "平方厂房"),
    *("34多万", "8种民族", "气候属", "公路横穿", "年年底", "其它", "帐", "布署", "省上", "强农富农"),
    *(
        "以上级",
        "新的一年里",
        "未来新的",
        "红白喜事",
        "等3个",
        "，。",
        "。。",
        "；。",
        "、，",
        "（）",
        "《》",
    ),
)


@pytest.fixture(scope="module", params=EXAMPLES)
def report(request: pytest.FixtureRequest) -> fr.Report:
    """One of the examples."""
    return fr.load(ROOT / "examples" / f"{request.param}.yaml")


def test_no_sentence_of_the_real_reports_is_repeated(report: fr.Report) -> None:
    """No run of sixteen characters is theirs, but for the official names of documents and groups."""
    prose = compared(page(fr.render(report)))
    for name in sorted(_official_names(report), key=len, reverse=True):
        prose = prose.replace(compared(name), "\n")
    runs = (prose[i : i + RUN] for i in range(len(prose) - RUN + 1))
    assert [run for run in runs if _hashed(run) in KNOWN] == []


def _official_names(report: fr.Report) -> set[str]:
    names = {re.sub("[《》]", "", basis.title) for basis in report.document.basis_documents}
    names |= {
        basis.title.translate(str.maketrans("《》", "〈〉")) for basis in report.document.basis_documents
    }
    if report.organisations:
        names |= {group.name for group in report.organisations.leading_groups}
        names |= set(report.organisations.plans_made)
    return names


def _hashed(run: str) -> str:
    return hashlib.blake2b(run.encode(), digest_size=5).hexdigest()


def test_known_slips_are_not_repeated(report: fr.Report) -> None:
    """What the real reports got wrong is right here."""
    text = page(fr.render(report))
    assert [slip for slip in SLIPS if slip in text] == []


def test_one_voice_speaks(report: fr.Report) -> None:
    """The report calls its issuer one thing throughout."""
    voices = set(re.findall("我(?:镇|乡|社区|村|街道|单位|县|局)", page(fr.render(report))))
    assert voices == {report.document.voice}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_figure_is_typed_in_a_template(template: Path) -> None:
    """Digits stand in comments, expressions and the marks of items only."""
    source = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", template.read_text("utf-8"), flags=re.DOTALL)
    typed = [
        line for line in source.splitlines() if re.search(r"\d", re.sub(r"^1\.(?: |$)", "", line.strip()))
    ]
    assert typed == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_block_has_text(template: Path) -> None:
    """An empty block would be a name for nothing."""
    source = template.read_text("utf-8")
    assert not re.search(r"\{% block \w+ (?:scoped )?%\}\s*\{% endblock", source)
    if template.parent.name == "sections":
        assert "{% block" in source


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_number_labels_are_never_typed(template: Path) -> None:
    """一、 （一） 一是 are set by numbering."""
    assert not re.search(
        r"[一二三四五六七八九十]、|（[一二三四五]）|[一二三四五六]是", template.read_text("utf-8")
    )

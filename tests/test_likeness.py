"""Texts that read alike are found by what was copied, not by what every report has to say."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_data
from fupin_report.likeness import Likeness, Told, likeness
from fupin_report.workspace import start_project
from town_files import Run

_WORDS = "山水田园林路渠桥井坝茶果药菌羊牛鱼蜂社员户组村支书会场院校医保险贷款培训务工返乡创业合作种养加工销售品牌电商物流仓储灌溉排涝整治绿化亮化净化危房改造搬迁安置帮扶结对走访台账公示验收管护"


def prose(chance: random.Random, length: int = 40) -> str:
    """Return a sentence of a township's own."""
    return "".join(chance.choices(_WORDS, k=length))


def town(number: int, period: str = "H1", **changes: object) -> fr.Report:
    """Return a township with names and sentences of its own."""
    chance = random.Random(f"{number} {period} {changes.pop('seed', '')}")
    data = make_data(
        township__name=f"第{number}镇",
        villages=[
            {"name": f"村{chr(0x4E00 + 7 * number + row)}坪", "population": "10户40人"} for row in range(3)
        ],
        township__population="30户120人",
        township__admin_villages=3,
        problems=[{"text": prose(chance)} for _ in range(3)],
        plans=[{"text": prose(chance)} for _ in range(3)],
    )
    data["period"] = {"year": 2015, "half": period}
    data.update(changes)
    return fr.load(data)


def told(report: fr.Report, name: str, period: str = "2015H1") -> Told:
    names = (name, *(village.name for village in report.villages))
    return Told(name, period, fr.render(report), names)


def county(size: int, **special: fr.Report) -> list[Told]:
    """Return the texts of a county, some townships being special."""
    reports = {f"第{n}镇": special.get(f"t{n}") or town(n) for n in range(size)}
    return [told(report, name) for name, report in reports.items()]


def pairs(found: Likeness) -> set[tuple[str, str]]:
    return {(pair.first[0], pair.second[0]) for pair in found.pairs}


def test_townships_of_one_template_are_not_alike() -> None:
    """What the built-in templates say is nobody's copy; figures and names are masked."""
    found = likeness(county(12))
    assert not found.pairs
    assert not found.strays
    assert all(0.05 < each.base < 0.95 and each.own == 0 for each in found.shares)
    assert all(abs(each.base + each.own + each.data - 1) < 1e-9 for each in found.shares)


def test_copied_sentences_are_found_with_other_figures() -> None:
    """A neighbour's sentences, its figures changed; the pair comes first, with the sentences."""
    words = [prose(random.Random(99), 30), prose(random.Random(98), 30)]
    one = town(3, problems=[{"text": f"{words[0]}共12户"}, {"text": words[1]}])
    other = town(7, problems=[{"text": f"{words[0]}共350户"}, {"text": words[1]}])
    found = likeness(county(12, t3=one, t7=other), least=0.1)
    assert pairs(found) == {("第3镇", "第7镇")}
    assert {sentence[:30] for sentence in found.pairs[0].sentences} == set(words)


def test_official_words_are_not_counted() -> None:
    """Titles of papers and quoted terms are alike because they have to be."""
    title = "《关于进一步做好当前干部驻村帮扶工作和扶贫资金管理使用监督检查的通知》"
    found = likeness(
        county(4, t1=town(1, problems=[{"text": title}] * 2), t2=town(2, problems=[{"text": title}] * 2)),
        least=0.01,
    )
    assert not found.pairs


def test_a_neighbours_village_and_an_old_date() -> None:
    """Names of others, not one's own; a dated sentence that stood in the last report word for word."""
    foreign = town(5).villages[1].name
    own = town(2).villages[0].name
    dated = "2015年上半年群众反映的道路问题还没有全部解决"
    first = town(2, problems=[{"text": f"{own}和{foreign}的道路还没有硬化"}, {"text": dated}])
    later = town(2, period="H2", problems=[{"text": dated}, {"text": prose(random.Random(1))}])
    texts = [*county(8, t2=first), told(later, "第2镇", "2015H2")]
    found = likeness(texts)
    assert {(each.name, each.word, each.whose) for each in found.strays} == {
        ("第2镇", foreign, "第5镇"),
        ("第2镇", "2015年上半年", "2015H1"),
    }


def test_only_one_period_or_one_township_is_compared() -> None:
    """Another township's old report is nobody's business; one's own is."""
    same = [{"text": prose(random.Random(5), 60)}, {"text": prose(random.Random(6), 60)}]
    texts = [told(town(1, problems=same), "第1镇", "2015H1"), told(town(2, problems=same), "第2镇", "2015H2")]
    assert not likeness(texts).pairs
    texts.append(told(town(1, period="H2", problems=same), "第1镇", "2015H2"))
    first, second = (("第1镇", "2015H1"), ("第1镇", "2015H2"))
    assert {frozenset((pair.first, pair.second)) for pair in likeness(texts).pairs} == {
        frozenset((first, second)),
        frozenset((("第2镇", "2015H2"), second)),
    }


def test_a_sentence_that_everybody_has_is_told_once() -> None:
    """Not as hundreds of pairs; a template of ours that says it is nobody's."""
    words = prose(random.Random(3))
    special = {
        f"t{n}": town(n, problems=[{"text": words}, {"text": prose(random.Random(n))}]) for n in range(40)
    }
    found = likeness(county(40, **special), least=0.2)
    assert not found.pairs
    (common,) = found.common
    assert (common.count, common.sentence) == (40, words)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_texts_does_not_matter(order: int) -> None:
    """Pairs and likeness are the same from both ends."""
    words = prose(random.Random(1), 60)
    texts = county(6, t1=town(1, problems=[{"text": words}] * 2), t4=town(4, problems=[{"text": words}] * 2))
    found = likeness(texts[::order], least=0.05)
    assert [(set(pair.first + pair.second), pair.likeness) for pair in found.pairs] == [
        ({"第1镇", "第4镇", "2015H1"}, found.pairs[0].likeness)
    ]


def test_at_the_command_line(run: Run, desk: Path) -> None:
    """A project, files, Word files; JSON lines."""
    start_project(desk / "county")
    run("build", "county")
    assert "示例镇 2015H1\t内置模板" in run("similar", "county").stdout
    word = next((desk / "county/out").rglob("*.docx"))
    copy = desk / "another.docx"
    copy.write_bytes(word.read_bytes())
    lines = [
        json.loads(line) for line in run("similar", str(word), "another.docx", "--json").stdout.splitlines()
    ]
    (pair,) = [each for each in lines if each["kind"] == "pair"]
    assert pair["likeness"] == 1.0
    assert run("similar", "nowhere.yaml").exit_code == 4


def test_a_word_file_is_read_by_its_figures(tmp_path: Path) -> None:
    """What a template says in it makes nobody alike; a copied sentence of the data does."""
    words = prose(random.Random(1), 60)
    towns = [
        town(1),
        town(2),
        town(3, problems=[{"text": words}] * 2),
        town(4, problems=[{"text": words}] * 2),
    ]
    texts = []
    for number, report in enumerate(towns):
        path = tmp_path / f"{number}.docx"
        fr.write(fr.render(report), path)
        texts.append(Told(path.stem, "", fr.read_docx(path)))
    assert pairs(likeness(texts, least=0.05)) == {("2", "3")}


def test_short_sentences_headings_and_changed_figures() -> None:
    """A neighbour's village in six characters; a sentence whose figure alone is new; the year that runs."""
    foreign = town(5).villages[0].name
    first = town(2, problems=[{"text": f"{foreign}缺水"}, {"text": "2015年上半年还有12户没有通水"}])
    now = "2015年全年通组公路的养护没有落实到人"
    later = town(2, period="H2", problems=[{"text": "2015年上半年还有15户没有通水"}, {"text": now}])
    earlier = told(town(2, problems=[{"text": now}, {"text": "甲"}]), "第2镇", "2015")
    texts = [*county(8, t2=first), told(later, "第2镇", "2015H2")]
    assert {(each.period, each.word) for each in likeness(texts).strays} == {
        ("2015H1", foreign),
        ("2015H2", "2015年上半年"),
    }
    assert not [each for each in likeness([earlier, texts[-1]]).strays if "全年" in each.sentence]

"""Identities: read as written, checked on households and persons apart, silent where nothing is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_report
from fupin_report.model.fields import Section
from fupin_report.model.identities import Identity, Term, parse_identities, parse_identity
from fupin_report.model.routes import check_names


def found(**changes: Any) -> list[fr.Finding]:
    """Audit the small town with changes."""
    return fr.audit(make_report(**changes))


def test_an_identity_is_read_term_by_term() -> None:
    """Signs, optional terms, sums, both relations."""
    assert parse_identity("X02 remaining = entered - sum(exits.count)? + fell_back?") == Identity(
        "X02",
        (Term("remaining"),),
        "=",
        (Term("entered"), Term("exits.count", -1, True, "sum"), Term("fell_back", 1, True)),
    )
    assert parse_identity("X04 贫困村数 <= township.admin_villages").relation == "<="


@pytest.mark.parametrize(
    "line",
    [
        "",
        "a = b",
        "X02 a b",
        "X02 a = ",
        "X02 = b",
        "X02 a = b = c",
        "X02 a + = b",
        "X02 a = b??",
        "X02 a = eval(b)",
        "X02 a = b * c",
        "X02 a = b; c",
        "X2 a = b",
    ],
)
def test_what_is_no_identity_is_refused(line: str) -> None:
    """Nothing is guessed and nothing is run."""
    with pytest.raises(ValueError, match="“|X"):
        parse_identity(line)


@given(st.text(max_size=40))
def test_any_line_is_read_or_refused(line: str) -> None:
    """No line ends in anything but an identity or a ValueError."""
    try:
        parse_identity("X99 " + line)
    except ValueError as error:
        assert str(error)


def sections(cls: type[Section]) -> list[type[Section]]:
    """Return all section classes."""
    return [cls, *(each for sub in cls.__subclasses__() for each in sections(sub))]


@pytest.mark.parametrize(
    "cls", sorted(set(sections(Section)), key=repr), ids=lambda each: getattr(each, "__name__", "")
)
def test_every_declared_identity_names_fields_that_exist(cls: type[Section]) -> None:
    """A misspelt name in the model is found here, not by a silent check."""
    for identity in parse_identities(cls.identities):
        check_names(identity, cls)


def test_the_small_town_is_clean() -> None:
    """Nothing is found where nothing is wrong."""
    assert found() == []


def test_households_and_persons_are_separate_chains() -> None:
    """110 − 10 = 100 holds; 400 − 40 = 360 does not when 345 is entered."""
    (finding,) = found(identification__entered="100户345人")
    assert finding.code == "X02"
    assert finding.severity is fr.Severity.ERROR
    assert finding.paths == (
        "identification.entered.persons",
        "identification.found.persons",
        "identification.removed.persons",
    )
    assert "识别400人 − 清退40人 = 360人，与录入系统345人不符，差15人" in finding.message
    assert "新识别、自然增减没有填" in finding.message


def test_optional_terms_count_as_not_having_happened() -> None:
    """Without 清退 the chain is found = entered."""
    assert found(identification__removed=None, identification__entered="110户400人") == []
    assert len(found(identification__removed=None)) == 2


def test_a_missing_required_operand_silences() -> None:
    """No 未脱贫, no check of what remains."""
    assert found(identification__exits=[{"year": 2014, "count": "500户900人"}]) == []


@pytest.mark.parametrize(("remaining", "wrong"), [("75户280人", 0), ("75户281人", 1), ("74户281人", 2)])
def test_exits_of_all_years_are_added(remaining: str, wrong: int) -> None:
    """Entered − Σ exits + fell back = remaining."""
    exits = [{"year": 2014, "count": "20户70人"}, {"year": 2015, "count": "10户30人"}]
    changes = {"identification__exits": exits, "identification__fell_back": "5户20人"}
    assert len(found(**changes, identification__remaining=remaining)) == wrong


def test_part_and_whole() -> None:
    """More poor villages than villages."""
    (finding,) = found(identification__poor_villages=4)
    assert "贫困村数4，多于行政村3，超出1" in finding.message
    assert found(identification__poor_villages=3) == []


def test_a_column_that_is_not_filled_for_all_rows_is_not_summed() -> None:
    """Two of three villages say nothing about the township."""
    villages = [{"name": "甲", "registered": "10户10人"}, {"name": "乙"}]
    assert found(villages=villages, township__admin_villages=2) == []
    assert len(found(villages=[{"name": "甲", "registered": "10户10人"}], township__admin_villages=1)) == 2


def test_vague_and_ranged_figures_are_not_compared() -> None:
    """约600亩 is no operand of an equation."""
    transfer = {"new_mu": "约600亩", "to": [{"use": "蔬菜", "area_mu": "400亩"}]}
    assert found(land_transfer=transfer) == []
    assert len(found(land_transfer={**transfer, "new_mu": "600亩"})) == 1


@pytest.mark.parametrize(
    ("trained", "wrong"), [("2期100人次", 0), ("2期60人次", 1), ("2期约60人次", 0), ("2期", 0)]
)
def test_measure_words_left_out_do_not_hide_an_error(trained: str, wrong: int) -> None:
    """80 persons cannot have come 60 times."""
    training = [{"topic": ["种植"], "trained": trained, "persons": 80}]
    assert len(found(training=training)) == wrong


def test_an_explanation_settles_a_finding_and_shows_its_note() -> None:
    """Shown, never hidden."""
    note = {"check": "X02", "at": "identification.entered", "note": "录入前自然减员"}
    (finding,) = found(identification__entered="100户345人", explanations=[note])
    assert finding.explained == "录入前自然减员"
    assert "已说明 X02" in str(finding)


@pytest.mark.parametrize(
    "note",
    [
        {"check": "X04", "at": "identification.entered", "note": "x"},
        {"check": "X02", "at": "identification.entered.households", "note": "x"},
        {"check": "X02", "at": "identification.enter", "note": "x"},
    ],
)
def test_an_explanation_that_explains_nothing_is_a_finding(note: dict[str, str]) -> None:
    """Wrong check, wrong chain or half a name settles nothing."""
    codes = [(f.code, f.explained) for f in found(identification__entered="100户345人", explanations=[note])]
    assert sorted(codes) == [("X02", ""), ("X26", "")]


# --- 自定义核对 -----------------------------------------------------------------------------------

PROJECTS = [
    {"name": "一", "category": "道路", "total_wan": "60万元", "status": "完工"},
    {"name": "二", "category": "道路", "total_wan": "40万元", "status": "在建"},
]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("X90 entered.persons = found.persons - removed.persons", 0),
        ("X91 识别.人数 = 录入系统.人数", 1),
        ("township.admin_villages + township.communities = count(villages)", 0),
        ("count(villages) <= 2", 1),
        ("村名册.户数和人口.户数 = 1", None),
        ("sum(villages.population) = township.population", 0),
        ("sum(村名册.村民小组) = 14", 0),
        ("sum(村名册.村民小组) >= 15", 1),
        ("count(villages where(kind = 行政村)) = 2", 0),
        ("count(villages, where(类别 = village)) = 3", 1),
        ("count(villages) where(kind = 社区) = 1", 0),
        ("count(projects, where(status = 验收)) = 0", 0),
        ("sum(projects.total_wan, where(status = 完工)) = 60", 0),
        ("0.5 * sum(projects.total_wan) >= sum(projects.total_wan, where(status = 完工))", 1),
        ("economy.村集体收入.value >= 12", 0),
        ("economy.村集体收入.value >= 13", 1),
        ("土地流转.新增流转 <= 10", 0),
    ],
)
def test_a_user_writes_checks_in_either_language(line: str, wrong: int | None) -> None:
    """Sums, counts and choices among rows; what is not in the data is not compared."""
    if wrong is None:
        with pytest.raises(fr.DataError, match="D221"):
            found(checks=[line])
    else:
        assert len(found(checks=[line], projects=PROJECTS)) == wrong


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("township.group <= 100", "没有“group”这一项。是不是“groups”？"),
        (
            "remaining = entered",
            "“remaining”不止一处，请写全：identification.remaining、monitoring.remaining",
        ),
        ("villages.groups <= 9", "请写 sum(villages.groups)"),
        ("sum(township.groups) <= 9", "不用 sum()"),
        ("count(villages, where(colour = 红)) = 1", "没有“colour”这一项"),
        ("X02 township.groups <= 9", "用 X90 至 X99"),
        ("township.groups < 9", "“< 9”"),
        ("eval('os') = 1", "里“"),
        ("township.groups = ", "末尾"),
    ],
)
def test_a_check_that_cannot_be_read_is_told_with_its_line(line: str, said: str) -> None:
    """The error names the place in the file and what is wrong."""
    with pytest.raises(fr.DataError) as caught:
        found(checks=["count(villages) = 3", line])
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("D221", "checks[1]")
    assert said in problem.message


# --- 单位、比率 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("land_transfer.total_mu <= township.area", 0),
        ("land_transfer.total_mu >= township.area", 1),
        ("sum(relief.cash_total_wan) = sum(projects.payoff.amount)", 0),
        ("sum(relief.cash_total_wan) <= land_transfer.total_mu", 0),
    ],
)
def test_units_are_converted_only_where_that_is_certain(line: str, wrong: int) -> None:
    """平方公里 are 亩, 万元 are 元; money is no land."""
    data = {
        "land_transfer": {"total_mu": "90万亩"},
        "relief": [{"occasion": ["春节"], "cash_total_wan": "1.5万元"}],
        "projects": [{"name": "一", "category": "道路", "payoff": {"amount": "15000元"}}],
    }
    assert len(found(checks=[line], **data)) == wrong


@pytest.mark.parametrize(
    ("stated", "severity"),
    [("0.42亩", None), ("0.4亩", None), ("0.41亩", "info"), ("0.45亩", "error"), ("4.2亩", "error")],
)
def test_a_quotient_is_right_within_its_printed_digits(stated: str, severity: str | None) -> None:
    """2000 亩 for 4800 persons are 0.41666… a head."""
    farmland = {"total": "2000亩", "per_head": stated}
    results = found(township__farmland=farmland)
    assert [str(each.severity) for each in results] == ([severity] if severity else [])
    assert [each.code for each in results] == (["X03"] if severity else [])


# --- 一处笔误 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ("100户306人", "若录入系统306是360（相邻两位写反）"),
        ("100户36人", "若录入系统36是360（差一位小数点）"),
        ("100户345人", ""),
    ],
)
def test_one_slip_that_explains_the_gap_is_named(entered: str, said: str) -> None:
    """Never corrected: the hint is a condition."""
    finding = found(identification__entered=entered)[0]
    assert ("若" in finding.message) == bool(said)
    assert said in finding.message


def test_a_row_too_many_is_named() -> None:
    """The gap is the number of one row."""
    villages = [{"name": "甲", "groups": 4}, {"name": "乙", "groups": 6}, {"name": "丙", "groups": 5}]
    (finding,) = found(villages=villages, township__groups=10)
    assert "若村民小组第3行5不应计入，就相符" in finding.message


CHAIN = {
    "identification__entered": "100户345人",
    "identification__exits": [{"year": 2014, "count": "20户70人"}],
    "identification__remaining": "75户275人",
}


def test_a_note_settles_only_the_figure_it_names() -> None:
    """A note on what was entered does not cover what remains, though that is computed from it."""
    note = {"check": "X02", "at": "identification.entered", "note": "录入前自然减员"}
    settled = {finding.paths[0]: finding.explained for finding in found(**CHAIN, explanations=[note])}
    assert settled == {
        "identification.entered.persons": "录入前自然减员",
        "identification.remaining.households": "",
    }


@pytest.mark.parametrize(
    "place", ["精准识别.录入系统", "精准识别.录入系统.人数", "identification.录入系统.persons"]
)
def test_a_note_names_its_place_in_either_language(place: str) -> None:
    """The keys a clerk writes in the data are good in the note as well."""
    note = {"check": "X02", "at": place, "note": "录入前自然减员"}
    (finding,) = found(identification__entered="100户345人", explanations=[note])
    assert finding.explained


def test_a_note_that_misses_is_told_where_to_point() -> None:
    """The open findings of that check are listed with their places."""
    note = {"check": "X02", "at": "录入系统", "note": "x"}
    findings = found(identification__entered="100户345人", explanations=[note])
    (unused,) = [finding for finding in findings if finding.code == "X26"]
    assert "位置写：identification.entered.persons" in unused.message


@pytest.mark.parametrize(("told", "expected"), [(4, True), (3, False)])
def test_a_village_that_is_not_listed_may_explain_the_gap(told: int, expected: bool) -> None:
    """The roster is short by one, and its sum falls short: the message says so, and claims no more."""
    changes: dict[str, Any] = {"township__groups": 20, "township__admin_villages": told}
    report = make_report(**changes)
    (finding,) = [each for each in fr.audit(report) if each.code == "X01" and "村民小组" in each.message]
    assert ("名册只列了3个村（社区），全部有4个" in finding.message) == expected

"""Identities: read as written, checked on households and persons apart, silent where nothing is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_report
from fupin_report.audit.identities import Identity, Term, parse_identity
from fupin_report.model import report as report_module
from fupin_report.model.fields import Section


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
    for line in filter(None, map(str.strip, cls.identities.splitlines())):
        identity = parse_identity(line)
        for term in identity.left + identity.right:
            names = term.path.split(".")
            kind: Any = cls if names[0] in cls.keys else report_module.Report
            for name in names:
                if not (isinstance(kind, type) and issubclass(kind, Section)):
                    assert name in getattr(kind, "__dataclass_fields__", {}), (line, name)
                    break
                assert name in kind.keys, (line, name)
                field = kind.keys[name].kind
                kind = (
                    field.__args__[-1 if field.__origin__ is not tuple else 0]
                    if hasattr(field, "__origin__")
                    else field
                )


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
    assert found(villages=villages) == []
    assert len(found(villages=[{"name": "甲", "registered": "10户10人"}])) == 2


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

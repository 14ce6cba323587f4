"""The Chinese names of data paths."""

from __future__ import annotations

import pytest

from fupin_report.model.titles import title_of


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("township.population", "总户数和总人口"),
        ("identification.entered.persons", "录入系统人数"),
        ("township.population.persons", "总户数和总人口的人数"),
        ("villages[0].population.households", "户数和人口的户数"),
        ("villages[3].name", "名称"),
        ("villages[3]", "村名册"),
        ("health.新农合", "新农合"),
        ("health.新农合.value", "新农合数值"),
        ('custom.产业["民宿.接待"]', "民宿.接待"),
        ("township.无此项", "乡镇概况"),
        ("", ""),
    ],
)
def test_a_path_has_the_title_of_its_innermost_field(path: str, title: str) -> None:
    """With that of its part, or the label of its entry; what nothing is declared of keeps the name of what it stands in."""
    assert title_of(path) == title

"""合理区间: figures that are possible but seldom true."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fupin_report.audit.data.official import Band
from fupin_report.audit.data.rules import Facts, Notice, data_rule, exact
from fupin_report.audit.operands import shown
from fupin_report.audit.scales import converted
from fupin_report.audit.walk import below
from fupin_report.model.industries import Industry, IndustryKind, LandUse
from fupin_report.model.projects import Project, ProjectCategory, Work
from fupin_report.model.values import Quantity

CODE = "X06"
_CROPS = (IndustryKind.CROP, IndustryKind.TREE)


@data_rule(CODE, "户均人数")
def persons_per_household(facts: Facts) -> Iterator[Notice]:
    """No household without a person; households of seven are rare, of one as well where there are many."""
    official = facts.official
    for pair, path, name in facts.contents.pairs:
        if not pair.households or pair.persons is None:
            continue
        low, high = official.large_groups if pair.households >= official.large_from else official.small_groups
        if not low * pair.households <= pair.persons <= high * pair.households:
            mean = shown(round(Decimal(pair.persons) / pair.households, 2))
            place = below(path, name)
            yield Notice(
                f"{pair.households}户{pair.persons}人，户均{mean}人，一般在{_said((low, high))}人之间",
                (f"{place}.persons", f"{place}.households"),
            )


@data_rule(CODE, "工程规模和单价")
def works(facts: Facts) -> Iterator[Notice]:
    """公里 of road, and 万元 per 公里 of it and per 米 of bridge, where a project is one such work alone."""
    for project, path in facts.all(Project):
        if len(project.works) != 1 or project.category not in (ProjectCategory.ROAD, ProjectCategory.BRIDGE):
            continue
        length, money = _length(project.works[0]), _money(project)
        if length is None or not length[0]:
            continue
        metres, place = length[0], f"{path}.works[0].{length[1]}"
        if project.category is ProjectCategory.ROAD and not _within(
            metres / 1000, facts.official.road_length
        ):
            usual = _said(facts.official.road_length)
            message = f"道路长{shown(metres / 1000)}公里，一般在{usual}公里之间，看单位是不是米"
            yield Notice(message, (place,))
        elif money is not None:
            yield from _cost(project, money[0], metres, (money[1].format(path), place), facts)


def _cost(
    project: Project, money: Decimal, metres: Decimal, paths: tuple[str, str], facts: Facts
) -> Iterator[Notice]:
    if project.category is ProjectCategory.ROAD:
        what, cost, band = "道路每公里", money / (metres / 1000), facts.official.road_km
    else:
        what, cost, band = "桥梁每米", money / metres, facts.official.bridge_m
    if not _within(cost, band):
        yield Notice(f"{what}{shown(round(cost, 2))}万元，一般在{_said(band)}万元之间", paths)


def _length(work: Work) -> tuple[Decimal, str] | None:
    """Return the length of a work in 米, and the field that tells it."""
    for name in ("length_m", "quantity"):
        quantity: Quantity | None = exact(getattr(work, name))
        metres = converted(quantity.value, quantity.unit, "米") if quantity and quantity.unit else None
        if metres is not None:
            return metres, name
    return None


def _money(project: Project) -> tuple[Decimal, str] | None:
    """Return a project's 万元 and a form of the path that tells them."""
    if total := exact(project.total_wan):
        return total.value, "{}.total_wan"
    if len(project.sources) == 1 and (wan := exact(project.sources[0].wan)):
        return wan.value, "{}.sources[0].wan"
    return None


@data_rule(CODE, "单产")
def yields(facts: Facts) -> Iterator[Notice]:
    """公斤 per 亩 of known crops."""
    for crop, path in facts.all(Industry):
        band = facts.official.yields.get(crop.name)
        area, output = exact(crop.harvested_mu) or exact(crop.area_mu), exact(crop.output)
        if band is None or area is None or output is None or not output.unit:
            continue
        mu, kilograms = converted(area.value, area.unit, "亩"), converted(output.value, output.unit, "公斤")
        if not mu or kilograms is None or _within(kilograms / mu, band):
            continue
        field = "harvested_mu" if exact(crop.harvested_mu) else "area_mu"
        message = f"{crop.name}每亩{shown(round(kilograms / mu, 2))}公斤，一般在{_said(band)}公斤之间"
        yield Notice(message, (f"{path}.output", f"{path}.{field}"))


@data_rule("X05", "作物面积")
def cropped(facts: Facts) -> Iterator[Notice]:
    """Crops on farmland take no more than it can bear in a year; trees on forest land do not count."""
    town = facts.report.township
    farmland = exact(town.farmland.total) if town and town.farmland else None
    if farmland is None:
        return
    rows = [
        (converted(area.value, area.unit, "亩"), f"{path}.area_mu")
        for row, path in facts.all(Industry)
        if row.kind in _CROPS and row.on is not LandUse.FOREST and (area := exact(row.area_mu))
    ]
    total = sum((mu for mu, _ in rows if mu is not None), start=Decimal(0))
    if total > farmland.value * facts.official.most_crops:
        message = (
            f"作物面积合计{shown(total)}亩，是耕地{farmland}的{shown(round(total / farmland.value, 1))}倍；"
            "种在林地上的，请填“用地：林地”"
        )
        yield Notice(message, (*(path for _, path in rows), "township.farmland.total"))


def _within(number: Decimal, band: Band) -> bool:
    return band[0] <= number <= band[1]


def _said(band: Band) -> str:
    return f"{band[0]:f}至{band[1]:f}"


RULES = (persons_per_household, works, yields, cropped)

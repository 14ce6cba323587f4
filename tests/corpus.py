"""Townships made up by chance whose figures agree: of varied shape, nothing to be found in any."""

from __future__ import annotations

import random
from typing import Any

Pair = tuple[int, int]
NAMES = "双河石桥马坪乌木平桥黄桷回龙定水青杨大湾松林白鹤柳溪金竹龙泉高坎铁厂新店杏花云台"
CAUSES = ("因病", "因残", "因学", "缺技术", "缺资金")


def township(seed: int) -> dict[str, Any]:
    """Return the data of one township; the same seed gives the same."""
    return _Maker(random.Random(seed)).report()


def pair(numbers: Pair) -> dict[str, str]:
    """Write households and persons apart, so that each has its own place."""
    return {"households": str(numbers[0]), "persons": str(numbers[1])}


def total(pairs: list[Pair]) -> Pair:
    """Add households and persons."""
    return sum(each[0] for each in pairs), sum(each[1] for each in pairs)


class _Maker:
    """Makes wholes of parts."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.villages = chance.randint(3, 14)
        self.poor_rows = [self._pair(8, 90) for _ in range(self.villages)]
        self.people_rows = [self._pair(150, 500) if index else (611, 2287) for index in range(self.villages)]
        self.entered = total(self.poor_rows)

    def _pair(self, low: int, high: int) -> Pair:
        households = self.chance.randint(low, high)
        return households, int(households * self.chance.uniform(2.6, 4.2)) + 1

    def _split(self, whole: Pair, parts: int) -> list[Pair]:
        """Cut a pair into parts that keep some three persons a household."""
        rest, rows = whole, []
        for left in range(parts - 1, 0, -1):
            households = max(1, int(rest[0] / (left + 1) * self.chance.uniform(0.7, 1.3)))
            persons = max(households, min(rest[1] - left, round(rest[1] * households / rest[0])))
            rows.append((households, persons))
            rest = (rest[0] - households, rest[1] - persons)
        return [*rows, rest]

    def report(self) -> dict[str, Any]:
        people = total(self.people_rows)
        data: dict[str, Any] = {
            "format": "1",
            "document": {
                "type": "progress",
                "title": "清溪乡工作情况汇报",
                "issuer": "清溪乡人民政府",
                "issuer_kind": "town_gov",
                "sign_date": "2016-01-20",
                "signatory": ["清溪乡人民政府"],
            },
            "period": {"year": "2015", "half": "year", "cumulative": "是"},
            "township": self._township(people),
            "villages": self._villages(),
            "identification": self._identification(),
            "plans": [{"text": "继续修路。"}],
            "projects": self._projects(),
            "land_transfer": self._transfer(),
            "training": [{"topic": ["种植技术"], "trained": {"sessions": "4期", "attendance": "212人次"}}],
            "industries": [{"name": "茶叶", "kind": "种植", "area_mu": f"{self.chance.randint(100, 900)}亩"}],
        }
        if self.chance.random() < 0.7:
            data["party"] = self._party()
        if self.chance.random() < 0.7:
            data["infrastructure"] = {
                "coverage": {"通硬化路": self._indicator("个"), "安全饮水": self._indicator("户")}
            }
        if self.chance.random() < 0.5:
            data["organisations"] = {
                "teams": {"teams": "3", "members": "9", "by_level": {"县直": "5", "乡镇": "4"}}
            }
        return data

    def _township(self, people: Pair) -> dict[str, Any]:
        urban = (people[0] // 9, people[1] // 9)
        paddy, dry = self.chance.randint(2000, 6000), self.chance.randint(1000, 5000)
        self.farmland = paddy + dry
        town: dict[str, Any] = {
            "name": "清溪乡",
            "kind": "乡",
            "county": "云岭县",
            "admin_villages": str(self.villages),
            "groups": "0",
            "population": pair(people),
            "rainfall": "960毫米",
            "frost_free_days": "271天",
            "area": f"{self.chance.randint(60, 300)}.{self.chance.randint(1, 9)}平方公里",
            "farmland": {"total": f"{self.farmland}亩", "paddy": f"{paddy}亩", "dry": f"{dry}亩"},
        }
        if self.chance.random() < 0.6:
            town |= {"urban": pair(urban), "rural": pair((people[0] - urban[0], people[1] - urban[1]))}
        return town

    def _villages(self) -> list[dict[str, Any]]:
        rows = []
        for index, (people, poor) in enumerate(zip(self.people_rows, self.poor_rows, strict=True)):
            name = NAMES[2 * index : 2 * index + 2] + "村"
            row = {"name": name, "groups": str(self.chance.randint(4, 16)), "population": pair(people)}
            rows.append(row | {"registered": pair(poor)})
        return rows

    def _identification(self) -> dict[str, Any]:
        removed = self._pair(3, 25)
        exits = self._split((self.entered[0] * 2 // 3, self.entered[1] * 2 // 3), self.chance.randint(1, 3))
        gone = total(exits)
        kinds = self._split(self.entered, 3)
        told: dict[str, Any] = {
            "base_year": "2013",
            "line_yuan": "2736",
            "found": pair((self.entered[0] + removed[0], self.entered[1] + removed[1])),
            "removed": pair(removed),
            "entered": pair(self.entered),
            "exits": [
                {"year": str(2016 - len(exits) + i), "count": pair(each)} for i, each in enumerate(exits)
            ],
            "remaining": pair((self.entered[0] - gone[0], self.entered[1] - gone[1])),
        }
        if self.chance.random() < 0.7:
            told["by_kind"] = dict(
                zip(("general", "low_income", "special_care"), map(pair, kinds), strict=True)
            )
        if self.chance.random() < 0.7:
            causes = self._split(self.entered, len(CAUSES))
            told |= {"by_cause": dict(zip(CAUSES, map(pair, causes), strict=True)), "cause_mode": "main"}
        return told

    def _projects(self) -> list[dict[str, Any]]:
        rows = []
        for index in range(self.chance.randint(1, 5)):
            parts = [self.chance.randint(20, 900) for _ in range(self.chance.randint(2, 3))]
            names = ("省级专项资金", "县级配套资金", "社会捐助资金")
            sources = [{"name": names[i], "wan": f"{wan}万元"} for i, wan in enumerate(parts)]
            project = {"name": f"第{'一二三四五'[index]}期工程", "category": "基础设施"}
            rows.append(project | {"total_wan": f"{sum(parts)}万元", "sources": sources})
        return rows

    def _transfer(self) -> dict[str, Any]:
        parts = [self.chance.randint(40, 400) for _ in range(self.chance.randint(2, 3))]
        uses = [
            {"use": use, "area_mu": f"{mu}亩"}
            for use, mu in zip(("蔬菜", "茶叶", "花椒"), parts, strict=False)
        ]
        return {"new_mu": f"{sum(parts)}亩", "to": uses}

    def _party(self) -> dict[str, Any]:
        rural, office = self.villages, self.chance.randint(1, 3)
        return {"branches": {"total": str(rural + office), "rural": str(rural), "office": str(office)}}

    def _indicator(self, unit: str) -> dict[str, str]:
        whole = self.chance.randint(20, 900)
        value = self.chance.randint(whole // 2, whole)
        return {"value": f"{value}{unit}", "of": f"{whole}{unit}", "rate": f"{100 * value / whole:.2f}%"}


def settled(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with the whole of what villages were given by chance."""
    groups = sum(int(row["groups"]) for row in data["villages"])
    return data | {"township": data["township"] | {"groups": str(groups)}}

"""The sieve: which rules are asked. That it lets through what is wrong, `proofs.hits` asks of every case."""

from __future__ import annotations

import fupin_report as fr
from fupin_report.audit.text import RULES, Hit, Proof, Rule, rule
from fupin_report.audit.text.reading import beginning
from fupin_report.audit.text.sieve import Sieve
from proofs import prose


def asked(text: str, rules: tuple[Rule, ...]) -> list[Rule]:
    """Return the rules that are asked of a text, once the sieve is in use."""
    sieve = Sieve(rules)
    sieve.suspects(Proof(prose("")))
    return sieve.suspects(Proof(prose(text)))


def test_good_prose_is_asked_little() -> None:
    """Where nothing is amiss most rules with clues are left in peace."""
    with_clues = {each for each in RULES if each.clues and all(map(beginning, each.clues))}
    suspects = set(asked("全镇辖12个行政村，共有3152人。继续修路，改善出行条件。", RULES))
    assert len(with_clues) > len(RULES) / 2
    assert not suspects & with_clues


def test_a_clue_that_may_begin_with_anything_leaves_its_rule_always_asked() -> None:
    """So does one that calls a group by its number: among others it would call another."""

    def made(*clues: str) -> Rule:
        @rule("U01", "试", clues=clues)
        def check(proof: Proof, report: fr.Report) -> list[Hit]:  # noqa: ARG001
            return []

        return check

    sure, class_first, either, group, number = (
        made("甲"),
        made("[甲乙]"),
        made("甲", "丙|丁"),
        made(r"甲(.)\1"),
        made(r"\.5"),
    )
    rules = (sure, class_first, either, group, number)
    assert asked("戊", rules) == [class_first, either, group]
    assert asked("甲", rules) == [sure, class_first, either, group]
    assert asked("1.5", rules) == [class_first, either, group, number]

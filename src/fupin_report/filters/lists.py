"""并列: names and things in a row (GB/T 15834 §4.5, appendices A.3 and B.2)."""

from __future__ import annotations

from fupin_report.filters.reading import reads
from fupin_report.filters.refusal import FilterError, refusal, wording
from fupin_report.model.township import EthnicGroups
from fupin_report.patterns import expression

LAST_WORDS = ("和", "与", "及", "以及", "或", "、")
"""What may stand before the last item."""
_JUST_TWO = 2
_ENCLOSED = expression(r"《.*?》|“.*?”|（.*?）")
_SELF_MARKED = (("》", "《"), ("”", "“"))


def listing(value: object, last: str = "和") -> str:
    """Join items, the last one with `last`: 甲、乙和丙 (GB/T 15834 §4.5.3.1).

    No 、 between neighbours in 《》 or in “” (§4.5.3.5): 《甲》《乙》和《丙》. An item with a 、 of its own
    makes the marks between items ， and the last word 以及: 水稻、玉米，核桃，以及花椒. Takes a list of
    texts or other values; an empty list is refused, it would leave a hole in the sentence.
    """
    if last not in LAST_WORDS:
        raise refusal("、".join(f"“{word}”" for word in LAST_WORDS) + "之一", last)
    items = _items(value)
    if last == "、" or len(items) == 1:
        return _joined(items)
    if _mark(items) == "，":
        last = "，或" if last == "或" else "，以及"
    elif last == "以及" and len(items) > _JUST_TWO:
        last = "，以及"  # A.3
    return f"{_joined(items[:-1], _mark(items))}{last}{items[-1]}"


def enumerated(value: object) -> str:
    """Join items by 、 only, for columns and labels: 甲、乙、丙. Marks as in :func:`listing`."""
    return listing(value, "、")


@reads("names", "count")
def etc(value: object, count: object = None, measure: str = "个") -> str:
    """Name some of a number of things: `names|etc(8)` → 彝、汉等8个.

    等 stands only where fewer are named than counted; all named: 彝、汉、回3个; none named: 8个. No 、 before
    等 (GB/T 15834 B.2). Takes a list with `count` and a measure word, or 民族 (:class:`EthnicGroups`)
    alone, which holds both. More names than the count are refused.
    """
    names: object = value
    if isinstance(value, EthnicGroups):
        names, count = value.names, value.count if count is None else count
    if not isinstance(count, int) or isinstance(count, bool):
        raise refusal("总数，整数", count) if count is not None else FilterError("应给出总数，如 etc(8)")
    items = () if names == () else _items(names)
    if len(items) > count:
        raise FilterError(f"列出{len(items)}项，多于总数{count}")
    more = "等" if items and len(items) < count else ""
    comma = "，" if more and _mark(items) == "，" else ""
    return f"{_joined(items)}{comma}{more}{count}{measure}"


def _items(value: object) -> tuple[str, ...]:
    if not isinstance(value, tuple | list):
        raise refusal("列表", value)
    if not value:
        raise FilterError("列表是空的，句子会缺一块；请先用 if 判断")
    items = tuple(wording(item) for item in value)
    if "" in items:
        raise refusal("由文字组成的列表", value[items.index("")])
    return items


def _mark(items: tuple[str, ...]) -> str:
    """、 between short items, ， where an item has a 、 of its own outside 《》, “” and （）."""
    return "，" if any("、" in _ENCLOSED.sub("", item) for item in items) else "、"


def _joined(items: tuple[str, ...], mark: str = "") -> str:
    mark = mark or _mark(items)
    text = items[0] if items else ""
    for item in items[1:]:
        bare = mark == "、" and (text[-1], item[0]) in _SELF_MARKED
        text += item if bare else mark + item
    return text

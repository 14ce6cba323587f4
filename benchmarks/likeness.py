"""How long it takes to compare the texts of many townships: `python benchmarks/likeness.py [COUNT]`.

Each township has sentences of its own; every twentieth has copied its neighbour's problems.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import fupin_report as fr
from fupin_report.likeness import Told, likeness

_WORDS = "山水田园林路渠桥井坝茶果药菌羊牛鱼蜂社员户组村支书会场院校医保险贷款培训务工返乡创业"


def _townships(count: int) -> list[Told]:
    example = fr.load(Path(__file__).parents[1] / "examples" / "semiannual.yaml")
    document = fr.render(example)
    markdown = fr.serialize(document, "md").decode()
    return [Told(f"第{n}镇", "2015H1", _own(n, markdown)) for n in range(count)]


def _own(number: int, markdown: str) -> fr.Document:
    """Return the example's document with some 1500 characters of a township's own."""
    from fupin_report import markup
    from fupin_report.document import Properties

    chance = random.Random(number - 1 if number % 20 == 0 else number)
    own = "\n\n".join(f"[{''.join(chance.choices(_WORDS, k=50))}](problems[{n}].text)。" for n in range(30))
    return markup.parse(f"{markdown}\n\n{own}", Properties("", "", "", False), str, figures=True)


def main() -> None:
    """Print the count, the seconds and the pairs found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    texts = _townships(count)
    begin = time.process_time()
    found = likeness(texts)
    print(f"{count} townships: {time.process_time() - begin:.1f} s processor time, {len(found.pairs)} pairs")


if __name__ == "__main__":
    main()

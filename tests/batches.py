"""Folders of townships for the tests of the batch."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from builders import make_data
from fupin_report.batch import Order
from town_files import CLEAN, UNREADABLE, WRONG_SUM, write_data


def write_towns(folder: Path, count: int) -> list[Path]:
    """Write so many townships that differ in name and area."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        write_data(folder, f"乡{number:03}.yaml", township__area=f"{600 + number}.60")
        for number in range(count)
    ]


def write_broken(folder: Path) -> dict[str, str]:
    """Write one file of each kind that cannot become a report; return the code each is told with."""
    folder.mkdir(parents=True, exist_ok=True)
    write_data(folder, "sum.yaml", **WRONG_SUM)
    write_data(folder, "words.yaml", **UNREADABLE)
    (folder / "gbk.yaml").write_bytes("格式: 1".encode("gbk"))
    (folder / "empty.yaml").write_bytes(b"")
    (folder / "tab.yaml").write_text("format: 1\n\tdocument: 1\n", "utf-8")
    (folder / "deep.yaml").write_text("[" * 100_000, "utf-8")
    (folder / "big.yaml").write_text("# " + "大" * 1_000_000, "utf-8")
    return {
        "sum": "X02",
        "words": "D215",
        "gbk": "S101",
        "empty": "S1",
        "tab": "S1",
        "deep": "S1",
        "big": "S102",
    }


def lines_of_towns(count: int) -> bytes:
    """Return so many townships as JSON lines."""
    towns = (make_data(**CLEAN, township__area=f"{600 + number}.60") for number in range(count))
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in towns).encode()


def order_for(folder: Path | str, **changes: object) -> Order:
    """Return an order for JSON, which shows what is in it, into a folder."""
    settings: dict[str, object] = {"formats": ("json",), **changes}
    return Order(str(folder), **settings)  # type: ignore[arg-type]


def written(folder: Path) -> dict[str, str]:
    """Return the digest of every visible file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def hidden(folder: Path) -> list[str]:
    """Return the unfinished files below a folder."""
    return [path.name for path in folder.rglob(".fupin-build-*")]

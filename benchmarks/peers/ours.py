"""Our own library, by its public door."""

from __future__ import annotations

from pathlib import Path

from entry import Write, main

import fupin_report as fr


def traced(_material: Path) -> Write:
    """As everybody calls it."""

    def write(data: Path, out: Path) -> None:
        fr.generate(data, out, overwrite=True)

    return write


def untraced(_material: Path) -> Write:
    """Without bookmarks and the part that maps figures to data paths, as the peers have none."""

    def write(data: Path, out: Path) -> None:
        fr.generate(data, out, overwrite=True, provenance=False)

    return write


if __name__ == "__main__":
    main({"traced": traced, "untraced": untraced})

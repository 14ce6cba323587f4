"""Our own library, by its public door."""

from __future__ import annotations

from pathlib import Path

from entry import Write, main

import fupin_report as fr


def traced(_material: Path) -> Write:
    """Unchecked, as the peers are."""

    def write(data: Path, out: Path) -> None:
        fr.generate(data, out, overwrite=True, check=False)

    return write


def audited(_material: Path) -> Write:
    """With the audit of figures and words, as `generate` does when nobody says otherwise."""

    def write(data: Path, out: Path) -> None:
        fr.generate(data, out, overwrite=True)

    return write


def untraced(_material: Path) -> Write:
    """Without bookmarks and the part that maps figures to data paths, as the peers have none."""

    def write(data: Path, out: Path) -> None:
        fr.generate(data, out, overwrite=True, check=False, provenance=False)

    return write


if __name__ == "__main__":
    main({"traced": traced, "audited": audited, "untraced": untraced})

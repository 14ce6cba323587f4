"""Figures of a file: which data paths each number in a bookmark's name stands for."""

from __future__ import annotations

from fupin_report.readers.docx.package import Package
from fupin_report.wordmarks import PROVENANCE

_NAME = f"{{{PROVENANCE}}}"


def figure_paths(package: Package) -> dict[str, tuple[str, ...]]:
    """Return the data paths of each figure by its number; none in a file without provenance."""
    return {
        figure.get("n", ""): paths
        for part in package.custom_parts()
        if part.tag == _NAME + "figures"
        for figure in part.iterchildren(_NAME + "figure")
        if (paths := tuple(path.text or "" for path in figure.iterchildren(_NAME + "path")))
    }

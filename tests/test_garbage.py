"""A batch of any length takes no more memory than its largest report: nothing is left to a collector."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

import fupin_report as fr

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))


def _made(file: Path, folder: Path) -> None:
    report = fr.load(file)
    document = fr.render(report)
    fr.audit(report, document)
    fr.write(document, folder / "a.docx", overwrite=True, folder=file.parent)


@pytest.mark.parametrize("file", EXAMPLES, ids=[each.stem for each in EXAMPLES])
def test_a_report_leaves_no_garbage(file: Path, tmp_path: Path) -> None:
    """What was made of a report is gone with it: no circle of references waits to be found."""
    _made(file, tmp_path)  # what is kept for all reports
    gc.collect()
    gc.disable()
    try:
        _made(file, tmp_path)
        assert gc.collect() == 0
    finally:
        gc.enable()

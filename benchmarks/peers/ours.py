"""Our own library, by its public door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from entry import Prepare, Write, main

import fupin_report as fr

Source: TypeAlias = "Path | str | Mapping[str, Any] | fr.Report"


# --- one report, again and again ------------------------------------------------------------------


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


# --- the reports of a folder, again and again -----------------------------------------------------


def _files(townships: Path) -> list[Path]:
    return sorted(townships.glob("yaml/*.yaml"))


def _mappings(townships: Path) -> list[Any]:
    return [yaml.load(each.read_text("utf-8"), yaml.CBaseLoader) for each in _files(townships)]


def _lines(townships: Path) -> list[str]:
    return (townships / "lines.jsonl").read_text("utf-8").splitlines()


def _reports(townships: Path) -> list[fr.Report]:
    return list(map(fr.load, _files(townships)))


def one_by_one(sources: Callable[[Path], Iterable[Source]], check: bool, material: Path) -> Write:
    """Call `generate` for each township; what is in memory is there before."""
    held = list(sources(material))

    def write(_data: Path, out: Path) -> None:
        folder = out.with_suffix("")
        folder.mkdir(exist_ok=True)
        for number, each in enumerate(held):
            fr.generate(each, folder / f"{number}.docx", overwrite=True, check=check)

    return write


def batch(name: str, check: bool, cores: int, material: Path) -> Write:
    """Call `generate_many` for all townships; workers, where there are any, stand ready."""
    executor = ProcessPoolExecutor(cores, mp_context=get_context("spawn")) if cores > 1 else None

    def write(_data: Path, out: Path) -> None:
        order = fr.Order(str(out.with_suffix("")), audit=check, force=True)
        for outcome in fr.generate_many([material / name], order, processes=1, executor=executor):
            if not outcome.succeeded:
                raise RuntimeError(outcome.first_problem)

    return write


SOURCES = {"report": _reports, "mapping": _mappings, "json": _lines, "file": _files}
BATCHES = {"files": "yaml", "lines": "lines.jsonl"}
AUDITS = {"unchecked": False, "audited": True}
VARIANTS: dict[str, Prepare] = {
    "traced": traced,
    "audited": audited,
    "untraced": untraced,
    **{
        f"{source} {audit}": partial(one_by_one, sources, check)
        for source, sources in SOURCES.items()
        for audit, check in AUDITS.items()
    },
    **{
        f"{source} {audit} {cores}": partial(batch, name, check, cores)
        for source, name in BATCHES.items()
        for audit, check in AUDITS.items()
        for cores in (1, 2)
    },
}


def _count(data: Path) -> int:
    return len(_files(data)) if data.is_dir() else 1


if __name__ == "__main__":
    main(VARIANTS, _count)

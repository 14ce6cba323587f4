"""The results of `check` for people at a terminal: by section, with excerpts and counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fupin_report.cli.language import _
from fupin_report.cli.results import COLOURS, Result, state_of, words_of_states
from fupin_report.errors import Position, Problem, excerpt

if TYPE_CHECKING:
    from rich.console import Console


def print_grouped(results: list[Result], file: str, out: Console) -> None:
    """Print what was found in a file, section after section."""
    from rich.text import Text

    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(_section_of(result), []).append(result)
    out.print(Text(file, "bold underline"))
    for title, members in groups.items():
        out.print()
        counts = Counter(map(state_of, members))
        out.print(
            Text.assemble(
                (title or _("整个文件"), "bold"),
                *(
                    (f"  {word} {counts[state]}", COLOURS[state])
                    for state, word in words_of_states()
                    if counts[state]
                ),
            )
        )
        for member in members:
            _print(member, out)
    out.print()


def _section_of(result: Result) -> str:
    """Return the Chinese title of the section that a result concerns; nothing for the file as a whole."""
    from fupin_report import datapath
    from fupin_report.model.report import Report

    path = result.path if isinstance(result, Problem) else result.paths[0]
    name = str(datapath.split(path)[0]) if path and not result.code.startswith("S") else ""
    return Report.fields[name].title if name in Report.fields else ""


def _print(result: Result, out: Console) -> None:
    from rich.text import Text

    state = state_of(result)
    positions = _positions(result)
    word = dict(words_of_states())[state]
    title = f" {result.title}" if result.title else ""
    out.print(
        Text.assemble("  ", (f"{word} {result.code}", f"bold {COLOURS[state]}"), f"{title}：{result.message}")
    )
    for position in positions[:1]:
        for line in excerpt(position) if position.text else ():
            out.print(Text(f"  {line}"), no_wrap=True, overflow="ellipsis")
    places = "、".join(dict.fromkeys(map(str, positions)))
    if places:
        out.print(Text(f"        {places}", "dim"))
    note = "" if isinstance(result, Problem) else result.explained
    if note:
        out.print(Text("        " + _("说明：") + note, COLOURS["explained"]))


def _positions(result: Result) -> tuple[Position, ...]:
    if isinstance(result, Problem):
        return (result.position,) if result.position else ()
    return result.positions

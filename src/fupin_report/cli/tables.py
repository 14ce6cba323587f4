"""A table on a terminal."""

from __future__ import annotations

from collections.abc import Iterable


def print_table(head: tuple[str, ...], rows: Iterable[tuple[tuple[str, ...], str]]) -> None:
    """Print rows under a head; each row comes with the style it is shown in, empty for the usual one."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for title in head:
        table.add_column(title, overflow="fold")
    for cells, style in rows:
        table.add_row(*(Text(cell, style) for cell in cells))
    Console(highlight=False).print(table)

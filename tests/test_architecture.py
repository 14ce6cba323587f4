"""The floors of the house: who may import whom, read from the source."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import fupin_report as fr

_SOURCE = Path(fr.__file__).parent
_PACKAGE = "fupin_report"
_DOOR = "__init__"

_FLOORS = {
    -1: {"frozen", "patterns"},
    0: {"errors", "numerals", "layout", "datapath", "wordmarks", "usercache"},
    1: {"model", "document", "source"},
    2: {
        "structure",
        "dictionary",
        "audit",
        "markup",
        "numbering",
        "titlelines",
        "layoutfile",
        "filters",
        "comparison",
        "likeness",
        "repair",
    },
    3: {"templating", "writers", "readers", "inspector"},
    4: {"pipeline", "batch", "workspace"},
    5: {_DOOR, "__main__", "cli"},
}
_SAME_FLOOR = {
    ("model", "source"),  # a report keeps the places of its facts
    ("dictionary", "structure"),  # the object forms of values
    ("inspector", "readers"),  # how a stranger's file is opened
    ("batch", "pipeline"),  # many reports are made as one is
    ("workspace", "pipeline"),  # its settings are read as data are
    ("__main__", "cli"),
    ("cli", _DOOR),  # the version
}
_PAGE_SIDE = {"document", "layout", "numerals", "errors", "wordmarks", "usercache", "markup"} | _FLOORS[-1]
_NARROW = {"writers": _PAGE_SIDE, "readers": _PAGE_SIDE, "inspector": _PAGE_SIDE}
"""Rooms that may see less than all the floors below: of the data side they know nothing."""
_OWNERS = {
    "jinja2": ("templating",),
    "yaml": ("source",),
    "docx": ("writers/docx",),
    "lxml": ("writers/docx", "readers/docx", "inspector"),
    "click": ("cli",),
    "rich": ("cli",),
    "babel": ("filters",),
    "distributed": ("batch",),
    "fsspec": ("batch",),
}
"""Which rooms alone may touch a library."""

_FILES = sorted(_SOURCE.rglob("*.py"))


def _module(file: Path) -> str:
    """Return a file's dotted name below the package, the package itself being `__init__`."""
    parts = file.relative_to(_SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


_MODULES = {_module(file): file for file in _FILES}
_FLOOR_OF = {room: floor for floor, rooms in _FLOORS.items() for room in rooms}


def _imports(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, module and name of every import of a file, wherever it stands."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are absolute"
            for alias in node.names:
                yield node.lineno, node.module or "", alias.name


def _inner_imports(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, module below the package and name of every import of our own."""
    for line, module, name in _imports(file):
        if module == _PACKAGE and name in _MODULES:
            yield line, name, ""
        elif module == _PACKAGE:
            yield line, _DOOR, name
        elif module.startswith(f"{_PACKAGE}."):
            inner = module.removeprefix(f"{_PACKAGE}.")
            yield (line, f"{inner}.{name}", "") if f"{inner}.{name}" in _MODULES else (line, inner, name)


def _room(module: str) -> str:
    return module.partition(".")[0]


def _may_import(room: str, other: str) -> bool:
    if room == other or (room, other) in _SAME_FLOOR:
        return True
    return _floor(other) < _floor(room) and other in _NARROW.get(room, {other})


def _floor(room: str) -> int:
    """Return the floor of a room; a room the table does not know is told by its own test."""
    return _FLOOR_OF.get(room, 0)


@pytest.mark.parametrize("file", _FILES, ids=_module)
def test_imports_lead_down(file: Path) -> None:
    """A room imports only from the floors below it."""
    room = _room(_module(file))
    wrong = [
        f"{file}:{line}: {room} → {other}"
        for line, other, _ in _inner_imports(file)
        if not _may_import(room, _room(other))
    ]
    assert wrong == []


def test_page_side_takes_only_the_escape_from_markup() -> None:
    """Of the markup a writer or reader may know how a character is escaped, nothing else."""
    taken = {
        name
        for module, file in _MODULES.items()
        if _room(module) in _NARROW
        for _, other, name in _inner_imports(file)
        if _room(other) == "markup"
    }
    assert taken <= {"escape"}


def test_every_room_has_its_floor() -> None:
    """A new room is entered in the table, here and on the page about the house."""
    assert {_room(module) for module in _MODULES} - set(_FLOOR_OF) == set()


@pytest.mark.parametrize("file", _FILES, ids=_module)
def test_libraries_stay_in_their_rooms(file: Path) -> None:
    """Every library has one room that may import it."""
    place = file.relative_to(_SOURCE).as_posix()
    wrong = []
    for line, module, _ in _imports(file):
        library = module.partition(".")[0]
        if library in sys.stdlib_module_names or library == _PACKAGE:
            continue
        owners = _OWNERS.get(library, ())
        if not place.startswith(tuple(f"{owner}{end}" for owner in owners for end in ("/", ".py"))):
            wrong.append(f"{file}:{line}: {library}")
    assert wrong == []


def test_no_cycles() -> None:
    """No module needs itself, by whatever way round."""
    needs = {module: {other for _, other, _ in _inner_imports(file)} for module, file in _MODULES.items()}
    needs[_DOOR] = set()  # it opens rooms when asked, so a room may pass through it
    while needs:
        free = {module for module, others in needs.items() if not others & needs.keys() - {module}}
        assert free, f"a cycle among {sorted(needs)}"
        needs = {module: others for module, others in needs.items() if module not in free}


@pytest.mark.parametrize("file", [each for each in _FILES if _floor(_room(_module(each))) < 5], ids=_module)
def test_only_the_door_prints_and_exits(file: Path) -> None:
    """Below the command line nothing prints, asks or ends the process."""
    tree = ast.parse(file.read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    raised = {ast.unparse(node.exc) for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc}
    assert not calls & {"print", "input", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write"}
    assert not {name for name in raised if name.startswith("SystemExit")}


def test_commands_import_no_room_at_once() -> None:
    """At the top of a command stand only click, the door and the errors: help is quick."""
    for module, file in _MODULES.items():
        if _room(module) != "cli":
            continue
        top = [node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.ImportFrom)]
        rooms = {node.module or "" for node in top if (node.module or "").startswith(_PACKAGE)}
        assert {_room(name.removeprefix(f"{_PACKAGE}.")) for name in rooms} <= {"cli", "errors", _PACKAGE}


def test_a_code_about_templates_means_one_thing() -> None:
    """No two rooms use one code: who looks it up finds one answer. The command line repeats what others say."""
    rooms: dict[str, set[str]] = {}
    for file in _FILES:
        room = file.relative_to(_SOURCE).parts[0]
        for code in re.findall(r'"(T3\d\d)"', file.read_text("utf-8")) if room != "cli" else ():
            rooms.setdefault(code, set()).add(room)
    assert {code: found for code, found in rooms.items() if len(found) > 1} == {}

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import fupin_report as fr

_ROOT = Path(__file__).parent.parent


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_public_names_are_sorted() -> None:
    """The list of public names is sorted and names nothing twice."""
    assert fr.__all__ == sorted(set(fr.__all__))


@pytest.mark.parametrize("name", fr.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Every public name can be taken from the package, and is listed by `dir`."""
    assert getattr(fr, name) is not None
    assert name in dir(fr)


@pytest.mark.parametrize("name", [name for name in fr.__all__ if name != "__version__"])
def test_every_public_name_says_what_it_is(name: str) -> None:
    """Every public function and class has a docstring of its own."""
    assert inspect.getdoc(getattr(fr, name))


def test_door_opens_exactly_the_public_names() -> None:
    """The table of rooms and `__all__` name the same things."""
    assert {*fr._ROOM_OF, "__version__"} == set(fr.__all__)


def test_unknown_name_is_refused() -> None:
    """A name that does not exist is an `AttributeError`, as with any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(fr, "nothing")  # noqa: B009 - mypy knows that it is not there


def test_door_is_light() -> None:
    """Importing the package takes in no room and no library."""
    code = (
        "import fupin_report, sys; print([name for name in sys.modules if name.startswith('fupin_report')])"
    )
    assert _run(code) == "['fupin_report']"


def test_verb_is_not_hidden_by_its_room() -> None:
    """`audit` stays the function, even when the room of that name is imported."""
    code = (
        "import fupin_report as fr, fupin_report.audit.finding; print(fr.audit.__name__, callable(fr.audit))"
    )
    assert _run(code) == "audit True"


def test_star_import_gives_the_public_names() -> None:
    """`from fupin_report import *` works through the lazy door."""
    code = "from fupin_report import *; print(load.__name__, audit.__name__, DataError.__name__)"
    assert _run(code) == "load audit DataError"


def test_example_of_the_package_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example at the top of the package does what it says."""
    monkeypatch.chdir(_ROOT)
    examples = doctest.DocTestFinder(recurse=False).find(fr)
    runner = doctest.DocTestRunner()
    assert [runner.run(each) for each in examples] == [doctest.TestResults(failed=0, attempted=4)]

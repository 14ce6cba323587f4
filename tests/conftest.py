from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fupin_report.cli import cli
from town_files import Run, write_data, write_templates


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the user's cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        folder = str(tmp_path_factory.mktemp("cache"))
        patch.setenv("XDG_CACHE_HOME", folder)
        patch.setenv("LOCALAPPDATA", folder)
        yield


@pytest.fixture(autouse=True, scope="session")
def chinese() -> Iterator[None]:
    """Let the command line speak Chinese, whatever the language of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANG", "C.UTF-8")
        patch.delenv("LC_ALL", raising=False)
        patch.delenv("LC_MESSAGES", raising=False)
        yield


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with `town.yaml` and `templates/`; it is the current one."""
    monkeypatch.chdir(tmp_path)
    write_data(tmp_path)
    write_templates(tmp_path)
    return tmp_path


@pytest.fixture
def run(desk: Path) -> Run:  # noqa: ARG001 - the commands run there
    """Runs a command line in this process, at the desk."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(cli, [str(each) for each in arguments])

    return run

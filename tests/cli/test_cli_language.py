"""Two languages: Chinese in the source, English in a catalogue that has every text of the command line."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from catalogue import texts
from click.testing import CliRunner, Result

from fupin_report.cli import cli
from fupin_report.cli.language import CATALOGUES

FOLDER = CATALOGUES / "en" / "LC_MESSAGES"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ALLOWED = re.compile(r"项目")
"""An example of a Chinese name in an English help."""


@pytest.fixture(scope="module")
def english() -> Catalog:
    """The English catalogue as written."""
    with (FOLDER / "cli.po").open("rb") as file:
        return read_po(file, locale="en")


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(cli, arguments)


def test_every_text_is_translated(english: Catalog) -> None:
    """The catalogue has every text of the command line, and none that is gone."""
    translated = {
        str(message.id) for message in english if message.id and message.string and not message.fuzzy
    }
    assert translated == texts()


def test_translations_keep_what_is_put_in(english: Catalog) -> None:
    """Both languages name the same things to be filled in."""
    for message in english:
        assert re.findall(r"{\w+}", str(message.id)) == re.findall(r"{\w+}", str(message.string)), message.id


def test_catalogue_is_compiled(english: Catalog) -> None:
    """The compiled catalogue is of the written one; `make docs` compiles it anew."""
    compiled = io.BytesIO()
    write_mo(compiled, english)
    assert (FOLDER / "cli.mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.commands)])
def test_help_is_english_when_asked(command: tuple[str, ...]) -> None:
    """--lang en leaves no Chinese in a help text, wherever it stands."""
    result = run(*command, "--help", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    assert not _CHINESE.search(_ALLOWED.sub("", result.stdout))
    assert run("--lang=en", *command, "--help").stdout == result.stdout


@pytest.mark.parametrize(
    ("environment", "english"),
    [
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "C"}, False),
        ({"LANG": ""}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, False),
    ],
)
def test_language_of_the_environment(environment: dict[str, str], english: bool) -> None:
    """English where the environment is English, else Chinese."""
    assert run("--help", **environment).stdout.startswith("Usage: " if english else "用法：")


def test_option_wins_over_the_environment() -> None:
    """--lang zh is Chinese anywhere."""
    assert run("--help", "--lang", "zh", LANG="en_US.UTF-8").stdout.startswith("用法：")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rendr"], "No command rendr. Did you mean render?"),
        (["inspect"], "Missing Word file (FILE.docx)"),
        (["render", "a", "--forze"], "No option --forze. Did you mean --force?"),
        (["render", "a", "b"], "Unexpected “b”"),
        (["new", "nothing", "x"], "type of document (TYPE) must be one of: progress 工作情况汇报"),
        (["fields", "townshi"], "There is no section “townshi”; there are: township"),
    ],
)
def test_wrong_usage_is_told_in_english(arguments: list[str], message: str) -> None:
    """Wrong usage too."""
    result = run(*arguments, "--lang", "en")
    assert result.exit_code == 2
    assert f"error E400 {message}" in result.stderr


def test_results_keep_their_form(tmp_path: Path) -> None:
    """Counts are English; messages about data stay as they are, for editors."""
    file = tmp_path / "a.yaml"
    file.write_text("format: 2\n", "utf-8")
    result = run("check", str(file), "--lang", "en")
    assert f"{file}:1:9: 错误 D214 format" in result.stdout
    assert result.stdout.endswith("error 3, warning 0, info 0, explained 0\n")


def test_unknown_language() -> None:
    """A language that is not spoken is wrong usage."""
    result = run("--lang", "de")
    assert (result.exit_code, "--lang 应为下列之一：zh、en" in result.stderr) == (2, True)

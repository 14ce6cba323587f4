from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from fupin_report import __version__
from fupin_report.cli import cli
from town_files import Run

_ENGLISH = re.compile(
    r"(?i)\b(usage|options?:|commands?:|show this|exit|error|missing|try|invalid|no such|got)\b"
)


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.commands)])
def test_help_is_chinese(run: Run, command: tuple[str, ...]) -> None:
    """No English sentence of click's is left in a help text."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法：{' '.join(('cli', *command))} [选项]")
    assert "选项:" in result.stdout
    assert not _ENGLISH.search(result.stdout)


def test_help_lists_the_commands(run: Run) -> None:
    """The program's help says what each command is for."""
    assert "check         核对数据，一次列出全部问题" in run("-h").stdout


def test_without_a_command_help_is_shown(run: Run) -> None:
    """The bare program shows its help and counts as wrong usage."""
    result = run()
    assert result.exit_code == 2
    assert result.stdout == run("--help").stdout


def test_version(run: Run) -> None:
    """--version prints name and version."""
    assert run("--version").stdout == f"fupin-report {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rendr"], "没有命令 rendr。是不是 render？"),
        (
            ["xyz"],
            "没有命令 xyz，可用的有：render、build、check、explain、inspect、layout、init、add-township、new-period、status、compare、similar、new、fields、templates、schema、completion",
        ),
        (["render"], "缺少 DATA.yaml"),
        (["check"], "缺少 DATA.yaml..."),
        (["render", "a", "b", "c"], "多出了“b c”"),
        (["render", "a", "--forze"], "没有选项 --forze。是不是 --force？"),
        (["render", "a", "-o"], "选项 -o 后面要写内容"),
        (["render", "a", "--force=1"], "选项 --force 后面不写内容"),
        (["render", "a", "--format", "odt"], "--format 应为下列之一：docx、json、md、txt、html、pdf"),
        (["--xyz"], "没有选项 --xyz"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run: Run, arguments: list[str], message: str) -> None:
    """Wrong usage is one line in the form of all errors; nothing goes to standard output."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"错误 E400 {message}\n" in result.stderr
    assert not _ENGLISH.search(result.stderr)


def test_usage_is_shown_beside_the_error(run: Run) -> None:
    """The line 用法 and where to read more frame the message."""
    first, _, last = run("render").stderr.splitlines()
    assert (first, last) == ("用法：cli render [选项] DATA.yaml", "详见 cli render --help")


def test_severities_are_coloured_in_a_terminal() -> None:
    """With colours on, only the word 错误 is coloured."""
    result = CliRunner().invoke(cli, ["render", "nowhere.yaml"], color=True)
    assert result.stderr.startswith("\x1b[31m\x1b[1m错误\x1b[0m E501 ")


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_declined(environment: dict[str, str]) -> None:
    """NO_COLOR and a dumb terminal get plain text."""
    result = CliRunner(env=environment).invoke(cli, ["render", "nowhere.yaml"], color=True)
    assert result.stderr.startswith("错误 E501 ")


def test_pipes_get_plain_text(run: Run) -> None:
    """Outside a terminal there are no colours."""
    assert "\x1b" not in run("render", "nowhere.yaml").stderr

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click
import pytest
from click.testing import CliRunner

from fupin_report import __version__
from fupin_report.cli import cli
from fupin_report.cli.command import Command, argument
from fupin_report.cli.console import agree
from fupin_report.cli.program import Program
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
        (["render"], "缺少 数据文件（DATA.yaml）"),
        (["new", "progress"], "缺少 名称（NAME）"),
        (["similar"], "缺少 文件或文件夹（PATH）"),
        (
            ["check"],
            "这里不在项目里（上面各级都没有 fupin.yaml）；请写明 文件或文件夹（PATH），或到项目里运行；新建用 fupin-report init",
        ),
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


@click.group(cls=Program, invoke_without_command=True)
def toy() -> None:
    """Have an option of every kind that click knows."""


@toy.command(cls=Command)
@click.option("--count", type=click.IntRange(1, 256))
@click.option("--share", type=click.FloatRange(0, 1, min_open=True, max_open=True))
@click.option("--least", type=click.IntRange(min=3))
@click.option("--whole", type=int)
@click.option("--real", type=float)
@click.option("--way", type=click.Choice(["{甲}", "乙"]))
@click.option("--path", type=click.Path(exists=True, dir_okay=False))
@click.option("--file", type=click.File())
@click.option("--late", type=click.File("w", lazy=True))
@click.option("--day", type=click.DateTime())
@click.option("--sure", type=bool)
@click.option("--key", type=click.UUID)
@click.option("--pair", nargs=2)
@click.option("--flag", is_flag=True)
@click.option("--need", metavar="WHAT", required=True)
@click.argument("two", metavar="TWO", nargs=2, required=False)
def go(late: Any, **_words: object) -> None:
    """Open what is opened late."""
    if late:
        late.open()


_TOY = [
    (["--count", "0"], "--count 应为整数，不小于 1，不大于 256"),
    (["--count", "many"], "--count 应为整数，不小于 1，不大于 256"),
    (["--share", "1"], "--share 应为数，大于 0，小于 1"),
    (["--least", "2"], "--least 应为整数，不小于 3"),
    (["--whole", "x"], "--whole 应为整数"),
    (["--real", "x"], "--real 应为数"),
    (["--way", "x"], "--way 应为下列之一：{甲}、乙"),
    (["--path", "nowhere"], "--path 写的文件或文件夹不能用：不存在、没有权限，或不是要的那一种"),
    (["--path", "."], "--path 写的文件或文件夹不能用：不存在、没有权限，或不是要的那一种"),
    (["--file", "nowhere"], "--file 写的文件或文件夹不能用：不存在、没有权限，或不是要的那一种"),
    (["--late", "nowhere/a"], "打不开文件 nowhere/a"),
    (["--day", "x"], "--day 写得不对"),
    (["--sure", "x"], "--sure 写得不对"),
    (["--key", "x"], "--key 写得不对"),
    (["--pair", "x"], "选项 --pair 后面要写内容"),
    (["--flag=x"], "选项 --flag 后面不写内容"),
    (["--counts", "1"], "没有选项 --counts。是不是 --count？"),
    (["-x"], "没有选项 -x"),
    (["one"], "写的参数个数不对"),
    (["one", "two", "three"], "多出了“three”"),
    (["--count"], "选项 --count 后面要写内容"),
]
"""Words after `toy go --need x`, and what is said of them."""


@pytest.mark.parametrize(("arguments", "message"), [(["--need", "x", *words], told) for words, told in _TOY])
def test_what_click_finds_wrong_is_told_in_chinese(arguments: list[str], message: str) -> None:
    """An option of every kind with a value that is none: what is said is ours, word for word."""
    result = CliRunner().invoke(toy, ["go", *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"错误 E400 {message}\n" in result.stderr


def _raised(arguments: list[str]) -> type[BaseException]:
    """Return the class of what click itself raises."""
    with pytest.raises(click.ClickException) as told:
        click.Group.main(toy, ["go", *arguments], standalone_mode=False)
    return type(told.value)


def test_every_exception_of_click_is_met() -> None:
    """A class that a new click brings is noticed: somebody has to find words for it."""
    met = {_raised(["--need", "x", *words]) for words, _ in _TOY} | {_raised([])}
    ours = {click.ClickException, click.UsageError}  # raised with words of our own
    unmet = {"NoArgsIsHelpError", "NoSuchCommand"}  # `Program` shows its help and names its commands itself
    known = {each for each in _below(click.ClickException) if each.__module__.startswith("click.")}
    assert {each.__name__ for each in known - met - ours} <= unmet


def _below(kind: type[BaseException]) -> Iterator[type[BaseException]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _below(each)


def _typed_options() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every option of every command that takes more than a text."""

    def below(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        for param in command.params:
            if isinstance(param, click.Option) and not param.is_flag and param.type.name != "text":
                yield path, max(param.opts, key=len)
        for name, each in getattr(command, "commands", {}).items():
            yield from below(each, (*path, name))

    yield from below(cli, ())


@pytest.mark.parametrize(("command", "option"), list(_typed_options()))
def test_no_option_of_ours_speaks_english(run: Run, command: tuple[str, ...], option: str) -> None:
    """Whatever is written for an option, what is said of it has no English sentence in it."""
    told = run(*command, option, "？").stderr
    assert not _ENGLISH.search(told)
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", told.partition("E400")[2].partition("\n")[0])


@pytest.mark.parametrize(
    ("answer", "agreed"),
    [("y", True), ("是", True), ("YES ", True), ("", False), ("n", False), ("嗯", False)],
)
def test_a_question_is_asked_in_chinese(answer: str, agreed: bool) -> None:
    """Only a clear yes counts, and nothing else is said."""
    command = click.Command("ask", callback=lambda: click.echo(agree("改吗？")))
    result = CliRunner().invoke(command, input=f"{answer}\n")
    assert result.stdout.splitlines()[-1] == str(agreed)
    assert result.stderr == f"改吗？ [y/N]: {answer}\n"  # the runner shows what is typed


def _arguments() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every argument of every command, as the help shows it."""

    def below(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        for param in command.params:
            if isinstance(param, click.Argument):
                yield path, str(param.metavar)
        for name, each in getattr(command, "commands", {}).items():
            yield from below(each, (*path, name))

    yield from below(cli, ())


@pytest.mark.parametrize(("command", "shown"), list(_arguments()))
def test_every_argument_has_a_chinese_name(command: tuple[str, ...], shown: str) -> None:
    """What may be missing is named in Chinese, and as the line above it shows it."""
    name = shown.strip("[].")
    assert re.fullmatch(rf"[ \w]*[\u4e00-\u9fff]+（{re.escape(name)}）", argument(shown)), command


def test_a_name_in_the_place_of_the_type(run: Run) -> None:
    """Who leaves the type out is asked for it, not for the name."""
    assert "文种（TYPE）应为下列之一：progress 工作情况汇报、" in run("new", "杨柳乡").stderr
    assert "；写的是“杨柳乡”\n" in run("new", "杨柳乡").stderr

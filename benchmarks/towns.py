"""Plausible townships, as many as are wanted: the examples with other names, figures, rows and gaps.

Nothing here knows the model. What may be left out of an example, said once more or changed is found by
trying it: whatever the reader and the audit let pass. Such a variation is a `Form` with blanks for names
and figures, and a township is a form filled in. The same seed and number are the same township.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, TypeAlias

import yaml

import fupin_report as fr
from fupin_report.datapath import child, element

Keys: TypeAlias = "tuple[str | int, ...]"

_EXAMPLES = Path(__file__).parents[1] / "examples"
_KINDS = ("progress", "semiannual", "annual", "visit", "tables")
_FORMS = 40
_CHANGES = 12
"""How often it is tried to take something out of an example, or to repeat a row."""
_LEAST, _MOST = 0.8, 1.2
"""How far a figure may be from the example's."""
_LONGEST_FIGURE = 20
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?")
_TIME = re.compile(r"(19|20)\d\d$|[年月日]|\d-\d")
_BLANK = re.compile(r"＿(\w+)＿")
_NAMES = [
    a + b
    for a in "龙凤石松柏青白云大双高黄金马牛平兴永安梨"
    for b in "坪岭溪桥坝湾塘沟坡峰池泉河山林岩坳槽寨坎"
]
_TOLD = "金坪"
"""A place of which the examples do not speak."""


class Form(NamedTuple):
    """What townships of one make-up share: texts with `%(f1_0)s` for a number, `%(n1)s` for a name."""

    yaml: str
    json: str
    names: int
    figures: list[list[str]]
    """The numbers of each figure of the example; they grow together."""

    def blanks(self, chance: random.Random) -> dict[str, str]:
        """Return what one township writes into the blanks."""
        names = {f"n{number}": name for number, name in enumerate(chance.sample(_NAMES, self.names))}
        factors = [chance.uniform(_LEAST, _MOST) for _ in self.figures]
        return names | {
            f"f{index}_{place}": _times(number, factor)
            for index, (figure, factor) in enumerate(zip(self.figures, factors, strict=True))
            for place, number in enumerate(figure)
        }


def forms(count: int, seed: int = 1) -> list[Form]:
    """Return so many forms, or as many as there are. It takes some tenths of a second each."""
    examples = [_without_tags(each) for each in _KINDS]
    return [
        _form(examples[number % len(examples)], random.Random(f"form {seed} {number}"))
        for number in range(min(count, _FORMS))
    ]


def write_files(known: list[Form], folder: Path, count: int, seed: int = 1) -> Path:
    """Write so many townships into a folder, each as YAML."""
    folder.mkdir()
    for number, (form, blanks) in enumerate(_filled(known, count, seed)):
        (folder / f"{number:06}.yaml").write_text(form.yaml % blanks, "utf-8")
    return folder


def write_lines(known: list[Form], path: Path, count: int, seed: int = 1) -> Path:
    """Write the same townships as JSON lines."""
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{form.json % blanks}\n" for form, blanks in _filled(known, count, seed))
    return path


def _filled(known: list[Form], count: int, seed: int) -> Iterator[tuple[Form, dict[str, str]]]:
    for number in range(count):
        chance = random.Random(f"town {seed} {number}")
        form = chance.choice(known)
        yield form, form.blanks(chance)


# --- from an example to a form --------------------------------------------------------------------


def _without_tags(kind: str) -> Any:
    """Return an example; its notes give no numbers, which would be those of other figures."""
    example = yaml.load((_EXAMPLES / f"{kind}.yaml").read_text("utf-8"), yaml.BaseLoader)
    for each in (*example.get("explanations", ()), *example.get("说明", ())):
        each["note" if "note" in each else "说明"] = "原因待核实"
    return example


def _form(example: Any, chance: random.Random) -> Form:
    tree = _varied(_with_places(example), chance)
    figures = _free(tree, chance)
    originals: list[list[str]] = []

    def opened(keys: Keys, text: str) -> str:
        if keys not in figures:
            return text
        numbers = _NUMBER.findall(text)
        blanks = (f"＿f{len(originals)}_{place}＿" for place in range(len(numbers)))
        opened_text = _NUMBER.sub(lambda _: next(blanks), text)
        originals.append(numbers)
        return opened_text

    stems = _stems(tree)
    tree = _each(_each(tree, opened), lambda _, text: _named(text, stems))
    written = yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
    return Form(_form_of(written), _form_of(json.dumps(tree, ensure_ascii=False)), len(stems), originals)


def _with_places(example: Any) -> Any:
    """Return an example whose long texts each speak of a place, so that no two townships' are the same."""
    placed = _each(
        example,
        lambda keys, text: (
            f"{text}，先从{_TOLD}做起" if keys[-1] in ("正文", "text") and text[-1:] != "。" else text
        ),
    )
    return example if _complaints(placed) else placed


def _varied(tree: Any, chance: random.Random) -> Any:
    """Leave out keys and rows, and repeat rows, where nobody minds."""
    for _ in range(_CHANGES):
        changed = deepcopy(tree)
        around, key = chance.choice(list(_places(changed)))
        if isinstance(around, list) and isinstance(around[key], dict) and chance.random() < 0.5:
            around.append(_again(around[key], len(around)))
        else:
            del around[key]
        if not _complaints(changed):
            tree = changed
    return tree


def _again(row: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        key: f"{value}（第{number}批）" if key in ("名称", "name") else deepcopy(value)
        for key, value in row.items()
        if key not in ("编号", "id")
    }


def _free(tree: Any, chance: random.Random) -> set[Keys]:
    """Return the figures that may be any number near the example's, all of them at once."""
    free = {path: keys for path, keys, text in _leaves(fr.load(tree).source_map.root) if _varies(text)}
    while True:
        trials = (
            _complaints(_extreme(tree, free, high), words=False) for high in _contrasts(list(free), chance)
        )
        wrong = next(filter(None, trials), set())
        if not wrong:
            return set(free.values())
        kept = {path: keys for path, keys in free.items() if not any(_touch(path, each) for each in wrong)}
        if kept == free:
            raise RuntimeError(f"no figure to hold still: {wrong}")
        free = kept


def _contrasts(paths: list[str], chance: random.Random) -> Iterator[set[str]]:
    """Yield sets of paths such that for any two each is in one without the other; so, twice, by chance."""
    for _ in range(2):
        chance.shuffle(paths)
        for bit in range(len(paths).bit_length()):
            high = {path for number, path in enumerate(paths) if number >> bit & 1}
            yield high
            yield set(paths) - high


def _extreme(tree: Any, free: dict[str, Keys], high: set[str]) -> Any:
    """Return a township whose free figures are as large as they may be where `high`, else as small."""
    factors = {keys: _MOST if path in high else _LEAST for path, keys in free.items()}

    def changed(keys: Keys, text: str) -> str:
        return _NUMBER.sub(lambda number: _times(number[0], factors[keys]), text) if keys in factors else text

    return _each(tree, changed)


def _complaints(tree: Any, *, words: bool = True) -> set[str]:
    """Return the data paths of all that the reader or the audit finds wrong with a township.

    Without `words` no report is made of it, and only the figures are audited.
    """
    try:
        report = fr.load(tree)
        findings = fr.audit(report, fr.render(report) if words else None)
    except fr.DataError as error:
        return {each.path for each in error.problems}
    told = (each for each in findings if each.severity != fr.Severity.INFO and not each.explained)
    return {path for each in told for path in each.paths}


def _touch(one: str, other: str) -> bool:
    """Whether one data path leads to the other, or through it."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :][:1] in ("", ".", "[")


def _varies(text: str) -> bool:
    """Whether a text is a figure: a number with its words, no sentence, no time."""
    return len(text) <= _LONGEST_FIGURE and bool(_NUMBER.search(text)) and not _TIME.search(text)


def _times(number: str, factor: float) -> str:
    """Multiply a number, with as many decimals as it has."""
    decimals = len(number.partition(".")[2])
    return f"{max(float(number) * factor, 10**-decimals):.{decimals}f}"


# --- trees ----------------------------------------------------------------------------------------


def _leaves(node: Any, path: str = "", keys: Keys = ()) -> Iterator[tuple[str, Keys, str]]:
    """Yield the data path, the keys as the file writes them and the text of each scalar that was read."""
    if isinstance(node, str):
        yield path, keys, node
    elif isinstance(node, list):
        for index, each in enumerate(node):
            yield from _leaves(each, element(path, index), (*keys, index))
    elif isinstance(node, dict):
        names = {written: name for name, written in node.names.items()}
        for key, each in node.items():
            yield from _leaves(each, child(path, names.get(key, key)), (*keys, key))


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each mapping or list with each of its keys."""
    if isinstance(node, (dict, list)):
        for key, each in list(node.items() if isinstance(node, dict) else enumerate(node)):
            yield node, key
            yield from _places(each)


def _each(node: Any, change: Callable[[Keys, str], str], keys: Keys = ()) -> Any:
    """Return a tree with another text for each of its texts."""
    if isinstance(node, dict):
        return {key: _each(each, change, (*keys, key)) for key, each in node.items()}
    if isinstance(node, list):
        return [_each(each, change, (*keys, index)) for index, each in enumerate(node)]
    return change(keys, node)


class _Plain(yaml.SafeDumper):
    """Writes all scalars as they are: to our reader they are text, quoted or not."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def _stems(tree: Any) -> list[str]:
    """Return the names of places, without 镇 or 村, of which each township has its own."""
    report = fr.load(tree)
    names = [report.township.name] if report.township else []
    names += [each.name for each in report.villages]
    stems = dict.fromkeys(name.rstrip("镇乡村社区") for name in names)
    return [each for each in stems if len(each) > 1] + [_TOLD]


def _named(text: str, stems: list[str]) -> str:
    for number, stem in enumerate(stems):
        text = text.replace(stem, f"＿n{number}＿")
    return text


def _form_of(text: str) -> str:
    """Turn the marks of blanks, which no writer quotes, into those that `%` fills."""
    return _BLANK.sub(r"%(\1)s", text.replace("%", "%%"))

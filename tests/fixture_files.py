"""Fixture inputs as files, the command run on them in a process of its own, and what is expected of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

_RUN = """
import resource, sys
from pathlib import Path
from fupin_report.cli import main
try:
    main()
finally:
    status = Path("/proc/self/status")
    peak = status.read_text().split("VmHWM:")[1].split()[0] if status.exists() else "0"
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"\\n{peak} {used.ru_utime + used.ru_stime:.2f}", file=sys.stderr)
"""
"""The command, and after it on standard error: peak memory in KB, seconds of work.

Asked of the process itself: what a parent is told of its child includes the parent's own memory.
"""


@dataclass(frozen=True)
class Done:
    """What a run of the command said and took."""

    code: int
    told: str
    megabytes: float
    seconds: float


def run_command(*arguments: str, folder: Path) -> Done:
    """Run the command in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    told, _, used = done.stderr.decode().rstrip("\n").rpartition("\n")
    peak, seconds = used.split()
    return Done(done.returncode, told, int(peak) / 1024, float(seconds))


def fixture_names(folder: Path, *endings: str) -> list[str]:
    """Return the names of the fixtures in a folder, each a file with one of these endings."""
    return sorted(path.stem for ending in endings for path in folder.glob(f"*{ending}"))


def put_input(fixture: Path, target: Path) -> None:
    """Write a fixture's data file: as it lies there, or by its recipe.

    A recipe is for what editors would mangle, and for what is huge: `text` (or else `town.yaml`),
    with `replace` in it, in an `encoding`, with `insert.text` or `insert.hex` put in `insert.times`
    over behind `insert.after`; `size` fills up with zeros.
    """
    plain = fixture.with_suffix(".yaml")
    if plain.exists():
        target.write_bytes(plain.read_bytes())
        return
    recipe = tomllib.loads(fixture.with_suffix(".toml").read_text("utf-8"))
    text = recipe.get("text", (fixture.parent / "town.yaml").read_text("utf-8"))
    if replace := recipe.get("replace"):
        assert replace[0] in text
        text = text.replace(*replace)
    data: bytes = text.encode(recipe.get("encoding", "utf-8"))
    if insert := recipe.get("insert"):
        at = data.index(insert["after"].encode()) + len(insert["after"].encode())
        what = bytes.fromhex(insert["hex"]) if "hex" in insert else insert["text"].encode()
        data = data[:at] + what * insert["times"] + data[at:]
    target.write_bytes(data)
    if size := recipe.get("size"):
        os.truncate(target, size)


def expected(fixture: Path, done: Done, words: str) -> tuple[int, str]:
    """Return the exit code and the text that a fixture's `.expected` file asks for.

    Its first line is the exit code; after it stands the whole message, or for 0 what the document
    says in lines. With ACCEPT_FIXTURES in the environment it is written anew, to be read by people.
    """
    file = fixture.with_name(f"{fixture.name}.expected")
    if os.environ.get("ACCEPT_FIXTURES"):
        file.write_text(f"{done.code}\n{words if done.code == 0 else done.told}\n", "utf-8")
    code, _, text = file.read_text("utf-8").partition("\n")
    return int(code), text.removesuffix("\n")


def document_words(path: Path) -> str:
    """Return the texts of a document in JSON, a block a line."""
    texts = re.compile(r'"text": ?("(?:[^"\\]|\\.)*")')
    blocks = json.loads(path.read_text("utf-8"))["blocks"]
    lines = ("".join(json.loads(each) for each in texts.findall(json.dumps(block))) for block in blocks)
    return "\n".join(lines)

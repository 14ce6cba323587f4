"""Whether many reports take more memory than few: the workers of a batch, and one process for a province.

As a script it is that process: `memory.py COUNT` renders COUNT townships, a hundred of them with templates
and a wording of their own, and prints its resident memory in MB after each tenth. It reads `/proc`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from asked import Asked
from cold import PROGRAM
from entrants import ENVIRONMENT, HERE, run
from entry import children
from tables import Aim, table
from towns import write_files

import fupin_report as fr

_EXAMPLE = Path(__file__).parents[1] / "examples" / "semiannual.yaml"
_OWN = 100
_TENTHS = 10
_FIELDS = {"peak": "VmHWM", "resident": "VmRSS"}


def measure(asked: Asked) -> dict[str, Any]:
    """Return the memory of a batch's processes, and that of one process on its way."""
    count = asked.sized(20, 2_000)
    data = write_files(asked.forms, asked.folder / "memory", count, asked.seed)
    resident = json.loads(run([sys.executable, str(HERE / "memory.py"), str(count)]))
    return {"count": count, "batch": _watched(data, asked.folder / "memory of batch"), "resident": resident}


def _watched(data: Path, out: Path) -> dict[str, dict[str, float]]:
    """Run a batch on two processes; return greatest and last resident memory of each, in MB."""
    command = [PROGRAM, "build", str(data), "-o", str(out), "-j", "2", "-q"]
    batch = subprocess.Popen(command, env=ENVIRONMENT)
    seen: dict[int, dict[str, float]] = {}
    while batch.poll() is None:
        for process in (batch.pid, *children(batch.pid)):
            seen[process] = _memory(process) or seen.get(process, {})
        time.sleep(0.02)
    if batch.returncode:
        raise RuntimeError("the batch failed")
    asked = seen.pop(batch.pid)
    # the process that tidies up after the others is no worker, and small
    workers = sorted((each for each in seen.values() if each), key=lambda each: -each["peak"])[:2]
    return {"the process that is asked": asked} | {f"worker {n}": each for n, each in enumerate(workers, 1)}


def _memory(process: int) -> dict[str, float]:
    """Return greatest and present resident memory of a process in MB; nothing when it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return {}
    fields = dict(line.split(":", 1) for line in lines)
    if "VmHWM" not in fields:
        return {}
    return {name: int(fields[field].split()[0]) / 1024 for name, field in _FIELDS.items()}


def tables(found: dict[str, Any]) -> list[str]:
    """Return the processes of the batch, and the way of the one."""
    batch = [
        (name, f"{each['peak']:.1f}", f"{each['resident']:.1f}") for name, each in found["batch"].items()
    ]
    tenths = [
        (str(found["count"] * tenth // _TENTHS), f"{each:.1f}")
        for tenth, each in enumerate(found["resident"], 1)
    ]
    return [
        table((f"memory, a batch of {found['count']}, two processes", "peak MB", "resident MB"), *batch),
        table(("memory, one process, townships rendered", "resident MB"), *tenths),
    ]


def aims(found: dict[str, Any]) -> list[Aim]:
    """Return what a worker may take."""
    workers = [each["peak"] for name, each in found["batch"].items() if name.startswith("worker")]
    return [Aim("peak of a worker", "≤", 40, max(workers), " MB")]


# --- the one process ------------------------------------------------------------------------------


def _layers(folder: Path, number: int) -> tuple[Path, ...]:
    """Return the layers of a township: for the first hundred a template and a wording of their own."""
    if number >= _OWN:
        return ()
    own = folder / str(number)
    if not own.is_dir():
        (own / "sections").mkdir(parents=True)
        heading = f"{'甲乙丙丁'[number % 4]}镇的打算"
        text = f'{{% extends "parent" %}}\n{{% block heading %}}\n## {heading}\n{{% endblock %}}\n'
        (own / "sections" / "plans.md.j2").write_text(text, "utf-8")
        (folder / f"{number}.yaml").write_text("结束语: 特此报告。\n", "utf-8")
    return (folder / f"{number}.yaml", own)


def on_the_way(count: int) -> list[float]:
    """Render so many townships; return the resident memory in MB after each tenth."""
    text, resident = _EXAMPLE.read_text("utf-8"), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "town.yaml")
        for number in range(count):
            town = text.replace("清溪", f"第{number}号溪").replace("4286户", f"{4000 + number}户")
            path.write_text(town, "utf-8")
            fr.render(fr.load(path), fr.TemplateSet(*_layers(Path(folder), number % 1000)))
            if (number + 1) % (count // _TENTHS) == 0:
                resident.append(_memory(os.getpid())["resident"])
    return resident


if __name__ == "__main__":
    print(json.dumps(on_the_way(int(sys.argv[1]))))

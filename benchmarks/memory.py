"""Whether one process can serve a province: `python benchmarks/memory.py [COUNT]`.

Renders reports of COUNT townships, each with a name and figures of its own, a hundred of them with
templates and a wording of their own, and prints the resident memory on the way.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

import fupin_report as fr

_EXAMPLE = Path(__file__).parents[1] / "examples" / "semiannual.yaml"
_OWN = 100


def _resident() -> float:
    """Return the resident memory now, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


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


def main() -> None:
    """Print the memory after each thousand townships."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = _EXAMPLE.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "town.yaml")
        for number in range(count):
            path.write_text(
                text.replace("清溪", f"第{number}号溪").replace("4286户", f"{4000 + number}户"), "utf-8"
            )
            fr.render(fr.load(path), fr.TemplateSet(*_layers(Path(folder), number % 1000)))
            if (number + 1) % 1000 == 0:
                print(f"{number + 1} townships: {_resident():.1f} MB", flush=True)


if __name__ == "__main__":
    main()

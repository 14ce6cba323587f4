"""Programs that are no Python packages: where they are on this machine, nothing where they are not."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path


def _bundled() -> str:
    """Return the pandoc that comes with pypandoc-binary, found without importing it."""
    found = find_spec("pypandoc")
    program = Path(found.origin).with_name("files") / "pandoc" if found and found.origin else None
    return str(program) if program and program.is_file() else ""


NODE = shutil.which("node") or ""
PANDOC = shutil.which("pandoc") or _bundled()


def first_line(*command: str) -> str:
    """Return the first line that a program prints, such as its version."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.partition("\n")[0].strip()

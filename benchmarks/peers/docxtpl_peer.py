"""docxtpl: a Word file with Jinja tags in it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from docxtpl import DocxTemplate
from entry import Write, main, read_page, texts
from jinja2 import Environment, Template

_PARAGRAPH = re.compile(r"<w:p([ >])")


def _context(
    data: Path, figures: list[list[Any]], loader: type[yaml.CSafeLoader | yaml.SafeLoader] = yaml.CSafeLoader
) -> dict[str, str]:
    loaded = yaml.load(data.read_text("utf-8"), loader)
    return {f"f{number}": text for number, text in enumerate(texts(loaded, figures), start=1)}


def documented(material: Path, loader: type[yaml.CSafeLoader | yaml.SafeLoader] = yaml.CSafeLoader) -> Write:
    """As its manual says: open, render with escaping, save; a template object is used once."""
    figures = read_page(material)["figures"]

    def write(data: Path, out: Path) -> None:
        template = DocxTemplate(material / "jinja.docx")
        template.render(_context(data, figures, loader), autoescape=True)
        template.save(out)

    return write


def safe_load(material: Path) -> Write:
    """The same with `yaml.safe_load`, which most scripts call: its loader is Python throughout."""
    return documented(material, yaml.SafeLoader)


class _Kept(DocxTemplate):  # type: ignore[misc]
    """Patches and compiles the body once, as its issue 110 asks for; there is no line break to look for."""

    kept: Template | None = None

    def build_xml(self, context: dict[str, Any], jinja_env: Environment | None = None) -> str:
        if self.kept is None:
            assert jinja_env
            xml = self.patch_xml(self.get_xml())
            self.kept = jinja_env.from_string(_PARAGRAPH.sub(r"\n<w:p\1", xml))
        return self.kept.render(context)


def fast(material: Path) -> Write:
    """Everything kept that can be: the file's bytes, the environment, the compiled body."""
    figures = read_page(material)["figures"]
    template = _Kept(BytesIO((material / "jinja.docx").read_bytes()))
    environment = Environment(autoescape=True)

    def write(data: Path, out: Path) -> None:
        template.render(_context(data, figures), environment)
        template.save(out)

    return write


if __name__ == "__main__":
    main({"documented": documented, "safe_load": safe_load, "fast": fast})

"""The parts of a Word file that bear on its look, beside those that a reader of words needs."""

from __future__ import annotations

import posixpath

from lxml import etree

from fupin_report.readers.docx.package import Package

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REFERENCE = _RELATIONS + "id"
"""Name of the attribute by which one part refers to another."""


class WordFile(Package):
    """A Word file; parts that need not be there come as None."""

    def part(self, kind: str) -> etree._Element | None:
        """Return the first part to which the main part has a relation of a kind, parsed."""
        name = next(self._related(kind, self._main), None)
        return None if name is None else self._parsed(name)

    def referred(self, reference: str) -> etree._Element | None:
        """Return the part that the main part calls by a relation's id, parsed; None for no such id."""
        folder, file = posixpath.split(self._main)
        for entry in self._parsed(posixpath.join(folder, "_rels", f"{file}.rels")):
            if entry.get("Id") == reference and entry.get("TargetMode") != "External":
                target = posixpath.join("/", folder, entry.get("Target", ""))
                return self._parsed(posixpath.normpath(target)[1:])
        return None

"""What a section is asked to measure, and what several work from; each made once, when it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from entrants import ENTRANTS, Entrant, differences, run
from material import make_material
from throughput import Turns
from towns import Form, forms


@dataclass(frozen=True)
class Asked:
    """What the command line asks, and a folder for the time of the run."""

    data: Path
    """The report that all entrants write."""
    folder: Path
    rounds: int
    quick: bool
    """Whether it is only to be seen that everything runs."""
    most: int
    """Reports of the greatest batch."""
    seed: int
    """Of the townships."""

    @property
    def turns(self) -> Turns:
        """How a round is cut."""
        return Turns(1, 0.05) if self.quick else Turns(6, 0.25)

    def sized(self, quick: int, usual: int) -> int:
        """Return a number of reports, or of something else, by how long it may take."""
        return quick if self.quick else usual

    @cached_property
    def entrants(self) -> list[Entrant]:
        """All who can run here."""
        return [each for each in ENTRANTS if not each.missing()]

    @cached_property
    def material(self) -> Path:
        """What the entrants work from."""
        folder = self.folder / "material"
        folder.mkdir()
        make_material(self.data, folder)
        return folder

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Bytes of the report by each entrant, who all have written it once.

        Raises `RuntimeError` for one that does not show the paragraphs, styles and characters of ours.
        """
        sizes = {}
        for each in self.entrants:
            out = self.material / "checked.docx"
            run(each.command(self.material, self.data, out))
            wrong = list(differences(out, self.material / "ours.docx"))
            if wrong:
                raise RuntimeError(f"{each.name} writes another report: {wrong[0]}")
            sizes[each.name] = out.stat().st_size
        return sizes

    @cached_property
    def forms(self) -> list[Form]:
        """What townships are made from."""
        return forms(self.sized(4, 1000), self.seed)

"""县的项目: one tidy folder for a county, a folder for each township, a file for each period.

::

    fupin.yaml                       # settings of the county
    defaults.yaml                    # facts of all townships: county, city, province
    townships/510000101-龙泉镇/
      township.yaml                  # slow facts
      2015H1.yaml  2015H2.yaml       # one period's facts
      templates/  wording.yaml  layout.yaml   # the township's own, if it has any
    templates/  wording.yaml         # the county's own
"""

from typing import TYPE_CHECKING, Any

from fupin_report.workspace.project import (
    SETTINGS,
    TEMPLATES,
    Edition,
    Project,
    Township,
    edition_of,
    is_period,
    load_project,
    township_around,
)

if TYPE_CHECKING:
    from fupin_report.workspace.growth import begin_period, begin_township
    from fupin_report.workspace.starter import start_project

__all__ = [
    "SETTINGS",
    "TEMPLATES",
    "Edition",
    "Project",
    "Township",
    "begin_period",
    "begin_township",
    "edition_of",
    "is_period",
    "load_project",
    "start_project",
    "township_around",
]


def __getattr__(name: str) -> Any:
    """Open the rooms where projects grow for those who ask: to make a report takes none of them."""
    if name in ("begin_period", "begin_township"):
        from fupin_report.workspace import growth

        return getattr(growth, name)
    if name == "start_project":
        from fupin_report.workspace.starter import start_project

        return start_project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

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

from fupin_report.workspace.growth import begin_period, begin_township
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

"""The dictionary of the data: what can be written, said once more for people and for editors.

Everything here is read from the declarations of the model and the object forms of structure.
"""

from fupin_report.dictionary.schema import json_schema
from fupin_report.dictionary.starter import SCHEMA_FILE, Keys, starter
from fupin_report.dictionary.table import COLUMNS, Row, find_section, markdown, rows

__all__ = [
    "COLUMNS",
    "SCHEMA_FILE",
    "Keys",
    "Row",
    "find_section",
    "json_schema",
    "markdown",
    "rows",
    "starter",
]

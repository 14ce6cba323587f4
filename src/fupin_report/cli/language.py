"""What language the command line speaks: Chinese, or English out of a catalogue.

The words of the program itself stand here in Chinese, marked by `_`. Messages about data are Chinese
in either language: they quote the data, and are the same in the library.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("zh", "en")
DOMAIN = "cli"
CATALOGUES = Path(__file__).parent.parent / "locale"
_OPTION = "--lang"

_catalogue: NullTranslations | None = None


def _(text: str) -> str:
    """Return a text of the program in the language of the user."""
    return _catalogue.gettext(text) if _catalogue else text


def choose_language(arguments: Sequence[str]) -> None:
    """Take the language from `--lang` or the environment, before anything is read or said."""
    global _catalogue
    if _asked_for(arguments) == "en":
        import gettext

        _catalogue = gettext.translation(DOMAIN, CATALOGUES, ["en"])
    else:
        _catalogue = None


def _asked_for(arguments: Sequence[str]) -> str:
    for word, following in pairwise([*arguments, ""]):
        if word == _OPTION:
            return following
        if word.startswith(f"{_OPTION}="):
            return word.removeprefix(f"{_OPTION}=")
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return locale[:2]

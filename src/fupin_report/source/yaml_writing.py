"""Trees of text as YAML that reads back as the same tree."""

from __future__ import annotations

from typing import Any

import yaml

from fupin_report.patterns import expression

_WIDTH = 110
_MISTAKABLE = expression("[，：；、“”｛｝［］＃]")


def to_yaml(tree: Any) -> str:
    """Return a tree of mappings, lists and texts as YAML, small parts on one line; texts stay texts."""
    text: str = yaml.dump(
        _plain(tree),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=_WIDTH,
    )
    return text


class _Dumper(yaml.SafeDumper):
    """Quotes texts that our reader would take for a slip of the pen: full-width marks between parts."""


def _represent(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if _MISTAKABLE.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent)


def _plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {str(key): _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(each) for each in tree]
    return tree

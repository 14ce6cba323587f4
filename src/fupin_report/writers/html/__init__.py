"""One self-contained HTML page that looks like the A4 pages: no script, nothing from the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

from fupin_report.document import DRAFT, Document, Title, plain_text
from fupin_report.layout import Layout
from fupin_report.writers.characters import legal
from fupin_report.writers.html.body import Page
from fupin_report.writers.html.style import stylesheet
from fupin_report.writers.html.words import Words, escaped, quoted


def write(
    document: Document,
    layout: Layout,
    *,
    images: Callable[[str], bytes] | None = None,
    provenance: bool = True,
    describe: Callable[[str], str] | None = None,
) -> bytes:
    """Return a document as an HTML page in UTF-8. See `Writer` for the arguments."""
    tooltip = (describe or str) if provenance else None
    page = Page(layout, Words(tooltip), images)
    main = page.main(document)
    style = stylesheet(layout) + page.rules()
    return legal(
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{_head(document, style)}</head>\n'
        f"<body>\n{_draft(document)}{page.contents()}{main}</body>\n</html>\n"
    ).encode()


def _head(document: Document, style: str) -> str:
    """Return the head; the policy allows the one style sheet, pictures within the page, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = f"style-src 'sha256-{digest}'; img-src data:"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    author = document.properties.issuer
    named = f'<meta name="author" content={quoted(author)}>\n' if author else ""
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        f"{named}<title>{_title(document)}</title>\n<style>{style}</style>\n"
    )


def _draft(document: Document) -> str:
    return f'<p class="draft">{DRAFT}</p>\n' if document.properties.draft else ""


def _title(document: Document) -> str:
    title = next(document.walk(Title), None)
    name = document.properties.title or (plain_text(title.children) if title else "")
    return escaped(name.replace("\n", ""))

"""A document in Word by the template that is in force, and as a PDF with the letterhead of whoever issues it."""

from __future__ import annotations

import uuid
from typing import Any

from khetene.files.storing import opened
from khetene.kernel import documents
from khetene.kernel.data_keys import KeyDestroyed
from khetene.layouts import letterheads
from khetene.layouts.cleaning import cleaned
from khetene.layouts.errors import LayoutRefused
from khetene.layouts.models import LayoutInForce, LayoutVersion


def word(template: str, report: dict[str, Any], *, title: str, author: str, language: str) -> bytes:
    """`template` names the file that came with Khetene, as `gathering-report.docx`; the ministry's own goes before it."""
    kept = template_in_force(template.removesuffix(".docx"))
    return documents.word(kept or template, report, title=title, author=author, language=language)


def pdf(template: str, report: dict[str, Any], *, issuer: uuid.UUID | None) -> bytes:
    """A tagged PDF; `issuer` is the organisation whose letterhead it carries. Raises DomainError for a broken template."""
    return documents.pdf(template, report | {"letterhead": letterheads.of_organisation(issuer)})


def template_in_force(layout: str) -> bytes | None:
    """The ministry's own; None where documents take the one that came with Khetene.

    When the organisation that kept it has ended and its key is destroyed, it is gone like everything of that organisation.
    """
    version = version_in_force(layout)
    try:
        content = opened(version).content if version else None
    except KeyDestroyed:
        return None
    return _cleaned(content) if content else None


def _cleaned(content: bytes) -> bytes:
    """A version that was kept before templates were cleaned still makes documents, also with a damaged picture in it."""
    try:
        return cleaned(content)
    except LayoutRefused:
        return content


def version_in_force(layout: str) -> LayoutVersion | None:
    newest = LayoutInForce.objects.filter(layout=layout).select_related("version").defer("version__sealed")
    found = newest.order_by("-since", "-pk").first()
    return found.version if found else None

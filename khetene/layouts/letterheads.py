"""What a PDF of an organisation begins with: its sign with its name, and its address at the foot of the first page."""

from __future__ import annotations

import uuid
from typing import Any

from khetene.files.storing import opened
from khetene.kernel import documents
from khetene.kernel.data_keys import KeyDestroyed
from khetene.layouts.catalogue import LAYOUTS
from khetene.layouts.fields import complete_for_pdf
from khetene.layouts.models import Letterhead

SAMPLE = "gathering-report"


def of_organisation(organisation: uuid.UUID | None) -> dict[str, Any] | None:
    """The one in force, as PDF templates take it. None also when it went with the key of the organisation. One query."""
    rows = Letterhead.objects.defer(None).filter(organisation_id=organisation, in_force_since__isnull=False)
    row: Letterhead | None = rows.first() if organisation else None
    try:
        return _shown(row) if row else None
    except KeyDestroyed:
        return None


def sample(row: Letterhead) -> bytes:
    """An invented report on it. Raises DomainError when its sign cannot be drawn, kernel.data_keys.KeyDestroyed."""
    report = complete_for_pdf(LAYOUTS[SAMPLE])
    return documents.pdf(f"{SAMPLE}.typ", report | {"letterhead": _shown(row)})


def _shown(row: Letterhead) -> dict[str, Any]:
    """Typst takes the dots of a picture as numbers."""
    return {
        "sign": list(opened(row).content),
        "format": "png" if row.kind == "png" else "jpg",
        "above": row.above.splitlines(),
        "below": row.below.splitlines(),
    }

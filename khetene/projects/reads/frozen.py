"""Reports as they were sent, for those who keep the phase."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from khetene.accounts.reads import names_of
from khetene.files.storing import FileRow, Opened, file_row, opened
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.models import FrozenFile, FrozenReport
from khetene.projects.rules import keeps


@dataclass(frozen=True, slots=True)
class FrozenRow:
    id: uuid.UUID
    version: int
    frozen_at: datetime
    by: str
    changed: str
    parts_changed: list[str]
    sha256: str
    files: list[FileRow]


def frozen_reports(ordinal: int, *, actor: Actor) -> list[FrozenRow]:
    """All versions, the newest first. Three queries."""
    files = Prefetch("files", FrozenFile.objects.order_by("kind"))
    rows = FrozenReport.objects.filter(phase__ordinal=ordinal).select_related("phase").prefetch_related(files)
    kept = [row for row in rows.order_by("-version") if keeps(actor, row.phase)]
    names = names_of(row.frozen_by for row in kept if row.frozen_by)
    return [
        FrozenRow(
            id=row.pk,
            version=row.version,
            frozen_at=row.frozen_at,
            by=names.get(row.frozen_by, "") if row.frozen_by else "",
            changed=row.changed,
            parts_changed=row.parts_changed,
            sha256=row.sha256,
            files=[file_row(file) for file in row.files.all()],
        )
        for row in kept
    ]


def frozen_file(frozen_id: uuid.UUID, kind: str, *, actor: Actor) -> Opened:
    """Word, PDF or JSON, byte for byte as it was frozen. Raises NotForYou."""
    found = FrozenReport.objects.select_related("phase").filter(pk=frozen_id).first()
    if found is None or not keeps(actor, found.phase):
        raise NotForYou
    if kind == "json":
        name = f"posms-{found.phase.ordinal}-versija-{found.version}.json"
        return Opened(name, "application/json", found.content.encode())
    row = found.files.filter(kind=kind).first()
    if row is None:
        raise NotForYou
    return opened(row)

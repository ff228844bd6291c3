"""The report to the Commission as it was sent: its content and the files made of it, kept and never changed."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.db import transaction

from khetene.files import storing
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects import reads, reports
from khetene.projects.actions._shared import locked
from khetene.projects.errors import NothingChanged, SayWhatIsNew
from khetene.projects.models import FrozenFile, FrozenReport

LANGUAGE_PARTS = ("language", "labels")


@transaction.atomic
def freeze_report(phase_id: uuid.UUID, *, changed: str = "", actor: Actor) -> FrozenReport:
    """Content, Word document and PDF of this moment; a later version says what changed. All of it or nothing.

    Raises SayWhatIsNew, NothingChanged.
    """
    phase = locked(phase_id, actor)
    if phase.is_draft:
        raise NotForYou
    before = phase.frozen.order_by("-version").first()
    report = reports.final_of(reads.phase(phase.ordinal, actor=actor))
    content = reports.as_json(report)
    digest = hashlib.sha256(content.encode()).hexdigest()
    if before is not None and before.sha256 == digest:
        raise NothingChanged
    if before is not None and not changed.strip():
        raise SayWhatIsNew
    frozen = FrozenReport(
        phase=phase,
        version=before.version + 1 if before else 1,
        language=report.language,
        content=content,
        sha256=digest,
        changed=changed.strip() if before else "",
        parts_changed=_parts_changed(before, report.as_dict()),
        frozen_at=clock.now(),
        frozen_by=actor.membership_key,
    )
    frozen.full_clean()
    frozen.save(force_insert=True)
    for made in (reports.as_docx(report), reports.as_pdf(report, issuer=phase.beneficiary_id)):
        storing.store(FrozenFile(report=frozen), storing.Given(_name(frozen), made), actor=actor)
    audit.record("report.frozen", frozen, actor=actor)
    return frozen


def _name(frozen: FrozenReport) -> str:
    return f"posms-{frozen.phase.ordinal}-versija-{frozen.version}.x"


def _parts_changed(before: FrozenReport | None, now: dict[str, Any]) -> list[str]:
    """Which parts of the content differ, by their names; how a label reads is no change."""
    if before is None:
        return []
    earlier = json.loads(before.content)
    return [name for name in now if name not in LANGUAGE_PARTS and earlier.get(name) != now[name]]

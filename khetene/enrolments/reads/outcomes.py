"""The windows of measuring of one participation: what was found in each, or where it stands today."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from khetene.enrolments import windows
from khetene.enrolments.models import Enrolment, MeasuredOutcome
from khetene.enrolments.reads.rows import WindowRow
from khetene.kernel import clock
from khetene.kernel.models import newest_versions
from khetene.kernel.statements import kept
from khetene.kernel.translated import Translated
from khetene.programmes.operations.definition import Operation


def windows_of(row: Enrolment, operation: Operation) -> list[WindowRow]:
    """Nothing before the exit, and where the programme measures nothing."""
    if row.exited_on is None or row.started_on is None or operation.outcomes is None:
        return []
    by_window = {outcome.window: outcome for outcome in _newest_outcomes(row.pk) if outcome.entry == row.entry}
    found = []
    for window in operation.outcomes.windows:
        outcome = by_window.get(window.id)
        result = operation.result(outcome.result) if outcome else None
        opens, closes = windows.opens_on(window, row.exited_on), windows.closes_on(window, row.exited_on)
        found.append(
            WindowRow(
                window.id,
                str(Translated(window.title)),
                opens,
                closes,
                windows.state(opens, closes, measured=outcome is not None, on=clock.today()),
                str(Translated(result.title)) if result else "",
                bool(outcome and outcome.positive),
                outcome.situation_on if outcome else None,
                outcome.evidence if outcome else "",
            )
        )
    return found


@kept
def _newest_outcomes(enrolment_id: uuid.UUID) -> QuerySet[MeasuredOutcome]:
    newest = newest_versions(MeasuredOutcome, "replaces")
    return MeasuredOutcome.objects.filter(newest, enrolment_id=enrolment_id).order_by("id")

"""Adding a programme up once, when a quarter has ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from khetene.enrolments.models import Enrolment, QuarterTotals
from khetene.enrolments.reads.protected import quarter_before
from khetene.enrolments.reads.totals import kept_as, totals_of
from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.programmes import reads as programmes


def close_quarter(*, until: date | None = None) -> int:
    """Keep the totals of every programme on the last day of the quarter before; how many were not kept yet."""
    day = until or quarter_before(clock.today())
    if not programmes.are_loaded():
        return 0
    return sum(_keep(programme, day) for programme in sorted(programmes.published().operations))


@transaction.atomic
def _keep(programme: str, until: date) -> bool:
    """Once: asked again, the same stands."""
    if QuarterTotals.objects.filter(programme=programme, counted_until=until).exists():
        return False
    content = kept_as(totals_of(programme, Enrolment.objects.all(), until))
    row = QuarterTotals(programme=programme, counted_until=until, counted_at=clock.now(), content=content)
    row.full_clean()
    row.save(force_insert=True)
    audit.record("quarter_totals.kept", row, actor=System("quarter"))
    return True

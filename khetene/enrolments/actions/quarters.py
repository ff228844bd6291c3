"""Adding a programme up once, when a quarter has ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from khetene.enrolments.models import QuarterTotals
from khetene.enrolments.reads.advancing import carried_on
from khetene.enrolments.reads.keeping import as_content, kept_in
from khetene.enrolments.reads.parts import found_in
from khetene.enrolments.reads.protected import quarter_before
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
    """Once: asked again, the same stands. A figure that few people changed since it was shown stays as it was shown."""
    if QuarterTotals.objects.filter(programme=programme, counted_until=until).exists():
        return False
    last = QuarterTotals.objects.filter(programme=programme).order_by("counted_until").last()
    earlier = kept_in(programme, last.content, last.counted_until) if last else None
    shown = carried_on(found_in(programme, until, earlier), until, earlier)
    row = QuarterTotals(programme=programme, counted_until=until, counted_at=clock.now(), content=as_content(shown))
    row.full_clean()
    row.save(force_insert=True)
    audit.record("quarter_totals.kept", row, actor=System("quarter"))
    return True

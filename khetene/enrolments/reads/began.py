"""Who began to take part, over all organisations: a closed tally for what is published."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count

from khetene.disclosure.tally import Tally
from khetene.enrolments.models import Enrolment


def participants_began(since: date, until: date) -> Tally:
    """Participants whose first start fell in these days, by programme and the place of their case.

    Unit: participant, once per operation (D 4): who comes back in a later year stays in the year of the first start.
    """
    rows: Any = Enrolment.objects.begun().filter(started_on__gte=since, started_on__lte=until)
    counted = rows.values("programme", "case__territory_id", "organisation_id").annotate(
        people=Count("client_id", distinct=True)
    )
    return Tally(
        ((row["programme"], str(row["case__territory_id"])), row["organisation_id"], row["people"])
        for row in counted.order_by("programme", "case__territory_id", "organisation_id")
    )

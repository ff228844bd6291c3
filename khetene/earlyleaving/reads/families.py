"""Pupils with a plan, over all schools: a closed tally for what is published."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from khetene.disclosure.tally import Tally
from khetene.earlyleaving.models import Risk
from khetene.earlyleaving.models.plan import Plan
from khetene.earlyleaving.reads.schools import instrument
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou


def pupils_by_family(school_year: int) -> Tally:
    """Pupils who have an approved plan with a risk of a family, by family and the place of the school.

    Unit: pupil, once in a family, however many plans and risks they have. A pupil may stand in several families.
    """
    plans = Plan.objects.that_were_approved().filter(school_year=school_year)
    rows: Any = Risk.objects.filter(plan__in=plans).values(
        "family", "plan__pupil__organisation__territory_id", "plan__pupil__organisation_id"
    )
    counted = rows.annotate(pupils=Count("plan__pupil_id", distinct=True))
    order = ("family", "plan__pupil__organisation__territory_id", "plan__pupil__organisation_id")
    return Tally(
        (
            (row["family"], str(row["plan__pupil__organisation__territory_id"] or "")),
            row["plan__pupil__organisation_id"],
            row["pupils"],
        )
        for row in counted.order_by(*order)
    )


def families() -> list[tuple[str, dict[str, str]]]:
    """The families of risk with their titles by language; none before country data were loaded."""
    try:
        found = instrument(on=clock.today())
    except NotForYou:
        return []
    return [(family.id, dict(family.title)) for family in found.families]

"""What many of somebody's cases need: kinds of need without a number and without a case."""

from __future__ import annotations

from django.db.models import Count

from khetene.accounts.rules import works_with_cases
from khetene.cases.enums import NeedState
from khetene.cases.models import Case, Need
from khetene.kernel.actor import Actor

# Fewer cases are so few that a kind of need could point at one of them.
MANY = 5


def domains_needed_by_many(*, actor: Actor) -> list[str]:
    """Domains of open needs in at least five open cases that the actor may open, each case counted once. One query."""
    if not works_with_cases(actor):
        return []
    cases = Case.objects.visible_to(actor).filter(closed_on=None)
    rows = Need.objects.filter(case__in=cases, state__in=[NeedState.OPEN, NeedState.UNDER_WAY]).values("domain")
    found = rows.annotate(cases=Count("case", distinct=True)).filter(cases__gte=MANY)
    return list(found.order_by("domain").values_list("domain", flat=True))

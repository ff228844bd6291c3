"""What the database's constraints cannot say about people at work; `khetene check` tells it in words, by key."""

from __future__ import annotations

from collections.abc import Iterator

from khetene.accounts.enums import NATIONAL_ROLES
from khetene.accounts.models import Membership
from khetene.accounts.rules import may_give
from khetene.kernel import clock


def problems() -> Iterator[str]:
    """Memberships that give nothing, because the country pack names their organisation not or no longer for the role."""
    rows = Membership.objects.not_over_on(clock.today()).filter(role__in=NATIONAL_ROLES)
    for row in rows.select_related("organisation").order_by("organisation__slug", "role", "pk"):
        if not may_give(row.role, row.organisation.national_roles):
            yield (
                f"membership {row.pk}: {row.role} at {row.organisation.slug} gives nothing; name the role in "
                "country/lv/organisations.yaml (national_roles) and run khetene load-country, or end the membership"
            )

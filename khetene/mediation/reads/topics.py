"""Contacts by topic over all mediators: a closed tally for what is published."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

from khetene.disclosure.tally import Tally
from khetene.mediation.enums import MonthState
from khetene.mediation.models import Contact, Month


def contacts_by_topic(since: date, until: date) -> Tally:
    """Contacts of signed months by topic and place. Unit: contact; one with two topics stands in both. Two queries."""
    months = Month.objects.filter(first__gte=since, first__lte=until).exclude(state=MonthState.RETURNED)
    signed = set(months.order_by("pk").values_list("membership_id", "first"))
    rows = Contact.objects.newest_versions().filter(happened_on__gte=since, happened_on__lte=until).order_by("pk")
    found: Counter[tuple[str, str, uuid.UUID]] = Counter()
    for who, day, place, office, topics in rows.values_list(
        "membership_id", "happened_on", "territory_id", "organisation_id", "topics"
    ):
        if (who, day.replace(day=1)) in signed:
            found.update((topic, str(place), office) for topic in set(topics))
    return Tally(((topic, place), office, number) for (topic, place, office), number in sorted(found.items()))

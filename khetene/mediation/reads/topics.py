"""Contacts by topic over all mediators: a closed tally for what is published."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from khetene.disclosure.tally import Tally
from khetene.mediation.enums import MonthState
from khetene.mediation.models import Contact, Month


def contacts_by_topic(since: date, until: date) -> Tally:
    """Contacts of signed months by topic and place. Unit: contact; one with two topics stands in both. Two queries.

    The database counts equal lists of topics; here only as many rows arrive as there are posts, months, places and lists.
    """
    months = Month.objects.filter(first__gte=since, first__lte=until).exclude(state=MonthState.RETURNED)
    signed = set(months.order_by("pk").values_list("membership_id", "first"))
    rows = Contact.objects.newest_versions().filter(happened_on__gte=since, happened_on__lte=until).order_by()
    grouped = rows.annotate(first=TruncMonth("happened_on")).values_list(
        "membership_id", "first", "territory_id", "organisation_id", "topics"
    )
    found: Counter[tuple[str, str, uuid.UUID]] = Counter()
    for who, first, place, office, topics, number in grouped.annotate(number=Count("pk")).iterator():
        if (who, first) in signed:
            for topic in set(topics):
                found[topic, str(place), office] += number
    return Tally(((topic, place), office, number) for (topic, place, office), number in sorted(found.items()))

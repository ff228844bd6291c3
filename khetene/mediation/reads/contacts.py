"""A mediator's own contacts: the list, one entry with its history, what is due, and the month in numbers."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.cases.enums import NeedDomain
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.mediation.enums import Action, Place, Result, StartedBy
from khetene.mediation.models import Contact
from khetene.mediation.models.month import month_after

USUAL_MINUTES = 30


@dataclass(frozen=True, slots=True)
class ContactRow:
    id: uuid.UUID
    happened_at: datetime
    place: str
    place_label: str
    territory_id: uuid.UUID
    territory_name: str
    minutes: int
    started_by: str
    started_by_label: str
    topics: list[str]
    topic_labels: list[str]
    actions: list[str]
    action_labels: list[str]
    institution_name: str
    result: str
    result_label: str
    words: str
    next_step: str
    next_step_on: date | None
    next_step_done: date | None
    case_id: uuid.UUID | None
    case_key: str
    corrected_by_id: uuid.UUID | None
    correction_reason: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class NextStepLine:
    id: uuid.UUID
    words: str
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """Units stay apart: contacts, minutes, and contacts by topic (one contact may have several)."""

    contacts: int
    minutes: int
    by_topic: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Habits:
    """What a visit of this mediator usually is, from the last ones; with no visits yet, what a visit usually is."""

    place: str
    started_by: str
    result: str
    minutes: int
    territory_id: uuid.UUID | None
    topics: list[str]
    actions: list[str]

    def in_order(self, choices: Iterable[tuple[str, Any]], used: list[str]) -> list[tuple[str, Any]]:
        """What this mediator uses most comes first."""
        return sorted(choices, key=lambda choice: used.index(choice[0]) if choice[0] in used else len(used))


LOOKS_BACK = 60


def habits(*, actor: Actor) -> Habits:
    """The most usual values of the actor's last visits. One query."""
    newest = Contact.objects.visible_to(actor).newest_versions().order_by("-happened_at", "-id")
    names = ("place", "started_by", "result", "minutes", "territory_id", "topics", "actions")
    last = list(newest.values(*names)[:LOOKS_BACK])

    def usual(name: str, otherwise: Any) -> Any:
        counted = Counter(row[name] for row in last).most_common(1)
        return counted[0][0] if counted else otherwise

    def by_use(name: str) -> list[str]:
        return [value for value, _times in Counter(value for row in last for value in row[name]).most_common()]

    return Habits(
        place=usual("place", Place.HOME),
        started_by=usual("started_by", StartedBy.FAMILY),
        result=usual("result", Result.PENDING),
        minutes=usual("minutes", USUAL_MINUTES),
        territory_id=usual("territory_id", None),
        topics=by_use("topics"),
        actions=by_use("actions"),
    )


def contacts(*, actor: Actor, month: str = "", topic: str = "", place: str = "") -> QuerySet[Contact]:
    """The actor's own contacts, newest first; page it, then call `rows`."""
    found = Contact.objects.visible_to(actor).newest_versions().order_by("-happened_at", "-id")
    first = first_of(month)
    if first:
        found = found.filter(happened_on__gte=first, happened_on__lt=month_after(first))
    if place:
        found = found.filter(place=place)
    if topic in NeedDomain.values:
        found = found.filter(pk__in=[pk for pk, topics in found.values_list("pk", "topics") if topic in topics])
    return found


def rows(page: Any) -> list[ContactRow]:
    """The rows of one page of `contacts`."""
    return [_row(contact) for contact in page.select_related("territory", "institution", "case", "corrected_by")]


def contact(contact_id: uuid.UUID, *, actor: Actor) -> tuple[ContactRow, list[ContactRow]]:
    """One contact and the versions before it, newest first. Raises NotForYou."""
    related = ("territory", "institution", "case", "corrected_by")
    found = Contact.objects.visible_to(actor).select_related(*related).filter(pk=contact_id).first()
    if found is None:
        raise NotForYou
    earlier, step = [], found
    while step.corrects_id:
        step = Contact.objects.select_related(*related).get(pk=step.corrects_id)
        earlier.append(_row(step))
    return _row(found), earlier


def next_steps_due(*, actor: Actor, on: date) -> list[NextStepLine]:
    """Next steps that the actor noted and that are due by a day."""
    due = Contact.objects.visible_to(actor).with_step_due(on).order_by("next_step_on", "id")[:20]
    return [
        NextStepLine(row.pk, row.next_step, row.next_step_on, row.next_step_on < clock.today())
        for row in due
        if row.next_step_on
    ]


def timeline_of(case: cases.CaseHead, *, actor: Actor) -> list[cases.TimelineEntry]:
    """Contacts of a case; one's own lead to their page."""
    found = Contact.objects.newest_versions().filter(case_id=case.id).select_related("membership__user")
    return [
        cases.TimelineEntry(
            at=row.happened_at,
            kind="contact",
            title=_("Visit %(place)s, %(minutes)s min") % {"place": row.get_place_display(), "minutes": row.minutes},
            words=row.words,
            by=row.membership.user.name,
            url_name="mediation:contact" if row.membership_id == actor.membership_key else None,
            key=row.pk,
        )
        for row in found.order_by("happened_at", "id")
    ]


def month_totals(*, actor: Actor, month: str) -> MonthTotals:
    """The actor's month in numbers, from the newest versions."""
    found = contacts(actor=actor, month=month)
    sums = found.order_by().aggregate(contacts=Count("pk"), minutes=Sum("minutes"))
    counts: dict[str, int] = {}
    for topics in found.values_list("topics", flat=True):
        for topic in topics:
            counts[topic] = counts.get(topic, 0) + 1
    labels = dict(NeedDomain.choices)
    by_topic = sorted(
        ((str(labels[topic]), count) for topic, count in counts.items()), key=lambda pair: (-pair[1], pair[0])
    )
    return MonthTotals(sums["contacts"], sums["minutes"] or 0, by_topic)


def _row(contact: Contact) -> ContactRow:
    topics, actions = dict(NeedDomain.choices), dict(Action.choices)
    newer = getattr(contact, "corrected_by", None)
    return ContactRow(
        id=contact.pk,
        happened_at=contact.happened_at,
        place=contact.place,
        place_label=contact.get_place_display(),
        territory_id=contact.territory_id,
        territory_name=contact.territory.name,
        minutes=contact.minutes,
        started_by=contact.started_by,
        started_by_label=contact.get_started_by_display(),
        topics=contact.topics,
        topic_labels=[str(topics[topic]) for topic in contact.topics],
        actions=contact.actions,
        action_labels=[str(actions[action]) for action in contact.actions],
        institution_name=contact.institution.name if contact.institution else "",
        result=contact.result,
        result_label=contact.get_result_display(),
        words=contact.words,
        next_step=contact.next_step,
        next_step_on=contact.next_step_on,
        next_step_done=contact.next_step_done,
        case_id=contact.case_id,
        case_key=contact.case.key if contact.case else "",
        corrected_by_id=newer.pk if newer else None,
        correction_reason=contact.correction_reason,
        noted_at=contact.noted_at,
    )


def first_of(month: str) -> date | None:
    """`2026-11` → 1 November 2026; anything else → None."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None

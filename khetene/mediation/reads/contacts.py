"""A mediator's own contacts: the list, one entry with its history, what is due, and the month in numbers."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.cases.enums import Language, NeedDomain
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.labels import labels
from khetene.kernel.statements import Listed, kept
from khetene.mediation.enums import Action, Place, Result, StartedBy
from khetene.mediation.figures import entries_counted
from khetene.mediation.models import Contact
from khetene.mediation.models.contact import ContactQuerySet
from khetene.mediation.models.month import month_after

USUAL_MINUTES = 30
Pages = Listed[Contact] | QuerySet[Contact]


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
    language_labels: list[str]
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
class ContactLine:
    """One contact in the list; its words stay sealed."""

    id: uuid.UUID
    happened_at: datetime
    place_label: str
    territory_name: str
    topic_labels: list[str]
    action_labels: list[str]
    result: str
    result_label: str
    case_key: str


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
    languages: list[str]

    def in_order(self, choices: Iterable[tuple[str, Any]], used: list[str]) -> list[tuple[str, Any]]:
        """What this mediator uses most comes first."""
        return sorted(choices, key=lambda choice: used.index(choice[0]) if choice[0] in used else len(used))


LOOKS_BACK = 60
YEARS = range(2000, 2100)


def habits(*, actor: Actor) -> Habits:
    """The most usual values of the actor's last visits. One query."""
    newest = Contact.objects.visible_to(actor).newest_versions().order_by("-happened_at", "-id")
    names = ("place", "started_by", "result", "minutes", "territory_id", "topics", "actions", "languages")
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
        languages=last[0]["languages"] if last else [],
    )


def contacts(*, actor: Actor, month: str = "", topic: str = "", place: str = "") -> Pages:
    """The actor's own contacts, newest first: take a part of it, then call `lines`."""
    place = place if place in Place.values else ""
    if topic not in NeedDomain.values:
        return _contacts.listed(actor, month, place)
    mine = _found(actor, month, place)
    with_topic = [pk for pk, topics in mine.values_list("pk", "topics") if topic in topics]
    return _shown(mine.filter(pk__in=with_topic))


@kept
def _contacts(actor: Actor, month: str, place: str) -> QuerySet[Contact]:
    return _shown(_found(actor, month, place))


def _found(actor: Actor, month: str, place: str = "") -> ContactQuerySet:
    found = Contact.objects.visible_to(actor).newest_versions()
    first = first_of(month)
    found = found.on_days(first, month_after(first)) if first else found
    return found.filter(place=place) if place else found


def _shown(found: ContactQuerySet) -> ContactQuerySet:
    own = ("happened_at", "place", "topics", "actions", "result")
    shown = found.select_related("territory", "case").only(*own, "territory__name", "case__key")
    return shown.order_by("-happened_at", "-id")


def lines(page: Iterable[Contact]) -> list[ContactLine]:
    """The rows of a part of `contacts`; no query."""
    places, topics, actions, results = (labels(kind) for kind in (Place, NeedDomain, Action, Result))
    return [
        ContactLine(
            id=row.pk,
            happened_at=row.happened_at,
            place_label=places[row.place],
            territory_name=row.territory.name,
            topic_labels=[topics[topic] for topic in row.topics],
            action_labels=[actions[action] for action in row.actions],
            result=row.result,
            result_label=results[row.result],
            case_key=row.case.key if row.case else "",
        )
        for row in page
    ]


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
    return [
        NextStepLine(row.pk, row.next_step, row.next_step_on, row.next_step_on < clock.today())
        for row in _steps_due(actor, on)
        if row.next_step_on
    ]


@kept
def _steps_due(actor: Actor, on: date) -> QuerySet[Contact]:
    due = Contact.objects.visible_to(actor).with_step_due(on).only("next_step", "next_step_on")
    return due.order_by("next_step_on", "id")[:20]


def timeline_of(case: cases.CaseHead, *, actor: Actor) -> list[cases.TimelineEntry]:
    """Contacts of a case; one's own lead to their page."""
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
        for row in _of_case(case.id)
    ]


@kept
def _of_case(case_id: uuid.UUID) -> QuerySet[Contact]:
    shown = ("happened_at", "place", "minutes", "words", "membership_id", "membership__user__name")
    found = Contact.objects.newest_versions().filter(case_id=case_id).select_related("membership__user").only(*shown)
    return found.order_by("happened_at", "id")


def month_totals(*, actor: Actor, month: str) -> MonthTotals:
    """The actor's month in numbers, from the newest versions. One query."""
    noted = _noted_in(actor, month)
    counts, words = entries_counted(topics for _minutes, topics in noted), labels(NeedDomain)
    by_topic = sorted(((words[topic], count) for topic, count in counts.items()), key=lambda pair: (-pair[1], pair[0]))
    return MonthTotals(len(noted), sum(minutes for minutes, _topics in noted), by_topic)


@kept
def _noted_in(actor: Actor, month: str) -> QuerySet[Contact, tuple[int, str]]:
    stored = _found(actor, month).annotate(of=Cast("topics", TextField()))
    return stored.order_by("happened_at", "id").values_list("minutes", "of")


def _row(contact: Contact) -> ContactRow:
    topics, actions, languages = dict(NeedDomain.choices), dict(Action.choices), dict(Language.choices)
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
        language_labels=[str(languages[language]) for language in contact.languages],
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
    """`2026-11` → 1 November 2026; anything else, and years that nobody kept notes in, → None."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
    return first if first.year in YEARS else None

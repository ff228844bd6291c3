"""Actions: what is done about recommendations, what is past its day, and what each institution promised where."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from khetene.guidance.enums import (
    ACTION_CLOSED,
    ACTION_COORDINATOR_NEXT,
    ACTION_OWNER_NEXT,
    FINISHED,
    ActionState,
    Answer,
)
from khetene.guidance.models import Action, ActionNote, Addressing, SourceDocument
from khetene.guidance.reads.recorded import place_in_source
from khetene.guidance.reads.rows import ActionNoteRow, ActionPage, ActionRow, Commitment
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou

PROMISED = (Answer.ACCEPTED, Answer.UNDER_WAY, Answer.PARTLY_DONE, Answer.DONE, Answer.CONFIRMED)


def actions(*, organisation: uuid.UUID | None = None, state: str = "") -> QuerySet[Action]:
    """Actions by their day, the nearest first, as a query to be paged; `state` may also be "overdue"."""
    found = Action.objects.select_related("organisation", "guideline").order_by("due_on", "pk")
    if organisation:
        found = found.of_organisation(organisation)
    if state == "overdue":
        found = found.overdue_on(clock.today())
    elif state in ActionState.values:
        found = found.filter(state=state)
    return found


def action_row(found: Action) -> ActionRow:
    is_open = found.state in (ActionState.PLANNED, ActionState.UNDER_WAY)
    return ActionRow(
        id=found.pk,
        title=found.title,
        organisation_id=found.organisation_id,
        organisation_name=found.organisation.name,
        responsible=found.responsible,
        due_on=found.due_on,
        state=found.state,
        state_label=str(found.get_state_display()),
        overdue=is_open and found.due_on < clock.today(),
        guideline=found.guideline.title if found.guideline else "",
        place_in_guideline=found.place_in_guideline,
    )


def action(action_id: uuid.UUID) -> ActionPage:
    """One action with its history and the recommendations that it serves. Raises NotForYou. Three queries."""
    found = actions().filter(pk=action_id).first()
    if found is None:
        raise NotForYou
    state = ActionState(found.state)
    again = [] if state in (ActionState.CONFIRMED, ActionState.DROPPED) else [(state.value, str(state.label))]
    return ActionPage(
        row=action_row(found),
        words=found.words,
        statements=list(found.statements.order_by("year", "slug").values_list("pk", "words", "year")),
        notes=[_note(row) for row in ActionNote.objects.filter(action=found).order_by("-at", "-id")],
        owner_may=[*again, *_choices(ACTION_OWNER_NEXT[state])],
        coordinator_may=_choices(ACTION_COORDINATOR_NEXT[state]),
    )


def _choices(following: set[ActionState]) -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in ActionState if state in following]


def _note(row: ActionNote) -> ActionNoteRow:
    return ActionNoteRow(
        id=row.pk,
        at=row.at,
        state_label=row.get_state_display(),
        words=row.words,
        evidence=row.evidence,
        due_on=row.due_on,
        by_coordinator=row.by_coordinator,
        is_wiped=row.is_wiped,
    )


def actions_serving(statement_id: uuid.UUID) -> list[ActionRow]:
    """What is done about one recommendation, by whom. One query."""
    return [action_row(row) for row in actions().filter(statements=statement_id)]


def waiting_actions(organisation: uuid.UUID, *, until: date) -> list[ActionRow]:
    """Open actions of an organisation that are past their day or due by then. One query."""
    rows = actions(organisation=organisation).filter(due_on__lte=until)
    return [action_row(row) for row in rows.filter(state__in=[ActionState.PLANNED, ActionState.UNDER_WAY])]


def escalated(*, on: date) -> tuple[list[tuple[uuid.UUID, str, date]], list[ActionRow]]:
    """Answers (by statement, with who was asked) and actions past their day for as long as their organisation's own
    `escalation_days`. Two queries."""
    answers = Addressing.objects.overdue_on(on).filter(organisation__isnull=False, due_on__isnull=False)
    asked = [
        (row.statement_id, row.organisation.name, row.due_on)
        for row in answers.select_related("organisation").order_by("due_on", "pk")
        if row.organisation and row.due_on and _for_long(row.due_on, row.organisation.escalation_days, on)
    ]
    late = actions(state="overdue")
    return asked, [action_row(row) for row in late if _for_long(row.due_on, row.organisation.escalation_days, on)]


def number_escalated(*, on: date) -> int:
    """How many `escalated` would tell, without reading them: they are counted by day and patience. Two queries."""
    answers = Addressing.objects.overdue_on(on).filter(organisation__isnull=False, due_on__isnull=False).order_by()
    late: list[QuerySet[Any]] = [answers, Action.objects.overdue_on(on).order_by()]
    rows = (
        row
        for each in late
        for row in each.values_list("due_on", "organisation__escalation_days").annotate(number=Count("pk"))
    )
    return sum(number for due_on, days, number in rows if _for_long(due_on, days, on))


def _for_long(due_on: date, days: int, on: date) -> bool:
    return on - due_on >= timedelta(days=days)


def guidelines() -> list[tuple[str, str]]:
    """Plans and guidelines in which an institution may promise something, for a list to choose from."""
    rows = SourceDocument.objects.guidelines().order_by("-year", "title")
    return [(str(key), title) for key, title in rows.values_list("pk", "title")]


def who_promised() -> list[tuple[str, str]]:
    """Organisations that promised something here, by name, for a list to choose from. Two queries."""
    answered = Addressing.objects.filter(answer__in=PROMISED, organisation__isnull=False).order_by("pk")
    found = dict(answered.values_list("organisation_id", "organisation__name"))
    found |= dict(Action.objects.order_by("pk").values_list("organisation_id", "organisation__name"))
    return sorted(((str(key), name) for key, name in found.items()), key=lambda pair: pair[1])


def commitments(organisation: uuid.UUID, *, state: str = "") -> list[Commitment]:
    """What an institution promised, by document and by day; `state`: "open", "overdue" or "done". Two queries."""
    found = [_promised(row) for row in actions(organisation=organisation)]
    answers = Addressing.objects.to_organisation(organisation).filter(answer__in=PROMISED)
    found += [_answered(row) for row in answers.select_related("statement__source").order_by("due_on", "pk")]
    wanted = {
        "open": lambda one: not one.finished,
        "overdue": lambda one: one.overdue,
        "done": lambda one: one.finished,
    }.get(state, lambda _one: True)
    return sorted(filter(wanted, found), key=lambda one: (not one.document, one.document))


def _promised(found: Action) -> Commitment:
    row = action_row(found)
    return Commitment(
        document=row.guideline,
        place=row.place_in_guideline,
        words=row.title,
        action_id=row.id,
        statement_id=None,
        due_on=row.due_on,
        state=row.state,
        state_label=row.state_label,
        overdue=row.overdue,
        finished=found.state in ACTION_CLOSED,
    )


def _answered(row: Addressing) -> Commitment:
    source = row.statement.source
    return Commitment(
        document=source.title if source else "",
        place=place_in_source(row.statement),
        words=row.statement.words,
        action_id=None,
        statement_id=row.statement_id,
        due_on=row.due_on,
        state=row.answer,
        state_label=str(row.get_answer_display()),
        overdue=bool(row.due_on and row.due_on < clock.today() and row.answer not in FINISHED),
        finished=row.answer in FINISHED,
    )

"""What waits in the actor's open cases: steps of plans, promises, reviews and duties to report, asked as one question."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from khetene.cases.enums import MeasureState, PlanState, PromiseSide
from khetene.cases.models import Case, DutyReport, Measure, Plan, Promise
from khetene.cases.reads.rows import DueLine
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import Sealed, opened_text
from khetene.kernel.statements import kept

Found = tuple[str, uuid.UUID, str, uuid.UUID, Sealed, date]
# Where the words of a row are sealed; what is not named here has none.
SEALED_IN: dict[str, type[models.Model]] = {"step": Measure, **dict.fromkeys(PromiseSide.values, Promise)}
NO_WORDS = Value("", output_field=models.TextField())


def due(*, actor: Actor, until: date) -> list[DueLine]:
    """Steps, promises, reviews and unreported duties of the actor's open cases that are due by `until`, oldest first."""
    return sorted((_line(*row) for row in _due(actor, until)), key=lambda line: (line.due_on, line.case_key))


def _line(kind: str, case_id: uuid.UUID, case_key: str, key: uuid.UUID, sealed: Sealed, due_on: date) -> DueLine:
    words = opened_text(SEALED_IN[kind], "words", key, sealed) if kind in SEALED_IN else ""
    return DueLine(case_id, case_key, _in_words(kind), words, due_on, due_on < clock.today())


def _in_words(kind: str) -> str:
    if kind in PromiseSide.values:
        return str(PromiseSide(kind).label).capitalize()
    return {"step": _("Step of the plan"), "review": _("Review of the plan"), "duty": _("Duty to report")}[kind]


@kept
def _due(actor: Actor, until: date) -> QuerySet[Any, Found]:
    visible = Case.objects.visible_to(actor).filter(closed_on=None)
    steps = Measure.objects.filter(
        goal__plan__case__in=visible,
        goal__plan__state=PlanState.AGREED,
        state__in=[MeasureState.PLANNED, MeasureState.UNDER_WAY],
        due_on__lte=until,
    )
    promises = Promise.objects.waiting().filter(case__in=visible, due_on__lte=until)
    reviews = Plan.objects.filter(case__in=visible, state=PlanState.AGREED, review_on__lte=until)
    duties = DutyReport.objects.filter(case__in=visible, reported_at=None)
    day = TruncDate("arose_at", tzinfo=clock.HOME)
    return (
        _rows(steps, Value("step"), "goal__plan__case", F("words"), F("due_on"))
        .union(
            _rows(promises, F("side"), "case", F("words"), F("due_on")),
            _rows(reviews, Value("review"), "case", NO_WORDS, F("review_on")),
            _rows(duties, Value("duty"), "case", NO_WORDS, day),
            all=True,
        )
        .order_by("due", "row")
    )


def _rows(found: QuerySet[Any], kind: Any, case: str, words: Any, due_on: Any) -> QuerySet[Any, Found]:
    named = found.annotate(
        sort=models.ExpressionWrapper(kind, output_field=models.CharField()),
        of_case=F(f"{case}_id"),
        of_key=F(f"{case}__key"),
        row=F("pk"),
        said=words,
        due=due_on,
    )
    rows: QuerySet[Any, Found] = named.values_list("sort", "of_case", "of_key", "row", "said", "due")
    return rows

"""The register: what was said, of whom it is asked, and how it was answered. A list takes four queries."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from khetene.directory.search import wanted
from khetene.guidance.enums import (
    ADDRESSEE_NEXT,
    ASKING,
    COORDINATOR_NEXT,
    FINISHED,
    IN_PLURAL,
    AddresseeGroup,
    Answer,
    StatementKind,
    Theme,
)
from khetene.guidance.models import Addressing, Statement, StatementTheme, Step
from khetene.guidance.reads.recorded import correction_row, place_in_source, recorded_twice
from khetene.guidance.reads.rows import AddresseeRow, StatementPage, StatementRow, StepRow
from khetene.guidance.rules import corrects_statement
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.territory import reads as territory

MOST_TO_REPEAT = 25
STATES = (
    ("waiting", _("waiting for an answer")),
    ("under_way", _("promised or under way")),
    ("overdue", _("overdue")),
    ("done", _("done and confirmed")),
    ("refused", _("refused or outside competence")),
)
_ANSWERS = {
    "waiting": (Answer.ASKED, Answer.NOTED),
    "under_way": (Answer.ACCEPTED, Answer.UNDER_WAY, Answer.PARTLY_DONE, Answer.DONE),
    "done": (Answer.CONFIRMED,),
    "refused": (Answer.REFUSED, Answer.OUTSIDE),
}


def statements(
    *,
    words: str = "",
    kind: str = "",
    theme: str = "",
    addressee: str = "",
    state: str = "",
    year: int | None = None,
    place: str = "",
    years_old: int | None = None,
    public_only: bool = False,
) -> QuerySet[Statement]:
    """Statements newest first; page them, then call `lines`. `kind` may also be "asking", `addressee` a key or a group.

    `place` is the key of a municipality of today: what was said about any place that lies in it.
    """
    found: QuerySet[Statement] = Statement.objects.each_once().order_by("-year", "-said_on", "slug")
    if public_only:
        found = found.filter(is_public=True)
    if kind == "asking":
        found = found.filter(kind__in=ASKING)
    elif kind in StatementKind.values:
        found = found.filter(kind=kind)
    if theme in Theme.values:
        found = found.filter(Exists(StatementTheme.objects.filter(statement=OuterRef("pk"), theme=theme)))
    if year:
        found = found.filter(year=year)
    if years_old:
        found = found.filter(year__lte=clock.today().year - years_old)
    if place:
        found = _about(found, place)
    for part in wanted(words):
        found = found.filter(folded__contains=f" {part}")
    return _asked(found, addressee, state)


def _about(found: QuerySet[Statement], place: str) -> QuerySet[Statement]:
    boundaries, key = territory.Boundaries(clock.today()), _key(place)
    town = next((one for one in boundaries.local_governments if one.pk == key), None)
    if town is None:
        return found.none()
    places = Statement.places.through.objects.filter(
        statement_id=OuterRef("pk"), territory_id__in=boundaries.inside(town)
    )
    return found.filter(Exists(places))


def _asked(found: QuerySet[Statement], addressee: str, state: str) -> QuerySet[Statement]:
    asked = Addressing.objects.filter(statement=OuterRef("pk"))
    if addressee in AddresseeGroup.values:
        asked = asked.filter(group=addressee)
    elif addressee:
        key = _key(addressee)
        if key is None:
            return found.none()
        asked = asked.to_organisation(key)
    if state == "overdue":
        asked = asked.overdue_on(clock.today())
    elif state in _ANSWERS:
        asked = asked.filter(answer__in=_ANSWERS[state])
    return found.filter(Exists(asked)) if addressee or state in (*_ANSWERS, "overdue") else found


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def years() -> list[int]:
    """Years in which something was said, newest first."""
    return list(Statement.objects.order_by("-year").values_list("year", flat=True).distinct())


def lines(rows: Iterable[Statement] | QuerySet[Statement]) -> list[StatementRow]:
    """A page of statements as rows, with all that a line shows."""
    keys = [row.pk for row in rows]
    found = _with_everything(Statement.objects.filter(pk__in=keys).order_by("pk"), steps=False).in_bulk()
    return [_row(found[key]) for key in keys]


def _with_everything(found: QuerySet[Statement], *, steps: bool) -> QuerySet[Statement]:
    addressings = Addressing.objects.select_related("organisation").order_by("group", "organisation__name", "pk")
    if steps:
        addressings = addressings.prefetch_related(Prefetch("steps", queryset=Step.objects.order_by("-at", "-id")))
    return found.select_related("source", "same_as", "one_with").prefetch_related(
        Prefetch("addressings", queryset=addressings),
        Prefetch("themes", queryset=StatementTheme.objects.order_by("theme")),
        "places",
    )


def statement(statement_id: uuid.UUID, *, public_only: bool = False) -> StatementPage:
    """One statement with its line. Raises NotForYou when there is none, or none that is public."""
    rows = Statement.objects.filter(pk=statement_id)
    found = _with_everything(rows.filter(is_public=True) if public_only else rows, steps=True).first()
    if found is None:
        raise NotForYou
    return StatementPage(
        row=_row(found, steps=True),
        said_by=found.said_by,
        verbatim=found.verbatim,
        language=found.language,
        language_label=str(found.get_language_display()),
        is_recorded_here=found.recorded_by_id is not None,
        repeated_by=[_short(row) for row in found.repeated_by.order_by("year", "slug")],
        one_with=_short(found.one_with) if found.one_with and (found.one_with.is_public or not public_only) else None,
        recorded_twice=recorded_twice(found, public_only=public_only),
        practices=list(found.practices.published().order_by("title").values_list("pk", "title")),
    )


def statement_texts(statement_id: uuid.UUID, *, actor: Actor) -> dict[str, Any]:
    """What stands in the form of whoever may correct it. Raises NotForYou."""
    found = Statement.objects.prefetch_related("places", "themes").filter(pk=statement_id).first()
    if found is None or not corrects_statement(actor, found):
        raise NotForYou
    fields: dict[str, Any] = {field.name: getattr(found, field.name) for field in Statement._meta.fields}
    lists = {"places": [str(row.pk) for row in found.places.all()], "themes": [row.theme for row in found.themes.all()]}
    return fields | lists


def could_repeat(statement_id: uuid.UUID, *, words: str) -> list[StatementRow]:
    """Statements with these words that it may say again, the newest first; a few."""
    found = statements(words=words).exclude(pk=statement_id)
    return lines(found[:MOST_TO_REPEAT])


def statement_of(addressing_id: uuid.UUID) -> StatementPage:
    """The statement about which an organisation was asked. Raises NotForYou."""
    found = Addressing.objects.filter(pk=addressing_id).first()
    if found is None:
        raise NotForYou
    return statement(found.statement_id)


def asked_of(organisation: uuid.UUID) -> list[StatementRow]:
    """What was asked of one organisation and is not finished, the nearest day first: "what we promised"."""
    mine = Addressing.objects.each_once().to_organisation(organisation).unfinished()
    keys = [key for key, _due in mine.order_by("due_on", "statement__slug").values_list("statement_id", "due_on")]
    found = _with_everything(Statement.objects.filter(pk__in=keys).order_by("pk"), steps=False).in_bulk()
    rows = [_row(found[key]) for key in keys]
    return sorted(rows, key=lambda row: min((one.due_on for one in row.addressees if one.due_on), default=date.max))


def overdue(on: date) -> int:
    """How many answers are overdue on a day."""
    return Addressing.objects.overdue_on(on).count()


@dataclass(frozen=True, slots=True)
class YearlyCheck:
    """ "What became of last year's recommendations": an agenda item that writes itself (D 8)."""

    year: int
    asked: int
    answers: list[tuple[str, int]]
    groups_without_organisations: int
    rows: list[StatementRow]


def yearly_check(year: int) -> YearlyCheck:
    """All that was asked in a year, with how its addressees stand today."""
    keys = statements(kind="asking", year=year).filter(addressings__isnull=False).distinct()
    rows = lines(keys)
    answers = [one for row in rows for one in row.addressees if one.organisation_id]
    counts = Counter(one.answer for one in answers)
    labels = dict(Answer.choices)
    return YearlyCheck(
        year=year,
        asked=len(rows),
        answers=[(str(labels[answer]), counts[answer]) for answer in Answer.values if counts[answer]],
        groups_without_organisations=sum(not any(one.organisation_id for one in row.addressees) for row in rows),
        rows=rows,
    )


def _row(found: Statement, *, steps: bool = False) -> StatementRow:
    themes = dict(Theme.choices)
    return StatementRow(
        id=found.pk,
        slug=found.slug,
        kind=found.kind,
        kind_label=found.get_kind_display(),
        words=found.words,
        year=found.year,
        occasion=found.occasion,
        source=found.source.title if found.source else "",
        place_in_source=place_in_source(found),
        themes=[str(themes[row.theme]) for row in found.themes.all()],
        places=sorted(place.name for place in found.places.all()),
        addressees=[_addressee(row, steps=steps) for row in found.addressings.all()],
        recorded=found.recorded,
        recorded_label=found.get_recorded_display() if found.recorded else "",
        evidence=found.evidence,
        repeats=_short(found.same_as) if found.same_as else None,
        is_public=found.is_public,
        gathering_id=found.gathering_id,
        correction=correction_row(found),
    )


def _short(row: Statement) -> tuple[uuid.UUID, str, int]:
    return row.pk, row.words, row.year


def _addressee(row: Addressing, *, steps: bool) -> AddresseeRow:
    day = row.due_on
    return AddresseeRow(
        id=row.pk,
        organisation_id=row.organisation_id,
        name=row.organisation.name if row.organisation else str(AddresseeGroup(row.group).label),
        answer=row.answer if row.organisation_id else "",
        answer_label=_answer_label(row),
        asked_on=row.asked_on,
        due_on=day,
        overdue=bool(day and day < clock.today() and row.answer not in FINISHED),
        responsible=row.responsible,
        steps=[_step(step) for step in row.steps.all()] if steps else [],
        addressee_may=_choices(ADDRESSEE_NEXT[Answer(row.answer)], row),
        coordinator_may=_choices(COORDINATOR_NEXT[Answer(row.answer)], row),
    )


def _answer_label(row: Addressing) -> str:
    """An organisation that a document names, but that nobody asked here, has not kept silent: it was never asked."""
    if row.organisation_id is None:
        return ""
    if row.answer == Answer.ASKED and row.asked_on is None:
        return str(_("named in the document"))
    return str(row.get_answer_display())


def _choices(following: set[Answer], row: Addressing) -> list[tuple[str, str]]:
    if row.organisation_id is None:
        return []
    return [(answer.value, str(answer.label)) for answer in Answer if answer in following]


def _step(step: Step) -> StepRow:
    label = step.get_answer_display()
    return StepRow(step.pk, step.on, label, step.words, step.evidence, step.by_coordinator, step.is_wiped)


# In a report, needs stand before recommendations, and what asks nobody comes first.
IN_A_REPORT = (
    StatementKind.PARTICIPANT,
    StatementKind.GAIN,
    StatementKind.CHALLENGE,
    StatementKind.GOOD_PRACTICE,
    StatementKind.NEED,
    StatementKind.INITIATIVE,
    StatementKind.PROPOSAL,
    StatementKind.RECOMMENDATION,
    StatementKind.AGREEMENT,
    StatementKind.PLAN,
)


def said_at(gathering_id: uuid.UUID) -> list[tuple[str, list[StatementRow]]]:
    """What was said at a gathering, by kind in the order of a report, each kind under its name in the plural."""
    return said_at_all([gathering_id])


def said_at_all(gathering_ids: Iterable[uuid.UUID]) -> list[tuple[str, list[StatementRow]]]:
    """The same over several gatherings."""
    keys = list(gathering_ids)
    found = Statement.objects.filter(gathering_id__in=keys)
    rows = lines(found.exclude(one_with__gathering_id__in=keys).order_by("slug"))
    groups = [(IN_PLURAL[kind], [row for row in rows if row.kind == kind]) for kind in IN_A_REPORT]
    return [(str(name), told) for name, told in groups if told]

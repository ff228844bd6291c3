"""Practices: what works where, who took it over, and who could use it."""

from __future__ import annotations

import uuid
from collections import Counter

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from khetene.directory.search import wanted
from khetene.guidance.enums import FINISHED, AdoptionState, Theme
from khetene.guidance.models import Addressing, Adoption, Practice, Statement
from khetene.guidance.reads.rows import AdoptionRow, PracticePage, PracticeRow
from khetene.kernel.errors import NotForYou

TAKEN_OVER = (AdoptionState.ADAPTING, AdoptionState.RUNNING)


def practices(*, words: str = "", theme: str = "") -> list[PracticeRow]:
    """Practices by title. Three queries."""
    found = _rows()
    for part in wanted(words):
        found = found.filter(folded__contains=f" {part}")
    return [_row(practice) for practice in found if theme in ("", *practice.themes)]


def _rows() -> QuerySet[Practice]:
    taken_over = Count("adoptions", filter=Q(adoptions__state__in=TAKEN_OVER), distinct=True)
    rows = Practice.objects.select_related("organisation").prefetch_related("places")
    return rows.annotate(taken_over=taken_over).order_by("title", "pk")


def practice(practice_id: uuid.UUID) -> PracticePage:
    """One practice with who took it over and which statements speak of it. Raises NotForYou."""
    adoptions = Adoption.objects.select_related("organisation").order_by("since", "pk")
    said = Statement.objects.order_by("year", "slug")
    rows = _rows().prefetch_related(Prefetch("adoptions", adoptions), Prefetch("statements", said))
    found = rows.filter(pk=practice_id).first()
    if found is None:
        raise NotForYou
    return PracticePage(
        row=_row(found),
        texts=[(label, text) for label, text in _texts(found) if text],
        seen_at=found.seen_at,
        note=found.note,
        adoptions=[_adoption(row) for row in found.adoptions.all()],
        statements=[(row.pk, row.words, row.year) for row in found.statements.all()],
    )


def taken_over_in(year: int) -> list[tuple[str, int]]:
    """Practices that organisations took over since a day of the year and run or adapt, by title."""
    rows = Adoption.objects.filter(since__year=year, state__in=TAKEN_OVER)
    return Counter(rows.order_by("practice__title", "pk").values_list("practice__title", flat=True)).most_common()


def practice_of(adoption_id: uuid.UUID) -> PracticePage:
    """The practice that somebody took over. Raises NotForYou."""
    found = Adoption.objects.filter(pk=adoption_id).first()
    if found is None:
        raise NotForYou
    return practice(found.practice_id)


def useful_for(organisation: uuid.UUID) -> list[PracticeRow]:
    """Practices on themes about which the organisation was asked something that is not finished; each says why."""
    asked = Addressing.objects.to_organisation(organisation).exclude(answer__in=FINISHED)
    themes = Counter(asked.order_by("pk").values_list("statement__themes__theme", flat=True))
    labels = dict(Theme.choices)
    own = set(Adoption.objects.filter(organisation_id=organisation).values_list("practice_id", flat=True))
    fitting = []
    for found in _rows():
        shared = [theme for theme in found.themes if themes[theme]]
        if shared and found.pk not in own and found.organisation_id != organisation:
            why = [_("asked of you about: %(theme)s") % {"theme": labels[theme]} for theme in shared]
            fitting.append((-sum(themes[theme] for theme in shared), _row(found, why)))
    return [row for _weight, row in sorted(fitting, key=lambda pair: (pair[0], pair[1].title))]


def _texts(found: Practice) -> list[tuple[str, str]]:
    return [
        (_("What was the problem?"), found.problem),
        (_("What was done?"), found.what_was_done),
        (_("What was reached?"), found.effect),
        (_("It would not work without"), found.conditions),
        (_("What does it cost?"), found.cost),
        (_("On what legal base?"), found.legal_base),
    ]


def _row(found: Practice, why: list[str] | None = None) -> PracticeRow:
    themes = dict(Theme.choices)
    return PracticeRow(
        id=found.pk,
        title=found.title,
        where=sorted(place.name for place in found.places.all()),
        organisation_name=found.organisation.name if found.organisation else "",
        themes=[str(themes[theme]) for theme in found.themes],
        taken_over=found.taken_over,  # type: ignore[attr-defined]  # annotated in _rows
        why=why or [],
    )


def _adoption(row: Adoption) -> AdoptionRow:
    return AdoptionRow(
        row.pk,
        row.organisation_id,
        row.organisation.name,
        row.state,
        row.get_state_display(),
        row.since,
        row.changed,
        row.result,
    )

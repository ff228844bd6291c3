"""The list of phases, and one phase with its plan, results, places, gatherings and, for those who keep it, money."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.gatherings.enums import State
from khetene.gatherings.models import Gathering, Participation
from khetene.gatherings.reads import GatheringRow
from khetene.gatherings.reads.pages import gathering_row
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import short_day
from khetene.mediation import reads as mediation
from khetene.projects.amending import all_changes, begins_of, dropped_keys, ends_of
from khetene.projects.enums import ComparedWith
from khetene.projects.models import Activity, Amendment, Deliverable, Phase, Result, VisibilityText
from khetene.projects.reads.changes import Names, amendment_row, first_and_now
from khetene.projects.reads.money import money_of
from khetene.projects.reads.results import remarks, tree
from khetene.projects.reads.rows import (
    ActivityRow,
    CostRow,
    DeliverableRow,
    IndicatorRow,
    PhasePage,
    PhaseRow,
    PlaceRow,
    Places,
    VisibilityRow,
)
from khetene.projects.reads.support import support_of
from khetene.projects.rules import keeps
from khetene.territory import reads as territory

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found


def phases(*, actor: Actor | None = None) -> list[PhaseRow]:
    """All phases, the newest first; drafts only for those who keep them."""
    rows = [row for row in _phases().order_by("-ordinal") if not row.is_draft or (actor and keeps(actor, row))]
    return [_phase_row(phase, _amendments(phase)) for phase in rows]


def phase(ordinal: int, *, actor: Actor) -> PhasePage:
    """One phase; its money only for those who keep it. Raises NotForYou."""
    found = _phases().filter(ordinal=ordinal).first()
    if found is None or not at_work(actor) or (found.is_draft and not keeps(actor, found)):
        raise NotForYou
    return _page(found, keeper=keeps(actor, found))


def public_phase(ordinal: int) -> PhasePage:
    """The same without an actor, for the command line: no money. Raises NotForYou."""
    found = _phases().filter(ordinal=ordinal).first()
    if found is None or found.is_draft:
        raise NotForYou
    return _page(found, keeper=False)


def activity(activity_id: uuid.UUID, *, actor: Actor) -> tuple[int, ActivityRow]:
    """The ordinal of its phase, and one activity, for those who keep the phase. Raises NotForYou."""
    found = Activity.objects.select_related("phase").filter(pk=activity_id).first()
    if found is None or not keeps(actor, found.phase):
        raise NotForYou
    page = _page(found.phase, keeper=False)
    return found.phase.ordinal, next(row for row in page.activities if row.id == activity_id)


def cost(cost_id: uuid.UUID, *, actor: Actor) -> tuple[PhasePage, CostRow]:
    """The phase of an entry about money, and the entry, for those who keep the phase. Raises NotForYou."""
    found = _phases().filter(lines__costs=cost_id).first()
    if found is None or not keeps(actor, found):
        raise NotForYou
    page = _page(found, keeper=True)
    assert page.money is not None
    return page, next(row for row in page.money.costs if row.id == cost_id)


def visibility(text_id: uuid.UUID, *, actor: Actor) -> tuple[int, VisibilityRow]:
    """The ordinal of its phase, and a text with its slots. Raises NotForYou."""
    found = VisibilityText.objects.select_related("phase").filter(pk=text_id).first()
    if found is None or (found.phase.is_draft and not keeps(actor, found.phase)):
        raise NotForYou
    return found.phase.ordinal, _visibility(found.phase, found)


def _phases() -> QuerySet[Phase]:
    return Phase.objects.select_related("beneficiary").prefetch_related(
        Prefetch("amendments", Amendment.objects.order_by("number"))
    )


def _amendments(phase: Phase) -> list[Amendment]:
    return list(phase.amendments.all())


def _phase_row(phase: Phase, amendments: list[Amendment]) -> PhaseRow:
    return PhaseRow(
        id=phase.pk,
        ordinal=phase.ordinal,
        roman=roman(phase.ordinal),
        title=phase.title,
        agreement=phase.agreement,
        begins=begins_of(phase, amendments),
        ends=ends_of(phase, amendments),
        beneficiary=phase.beneficiary.name,
        is_inferred=phase.is_inferred,
        is_written_here=phase.is_written_here,
        is_draft=phase.is_draft,
        agreed_on=phase.agreed_on,
    )


def _page(phase: Phase, *, keeper: bool) -> PhasePage:
    amendments = _amendments(phase)
    gone, told = dropped_keys(amendments), all_changes(amendments)
    names = Names.of(told)
    results = list(phase.results.select_related("activity").order_by("order", "pk"))
    stated = tree(results)
    held = _held(phase)
    activities = _activities(phase, held, amendments, keeper=keeper)
    places = _places(phase)
    counted = {row.slug: number for row in results if (number := _recorded(row, places, activities)) is not None}
    goals = [str(goal.words) for goal in phase.goals.order_by("order", "pk") if str(goal.pk) not in gone]
    shares = phase.shares.order_by("-percent", "source")
    return PhasePage(
        row=_phase_row(phase, amendments),
        beneficiary_id=phase.beneficiary_id,
        programme=" ".join(part for part in (phase.programme, phase.programme_years) if part),
        task=phase.task,
        note=phase.note,
        sources=phase.sources,
        goals=goals,
        activities=activities,
        results=stated,
        remarks=remarks(results, stated, counted),
        indicators=_indicators(phase, gone),
        places=places,
        gatherings=list(held.values()),
        without_list=_without_list(held),
        deliverables=_deliverables(phase, gone),
        visibility=[_visibility(phase, text) for text in phase.visibility.order_by("slug")],
        amendments=[amendment_row(row, names, keeper=keeper, with_files=False) for row in amendments],
        amended=first_and_now(told, names, keeper=keeper),
        ratio=[(str(share.get_source_display()), share.percent) for share in shares],
        explained=dict(phase.explanations.order_by("of").values_list("of", "words")),
        keeps=keeper,
        money=money_of(phase, amendments) if keeper else None,
    )


def _held(phase: Phase) -> dict[uuid.UUID, GatheringRow]:
    """Gatherings that the plan names and those whose organiser wrote this phase; plans of others stay theirs."""
    named = Q(pk__in=phase.gatherings.values("pk")) | Q(pk__in=_of_activities(phase))
    if phase.known_as:
        named |= Q(phase=phase.known_as)
    rows = Gathering.objects.filter(named).exclude(state=State.PLANNED).select_related("kind", "organisation")
    return {row.pk: gathering_row(row) for row in rows.order_by("year", "starts", "title", "pk")}


def _without_list(held: dict[uuid.UUID, GatheringRow]) -> list[GatheringRow]:
    listed = set(
        Participation.objects.filter(gathering__in=held).order_by().values_list("gathering", flat=True).distinct()
    )
    return [row for key, row in held.items() if key not in listed]


def _of_activities(phase: Phase) -> list[uuid.UUID]:
    keys = Activity.gatherings.through.objects.filter(activity__phase=phase)
    return list(keys.order_by("pk").values_list("gathering_id", flat=True))


def _activities(
    phase: Phase, held: dict[uuid.UUID, GatheringRow], amendments: list[Amendment], *, keeper: bool
) -> list[ActivityRow]:
    gone, span = dropped_keys(amendments), (begins_of(phase, amendments), ends_of(phase, amendments))
    found = phase.activities.prefetch_related("goals", "gatherings", "territories", "institutions")
    rows = [row for row in found.order_by("order", "pk") if str(row.pk) not in gone]
    given = support_of(row.programme for row in rows) if keeper else {}
    return [
        ActivityRow(
            id=row.pk,
            words=str(row.words),
            begins=row.begins,
            ends=row.ends,
            state=row.state,
            state_label=str(row.get_state_display()),
            actual=row.actual,
            deviation=row.deviation,
            goals=[str(goal.words) for goal in row.goals.all() if str(goal.pk) not in gone],
            places=sorted((place.name for place in row.territories.all()), key=in_alphabet),
            institutions=sorted((office.name for office in row.institutions.all()), key=in_alphabet),
            gatherings=_those_of(row, held),
            signed_months=_signed_months(span, row),
            given=given.get(row.programme),
        )
        for row in rows
    ]


def _those_of(row: Activity, held: dict[uuid.UUID, GatheringRow]) -> list[GatheringRow]:
    """In the order of the phase's gatherings."""
    named = {one.pk for one in row.gatherings.all()}
    return [one for key, one in held.items() if key in named]


def _signed_months(span: tuple[date | None, date | None], row: Activity) -> int | None:
    """Signed months of mediators' work while the activity ran; nothing where the time is not known."""
    begins, ends = row.begins or span[0], row.ends or span[1]
    return mediation.signed_months(begins, ends) if row.by_mediators and begins and ends else None


def _places(phase: Phase) -> Places:
    day = phase.ends or phase.begins
    rows = sorted(phase.territories.order_by("pk"), key=lambda place: in_alphabet(place.name))
    now = territory.successors_of(rows, as_of=clock.today())
    then = [
        PlaceRow(place.name, [after.name for after in now[place]], day is None or place.exists_on(day))
        for place in rows
    ]
    today = {after.pk: after.name for after in (one for places in now.values() for one in places)}
    return Places(day, then, sorted(today.values(), key=in_alphabet))


def _recorded(row: Result, places: Places, activities: list[ActivityRow]) -> int | None:
    if row.compared_with == ComparedWith.PHASE_PLACES:
        return len(places.then)
    if row.compared_with == ComparedWith.ACTIVITY_PLACES:
        return next((len(one.places) for one in activities if one.id == row.activity_id), None)
    return None


def _indicators(phase: Phase, gone: set[str]) -> list[IndicatorRow]:
    rows = phase.indicators.prefetch_related(Prefetch("results", Result.objects.order_by("order", "pk")))
    return [
        IndicatorRow(
            id=row.pk,
            words=str(row.words),
            target=row.target,
            reached=[(one.number, _source_of(one)) for one in row.results.all() if one.number is not None],
            source=row.source,
            added_on=row.added_on,
        )
        for row in rows.order_by("order", "pk")
        if str(row.pk) not in gone
    ]


def _source_of(row: Result) -> str:
    """The document, and that people added it here where they did."""
    if row.added_on is None:
        return row.source
    return _("%(source)s (added %(day)s)") % {"source": row.source, "day": short_day(row.added_on)}


def _deliverables(phase: Phase, gone: set[str]) -> list[DeliverableRow]:
    rows = [row for row in phase.deliverables.order_by("order", "pk") if str(row.pk) not in gone]
    beside = [row for row in rows if row.beside_id]
    return [
        _deliverable(row, [_deliverable(other, []) for other in beside if other.beside_id == row.pk])
        for row in rows
        if row.beside_id is None
    ]


def _deliverable(row: Deliverable, others: list[DeliverableRow]) -> DeliverableRow:
    days = row.due, row.delivered
    return DeliverableRow(row.pk, str(row.words), *days, row.is_stated, row.link, row.source, row.added_on, others)


def _visibility(phase: Phase, row: VisibilityText) -> VisibilityRow:
    values = {
        "object": row.object,
        "object_genitive": row.object_genitive,
        "project": phase.title,
        "agreement": phase.agreement,
        "programme": phase.programme,
        "programme_years": phase.programme_years,
        "responsible": row.responsible,
    }
    return VisibilityRow(row.pk, row.text, values, row.has_banner, row.placed, row.source)

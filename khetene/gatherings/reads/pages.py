"""The calendar of gatherings, one gathering, what was counted, and how often a seat was represented."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, Q

from khetene.files.storing import FileRow, file_row
from khetene.gatherings.counting import Pair, Row, count, municipalities
from khetene.gatherings.enums import Measure, Partition, Reply, Role, Sector, Sex, State
from khetene.gatherings.models import Gathering, Kind, Material, Participation, Section
from khetene.gatherings.reads.lists import participant_row, rows_of
from khetene.gatherings.reads.rows import (
    AgendaRow,
    Figures,
    GatheringPage,
    GatheringRow,
    Heads,
    MaterialRow,
    ParticipantRow,
    SectionRow,
    Stated,
)
from khetene.gatherings.rules import holds, plans_gatherings, takes_registrations
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou

MOST_TO_COME = 50


def gatherings(*, actor: Actor, words: str = "", kind: str = "", year: int | None = None) -> Any:
    """Gatherings newest first, as a query to be paged; those being planned are seen by who plans them."""
    rows = Gathering.objects.select_related("kind", "organisation").order_by("-year", "-starts", "title", "pk")
    if not plans_gatherings(actor):
        rows = rows.exclude(state=State.PLANNED)
    rows = rows.exclude(Q(state=State.PLANNED) & ~Q(organisation_id=actor.organisation_key))
    if kind:
        rows = rows.filter(kind__slug=kind)
    if year:
        rows = rows.filter(year=year)
    for part in words.split():
        rows = rows.filter(Q(title__icontains=part) | Q(place__icontains=part) | Q(phase__icontains=part))
    return rows


def lines(found: Any, *, actor: Actor) -> list[GatheringRow]:
    """Rows of a page of the list with the reader's own reply; one further query."""
    rows = list(found)
    mine = {
        row.gathering_id: row
        for row in Participation.objects.filter(
            gathering__in=[row.pk for row in rows], person__membership_id=actor.membership_key
        )
    }
    return [gathering_row(row, mine.get(row.pk)) for row in rows]


def gathering_row(row: Gathering, mine: Participation | None = None) -> GatheringRow:
    return GatheringRow(
        id=row.pk,
        title=row.title,
        kind_label=str(row.kind.name),
        state=row.state,
        state_label=str(row.get_state_display()),
        starts=row.starts,
        ends=row.ends,
        has_time=row.has_time,
        when_words=row.when_words,
        year=row.year,
        place=row.place,
        mode=row.mode,
        mode_label=str(row.get_mode_display()),
        organiser=row.organisation.name,
        country=row.country,
        my_reply=mine.reply if mine else "",
        my_reply_label=str(mine.get_reply_display()) if mine else "",
        my_row=mine.pk if mine else None,
    )


def gathering(gathering_id: uuid.UUID, *, actor: Actor) -> GatheringPage:
    """One gathering with agenda and texts; names only of those who agreed, all of them for who holds it. Raises NotForYou."""
    related = Gathering.objects.select_related("kind", "organisation").prefetch_related("bodies", "institutions")
    found = related.filter(pk=gathering_id).first()
    if found is None:
        raise NotForYou
    holder = holds(actor, found)
    if found.state == State.PLANNED and not holder:
        raise NotForYou
    return page_of(found, holder=holder, actor=actor)


def page_of(found: Gathering, *, holder: bool, actor: Actor | None) -> GatheringPage:
    """The same without asking who reads: for the report on the command line, which then shows no names."""
    people = [participant_row(row, names=holder) for row in rows_of(found.participations.all())]
    mine = actor and found.participations.filter(person__membership_id=actor.membership_key).first()
    takes_part = holder or bool(mine and _comes(mine))
    return GatheringPage(
        row=gathering_row(found, mine or None),
        organiser_id=found.organisation_id,
        slug=found.slug,
        purpose=found.purpose,
        link=found.link if takes_part else "",
        languages=found.languages,
        interpreters=found.interpreters,
        budget_line=found.budget_line if holder else "",
        phase=found.phase,
        funding_statement=found.funding_statement,
        places=found.places,
        is_open=found.is_open,
        bodies=[str(body.name) for body in found.bodies.all()],
        institutions=sorted((office.name for office in found.institutions.all()), key=in_alphabet),
        cancelled_why=found.cancelled_why,
        deviation=found.deviation,
        attendance_rule=str(found.kind.attendance_rule),
        sources=found.sources,
        note=found.note,
        days=found.days,
        sequence=found.sequence,
        agenda=_agenda(found, {row.id: row for row in people}),
        sections=[SectionRow(row.pk, row.heading, row.text) for row in found.sections.order_by("order", "pk")],
        holds=holder,
        is_over=found.is_over(clock.now()),
        may_visit_families=found.kind.families_may_be_visited,
        open_names=found.same_names.filter(answer="").count(),
        coming=sum(1 for row in people if row.reply == Reply.COMING),
        on_the_list=len(people),
        participants=people,
        materials=_materials(found),
    )


def _comes(row: Participation) -> bool:
    """Who said so, and who is there whatever they had said."""
    return row.reply == Reply.COMING or row.presences.exists()


def page_for_participant(row: Participation) -> GatheringPage:
    """As somebody on the list sees it by their letter: no list of others, and the online link for those who come."""
    found = Gathering.objects.select_related("kind", "organisation").get(pk=row.gathering_id)
    page = page_of(found, holder=False, actor=None)
    return replace(page, link=found.link if _comes(row) else "", participants=[])


def open_to_all() -> list[GatheringRow]:
    """Gatherings that take registrations, the nearest first."""
    rows = Gathering.objects.filter(is_open=True, state=State.ANNOUNCED, starts__gt=clock.now())
    return [gathering_row(row) for row in rows.select_related("kind", "organisation").order_by("starts", "pk")]


def open_gathering(gathering_id: uuid.UUID) -> GatheringPage | None:
    """One of them as anybody may see it: no list, no online link."""
    found = Gathering.objects.select_related("kind", "organisation").filter(pk=gathering_id).first()
    if found is None or not takes_registrations(found, clock.now()):
        return None
    return replace(page_of(found, holder=False, actor=None), link="", participants=[])


def _materials(found: Gathering) -> list[MaterialRow]:
    return [
        MaterialRow(row.pk, row.title, row.language, str(row.get_language_display()), row.address, _file(row))
        for row in found.materials.order_by("order", "pk").select_related("file").defer("file__sealed")
    ]


def _file(row: Material) -> FileRow | None:
    kept = getattr(row, "file", None)
    return file_row(kept) if kept else None


def at_the_door(gathering_id: uuid.UUID) -> GatheringRow:
    """Title and organiser for whoever scans the sheet; nothing of who takes part. Raises NotForYou."""
    found = Gathering.objects.select_related("kind", "organisation").filter(pk=gathering_id).first()
    if found is None:
        raise NotForYou
    return gathering_row(found)


def _agenda(found: Gathering, people: dict[uuid.UUID, ParticipantRow]) -> list[AgendaRow]:
    speakers = Prefetch("speakers", Participation.objects.order_by("order", "pk"))
    items = found.agenda.prefetch_related(speakers).order_by("day", "starts", "order", "pk")
    return [
        AgendaRow(
            id=item.pk,
            day=item.day,
            starts=item.starts,
            minutes=item.minutes,
            kind=item.kind,
            kind_label=str(item.get_kind_display()),
            title=item.title,
            speakers=[_introduced(people[row.pk]) for row in item.speakers.all() if row.pk in people],
            speaker_ids=[row.pk for row in item.speakers.all()],
            notes=item.notes,
            review_year=item.review_year,
        )
        for item in items
    ]


def _introduced(row: ParticipantRow) -> str:
    return ", ".join(part for part in (row.name, row.described) if part)


def figures(gathering_id: uuid.UUID) -> Figures:
    """What was counted of those who came (of all on the list before it begins), beside what documents state."""
    found = Gathering.objects.get(pk=gathering_id)
    people = rows_of(found.participations.on_the_list())
    came = [row for row in people if row.presences.all()] if found.is_over(clock.now()) else list(people)
    rows = [as_counted(row) for row in came]
    pairs = [Pair(pair.first_id, pair.second_id, pair.answer) for pair in found.same_names.order_by("pk")]
    today = clock.today()
    parts = {one: count(rows, Measure.ROWS, one, as_of=today) for one in Partition}
    return Figures(
        rows=count(rows, Measure.ROWS, as_of=today),
        persons=count(rows, Measure.PERSONS, as_of=today, pairs=pairs),
        by_sector=[(str(Sector(key).label), number) for key, number in parts[Partition.SECTOR].parts],
        by_sex=[(str(Sex(key).label), number) for key, number in parts[Partition.SEX].parts],
        by_municipality=list(parts[Partition.MUNICIPALITY].parts),
        by_country=list(parts[Partition.COUNTRY].parts),
        not_classified={str(one): parts[one].remainder for one in Partition},
        municipalities=municipalities(rows),
        stated=[Stated(row.what, row.number, row.source) for row in found.stated.order_by("pk")],
        heads=[Heads(row.group, row.number, row.is_estimate) for row in found.head_counts.order_by("pk")],
    )


def as_counted(row: Participation) -> Row:
    """A row of a list as the counting rules take it."""
    return Row(
        id=row.pk,
        person=row.person_id,
        sector=row.sector,
        sex=row.sex,
        municipality=row.territory.name if row.territory else "",
        country=row.country,
        is_team=Role.ORGANISER in row.roles,
        is_municipal=row.sector == Sector.MUNICIPAL,
        further_municipalities=tuple(also["territory"] for also in row.also if "territory" in also),
    )


def kinds() -> list[tuple[str, str]]:
    rows = [(str(kind.pk), str(kind.name)) for kind in Kind.objects.order_by("slug")]
    return sorted(rows, key=lambda choice: in_alphabet(choice[1]))


def kind_slugs() -> list[tuple[str, str]]:
    rows = [(kind.slug, str(kind.name)) for kind in Kind.objects.order_by("slug")]
    return sorted(rows, key=lambda choice: in_alphabet(choice[1]))


def years() -> list[int]:
    return list(Gathering.objects.order_by("-year").values_list("year", flat=True).distinct())


def section(section_id: uuid.UUID) -> tuple[uuid.UUID, SectionRow]:
    """One part of a report and its gathering. Raises NotForYou."""
    found = Section.objects.filter(pk=section_id).first()
    if found is None:
        raise NotForYou
    return found.gathering_id, SectionRow(found.pk, found.heading, found.text)


def named(key: str) -> Gathering:
    """A gathering by its short name or key, for the command line. Raises NotForYou."""
    by_key = Q(pk=key) if _is_key(key) else Q(slug=key)
    related = Gathering.objects.select_related("kind", "organisation").prefetch_related("bodies", "institutions")
    found = related.filter(by_key).first()
    if found is None:
        raise NotForYou
    return found


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def waiting_for_me(*, actor: Actor) -> list[GatheringRow]:
    """Gatherings to which I am invited and have not answered."""
    rows = Participation.objects.filter(
        person__membership_id=actor.membership_key, reply=Reply.INVITED, gathering__state=State.ANNOUNCED
    )
    rows = rows.select_related("gathering__kind", "gathering__organisation").order_by("gathering__starts", "pk")
    return [gathering_row(row.gathering, row) for row in rows[:MOST_TO_COME]]

"""The invented gatherings of the demonstration: one to come, one that was held."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta
from typing import Any

import docx

from khetene.directory.models import Organisation
from khetene.files.storing import Given
from khetene.gatherings import actions
from khetene.gatherings.models import Gathering, Kind
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.network.models import Body
from khetene.territory.models import Territory

PLANNED_BEFORE = timedelta(days=40)


def hold(content: dict[str, Any], working: dict[str, Actor]) -> None:
    """Plan, invite and, where the file says so, hold. Days count from today."""
    actor = working[content["by"]]
    for row in content["gatherings"]:
        starts = _moment(row["in_days"], row["from"])
        ends = _moment(row["in_days"] + row["days"] - 1, row["to"])
        planned_at = min(clock.now(), starts - PLANNED_BEFORE) if row.get("held") else clock.now()
        with clock.set_to(planned_at):
            gathering = _plan(row, starts, ends, actor)
        if row.get("held"):
            with clock.set_to(ends):
                _note_as_held(row, gathering, actor)


def _plan(row: dict[str, Any], starts: datetime, ends: datetime, actor: Actor) -> Gathering:
    gathering = actions.plan_gathering(
        kind_id=Kind.objects.get(slug=row["kind"]).pk,
        title=row["title"],
        purpose=row["purpose"],
        starts=starts,
        ends=ends,
        place=row["place"],
        territory=Territory.objects.get(slug=row["territory"]),
        phase=row["phase"],
        places=row.get("places"),
        is_open=row.get("open", False),
        actor=actor,
    )
    for item in row["agenda"]:
        at = time.fromisoformat(item["at"])
        words = {name: item[name] for name in ("title", "kind", "minutes", "notes") if name in item}
        actions.write_agenda_item(gathering.pk, day=gathering.days[0], starts=at, **words, actor=actor)
    if "invite" in row:
        actions.invite_body(gathering.pk, body_id=Body.objects.get(slug=row["invite"]).pk, actor=actor)
    actions.announce(gathering.pk, actor=actor)
    if row.get("letters"):
        actions.send_invitations(gathering.pk, actor=actor)
    return gathering


def _note_as_held(row: dict[str, Any], gathering: Gathering, actor: Actor) -> None:
    people = [_participant(person, gathering, actor) for person in row.get("people", [])]
    invited = gathering.participations.select_related("identity").order_by("pk")
    people += [one.pk for one in invited if one.pk not in people and one.identity.name in row.get("came", [])]
    actions.note_presence(gathering.pk, day=gathering.days[0], participation_ids=people, actor=actor)
    if "heads" in row:
        actions.count_heads(gathering.pk, **row["heads"], actor=actor)
    for material in row.get("materials", []):
        actions.add_material(gathering.pk, **{**material, "file": _file(material.get("file"))}, actor=actor)
    if "section" in row:
        actions.write_section(gathering.pk, **row["section"], actor=actor)
    actions.note_as_held(gathering.pk, actor=actor)


def _file(row: dict[str, Any] | None) -> Given | None:
    """A Word document with these paragraphs."""
    if row is None:
        return None
    document, packed = docx.Document(), io.BytesIO()
    document.add_heading(row["heading"], 1)
    for words in row["paragraphs"]:
        document.add_paragraph(words)
    document.save(packed)
    return Given(row["name"], packed.getvalue())


def _participant(row: dict[str, Any], gathering: Gathering, actor: Actor) -> Any:
    office = Organisation.objects.get(slug=row["represents"]) if "represents" in row else None
    added = actions.add_participant(
        gathering.pk,
        name=row["name"],
        represents_id=office.pk if office else None,
        position=row["position"],
        sector=row.get("sector", ""),
        territory_id=office.territory_id if office else None,
        roles=row.get("roles", []),
        may_be_listed=row["listed"],
        actor=actor,
    )
    return added.pk


def _moment(in_days: int, at: str) -> datetime:
    day = clock.today() + timedelta(days=in_days)
    return datetime.combine(day, time.fromisoformat(at), tzinfo=clock.HOME)

"""What the invented people do with recommendations and practices in the demonstration."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from khetene.cli.demo_pictures import picture_of
from khetene.directory.models import Organisation
from khetene.guidance import actions as guidance
from khetene.guidance import reads
from khetene.guidance.models import Addressing, Practice, SourceDocument, Statement
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.territory.models import Territory


def tell(content: dict[str, Any], working: dict[str, Actor], folder: Path) -> None:
    """What the ministry asked and an office answered; without the recorded history there is nothing to answer."""
    said = dict(Statement.objects.order_by("pk").values_list("slug", "pk"))
    for row in content["asked"]:
        office = Organisation.objects.get(slug=row["organisation"])
        day = clock.today() + timedelta(days=row["in_days"])
        key = said[row["statement"]]
        guidance.ask_organisations(key, organisation_ids=[office.pk], due_on=day, actor=working[row["by"]])
    for row in content["corrected"]:
        _correct(said[row["statement"]], row, working[row["by"]])
    for row in content["said"]:
        _say(row, working[row["by"]], said)
    for row in content["answers"]:
        actor = working[row["by"]]
        addressing = Addressing.objects.get(statement__slug=row["statement"], organisation_id=actor.organisation_key)
        words = {name: row[name] for name in ("answer", "words", "responsible")}
        guidance.answer(addressing.pk, **words, actor=actor)
    for row in content["adoptions"]:
        practice = Practice.objects.get(slug=row["practice"])
        guidance.adopt_practice(practice.pk, state=row["state"], actor=working[row["by"]])
    for row in content["actions"]:
        _take_on(row, working[row["by"]], said)
    for row in content["practices"]:
        _write_down(row, working[row["by"]], folder)
    for row in content["pictures"]:
        practice = Practice.objects.get(slug=row["practice"])
        guidance.add_picture(practice.pk, *picture_of(row, folder), actor=working[row["by"]])
        guidance.show_publicly(practice.pk, public=True, actor=working[row["by"]])
    for row in content["documents"]:
        fields = {name: row[name] for name in ("title", "kind", "published_by", "paragraphs")}
        guidance.keep_document(**fields, actor=working[row["by"]])
    for row in content["ideas"]:
        _think_of(row, working)


def _correct(key: uuid.UUID, row: dict[str, Any], actor: Actor) -> None:
    """A recorded statement is about one theme more."""
    told = reads.recorded_texts(key, actor=actor)
    fields = {name: told[name] for name in ("words", "to", "place_in_source")}
    fields |= {"themes": sorted({*told["themes"], row["adds"]}), "source_id": uuid.UUID(told["source"])}
    guidance.correct_recorded(key, **fields, reason=row["reason"], actor=actor)


def _say(row: dict[str, Any], actor: Actor, said: dict[str, Any]) -> None:
    """Something that was said in a room, about a town, put right once, and said before."""
    fields = {name: row[name] for name in ("kind", "themes", "occasion")}
    fields["place_ids"] = list(Territory.objects.filter(slug=row["place"]).values_list("pk", flat=True))
    statement = guidance.record_statement(words=row["words"], **fields, actor=actor)
    guidance.correct_statement(statement.pk, words=row["corrected"], **fields, actor=actor)
    guidance.repeat(statement.pk, same_as_id=said[row["same_as"]], actor=actor)


def _take_on(row: dict[str, Any], actor: Actor, said: dict[str, Any]) -> None:
    """What an office does about recommendations, and how far it says that it is."""
    action = guidance.take_on(
        title=row["title"],
        statement_ids=[said[slug] for slug in row["serves"]],
        responsible=row["responsible"],
        due_on=clock.today() + timedelta(days=row["in_days"]),
        guideline_id=SourceDocument.objects.get(slug=row["guideline"]).pk if "guideline" in row else None,
        actor=actor,
    )
    for step in row["steps"]:
        guidance.report(action.pk, **step, actor=actor)


def _write_down(row: dict[str, Any], actor: Actor, folder: Path) -> None:
    """A practice that an office writes, as far as it has brought it."""
    practice = guidance.write_practice(themes=row["themes"], **row["texts"], actor=actor)
    for picture in row.get("pictures", []):
        guidance.add_picture(practice.pk, *picture_of(picture, folder), actor=actor)
    for state in row["states"]:
        guidance.move_practice(practice.pk, state=state, actor=actor)


def _think_of(row: dict[str, Any], working: dict[str, Actor]) -> None:
    """An idea with its plan and with those who joined."""
    actor = working[row["by"]]
    fields = {name: row[name] for name in ("title", "words", "themes", "looks_for")}
    idea = guidance.write_idea(**fields, actor=actor)
    for step in row["steps"]:
        given = {name: step[name] for name in ("words", "who", "paid_by") if name in step}
        euros = Decimal(step["euros"]) if "euros" in step else None
        day = clock.today() + timedelta(days=step["in_days"])
        guidance.add_step(idea.pk, **given, euros=euros, by_when=day, actor=actor)
    for partner in row["joined"]:
        guidance.join_idea(idea.pk, words=partner["words"], actor=working[partner["by"]])
    if "state" in row:
        guidance.move_idea(idea.pk, state=row["state"], actor=actor)

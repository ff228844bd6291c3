"""An invented evaluation of a mediator's year, waiting for answers, and what municipalities add to the overview."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from khetene.instruments import actions
from khetene.instruments.models import InstrumentVersion
from khetene.instruments.reads import FOR_THE_OVERVIEW
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.monitoring import actions as monitoring
from khetene.territory.models import Territory


def open_one(content: dict[str, Any], working: dict[str, Actor]) -> None:
    """Without the questionnaire of the country pack there is nothing to ask."""
    version = InstrumentVersion.objects.filter(instrument__slug="mediator-evaluation").order_by("-number").first()
    if version is None:
        return
    actor = working[content["by"]]
    evaluation = actions.open_evaluation(
        version.pk,
        post_id=working[content["about"]].membership_key,
        territory_id=Territory.objects.get(slug=content["territory"]).pk,
        year=clock.today().year,
        closes_on=clock.today() + timedelta(days=content["in_days"]),
        actor=actor,
    )
    for row in content["asked"]:
        actions.ask_part(evaluation.pk, field=row["field"], name=row["name"], actor=actor)


def collect(content: dict[str, Any], working: dict[str, Actor]) -> None:
    """For last year's overview: some answered, some still have time, one let it go by, and what came was taken into it."""
    actor, year = working[content["by"]], clock.today().year - 1
    if not InstrumentVersion.objects.filter(instrument__slug=FOR_THE_OVERVIEW).exists():
        return
    for row in content["municipalities"]:
        with clock.set_to(clock.now() - timedelta(days=row["ago"])):
            _ask(row, year, actor)
    monitoring.take_contributions(year, actor=actor)


def _ask(row: dict[str, Any], year: int, actor: Actor) -> None:
    place = Territory.objects.get(slug=row["territory"])
    closes_on = clock.today() + timedelta(days=row["days"])
    for opened in actions.ask_municipalities(year, territory_ids=[place.pk], closes_on=closes_on, actor=actor):
        for one in row["asked"]:
            asked = {name: one[name] for name in ("field", "name", "answers_for")}
            _part, token = actions.ask_part(opened.pk, **asked, actor=actor)
            if "answers" in one:
                actions.answer_part(token, answers=one["answers"])
            elif "passed_on" in one:
                actions.pass_on(token, name=one["passed_on"])

"""An invented evaluation of a mediator's year, open and waiting for answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from khetene.instruments import actions
from khetene.instruments.models import InstrumentVersion
from khetene.kernel import clock
from khetene.kernel.actor import Actor
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

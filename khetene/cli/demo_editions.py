"""What three offices reached last year, and the edition that the coordinator published of it, made through the real actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import cycle
from typing import Any

from khetene.cases import actions as cases
from khetene.cases.enums import ClosingReason, LegalBasis, OutcomeProof
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.publishing import actions, reads
from khetene.territory.models import Territory


def publish(content: Mapping[str, Any], working: Mapping[str, Actor], places: Mapping[str, Territory]) -> None:
    """People of last year whose cases are closed; then the table of that year leaves."""
    names, kinds = cycle(content["names"]), cycle(content["outcomes"])
    day = date(clock.today().year - 1, 3, 2)
    with clock.set_to(datetime.combine(day, time(9), tzinfo=clock.HOME)):
        for row in content["reached"]:
            for place, number in row["places"].items():
                for _person in range(number):
                    _reached(row["purpose"], next(names), next(kinds), places[place], working[row["by"]])
    said = content["edition"]
    actor, period = working[said["by"]], str(day.year)
    seen = reads.preview(said["data_set"], period, actor=actor).digest
    actions.publish(said["data_set"], period, seen=seen, actor=actor)


def _reached(purpose: str, name: str, kind: str, place: Territory, actor: Actor) -> None:
    case = cases.open_case(purpose=purpose, legal_basis=LegalBasis.PUBLIC_TASK, territory_id=place.pk, actor=actor)
    client = cases.add_client(case.pk, called=name, actor=actor)
    cases.record_outcome(
        case.pk, client_id=client.pk, kind=kind, happened_on=clock.today(), proof=OutcomeProof.OFFICE, actor=actor
    )
    cases.close_case(case.pk, reason=ClosingReason.DONE, actor=actor)

"""Cases made the way people make them: through the actions, by somebody at work."""

from __future__ import annotations

from datetime import date
from typing import Any

from khetene.accounts.models import Membership
from khetene.cases import actions
from khetene.cases.enums import AgreementKind, LegalBasis, Purpose
from khetene.cases.models import Case, Client
from tests.factories.accounts import actor_of
from tests.factories.territory import TerritoryFactory


def open_case(by: Membership, *, called: str = "Haris", **client: Any) -> Case:
    """An open case with one person in the silo of `by`."""
    actor = actor_of(by)
    mediates = by.role == "mediator"
    case = actions.open_case(
        purpose=Purpose.ACCOMPANIMENT if mediates else Purpose.SOCIAL_SERVICE,
        legal_basis=LegalBasis.AGREEMENT if mediates else LegalBasis.PUBLIC_TASK,
        territory_id=TerritoryFactory().pk,
        actor=actor,
    )
    actions.add_client(case.pk, called=called, actor=actor, **client)
    return case


def client_of(case: Case) -> Client:
    return Client.objects.get(case=case)


def agree(case: Case, by: Membership, *, kind: str = AgreementKind.ACCOMPANIMENT, **more: Any) -> Any:
    """An explained agreement, spoken before a witness."""
    return actions.record_agreement(
        case.pk,
        client_id=client_of(case).pk,
        kind=kind,
        actor=actor_of(by),
        **{
            "answer": "agreed",
            "explained": "Kas tiks pierakstīts un kam nodots.",
            "explained_in": "lv",
            "given_how": "spoken",
            "witness": "dienas centra darbiniece",
            "valid_from": date(2026, 11, 20),
            **more,
        },
    )

"""Who may do what with a participation. Whose case it is decides who sees it; the definition decides who moves it."""

from __future__ import annotations

from datetime import date

from khetene.accounts.enums import Role
from khetene.accounts.rules import works_with_cases
from khetene.cases.enums import NeedDomain
from khetene.directory.models import Organisation
from khetene.enrolments.enums import Confirmation
from khetene.enrolments.models import Partner
from khetene.kernel.actor import Actor
from khetene.programmes.operations.definition import Operation, Stage

PARENTS = 3
NEVER_ASKED_ELSEWHERE = (NeedDomain.SAFETY,)


def may_move(actor: Actor, stage: Stage) -> bool:
    """Whether the definition lets the actor's role move a participation to the stage."""
    return actor.role in stage.moved_by


def reaches_out(actor: Actor) -> bool:
    """Looks for the people whom a programme is meant for, and notes where."""
    return works_with_cases(actor)


def holds_programmes(actor: Actor) -> bool:
    """Keeps the partners of a programme and reads its totals; sees no participant."""
    return actor.role == Role.PROGRAMME_HOLDER


def is_joined(operation: Operation, organisation: Organisation, *, on: date) -> bool:
    """Whether the organisation, or one that it is part of, has an agreement in force with the programme.

    Where the definition does not ask for one, or nobody knows whether it does, everybody may enrol.
    """
    if operation.partners.must_join is not True:
        return True
    house = _house(organisation)
    if any(
        _covers(agreement.begins, agreement.ends, on)
        for agreement in operation.partners.agreements
        if agreement.organisation in {part.slug for part in house}
    ):
        return True
    agreements = Partner.objects.in_force_on(on).filter(programme=operation.programme)
    return agreements.filter(organisation__in=[part.pk for part in house]).exists()


def _house(organisation: Organisation) -> list[Organisation]:
    """The organisation and those that it is part of."""
    house = [organisation]
    while house[-1].parent and len(house) <= PARENTS:
        house.append(house[-1].parent)
    return house


def _covers(begins: date | None, ends: date | None, day: date) -> bool:
    return (begins is None or begins <= day) and (ends is None or day < ends)


def takes_a_scan(confirmation: str, asks: str) -> bool:
    """Whether a scan can confirm an entry in this state, of a support that asks `client`, `none` or, so far, `unknown`.

    Where no source tells whether the client confirms, nothing waits for it, and a signed list may still be brought.
    """
    return confirmation in (Confirmation.WAITING, Confirmation.PAPER) or (
        confirmation == Confirmation.NOT_ASKED and asks == "unknown"
    )


def asks_elsewhere(operation: Operation) -> bool:
    """Whether other institutions may be asked if they pay for what the programme gives.

    A yes about a safe place tells where somebody hides, and so does the question alone: it stays in the trail of those asked.
    So a programme that gives a safe place asks about nothing else either.
    """
    needs = {support.need for support in operation.supports or ()}
    return bool(needs) and needs.isdisjoint(NEVER_ASKED_ELSEWHERE)

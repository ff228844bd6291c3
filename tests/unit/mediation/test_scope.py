"""Not every question is the mediator's: who it is for; and stepping back from a case without an explanation (D 2.1, D 11 #33)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.directory import reads as directory
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.mediation import actions, reads
from khetene.mediation.errors import NotWorkingOnIt
from khetene.mediation.models import Contact
from khetene.mediation.scope import scope
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.mediation import note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]


@pytest.fixture
def house():
    return OrganisationFactory()


@pytest.fixture
def rita(house):
    return MembershipFactory(role="supervisor", organisation=house)


@pytest.fixture
def anna(rita):
    return MembershipFactory(role="mediator", organisation=rita.organisation)


def waiting(membership):
    return reads.need_another_person(actor=actor_of(membership))


def test_every_question_that_is_somebody_elses_leads_to_a_service():
    nowhere = [row.slug for row in scope().elsewhere if not directory.find(row.words, domain=row.domain)]

    assert nowhere == []


def test_whoever_was_told_who_can_help_was_told_of_an_office(anna):
    office = OrganisationFactory()

    with pytest.raises(ValidationError):
        note(anna, result="told_who")
    noted = note(anna, result="told_who", institution_id=office.pk, languages=["rom", "lv"])

    row, _earlier = reads.contact(noted.pk, actor=actor_of(anna))
    assert (row.institution_name, row.language_labels) == (office.name, ["romu", "latviešu"])


def test_the_languages_of_a_contact_never_change(anna):
    noted = note(anna, languages=["rom"])

    with pytest.raises(DatabaseError, match="correction"), transaction.atomic():
        Contact.objects.filter(pk=noted.pk).update(languages=["lv"])


def test_languages_are_not_counted(anna):
    """A number of contacts in Romani would stand for something that nobody counts."""
    noted = note(anna, languages=["rom"])

    figures = reads.month_page(noted.happened_on.replace(day=1), actor=actor_of(anna)).figures

    assert "languages" not in figures


def test_whoever_steps_back_sees_the_case_no_more_and_the_supervisor_sees_that_it_waits(anna, rita):
    case = open_case(anna)

    actions.decline_case(case.pk, reason="impartial", actor=actor_of(anna))

    assert case_reads.may_open(case.pk, actor=actor_of(anna)) is False
    assert [(one.case_id, one.is_mine) for one in waiting(rita)] == [(case.pk, True)]
    entry = AuditEntry.objects.filter(verb="case.declined").get()
    assert (entry.case, entry.reason) == (case.pk, "impartial")


def test_a_case_waits_until_somebody_works_on_it(anna, rita):
    case = open_case(anna)
    colleague = MembershipFactory(role="mediator", organisation=anna.organisation)
    actions.decline_case(case.pk, reason="load", actor=actor_of(anna))

    cases.add_worker(case.pk, membership_id=colleague.pk, actor=actor_of(rita))

    assert waiting(rita) == []


def test_a_case_waits_for_nobody_when_a_colleague_works_on_it_already_or_it_is_closed(anna, rita):
    shared, closed = open_case(anna), open_case(anna)
    colleague = MembershipFactory(role="mediator", organisation=anna.organisation)
    cases.add_worker(shared.pk, membership_id=colleague.pk, actor=actor_of(anna))
    for case in (shared, closed):
        actions.decline_case(case.pk, reason="asked", actor=actor_of(anna))
    cases.close_case(closed.pk, reason="moved", actor=actor_of(rita))

    assert waiting(rita) == []


def test_another_supervisor_and_a_colleague_learn_nothing_of_it(anna, rita):
    case = open_case(anna)
    actions.decline_case(case.pk, reason="language", actor=actor_of(anna))
    second = MembershipFactory(role="supervisor", organisation=anna.organisation)
    stranger = MembershipFactory(role="supervisor")
    colleague = MembershipFactory(role="mediator", organisation=anna.organisation)

    assert [waiting(one) for one in (second, stranger, colleague)] == [[], [], []]


def test_only_who_works_on_a_case_steps_back_from_it(anna, rita):
    case = open_case(anna)

    with pytest.raises(NotWorkingOnIt):
        actions.decline_case(case.pk, reason="load", actor=actor_of(rita))
    with pytest.raises(NotForYou):
        actions.decline_case(case.pk, reason="load", actor=actor_of(MembershipFactory(role="mediator")))
    with pytest.raises(ValidationError):
        actions.decline_case(case.pk, reason="cousin", actor=actor_of(anna))

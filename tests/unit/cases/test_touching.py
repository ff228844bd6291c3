"""What another module records for many cases at once marks each of them, or none."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.cases import actions
from khetene.cases.models import Case
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case

pytestmark = pytest.mark.django_db
EARLIER = date(2026, 1, 1)


def last_days():
    return set(Case.objects.values_list("last_activity_on", flat=True).order_by())


def test_many_cases_are_marked_at_once():
    anna = MembershipFactory(role="mediator")
    cases = [open_case(anna) for _case in range(3)]
    Case.objects.update(last_activity_on=EARLIER)

    actions.touch_all([case.pk for case in cases], actor=actor_of(anna))

    assert last_days() == {clock.today()}


def test_a_case_of_somebody_else_is_not_touched_and_neither_are_the_others():
    anna, other = (MembershipFactory(role="mediator") for _member in range(2))
    cases = [open_case(anna), open_case(other)]
    Case.objects.update(last_activity_on=EARLIER)

    with pytest.raises(NotForYou):
        actions.touch_all([case.pk for case in cases], actor=actor_of(anna))

    assert last_days() == {EARLIER}

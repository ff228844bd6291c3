"""The life of a referral and its agreement against a model that fits in a few lines (reliability.md T3)."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from khetene.cases import actions as cases
from khetene.kernel import audit, clock
from khetene.kernel.errors import DomainError
from khetene.referrals import actions, reads
from khetene.referrals.enums import NEXT
from khetene.referrals.models import Referral
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.referrals import PARTS, draft
from tests.histories import RolledBack

pytestmark = pytest.mark.django_db
SECRET = "Slepenais vārds"
BEFORE_AN_ANSWER = ("sent", "seen")
TAKEN = ("accepted", "in_work", "outcome")


class LifeOfAReferral(RolledBack):
    """The model: one word for the state, whether the consent holds, and the day."""

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        with clock.set_to(self.now):
            self.anna = MembershipFactory(role="mediator")
            self.office = OrganisationFactory()
            self.ieva = MembershipFactory(organisation=self.office, role="case_worker")
            self.eva = MembershipFactory(role="case_worker")
            self.case = open_case(self.anna, called=SECRET)
            self.pk = draft(self.case, self.anna, self.office).pk
        self.state, self.consent, self.ever_sent = "draft", None, False

    def tries(self, action: Any, *args: Any, possible: bool, **kwargs: Any) -> None:
        """Do it; what the model calls impossible is refused with a sentence and changes nothing."""
        with clock.set_to(self.now):
            try:
                action(*args, **kwargs)
            except DomainError:
                assert not possible
            else:
                assert possible

    @property
    def holds(self) -> bool:
        return self.consent is not None

    @rule(answer=st.sampled_from(["agreed", "agreed", "refused"]))
    def the_person_answers(self, answer: str) -> None:
        if self.state != "draft" or self.holds:
            return
        with clock.set_to(self.now):
            given = agree(
                self.case,
                self.anna,
                kind="data_consent",
                recipient_id=self.office.pk,
                parts=list(PARTS),
                answer=answer,
                valid_from=clock.today(),
            )
        self.consent = given.pk if answer == "agreed" else None

    @rule(through_the_case=st.booleans())
    def the_person_takes_it_back(self, through_the_case: bool) -> None:
        if not self.holds:
            return
        withdraw = cases.withdraw_agreement if through_the_case else actions.withdraw_agreement
        self.tries(withdraw, self.consent, on=self.now.date(), actor=actor_of(self.anna), possible=True)
        self.consent = None
        if self.state in BEFORE_AN_ANSWER:
            self.state = "withdrawn"

    @rule()
    def anna_sends(self) -> None:
        possible = self.state != "draft" or self.holds
        self.tries(actions.send_referral, self.pk, actor=actor_of(self.anna), possible=possible)
        if self.state == "draft" and self.holds:
            self.state, self.ever_sent = "sent", True

    @rule()
    def anna_calls_it_back(self) -> None:
        stored = self.stored().state
        possible = stored in (*BEFORE_AN_ANSWER, "withdrawn")
        self.tries(actions.withdraw_referral, self.pk, actor=actor_of(self.anna), possible=possible)
        if possible:
            self.state = "withdrawn"

    @rule()
    def ieva_looks(self) -> None:
        self.tries(actions.open_referral, self.pk, actor=actor_of(self.ieva), possible=self.state != "draft")
        if self.state == "sent":
            self.state = "seen"

    @rule()
    def ieva_accepts(self) -> None:
        possible = self.state in (*BEFORE_AN_ANSWER, *TAKEN)
        self.tries(
            actions.accept_referral,
            self.pk,
            purpose="social_service",
            actor=actor_of(self.ieva),
            possible=possible,
        )
        if self.state in BEFORE_AN_ANSWER:
            self.state = "accepted"

    @rule()
    def ieva_declines(self) -> None:
        possible = self.state in (*BEFORE_AN_ANSWER, "declined")
        self.tries(
            actions.decline_referral,
            self.pk,
            reason="no_capacity",
            actor=actor_of(self.ieva),
            possible=possible,
        )
        if self.state in BEFORE_AN_ANSWER:
            self.state = "declined"

    @rule()
    def ieva_meets_the_person(self) -> None:
        self.tries(
            actions.record_first_appointment,
            self.pk,
            on=self.now.date(),
            actor=actor_of(self.ieva),
            possible=self.state in ("accepted", "in_work"),
        )
        if self.state == "accepted":
            self.state = "in_work"

    @rule()
    def ieva_reports(self) -> None:
        self.tries(
            actions.report_outcome,
            self.pk,
            kind="other",
            on=self.now.date(),
            actor=actor_of(self.ieva),
            possible=self.state in TAKEN,
        )
        if self.state in TAKEN:
            self.state = "outcome"

    @rule(days=st.integers(1, 40))
    @precondition(lambda self: self.now < NOW + timedelta(days=400))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        with clock.set_to(self.now):
            actions.withdraw_uncovered(on=clock.today())

    def stored(self) -> Referral:
        return Referral.objects.get(pk=self.pk)

    @invariant()
    def the_product_and_the_model_agree(self) -> None:
        with clock.set_to(self.now):
            assert reads.referral(self.pk, actor=actor_of(self.anna)).line.state == self.state

    @invariant()
    def the_recipient_sees_the_data_exactly_while_it_may(self) -> None:
        seen = self._seen_by(self.ieva)
        may_see = self.ever_sent and self.state not in ("draft", "withdrawn", "declined")
        assert (SECRET in json.dumps(seen, ensure_ascii=False)) is may_see

    @invariant()
    def a_third_office_never_sees_it(self) -> None:
        assert self._seen_by(self.eva) is None

    @invariant()
    def steps_follow_the_table(self) -> None:
        states = list(self.stored().steps.order_by("at", "id").values_list("state", flat=True))
        assert states[0] == "draft"
        assert all(after in NEXT[before] for before, after in pairwise(states))
        assert states[-1] == self.stored().state

    @invariant()
    def a_case_of_its_own_opens_exactly_once(self) -> None:
        assert (self.stored().recipient_case_id is not None) is (self.state in TAKEN)

    def _seen_by(self, who: Any) -> Any:
        with clock.set_to(self.now):
            try:
                return reads.referral(self.pk, actor=actor_of(who)).shared
            except DomainError:
                return None

    def ends(self) -> None:
        assert list(audit.broken_links()) == []
        assert client_of(self.case).called == SECRET


def test_a_referral_lives_as_its_model_says():
    run_state_machine_as_test(
        LifeOfAReferral,
        settings=settings(
            max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

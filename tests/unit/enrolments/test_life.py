"""The life of a participation against a model that fits in a few lines: random legal and illegal histories."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from khetene.cases import actions as cases
from khetene.cases.reads import agreements_of
from khetene.enrolments import actions, windows
from khetene.enrolments.models import Delivery, Enrolment, EnrolmentStep, MeasuredOutcome
from khetene.kernel import audit, clock
from khetene.kernel.errors import DomainError, NotForYou
from khetene.programmes.reads import operation
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NVA, enrolled, republished
from tests.factories.programmes import loaded_rules
from tests.histories import RolledBack

pytestmark = pytest.mark.django_db
MONTHLY = Decimal(10)
NEXT = {
    "registered": {"profiled", "declined"},
    "profiled": {"running", "declined"},
    "running": {"ended"},
    "ended": {"running"},
    "declined": {"registered"},
}
STAGES = st.sampled_from([*NEXT, "nowhere"])
BACK = st.integers(0, 12)


class LifeOfAParticipation(RolledBack):
    """The model: the stage and its day, the signature, the days of start and exit, and hours by month."""

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        with clock.set_to(self.now):
            loaded_rules()
            republished(
                NVA,
                limits=[
                    {
                        "id": "hours",
                        "of": "quantity",
                        "support": "group",
                        "per": "month",
                        "most": str(MONTHLY),
                        "source": "tests",
                    }
                ],
            )
            self.by = MembershipFactory(role="case_worker")
            self.stranger = MembershipFactory(role="case_worker")
            self.pk = enrolled(self.by).pk
        self.stage, self.since = "registered", self.today
        self.signed: list[list[date]] = []
        self.started: date | None = None
        self.exited: date | None = None
        self.entry = 1
        self.given: dict[Any, tuple[date, Decimal]] = {}
        self.written = 0
        self.measured = 0

    @property
    def today(self) -> date:
        return self.now.astimezone(clock.HOME).date()

    def tries(self, action: Any, *args: Any, possible: bool, by: Any = None, **kwargs: Any) -> Any:
        """Do it; what the model calls impossible is refused with a sentence and changes nothing."""
        with clock.set_to(self.now):
            before = self.everything()
            try:
                done = action(*args, actor=actor_of(by or self.by), **kwargs)
            except DomainError as refusal:
                self.was_right_to_refuse(refusal, before, possible)
                return None
            assert possible, (self.stage, kwargs)
            return done

    def was_right_to_refuse(self, refusal: DomainError, before: Any, possible: bool) -> None:
        assert not possible, (self.stage, refusal.message)
        assert refusal.message or isinstance(refusal, NotForYou)
        assert self.everything() == before

    def everything(self) -> Any:
        stored = Enrolment.objects.get(pk=self.pk)
        return (
            stored.stage,
            stored.started_on,
            stored.exited_on,
            stored.entry,
            EnrolmentStep.objects.filter(enrolment=self.pk).count(),
            Delivery.objects.filter(enrolment=self.pk).count(),
            MeasuredOutcome.objects.filter(enrolment=self.pk).count(),
        )

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(back=BACK)
    def the_person_signs(self, back: int) -> None:
        on = self.today - timedelta(days=back)
        done = self.tries(
            actions.sign_participation,
            self.pk,
            signed_on=on,
            given_how="signed",
            explained_in="lv",
            explained="Viss.",
            possible=True,
        )
        if done:
            self.signed.append([on, date.max])

    @rule()
    def the_person_takes_it_back(self) -> None:
        with clock.set_to(self.now):
            case = Enrolment.objects.get(pk=self.pk).case_id
            rows = [row for row in agreements_of(case, actor=actor_of(self.by)) if row.withdrawn_on is None]
            for row in rows:
                cases.withdraw_agreement(row.id, on=self.today, actor=actor_of(self.by))
        for span in self.signed:
            span[1] = min(span[1], self.today - timedelta(days=1))

    def agreed_on(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.signed)

    @rule(stage=STAGES, back=BACK, why=st.sampled_from(["job", "training", "boredom", ""]))
    def somebody_moves_it(self, stage: str, back: int, why: str) -> None:
        on = self.today - timedelta(days=back)
        if stage == self.stage:
            possible = True
        else:
            newest = max((day for day, _hours in self.given.values()), default=date.min)
            ends = stage in ("ended", "declined")
            possible = (
                stage in NEXT[self.stage]
                and on >= self.since
                and (not ends or (why in ("job", "training") and on >= newest))
                and (stage != "running" or self.agreed_on(on))
            )
        moved = self.tries(actions.move, self.pk, stage=stage, on=on, exit_reason=why, possible=possible)
        if moved is None or stage == self.stage:
            return
        if self.stage == "ended":
            self.entry += 1
        if stage == "running":
            self.started = self.started or on
        self.exited = on if stage in ("ended", "declined") else None
        self.stage, self.since = stage, on

    @rule(stage=STAGES)
    def a_stranger_moves_it(self, stage: str) -> None:
        self.tries(actions.move, self.pk, stage=stage, on=self.today, possible=False, by=self.stranger)

    def may_be_given(self, on: date, hours: Decimal, besides: Any = None) -> bool:
        in_month = sum(
            (
                amount
                for key, (day, amount) in self.given.items()
                if key != besides and (day.year, day.month) == (on.year, on.month)
            ),
            Decimal(0),
        )
        return (
            self.stage in ("running", "ended")
            and self.started is not None
            and self.started <= on
            and (self.exited is None or on <= self.exited)
            and self.agreed_on(on)
            and hours > 0
            and in_month + hours <= MONTHLY
        )

    @rule(back=BACK, quarters=st.integers(0, 20))
    def a_support_is_given(self, back: int, quarters: int) -> None:
        on, hours = self.today - timedelta(days=back), Decimal(quarters) / 4
        possible = self.may_be_given(on, hours)
        made = self.tries(actions.give_support, self.pk, support="group", on=on, quantity=hours, possible=possible)
        if made:
            self.given[made.pk] = (on, hours)
            self.written += 1

    @rule(data=st.data(), back=BACK, quarters=st.integers(0, 20), strike=st.booleans())
    def an_entry_is_corrected(self, data: st.DataObject, back: int, quarters: int, strike: bool) -> None:
        if not self.given:
            return
        old = data.draw(st.sampled_from(sorted(self.given)))
        on, hours = self.today - timedelta(days=back), Decimal(quarters) / 4
        possible = strike or self.may_be_given(on, hours, besides=old)
        made = self.tries(
            actions.correct_delivery,
            old,
            reason="Pārrakstīšanās.",
            on=on,
            quantity=hours,
            cents=0,
            strike=strike,
            possible=possible,
        )
        if made:
            del self.given[old]
            self.written += 1
            if not strike:
                self.given[made.pk] = (on, hours)

    @rule(window=st.sampled_from(["exit", "six-months"]), back=BACK, evidence=st.sampled_from(["", "Līgums."]))
    def the_result_is_measured(self, window: str, back: int, evidence: str) -> None:
        on = self.today - timedelta(days=back)
        with clock.set_to(self.now):
            found = operation(NVA).window(window)
        assert found is not None
        inside = self.exited is not None and windows.opens_on(found, self.exited) <= on <= windows.closes_on(
            found, self.exited
        )
        possible = self.started is not None and inside and bool(evidence)
        done = self.tries(
            actions.measure_outcome,
            self.pk,
            window=window,
            result="work",
            situation_on=on,
            evidence=evidence,
            possible=possible,
        )
        self.measured += done is not None

    @invariant()
    def what_is_stored_is_what_the_model_says(self) -> None:
        stored = Enrolment.objects.get(pk=self.pk)
        assert (stored.stage, stored.started_on, stored.exited_on, stored.entry) == (
            self.stage,
            self.started,
            self.exited,
            self.entry,
        )

    @invariant()
    def no_entry_is_ever_lost(self) -> None:
        rows = Delivery.objects.filter(enrolment=self.pk)
        counted = rows.counted().aggregate(hours=Sum("quantity"))["hours"] or 0
        assert rows.count() == self.written
        assert counted == sum(hours for _day, hours in self.given.values())
        assert MeasuredOutcome.objects.filter(enrolment=self.pk).count() == self.measured

    @invariant()
    def every_step_was_a_possible_one(self) -> None:
        steps = list(EnrolmentStep.objects.filter(enrolment=self.pk).order_by("at", "id"))
        assert steps[-1].stage == self.stage
        assert all(after.stage in NEXT[before.stage] for before, after in pairwise(steps))
        assert all(before.on_day <= after.on_day for before, after in pairwise(steps))

    def ends(self) -> None:
        assert list(audit.broken_links()) == []


def test_a_participation_lives_as_its_model_says():
    run_state_machine_as_test(
        LifeOfAParticipation,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

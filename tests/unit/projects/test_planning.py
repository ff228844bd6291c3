"""A phase is begun as a draft, written part by part, agreed, and then only amended."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.projects import actions, reads
from khetene.projects.errors import (
    AgreedAlready,
    NotAgreedYet,
    NotOfThisPhase,
    PhaseIsThere,
    PlanIsNotWhole,
    SharesAreNotWhole,
    UsedElsewhere,
)
from khetene.projects.models import Activity, Phase
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import (
    TODAY,
    agreed,
    amended,
    begun,
    head,
    line_in,
    phase_of,
    planned_part,
    spent,
)

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def plan(phase, by):
    return reads.plan(phase.ordinal, actor=actor_of(by))


def test_the_grant_of_a_draft_is_split_to_the_cent(janis):
    phase = begun(janis, percents={"eu": D("33.333"), "state": D("33.333"), "other": D("33.334")})

    shown = plan(phase, janis)

    assert [share.amount for share in shown.shares] == [D("333.35"), D("333.33"), D("333.33")]
    assert sum(share.amount for share in shown.shares) == shown.total


@pytest.mark.parametrize("percents", [{"eu": D(90)}, {"eu": D(90), "state": D("10.001")}])
def test_shares_are_a_whole(janis, percents):
    with pytest.raises(SharesAreNotWhole):
        begun(janis, percents=percents)

    assert not Phase.objects.exists()


def test_a_number_names_one_phase(janis):
    phase_of(janis, ordinal=8)

    with pytest.raises(PhaseIsThere):
        begun(janis)


def test_a_draft_is_there_for_its_keepers_alone(janis):
    phase = begun(janis)
    text = planned_part(phase, janis, "visibility")
    reader, stranger = MembershipFactory(role="regional_expert"), MembershipFactory(role="national_coordinator")

    for other in (reader, stranger):
        for question in (
            lambda actor: reads.phase(8, actor=actor),
            lambda actor: reads.plan(8, actor=actor),
            lambda actor: reads.visibility(text.pk, actor=actor),
            lambda actor: actions.write_head(phase.pk, head(), actor=actor),
            lambda actor: actions.agree_phase(phase.pk, agreed_on=TODAY, agreement="1", actor=actor),
        ):
            with pytest.raises(NotForYou):
                question(actor_of(other))
        assert reads.phases(actor=actor_of(other)) == []
    assert [row.ordinal for row in reads.phases(actor=actor_of(janis))] == [8]
    assert reads.phases() == []
    with pytest.raises(NotForYou):
        reads.public_phase(8)


def test_a_plan_is_agreed_when_nothing_is_missing(janis):
    phase = begun(janis, total=None, percents={}, programme="")

    with pytest.raises(PlanIsNotWhole) as refused:
        actions.agree_phase(phase.pk, agreed_on=TODAY, agreement="202-LV", actor=actor_of(janis))

    assert refused.value.missing == [
        "Ierakstiet programmu, kas maksā.",
        "Ierakstiet finansējumu.",
        "Ierakstiet, kurš kuru daļu maksā.",
        "Ierakstiet līguma mērķus.",
        "Ierakstiet plānotās darbības.",
        "Ierakstiet budžeta rindas.",
    ]


def test_the_lines_of_an_agreed_budget_are_the_grant(janis):
    phase = begun(janis)
    for name in ("goal", "activity"):
        planned_part(phase, janis, name)
    planned_part(phase, janis, "line", planned=D("1000.00"))

    with pytest.raises(PlanIsNotWhole) as refused:
        actions.agree_phase(phase.pk, agreed_on=TODAY, agreement="202-LV", actor=actor_of(janis))

    assert [words.replace("\xa0", " ") for words in refused.value.missing] == [
        "Budžeta rindas no finansējuma atšķiras par 0,01 €."
    ]


def test_an_agreed_plan_is_amended_and_not_edited(janis):
    phase = agreed(janis)
    goal = phase.goals.get()

    for refused in (
        lambda: planned_part(phase, janis, "goal"),
        lambda: actions.remove_part("goal", phase.pk, goal.pk, actor=actor_of(janis)),
        lambda: actions.write_head(phase.pk, head(), actor=actor_of(janis)),
        lambda: actions.agree_phase(phase.pk, agreed_on=TODAY, agreement="2", actor=actor_of(janis)),
        lambda: actions.discard_phase(phase.pk, actor=actor_of(janis)),
        lambda: line_in(phase, janis, "B1"),
    ):
        with pytest.raises(AgreedAlready):
            refused()
    new = {"code": "B1", "words": "Telpas", "planned": D("100.00")}
    amended(phase, janis, ("line", None, new), total=D("1100.01"))

    money = reads.phase(8, actor=actor_of(janis)).money
    assert (money.not_planned, [line.code for line in money.lines]) == (0, ["A1", "B1"])
    with pytest.raises(AgreedAlready):
        line_in(phase, janis, "B2")


def test_what_was_reached_is_written_after_the_agreement(janis):
    phase = agreed(janis)
    indicator = phase.indicators.get()

    planned_part(phase, janis, "result", indicator_id=indicator.pk)
    actions.write_part(
        "handed_over",
        phase.pk,
        {"delivered": TODAY, "link": "", "source": "Pavadvēstule"},
        part_id=phase.deliverables.get().pk,
        actor=actor_of(janis),
    )

    page = reads.phase(8, actor=actor_of(janis))
    assert page.indicators[0].reached == [(103, "Sarakstu kopsavilkums")]
    assert page.deliverables[0].delivered == TODAY


def test_money_comes_after_the_agreement(janis):
    phase = begun(janis)
    line = planned_part(phase, janis, "line")
    activity = planned_part(phase, janis, "activity")

    for refused in (
        lambda: spent(line, janis),
        lambda: amended(phase, janis),
        lambda: actions.write_activity(activity.pk, state="done", actual="x", deviation="", actor=actor_of(janis)),
    ):
        with pytest.raises(NotAgreedYet):
            refused()


def test_a_part_is_not_joined_with_another_phase(janis):
    phase, other = begun(janis), begun(janis, 9)
    foreign, goal = planned_part(other, janis, "activity"), planned_part(other, janis, "goal")

    with pytest.raises(NotOfThisPhase):
        planned_part(phase, janis, "result", activity_id=foreign.pk)
    with pytest.raises(NotOfThisPhase):
        planned_part(phase, janis, "activity", goals=[goal.pk])
    with pytest.raises(NotForYou):
        actions.remove_part("goal", phase.pk, goal.pk, actor=actor_of(janis))


def test_what_something_hangs_on_is_not_removed(janis):
    phase = agreed(janis)
    result = planned_part(phase, janis, "result")
    planned_part(
        phase, janis, "result", words=Translated(lv="no tiem speciālisti"), number=3, whole=result, relation="part"
    )

    with pytest.raises(UsedElsewhere):
        actions.remove_part("result", phase.pk, result.pk, actor=actor_of(janis))


def test_a_draft_that_comes_to_nothing_goes_with_all_its_parts(janis):
    phase = begun(janis)
    planned_part(phase, janis, "activity")

    actions.discard_phase(phase.pk, actor=actor_of(janis))

    assert not Phase.objects.exists()
    assert not Activity.objects.exists()


def test_the_database_itself_keeps_agreed_phases_whole(janis):
    phase = begun(janis)

    with pytest.raises(IntegrityError), transaction.atomic():
        Phase.objects.filter(pk=phase.pk).update(agreed_on=TODAY)


def test_a_phase_ends_after_it_begins(janis):
    with pytest.raises(ValidationError, match="nevar beigties"):
        begun(janis, ends=head().begins.replace(year=2025))


def test_a_draft_stands_in_no_figure_of_a_year_until_it_is_agreed(janis):
    planned_part(begun(janis, ordinal=41), janis, "activity")

    before = reads.in_year(2026)
    agreed(janis, ordinal=42)
    after = reads.in_year(2026)

    assert (before.phases, before.activities, before.grant) == ([], 0, Decimal(0))
    assert (after.phases, after.activities, after.grant) == (["XLII"], 1, Decimal("1000.01"))

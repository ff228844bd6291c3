"""An amendment changes the plan as a whole, keeps what stood before, and never overwrites what another one changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.projects import actions, reads, reports
from khetene.projects.errors import (
    AmendedMeanwhile,
    ChangedMeanwhile,
    EarlierThanTheLast,
    LineIsClosed,
    NotOfThisPhase,
    SumIsNotTheGrant,
)
from khetene.projects.models import Amendment, BudgetLine, PreparedAmendment
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import (
    TODAY,
    agreed,
    amended,
    change,
    line_in,
    phase_of,
    prepared,
    signed,
    spent,
)
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
D = Decimal
ROOMS = {"code": "B1", "words": "Telpas", "planned": D("100.00")}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    return agreed(janis)


@pytest.fixture
def line(phase):
    return phase.lines.get()


def page(phase, by):
    return reads.phase(phase.ordinal, actor=actor_of(by))


def test_money_moves_between_lines_and_the_sum_stays_the_grant(phase, line, janis):
    amended(phase, janis, ("line", line, {"planned": D("900.01")}), ("line", None, ROOMS))

    money = page(phase, janis).money
    assert [(one.code, one.first, one.planned) for one in money.lines] == [
        ("A1", D("1000.01"), D("900.01")),
        ("B1", D(0), D("100.00")),
    ]
    assert money.not_planned == 0


@pytest.mark.parametrize(
    "changes", [[("line", None, ROOMS)], [("head", "phase", {"total": D("1000.02")})]], ids=["line", "grant"]
)
def test_lines_that_are_not_the_grant_to_the_cent_are_refused_and_nothing_holds(phase, janis, changes):
    changes = [(part, phase if thing else None, fields) for part, thing, fields in changes]
    found = prepared(phase, janis, *changes)

    with pytest.raises(SumIsNotTheGrant):
        signed(found, janis)

    assert (BudgetLine.objects.count(), Amendment.objects.count()) == (1, 0)
    assert len(PreparedAmendment.objects.get().changes) == 1


def test_lines_of_a_recorded_phase_that_were_never_whole_need_not_be(janis):
    phase = phase_of(janis, ordinal=7)
    line = line_in(phase, janis, planned="600.00")

    amended(phase, janis, ("line", line, {"planned": D("500.00")}))

    assert page(phase, janis).money.not_planned == D("500.01")


def test_a_closed_line_keeps_what_is_spent_and_takes_nothing_new(phase, line, janis):
    spent(line, janis, "100.00")
    found = prepared(phase, janis, ("line", None, ROOMS | {"planned": D("900.01")}))
    actions.drop(found.pk, "line", line.pk, actor=actor_of(janis))
    signed(found, janis)

    closed, opened = page(phase, janis).money.lines
    assert (closed.is_closed, closed.first, closed.planned, closed.left) == (True, D("1000.01"), D("100.00"), 0)
    assert (opened.planned, opened.is_closed) == (D("900.01"), False)
    with pytest.raises(LineIsClosed):
        spent(line, janis)


def test_what_is_dropped_stands_in_no_plan_and_in_no_gap_and_stays_readable(phase, janis):
    activity, goal, indicator = phase.activities.get(), phase.goals.get(), phase.indicators.get()
    found = prepared(phase, janis)
    for part, thing in (("activity", activity), ("goal", goal), ("indicator", indicator)):
        actions.drop(found.pk, part, thing.pk, actor=actor_of(janis))
    signed(found, janis)

    shown = page(phase, janis)
    assert (shown.activities, shown.goals, shown.indicators) == ([], [], [])
    assert [one.code for one in reports.gaps_of(shown) if one.code.startswith(("activity", "indicator"))] == []
    assert [(one.what, one.first, one.now) for one in shown.amended] == [
        (name, "ir plānā", "vairs nav plānā")
        for name in ("Mērķis: Sadarbība", "Darbība: Ekspertu sanāksmes", "Rādītājs: dalībnieki")
    ]
    assert reads.in_year(2026).activities == 0


def test_the_plan_is_read_as_it_was_on_any_day(phase, line, janis):
    indicator = phase.indicators.get()
    amended(phase, janis, ("indicator", indicator, {"target": 80}), ends=date(2027, 12, 31))
    with clock.set_to(clock.now().replace(year=2027, month=5, day=1)):
        found = prepared(phase, janis, ("line", line, {"planned": D("900.01")}), ("line", None, ROOMS))
        change(found, janis, "indicator", indicator, target=60)
        signed(found, janis, agreed_on=date(2027, 5, 1))

    def told(day):
        plan = reads.plan_on(8, day, actor=actor_of(janis))
        said = plan.parts["indicator"][0][1], [more.replace("\xa0", " ") for _name, more in plan.parts["line"]]
        return plan.numbers, plan.head.replace("\xa0", " "), *said

    first = "Pirmā diena: 01.09.2026.; Pēdējā diena: 31.08.2027.; Finansējums eiro: 1000,01 €"
    longer = first.replace("31.08.2027.", "31.12.2027.")
    assert told(None) == ([], first, "Iecerēts: 100; Avots: Līgums", ["Plānotā summa: 1000,01 €"])
    assert told(date(2027, 4, 30)) == (
        [1],
        longer,
        "Iecerēts: 80; Avots: Līgums",
        ["Plānotā summa: 1000,01 €"],
    )
    assert told(date(2027, 5, 1)) == (
        [1, 2],
        longer,
        "Iecerēts: 60; Avots: Līgums",
        ["Plānotā summa: 900,01 €", "Plānotā summa: 100,00 €"],
    )


def test_the_report_says_what_was_planned_at_the_beginning_and_what_as_amended(phase, line, janis):
    amended(phase, janis, ("line", line, {"planned": D("900.01")}), ("line", None, ROOMS))
    amended(
        phase,
        janis,
        ("line", line, {"planned": D("950.01")}),
        ("line", phase.lines.get(code="B1"), {"planned": D("50")}),
    )

    content = reports.draft_of(page(phase, janis))

    assert [[one.replace("\xa0", " ") for one in row] for row in content.amended] == [
        ["Budžeta rinda: A1 Sanāksmes. Plānotā summa", "1000,01 €", "950,01 €"],
        ["Budžeta rinda: B1 Telpas", "–", "ir plānā; Plānotā summa: 50,00 €"],
    ]
    assert "Plānotā summa: 1000,01\xa0€ → 900,01\xa0€" in content.amendments[1]
    assert reports.as_pdf(content)[:5] == b"%PDF-"


def test_amounts_stand_only_where_the_money_is_kept(phase, line, janis):
    told = [
        ("line", line, {"planned": D("900.01")}),
        ("line", None, ROOMS),
        ("activity", None, {"words": Translated(lv="Jauna")}),
    ]
    amended(phase, janis, *told)
    reader = actor_of(MembershipFactory(role="regional_expert"))

    shown, plan = reads.phase(8, actor=reader), reads.plan_on(8, TODAY, actor=reader)
    listed = reads.amendments(8, actor=reader)

    everything = repr((shown, plan, listed))
    assert "Jauna" in everything
    assert not any(amount in everything for amount in ("900,01", "100,00", "1000,01"))
    assert (listed.prepared, listed.amendments[0].files) == ([], [])


def test_who_is_second_is_told_what_the_first_changed(phase, janis):
    indicator = phase.indicators.get()
    first = prepared(phase, janis, ("indicator", indicator, {"target": 80}))
    second = prepared(phase, janis, ("indicator", indicator, {"target": 60}))
    signed(first, janis)

    (row,) = reads.prepared(second.pk, actor=actor_of(janis)).changes
    with pytest.raises(AmendedMeanwhile) as refused:
        signed(second, janis)
    change(second, janis, "indicator", indicator, target=60)
    signed(second, janis)

    assert "dalībnieki: pa to laiku to mainīja citi grozījumi." in row.conflict
    assert refused.value.conflicts == [row.conflict]
    assert [(one.first, one.now) for one in page(phase, janis).amended] == [("100", "60")]


def test_what_another_amendment_dropped_is_not_changed(phase, janis):
    indicator = phase.indicators.get()
    first, second = prepared(phase, janis), prepared(phase, janis, ("indicator", indicator, {"target": 60}))
    actions.drop(first.pk, "indicator", indicator.pk, actor=actor_of(janis))
    signed(first, janis)

    with pytest.raises(AmendedMeanwhile):
        signed(second, janis)


def test_two_people_in_one_change_do_not_overwrite_each_other(phase, janis):
    indicator = phase.indicators.get()
    found = prepared(phase, janis)
    _shown, seen, _row = reads.change(found.pk, "indicator", indicator.pk, actor=actor_of(janis))
    change(found, janis, "indicator", indicator, target=80)

    values = {"words": indicator.words, "target": 60, "source": "Līgums"}
    with pytest.raises(ChangedMeanwhile):
        actions.write_change(found.pk, "indicator", values, key=indicator.pk, seen=seen, actor=actor_of(janis))

    assert PreparedAmendment.objects.get().changes[0]["after"] == {"target": 80}


def test_what_is_as_it_was_is_no_change_and_a_change_is_taken_back(phase, janis):
    indicator = phase.indicators.get()
    found = prepared(
        phase, janis, ("indicator", indicator, {"target": 80}), ("head", phase, {"ends": date(2028, 1, 1)})
    )

    change(found, janis, "indicator", indicator, target=100)
    left = reads.prepared(found.pk, actor=actor_of(janis)).changes
    actions.take_change_back(found.pk, "head", phase.pk, seen=left[0].digest, actor=actor_of(janis))

    assert [one.part for one in left] == ["head"]
    assert PreparedAmendment.objects.get().changes == []


def test_partner_municipalities_and_what_belongs_together_are_amended(phase, janis):
    town = TerritoryFactory(kind="state_city")
    found = prepared(
        phase,
        janis,
        ("goal", None, {"words": Translated(lv="Jaunieši")}),
        ("places", phase, {"territories": [town.pk]}),
    )
    (goal,) = [key for key, words in reads.choices(found.pk, "goal", actor=actor_of(janis)) if words == "Jaunieši"]
    change(found, janis, "activity", None, words=Translated(lv="Darbnīca"), goals=[goal])
    signed(found, janis)

    shown = page(phase, janis)
    assert [place.name for place in shown.places.then] == [town.name]
    assert shown.activities[-1].goals == ["Jaunieši"]
    assert shown.amended[-1].now == town.name


def test_what_cannot_be_is_told_while_the_amendment_is_written(phase, janis):
    other, found = agreed(janis, 9), prepared(phase, janis)

    with pytest.raises(ValidationError, match="nevar beigties"):
        change(found, janis, "head", phase, ends=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="nevar atstāt tukšu"):
        change(found, janis, "head", phase, total=None)
    with pytest.raises(ValidationError, match="ar šādu kodu"):
        change(found, janis, "line", None, **ROOMS | {"code": "A1"})
    with pytest.raises(NotOfThisPhase):
        change(found, janis, "activity", None, words=Translated(lv="X"), goals=[str(other.goals.get().pk)])
    with pytest.raises(NotForYou):
        change(found, janis, "goal", other.goals.get(), words=Translated(lv="X"))


def test_an_amendment_is_not_agreed_before_the_one_before_it(phase, janis):
    amended(phase, janis)

    with pytest.raises(EarlierThanTheLast):
        signed(prepared(phase, janis), janis, agreed_on=date(2026, 11, 19))


@pytest.mark.parametrize("number", [1, 3])
def test_an_amendment_is_read_with_as_many_queries_however_many_changes(
    phase, janis, number, django_assert_max_num_queries
):
    goals = [("goal", None, {"words": Translated(lv=f"Mērķis {one}")}) for one in range(number)]
    amended(phase, janis, *goals)
    told = [("goal", goal, {"words": Translated(lv="Citi vārdi")}) for goal in phase.goals.all()]
    found, actor = prepared(phase, janis, *told, ("head", phase, {"ends": date(2028, 1, 1)})), actor_of(janis)

    for read, most in (
        (lambda: reads.prepared(found.pk, actor=actor), 16),
        (lambda: reads.amendments(8, actor=actor), 5),
        (lambda: reads.plan_on(8, None, actor=actor), 16),
    ):
        with django_assert_max_num_queries(most):
            read()


def test_only_the_keepers_write_amendments(phase, janis):
    found = prepared(phase, janis)
    stranger = actor_of(MembershipFactory(role="national_coordinator"))

    for refused in (
        lambda: reads.prepared(found.pk, actor=stranger),
        lambda: actions.begin_amendment(phase.pk, words="X", actor=stranger),
        lambda: actions.discard_amendment(found.pk, actor=stranger),
        lambda: actions.drop(found.pk, "goal", phase.goals.get().pk, actor=stranger),
    ):
        with pytest.raises(NotForYou):
            refused()

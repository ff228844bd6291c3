from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from khetene.cases import actions as cases
from khetene.cases.reads import agreements_of
from khetene.enrolments import actions, reads
from khetene.enrolments.actions import Entry
from khetene.enrolments.enums import Confirmation
from khetene.enrolments.errors import AlreadyCorrected, DayNotPossible, DeliveryRefused, NothingToConfirm
from khetene.enrolments.models import Delivery
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.models import RuleVersion
from khetene.programmes.reads import operation, published
from tests.factories.accounts import actor_of
from tests.factories.enrolments import NEET, NVA, enrolled, give, go, joined, republished, signed, taking_part
from tests.factories.programmes import haris, know

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def why(refused):
    return str(refused.value.message)


def test_a_support_is_kept_in_its_own_unit_with_who_and_when(maija):
    given = give(taking_part(maija), maija, quantity=Decimal("1.25"), cents=1_999, giver="SIA Palīgs")

    given.refresh_from_db()
    assert (given.unit, given.quantity, given.cents, given.giver) == ("hours", Decimal("1.25"), 1_999, "SIA Palīgs")
    assert (given.recorded_by, given.given_on, given.month) == (maija, TODAY, 202611)
    assert AuditEntry.objects.filter(verb="delivery.given", object=given.pk).count() == 1


def test_nothing_is_given_before_the_participation_runs(maija):
    enrolment = signed(enrolled(maija), maija)

    with pytest.raises(DeliveryRefused):
        give(enrolment, maija)


def test_nothing_is_given_for_a_day_to_come(maija):
    with pytest.raises(DayNotPossible):
        give(taking_part(maija), maija, on=date(2026, 11, 21))


def test_nothing_is_given_while_it_is_paused_or_after_it_ended(maija):
    enrolment = taking_part(maija, on=date(2026, 11, 2))
    go(enrolment, maija, "ended", on=date(2026, 11, 10), why="job")

    with pytest.raises(DeliveryRefused) as refused:
        give(enrolment, maija, on=date(2026, 11, 11))

    assert "10.11.2026." in why(refused)
    assert give(enrolment, maija, on=date(2026, 11, 10)).pk  # what was given on the last day may be entered late


def test_nothing_is_given_after_the_agreement_was_withdrawn(maija):
    enrolment = taking_part(maija, on=date(2026, 11, 2))
    (agreement,) = cases_agreements(enrolment, maija)
    cases.withdraw_agreement(agreement.id, on=date(2026, 11, 10), actor=actor_of(maija))

    assert give(enrolment, maija, on=date(2026, 11, 9)).pk
    with pytest.raises(DeliveryRefused):
        give(enrolment, maija, on=date(2026, 11, 10))


def cases_agreements(enrolment, by):
    return agreements_of(enrolment.case_id, actor=actor_of(by))


def test_a_measure_opens_only_for_those_it_is_meant_for(maija):
    conditional = {"id": "boots", "unit": "pieces", "need": "work", "kind": "clothing", "confirm": "none"}
    supports = [*newest_supports(NVA), conditional | {"measure": "health-check", "title": {"lv": "Darba apavi"}}]
    republished(NVA, supports=supports)
    enrolment = taking_part(maija)

    with pytest.raises(DeliveryRefused):
        give(enrolment, maija, support="boots", quantity=Decimal(1))
    know(enrolment.case, maija, refused_suitable_offer=True)
    assert give(enrolment, maija, support="boots", quantity=Decimal(1)).unit == "pieces"


def newest_supports(programme):
    newest = RuleVersion.objects.order_by("-published_at", "-id")[0]
    return next(raw["supports"] for raw in newest.operations if raw["programme"] == programme)


def test_a_programme_whose_supports_nobody_knows_gives_none(maija):
    enrolment = actions.enrol(haris(maija).pk, programme="neet-2", actor=actor_of(maija))
    signed(enrolment, maija)
    go(enrolment, maija, "running")

    with pytest.raises(DeliveryRefused):
        give(enrolment, maija, support="mentor")


def test_a_limit_is_enforced_with_what_is_left(maija):
    republished(
        NVA,
        limits=[{"id": "hours", "of": "quantity", "support": "group", "per": "month", "most": "5", "source": "tests"}],
    )
    enrolment = taking_part(maija)
    give(enrolment, maija, quantity=Decimal("3.5"))

    with pytest.raises(DeliveryRefused) as refused:
        give(enrolment, maija, quantity=Decimal(2))

    assert "atlicis 1,5" in why(refused)
    assert give(enrolment, maija, quantity=Decimal("1.5")).pk


def test_a_correction_stands_beside_what_was_written_with_its_reason(maija):
    enrolment = taking_part(maija)
    old = give(enrolment, maija, quantity=Decimal(20))

    new = actions.correct_delivery(
        old.pk, reason="Pārrakstīšanās.", on=TODAY, quantity=Decimal(2), cents=0, actor=actor_of(maija)
    )

    assert list(Delivery.objects.counted()) == [new]
    assert Delivery.objects.get(pk=old.pk).quantity == Decimal(20)
    shown = reads.enrolment_page(enrolment.pk, published(), actor=actor_of(maija))
    rows = reads.delivery_rows(reads.deliveries_of(shown), operation(NVA))
    assert {(row.id, row.overtaken, row.reason) for row in rows} == {
        (old.pk, True, ""),
        (new.pk, False, "Pārrakstīšanās."),
    }
    with pytest.raises(AlreadyCorrected):
        actions.correct_delivery(old.pk, reason="Vēl.", on=TODAY, quantity=Decimal(1), cents=0, actor=actor_of(maija))


def test_a_correction_needs_a_reason(maija):
    old = give(taking_part(maija), maija)

    with pytest.raises(DeliveryRefused):
        actions.correct_delivery(old.pk, reason=" ", on=TODAY, quantity=Decimal(1), cents=0, actor=actor_of(maija))


def test_what_is_struck_out_counts_nowhere_and_stays_readable(maija):
    old = give(taking_part(maija), maija)

    actions.correct_delivery(
        old.pk, reason="Nenotika.", on=TODAY, quantity=Decimal(0), cents=0, strike=True, actor=actor_of(maija)
    )

    assert list(Delivery.objects.counted()) == []
    assert Delivery.objects.count() == 2


def test_a_correction_frees_what_the_old_entry_took(maija):
    republished(
        NVA,
        limits=[{"id": "hours", "of": "quantity", "support": "group", "per": "month", "most": "5", "source": "tests"}],
    )
    enrolment = taking_part(maija)
    old = give(enrolment, maija, quantity=Decimal(5))

    actions.correct_delivery(old.pk, reason="Mazāk.", on=TODAY, quantity=Decimal(4), cents=0, actor=actor_of(maija))

    assert give(enrolment, maija, quantity=Decimal(1)).pk


def test_a_client_confirms_where_the_programme_asks_for_it_once(maija):
    supports = [
        {"id": "group", "title": {"lv": "Grupa"}, "unit": "hours", "need": "work", "kind": "group", "confirm": "client"}
    ]
    republished(NVA, supports=supports)
    given = give(taking_part(maija), maija)
    assert given.confirmation == Confirmation.WAITING

    confirmed = actions.confirm_delivery(given.pk, how="paper", on=TODAY, actor=actor_of(maija))

    assert (confirmed.confirmation, confirmed.confirmed_on) == (Confirmation.PAPER, TODAY)
    with pytest.raises(NothingToConfirm):
        actions.confirm_delivery(given.pk, how="paper", on=TODAY, actor=actor_of(maija))


def test_where_nothing_is_asked_nothing_is_confirmed(maija):
    with pytest.raises(NothingToConfirm):
        actions.confirm_delivery(give(taking_part(maija), maija).pk, how="paper", on=TODAY, actor=actor_of(maija))


def test_a_group_is_entered_at_once_each_with_their_own_amount(maija):
    first, second = (taking_part(maija, client=haris(maija)) for _person in range(2))

    made = actions.give_together(
        [Entry(first.pk, Decimal(2)), Entry(second.pk, Decimal("1.5"))],
        support="group",
        on=TODAY,
        actor=actor_of(maija),
    )

    assert {(row.enrolment_id, row.quantity) for row in made} == {(first.pk, Decimal(2)), (second.pk, Decimal("1.5"))}
    assert len({row.together for row in made}) == 1


def test_a_group_is_all_or_nothing_and_names_who_was_refused(maija):
    first = taking_part(maija, client=haris(maija))
    second = enrolled(maija, client=haris(maija))

    with pytest.raises(DeliveryRefused) as refused:
        actions.give_together(
            [Entry(first.pk, Decimal(2)), Entry(second.pk, Decimal(2))],
            support="group",
            on=TODAY,
            actor=actor_of(maija),
        )

    assert second.key in why(refused)
    assert first.key not in why(refused)
    assert Delivery.objects.count() == 0


def test_the_same_person_ticked_twice_cannot_pass_a_limit(maija):
    republished(
        NVA,
        limits=[{"id": "hours", "of": "quantity", "support": "group", "per": "month", "most": "3", "source": "tests"}],
    )
    enrolment = taking_part(maija)

    with pytest.raises(DeliveryRefused):
        actions.give_together(
            [Entry(enrolment.pk, Decimal(2)), Entry(enrolment.pk, Decimal(2))],
            support="group",
            on=TODAY,
            actor=actor_of(maija),
        )


def test_a_stranger_neither_gives_nor_corrects_nor_confirms(maija, uldis):
    given = give(taking_part(maija), maija)

    with pytest.raises(NotForYou):
        give(given.enrolment, uldis)
    with pytest.raises(NotForYou):
        actions.correct_delivery(given.pk, reason="…", on=TODAY, quantity=Decimal(1), cents=0, actor=actor_of(uldis))
    with pytest.raises(NotForYou):
        actions.confirm_delivery(given.pk, how="paper", on=TODAY, actor=actor_of(uldis))


def test_a_coordinator_sees_the_months_in_which_the_mentor_gave_too_little(uldis):
    joined(uldis, NEET)
    enrolment = taking_part(uldis, programme=NEET, on=date(2026, 9, 1))
    give(enrolment, uldis, support="mentor", on=date(2026, 9, 10), quantity=Decimal(20))
    give(enrolment, uldis, support="mentor", on=date(2026, 10, 10), quantity=Decimal("12.5"))

    page = reads.enrolment_page(enrolment.pk, published(), actor=actor_of(uldis))

    assert [(short.month, short.missing) for short in page.shortfalls] == [(date(2026, 10, 1), Decimal("7.5"))]
    assert page.last_day == date(2027, 6, 1)

"""Making an edition: what leaves, what is refused, and that nothing of it ever changes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.publishing import actions, reads
from khetene.publishing.errors import CorrectionNeedsReason, NoSuchPeriod, NothingToCorrect, NumbersMoved, WouldUnlock
from khetene.publishing.making import draft_of
from khetene.publishing.models import Edition
from khetene.publishing.periods import Calendar, Period, periods_over
from khetene.publishing.sets import DATA_SETS
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.publishing import OUTCOMES, published
from tests.factories.territory import TerritoryFactory
from tests.unit.publishing.worlds import changed, kurzeme

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def cells_of(edition):
    return {key[0]: (value, why) for key, value, why in edition.content["cells"]}


def test_a_table_is_published_with_its_margins_and_hidden_cells(janis):
    talsi, kuldiga = kurzeme()
    changed({talsi: 14, kuldiga: 3})

    edition = published(janis)

    found = cells_of(edition)
    assert found["0033000"] == (None, "too_small")
    assert found["0051000"][0] in (14, None)
    assert [found[code][0] for code in ("_T", "region-kurzeme", "0051000")].count(14) <= 1
    assert AuditEntry.objects.filter(verb="edition.published", object=edition.pk).count() == 1


def test_what_cannot_be_placed_is_never_guessed(janis):
    talsi, kuldiga = kurzeme()
    lost = TerritoryFactory(slug="sena", name="Sena", kind="municipality", valid_to=date(2021, 7, 1))
    changed({talsi: 15, kuldiga: 15, lost: 15})

    found = cells_of(published(janis))

    assert (found["_T"][0], found["0051000"][0], found["_U"][0]) == (45, 15, 15)


def test_a_place_that_was_merged_counts_where_it_lies_on_the_last_day(janis):
    talsi, kuldiga = kurzeme()
    old = TerritoryFactory(slug="roja", name="Rojas novads", kind="municipality", valid_to=date(2021, 7, 1))
    old.successions.create(after=talsi, on=date(2021, 7, 1))
    changed({talsi: 6, old: 6, kuldiga: 12})

    assert cells_of(published(janis))["0051000"] == (12, "")


def test_only_periods_that_are_over_are_published(janis):
    assert [period.code for period in periods_over(Calendar.YEAR)][:2] == ["2025", "2024"]
    assert [period.code for period in periods_over(Calendar.SCHOOL_YEAR)][:1] == ["2025-2026"]
    with pytest.raises(NoSuchPeriod):
        published(janis, period="2026")


def test_nobody_else_prepares_or_publishes(janis):
    other = actor_of(MembershipFactory(role="programme_holder"))

    with pytest.raises(NotForYou):
        reads.preview(OUTCOMES, "2025", actor=other)
    with pytest.raises(NotForYou):
        actions.publish(OUTCOMES, "2025", seen="", actor=other)


def test_what_was_not_seen_is_not_published(janis):
    seen = reads.preview(OUTCOMES, "2025", actor=actor_of(janis)).digest
    talsi, _kuldiga = kurzeme()
    changed({talsi: 30})

    with pytest.raises(NumbersMoved):
        actions.publish(OUTCOMES, "2025", seen=seen, actor=actor_of(janis))


def test_a_correction_is_another_edition_with_its_reason(janis):
    talsi, kuldiga = kurzeme()
    changed({talsi: 14, kuldiga: 20})
    published(janis)
    with pytest.raises(NothingToCorrect):
        published(janis, reason="Vēlreiz.")
    changed({talsi: 12})
    with pytest.raises(CorrectionNeedsReason):
        published(janis)

    second = published(janis, reason="Trūka divpadsmit cilvēku.")

    assert (second.number, cells_of(second)["0051000"], Edition.objects.count()) == (2, (26, ""), 2)


def test_a_correction_that_would_tell_one_person_hides_the_number_that_was_shown_and_says_so(janis):
    talsi, kuldiga = kurzeme()
    changed({talsi: 40, kuldiga: 40})
    published(janis)
    changed({talsi: 1})

    page = reads.preview(OUTCOMES, "2025", actor=actor_of(janis))

    assert "Talsu novads" in page.withdrawn
    assert page.tightest is None or page.tightest >= 5


def test_an_edition_that_nothing_can_protect_stays_here(janis, monkeypatch):
    def refuse(*_given, **_more):
        from khetene.disclosure.errors import CannotBeProtected  # noqa: PLC0415  the refusal of the package below

        raise CannotBeProtected(("Talsi",))

    monkeypatch.setattr("khetene.publishing.making.leaving", refuse)

    with pytest.raises(WouldUnlock):
        published(janis)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_what_was_published(janis, change):
    published(janis)
    rows = Edition.objects.all()

    with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        rows.update(reason="x") if change == "update" else rows._raw_delete(rows.db)

    assert Edition.objects.get().reason == ""


def test_an_edition_says_whether_it_is_as_it_left(janis):
    published(janis)

    assert reads.edition_page(OUTCOMES, "2025", 1).is_whole


@pytest.mark.parametrize("data_set", list(DATA_SETS))
def test_every_declared_data_set_makes_the_same_table_twice(janis, data_set):
    found = DATA_SETS[data_set]
    period = Period(found.calendar, 2025 if found.calendar == Calendar.YEAR else 2024)

    one, two = draft_of(found, period), draft_of(found, period)

    assert one.digest == two.digest
    assert {value for _key, value, _why in one.content["cells"]} == {None}


def test_no_edition_holds_a_number_that_it_hides(janis):
    talsi, kuldiga = kurzeme()
    changed({talsi: 777, kuldiga: 4})

    edition = published(janis)

    assert "777" not in str(edition.release) + str(edition.content)

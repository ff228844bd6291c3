"""The young person's card (source 001, step 2): an instrument with versions, kept in the silo."""

from __future__ import annotations

import json
import runpy
from datetime import date

import pytest
from django.conf import settings

from khetene.enrolments import actions, reads
from khetene.enrolments.errors import DayNotPossible, FormNotWhole, SomethingMissing
from khetene.enrolments.models import ProfileCard
from khetene.instruments.loading import read_file
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import CARD, NEET, card_filled, enrolled, go, joined, loaded_card
from tests.factories.programmes import haris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]


@pytest.fixture
def rules(latvia):
    """Published with the country."""


@pytest.fixture
def reached(uldis):
    joined(uldis, NEET)
    loaded_card()
    return enrolled(uldis, programme=NEET)


def test_nobody_is_profiled_without_a_card(reached, uldis):
    with pytest.raises(SomethingMissing) as refused:
        go(reached, uldis, "profiled")

    assert str(refused.value.message) == "Vispirms vajag: Aizpildīta profila karte."
    card_filled(reached, uldis)
    assert go(reached, uldis, "profiled").stage == "profiled"


def test_a_card_is_read_with_the_questions_that_it_answered(reached, uldis):
    card_filled(reached, uldis)

    shown = reads.card_of(reached)
    assert [row.words for row in shown.said if not row.heading] == [
        "Kāds, kas uzklausa.",
        "Veikls ar instrumentiem.",
        "Motocikli.",
        "pamatizglītība",
        "",
        "",
        "mācīties amatu pie meistara, vēl nav skaidrs",
        "Aiziet uz darbnīcu.",
        "",
    ]


def test_a_newer_card_replaces_the_older_one_which_stays(reached, uldis):
    card_filled(reached, uldis, on=date(2026, 11, 18))
    card_filled(reached, uldis, interests="Mūzika.")

    shown = reads.card_of(reached)
    assert reads.card_answers(reached)["interests"] == "Mūzika."
    assert [day for day, _who in shown.older] == [date(2026, 11, 18)]
    assert ProfileCard.objects.count() == 2


def test_a_card_with_a_gap_is_not_kept(reached, uldis):
    with pytest.raises(FormNotWhole):
        actions.fill_card(reached.pk, answers=CARD | {"needs": ""}, filled_on=date(2026, 11, 20), actor=actor_of(uldis))


def test_a_card_of_a_day_to_come_is_refused(reached, uldis):
    with pytest.raises(DayNotPossible):
        card_filled(reached, uldis, on=date(2026, 11, 21))


def test_a_programme_without_a_card_keeps_none(uldis):
    enrolment = enrolled(uldis, client=haris(uldis))

    with pytest.raises(NotForYou):
        card_filled(enrolment, uldis)


def test_another_office_fills_in_nothing(reached):
    with pytest.raises(NotForYou):
        card_filled(reached, MembershipFactory(role="programme_coordinator"))


def test_what_the_card_says_is_unreadable_in_the_database(reached, uldis):
    card = card_filled(reached, uldis)

    (raw,) = ProfileCard.objects.filter(pk=card.pk).extra(select={"sealed": "answers"}).values_list("sealed", flat=True)
    assert "Motocikli" not in str(raw)
    assert json.loads(ProfileCard.objects.get(pk=card.pk).answers)["interests"] == "Motocikli."


def test_the_card_asks_nothing_about_health_origin_or_relatives():
    form = read_file(settings.COUNTRY_FOLDER / "instruments" / "youth-card.xlsx")

    asked = " ".join(str(item.label.get("en")) for item in form.questions()).lower()
    assert not {"health", "disab", "ethnic", "roma", "nation", "family", "parents"} & set(asked.split())
    assert all(item.label.get("lv") and item.label.get("en") for item in form.questions())


def test_the_card_in_the_country_pack_is_what_the_script_writes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(settings.ROOT / "scripts"))
    script = runpy.run_path(str(settings.ROOT / "scripts" / "profile_card.py"))
    script["write"](tmp_path / "again.xlsx")

    ours = settings.COUNTRY_FOLDER / "instruments" / "youth-card.xlsx"
    assert read_file(tmp_path / "again.xlsx") == read_file(ours)

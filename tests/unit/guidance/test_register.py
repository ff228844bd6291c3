"""Finding what was said."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from khetene.guidance import actions, reads
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import PracticeFactory, asked, coordinator, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return coordinator()


def words_of(found):
    return [row.words for row in reads.lines(found)]


def test_only_the_coordinator_records(janis):
    with pytest.raises(NotForYou):
        said(MembershipFactory(role="regional_expert"))


def test_words_are_found_without_diacritics_and_endings(janis):
    said(janis, "Skolotāja palīgs visās skolās.")
    said(janis, "Ielu sociālais darbs.")

    assert words_of(reads.statements(words="skolotaja paligu")) == ["Skolotāja palīgs visās skolās."]


def test_filters_narrow_the_list(janis):
    ilze = MembershipFactory(role="supervisor")
    answered = said(janis, "Pirmais.", themes=["health", "women"])
    said(janis, "Otrais.", themes=["health"], kind="need")
    said(janis, "Trešais.", themes=["housing"], kind="gain")
    asked(answered, janis, ilze)

    assert words_of(reads.statements(theme="health", kind="need")) == ["Otrais."]
    assert words_of(reads.statements(addressee=str(ilze.organisation_id))) == ["Pirmais."]
    assert words_of(reads.statements(state="waiting")) == ["Pirmais."]
    assert words_of(reads.statements(state="done")) == []
    assert sorted(words_of(reads.statements(kind="asking"))) == ["Otrais.", "Pirmais."]
    assert words_of(reads.statements(year=2019)) == []


def test_nonsense_in_a_filter_finds_nothing_or_everything_and_never_breaks(janis):
    said(janis, "Pirmais.")

    assert words_of(reads.statements(addressee="'; DROP TABLE")) == []
    assert words_of(reads.statements(theme="nav", kind="nav", state="nav")) == ["Pirmais."]


def test_what_is_not_public_is_not_shown_to_the_public(janis):
    shown, hidden = said(janis, "Publisks.", is_public=True), said(janis, "Iekšējs.")

    assert words_of(reads.statements(public_only=True)) == ["Publisks."]
    assert reads.statement(shown.pk, public_only=True).row.words == "Publisks."
    with pytest.raises(NotForYou):
        reads.statement(hidden.pk, public_only=True)


def test_the_yearly_check_counts_answers_and_not_recommendations(janis):
    ilze, eva = MembershipFactory(role="supervisor"), MembershipFactory(role="supervisor")
    recommendation = said(janis)
    first = asked(recommendation, janis, ilze)
    asked(recommendation, janis, eva)
    said(janis, "Nevienam nav jautāts.")
    actions.answer(first.pk, answer="accepted", actor=actor_of(ilze))

    check = reads.yearly_check(2026)

    assert check.asked == 1
    assert check.answers == [("jautāts, atbildes vēl nav", 1), ("apņemas izpildīt", 1)]
    assert reads.yearly_check(2025).rows == []


def test_a_practice_is_offered_to_those_who_were_asked_about_its_theme(janis):
    ilze = MembershipFactory(role="supervisor")
    fitting = PracticeFactory(title="Atbalsta persona", themes=["social_support"])
    PracticeFactory(title="Dziesmu grāmata", themes=["culture"])
    asked(said(janis), janis, ilze)

    (row,) = reads.useful_for(actor_of(ilze))

    assert (row.title, row.why) == ("Atbalsta persona", ["jums ir jautājums par tematu: sociālais atbalsts"])
    actions.adopt_practice(fitting.pk, state="interested", actor=actor_of(ilze))
    assert reads.useful_for(actor_of(ilze)) == []


def test_a_stopped_practice_says_why():
    ilze = MembershipFactory(role="supervisor")
    practice = PracticeFactory()
    adoption = actions.adopt_practice(practice.pk, state="adapting", actor=actor_of(ilze))

    with pytest.raises(ValidationError, match="kāpēc pārtraucāt"):
        actions.update_adoption(adoption.pk, state="stopped", changed="", result="", actor=actor_of(ilze))

    actions.update_adoption(
        adoption.pk, state="stopped", changed="", result="Aizgāja speciāliste.", actor=actor_of(ilze)
    )
    assert [row.result for row in reads.practice(practice.pk, actor=actor_of(ilze)).adoptions] == [
        "Aizgāja speciāliste."
    ]


def test_nobody_changes_what_another_organisation_recorded():
    adoption = actions.adopt_practice(
        PracticeFactory().pk, state="running", actor=actor_of(MembershipFactory(role="supervisor"))
    )

    with pytest.raises(NotForYou):
        actions.update_adoption(
            adoption.pk,
            state="stopped",
            changed="",
            result="Nē.",
            actor=actor_of(MembershipFactory(role="supervisor")),
        )

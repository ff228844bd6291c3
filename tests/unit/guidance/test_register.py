"""Finding what was said, and the recorded history of the five documents."""

from __future__ import annotations

import pytest
import yaml
from django.core.exceptions import ValidationError

from khetene.directory import actions as directory
from khetene.guidance import actions, loading, reads
from khetene.guidance.enums import ASKING
from khetene.guidance.models import Addressing, Practice, Statement
from khetene.kernel.countryfile import BadCountryFile
from khetene.kernel.errors import NotForYou
from khetene.territory import actions as territory
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

    (row,) = reads.useful_for(ilze.organisation_id)

    assert (row.title, row.why) == ("Atbalsta persona", ["jums ir jautājums par tematu: sociālais atbalsts"])
    actions.adopt_practice(fitting.pk, state="interested", actor=actor_of(ilze))
    assert reads.useful_for(ilze.organisation_id) == []


def test_a_stopped_practice_says_why():
    ilze = MembershipFactory(role="supervisor")
    practice = PracticeFactory()
    adoption = actions.adopt_practice(practice.pk, state="adapting", actor=actor_of(ilze))

    with pytest.raises(ValidationError, match="kāpēc pārtraucāt"):
        actions.update_adoption(adoption.pk, state="stopped", changed="", result="", actor=actor_of(ilze))

    actions.update_adoption(
        adoption.pk, state="stopped", changed="", result="Aizgāja speciāliste.", actor=actor_of(ilze)
    )
    assert [row.result for row in reads.practice(practice.pk).adoptions] == ["Aizgāja speciāliste."]


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


@pytest.fixture
def history(settings):
    territory.load_country(settings.COUNTRY_FOLDER)
    directory.load_country(settings.COUNTRY_FOLDER)
    loading.load_country(settings.COUNTRY_FOLDER)
    return yaml.safe_load((settings.COUNTRY_FOLDER / loading.FILE).read_text())


@pytest.mark.usefixtures("history")
def test_the_five_documents_are_recorded_whole():
    assert (Statement.objects.count(), Practice.objects.count()) == (214, 24)
    assert Statement.objects.filter(kind="recommendation").count() == 49
    assert Statement.objects.filter(source=None).count() == 0


def test_loading_again_keeps_what_people_answered(history, settings, janis):
    ilze = MembershipFactory(role="supervisor")
    statement = Statement.objects.get(slug="s003-d-r4")
    actions.answer(asked(statement, janis, ilze).pk, answer="accepted", actor=actor_of(ilze))

    loading.load_country(settings.COUNTRY_FOLDER)

    assert Addressing.objects.get(statement=statement, organisation=ilze.organisation).answer == "accepted"
    assert Statement.objects.count() == len(history["statements"])


@pytest.mark.usefixtures("history")
def test_a_recommendation_tells_what_later_documents_prove_and_no_more():
    row = reads.statement(Statement.objects.get(slug="s000-m-r1").pk).row

    assert row.recorded_label == "daļēji izpildīts"
    assert row.evidence == ["Ziņojums, 2021: mediators Viļakā strādā", "Ziņojums, 2021: mediatore Tukumā apmācīta"]
    assert [(one.name, one.answer_label) for one in row.addressees] == [
        ("Kultūras ministrija", "nosaukta dokumentā"),
        ("visas pašvaldības", ""),
    ]


@pytest.mark.usefixtures("history")
def test_what_was_said_twice_is_linked():
    page = reads.statement(Statement.objects.get(slug="s003-t-r2").pk)

    assert [(words, year) for _key, words, year in page.repeated_by] == [("Vizītei viena tematiskā prioritāte", 2021)]


def test_only_what_asks_somebody_to_act_is_public(history):
    public = {row["kind"] for row in history["statements"] if row.get("public")}

    assert public <= {str(kind) for kind in ASKING}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"to": ["nav-tadas"]}, "nav-tadas"),
        ({"places": ["nav-vietas"]}, "nav-vietas"),
        ({"same_as": "nav-tada"}, "nav-tada"),
        ({"kind": "wish"}, "statements.0.kind"),
    ],
)
def test_a_wrong_file_is_refused_whole(history, settings, tmp_path, change, says):
    Statement.objects.filter(same_as__isnull=False).update(same_as=None)
    Statement.objects.all().delete()
    history["statements"][0].update(change)
    (tmp_path / loading.FILE).write_text(yaml.safe_dump(history, allow_unicode=True))

    with pytest.raises(BadCountryFile) as refusal:
        loading.load_country(tmp_path)

    assert says in str(refusal.value.message)
    assert Statement.objects.count() == 0

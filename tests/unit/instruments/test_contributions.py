"""What municipalities add to the yearly overview: each institution its own field, counts of measures, silence named."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction

from khetene.instruments import actions, reads
from khetene.instruments.errors import (
    ClosesTooEarly,
    NobodyChosen,
    NotAMunicipality,
    NothingToAskWith,
    OutsideOfTheYears,
    SayForWhom,
)
from khetene.instruments.loading import read_file
from khetene.instruments.mail import send_part_link
from khetene.instruments.models import Evaluation
from khetene.instruments.reads import contributed, towns
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.instruments import CLOSES, EDUCATION, answered_for, asked_for_overview, overview_questions
from tests.factories.territory import TerritoryFactory
from tests.instant import at_one_instant

pytestmark = pytest.mark.django_db
OURS = settings.ROOT / "country" / "lv" / "instruments" / "overview-contribution.xlsx"


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def asked(contribution, janis, institution, **more):
    given = {"field": "education", "name": "Kāds", "answers_for": institution, **more}
    return actions.ask_part(contribution.pk, actor=actor_of(janis), **given)


def test_a_municipality_is_asked_once_about_a_year(janis):
    first = asked_for_overview(janis, "Tukums")
    again = actions.ask_municipalities(
        2026, territory_ids=[first.territory_id], closes_on=CLOSES, actor=actor_of(janis)
    )

    assert again == []
    assert [one.town for one in towns(2026, actor=actor_of(janis))] == ["Tukums"]
    assert towns(2025, actor=actor_of(janis)) == []


def test_who_asks_chooses_municipalities_of_today_and_a_day_to_come(janis):
    town = TerritoryFactory(kind="municipality")
    parish = TerritoryFactory(kind="parish")

    def ask(*places, closes_on=CLOSES):
        keys = [place.pk for place in places]
        return actions.ask_municipalities(2026, territory_ids=keys, closes_on=closes_on, actor=actor_of(janis))

    with pytest.raises(NothingToAskWith):
        ask(town)
    overview_questions()
    with pytest.raises(NobodyChosen):
        ask()
    with pytest.raises(NotAMunicipality):
        ask(town, parish)
    with pytest.raises(ClosesTooEarly):
        ask(town, closes_on=date(2026, 1, 1))


def test_only_the_coordinator_asks_and_reads(janis):
    town = asked_for_overview(janis, "Tukums").territory_id
    expert = actor_of(MembershipFactory(role="regional_expert", organisation=janis.organisation))

    with pytest.raises(NotForYou):
        actions.ask_municipalities(2026, territory_ids=[town], closes_on=CLOSES, actor=expert)
    with pytest.raises(NotForYou):
        towns(2026, actor=expert)
    with pytest.raises(NotForYou):
        contributed(2026, actor=expert)


def test_another_ministry_sees_nothing_of_it(janis):
    asked_for_overview(janis, "Tukums")

    assert towns(2026, actor=actor_of(MembershipFactory(role="national_coordinator"))) == []


def test_whoever_is_asked_answers_for_an_institution(janis):
    contribution = asked_for_overview(janis, "Tukums")

    with pytest.raises(SayForWhom):
        actions.ask_part(contribution.pk, field="education", name="Ilze", actor=actor_of(janis))


def test_an_answer_stands_under_the_institution_and_never_under_the_person(janis):
    contribution = asked_for_overview(janis, "Tukums")
    answered_for(contribution, janis, "Izglītības pārvalde", EDUCATION, name="Ilze Skolotāja")

    (one,) = contributed(2026, actor=actor_of(janis))

    assert [said.institution for said in one.said] == ["Izglītības pārvalde"]
    assert "Ilze" not in json.dumps([line.words for said in one.said for line in said.lines])
    words = {line.name: (line.words, line.number) for said in one.said for line in said.lines}
    assert words == {
        "edu_done": ({"lv": "Sarunas ar vecākiem"}, None),
        "edu_measures": ({"lv": "3"}, 3),
        "edu_reach": ({"lv": "no 20 līdz 99", "en": "20 to 99"}, None),
    }


def test_each_field_is_answered_waited_for_or_nobodys(janis):
    contribution = asked_for_overview(janis, "Tukums")
    answered_for(contribution, janis, "Izglītības pārvalde", EDUCATION)
    actions.ask_part(contribution.pk, field="housing", name="M", answers_for="Mājokļi", actor=actor_of(janis))

    (row,) = towns(2026, actor=actor_of(janis))

    assert (row.answered, row.waiting, len(row.not_asked)) == (["izglītība"], ["mājoklis"], 4)
    assert [(one.field, one.is_answered) for one in contributed(2026, actor=actor_of(janis))] == [
        ("education", True),
        ("housing", False),
    ]


def test_whoever_has_time_is_waited_for_and_is_silent_from_the_day_after_the_last(janis):
    contribution = asked_for_overview(janis, "Tukums")
    answered_for(contribution, janis, "Izglītības pārvalde", EDUCATION)
    asked(contribution, janis, "Bibliotēka")

    def unanswered():
        (one,) = contributed(2026, actor=actor_of(janis))
        (row,) = towns(2026, actor=actor_of(janis))
        return [(left.institution, left.state) for left in one.unanswered], row.waiting, row.silent

    assert unanswered() == ([("Bibliotēka", "asked")], ["izglītība"], [])
    with clock.set_to(clock.start_of(CLOSES)):
        assert unanswered() == ([("Bibliotēka", "asked")], ["izglītība"], [])
    with clock.set_to(clock.start_of(CLOSES + timedelta(days=1))):
        assert unanswered() == ([("Bibliotēka", "silent")], [], ["izglītība"])


def test_who_said_that_it_is_not_theirs_is_not_silent_and_goes_when_another_is_asked_instead(janis):
    contribution = asked_for_overview(janis, "Tukums")
    part, token = asked(contribution, janis, "Bibliotēka")
    actions.pass_on(token, name="Kultūras pārvalde")
    passed = [left.state for one in contributed(2026, actor=actor_of(janis)) for left in one.unanswered]
    rows = towns(2026, actor=actor_of(janis))

    asked(contribution, janis, "Kultūras pārvalde", instead_of=part.pk)

    (one,) = contributed(2026, actor=actor_of(janis))
    assert (passed, rows[0].passed_on, rows[0].silent) == (["passed_on"], ["izglītība"], [])
    assert [(left.institution, left.state) for left in one.unanswered] == [("Kultūras pārvalde", "asked")]


def test_municipalities_are_asked_about_years_of_which_they_can_tell(janis):
    town = asked_for_overview(janis, "Tukums").territory_id

    for year in (2008, 2011, 2027):
        with pytest.raises(OutsideOfTheYears):
            actions.ask_municipalities(year, territory_ids=[town], closes_on=CLOSES, actor=actor_of(janis))
    assert len(actions.ask_municipalities(2012, territory_ids=[town], closes_on=CLOSES, actor=actor_of(janis))) == 1


def test_two_who_ask_the_same_municipality_at_one_instant_ask_it_once(janis):
    other = asked_for_overview(janis, "Talsi", 2025)
    town = TerritoryFactory(name="Tukums", kind="municipality")

    def colleague():
        other.pk, other.territory_id, other.year = new_key(), town.pk, 2026
        Evaluation.objects.bulk_create([other])

    with at_one_instant(Evaluation, colleague):
        opened = actions.ask_municipalities(2026, territory_ids=[town.pk], closes_on=CLOSES, actor=actor_of(janis))

    assert (opened, [row.id for row in towns(2026, actor=actor_of(janis))]) == ([], [other.pk])


def test_places_to_ask_are_those_of_today_that_were_not_asked_in_the_order_of_the_alphabet(janis):
    for name in ("Tukums", "Ādaži", "Ķekava", "Kuldīga", "Aizkraukle", "Krāslava"):
        TerritoryFactory(name=name, kind="municipality")
    TerritoryFactory(name="Vecais", kind="municipality", valid_to=date(2021, 7, 1))
    asked_for_overview(janis, "Talsi")

    found = [name for _key, name in reads.not_yet_asked(2026, actor=actor_of(janis))]

    assert found == ["Ādaži", "Aizkraukle", "Krāslava", "Kuldīga", "Ķekava", "Tukums"]


def test_municipalities_stand_in_the_order_of_the_latvian_alphabet(janis):
    for name in ("Cēsis", "Šķēde", "Saldus", "Čiekuri", "Cieceres"):
        asked_for_overview(janis, name)

    names = ["Cēsis", "Cieceres", "Čiekuri", "Saldus", "Šķēde"]
    assert [row.town for row in towns(2026, actor=actor_of(janis))] == names


def test_it_does_not_stand_among_evaluations_of_mediators(janis):
    asked_for_overview(janis, "Tukums")

    assert reads.evaluations(actor=actor_of(janis)) == []
    assert reads.newest_versions() == []


def test_the_letter_names_the_year_and_neither_person_nor_mediator(janis):
    contribution = asked_for_overview(janis, "Tukums")
    part, _token = actions.ask_part(
        contribution.pk, field="health", name="Ilze", email="i@example.org", answers_for="V", actor=actor_of(janis)
    )

    assert send_part_link(part, "https://khetene.example/x")

    letter = mail.outbox[0]
    assert ("2026" in letter.body, "Ilze" in letter.body, "mediat" in (letter.subject + letter.body).lower()) == (
        True,
        False,
        False,
    )


def test_a_contribution_has_no_post_and_an_evaluation_has_one(janis):
    contribution = asked_for_overview(janis, "Tukums")

    for wrong in ({"purpose": "mediation"}, {"post_id": janis.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.filter(pk=contribution.pk).update(**wrong)


def test_towns_cost_the_same_however_many(janis, django_assert_num_queries):
    for name in ("Tukums", "Talsi", "Cēsis"):
        answered_for(asked_for_overview(janis, name), janis, "Pārvalde", EDUCATION)

    with django_assert_num_queries(2):
        towns(2026, actor=actor_of(janis))


def test_our_questionnaire_asks_every_field_the_same_and_counts_nobodys_origin():
    form = read_file(OURS)

    asked = {field: [item.name[4:] for item in form.for_domain(field).questions()] for field in form.domains()}
    assert list(asked) == ["education", "social", "employment", "housing", "health", "participation"]
    assert {tuple(names) for names in asked.values()} == {
        ("done", "measures", "events", "reach", "worked", "needed", "state")
    }
    numbers = {str(item.label) for item in form.questions() if item.kind in ("integer", "decimal")}
    assert [label for label in numbers if re.search(r"rom|cilvēk", label, re.IGNORECASE)] == []
    assert all(item.label.get("lv") and item.label.get("en") for item in form.questions())


def test_the_smallest_group_of_people_that_can_be_told_is_wide():
    reach = next(item for item in read_file(OURS).questions() if item.name == "edu_reach")

    assert [str(choice.label) for choice in reach.choices][:2] == ["mazāk nekā 20", "no 20 līdz 99"]


def test_the_file_is_what_the_script_writes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(settings.ROOT / "scripts")
    import contribution_form  # noqa: PLC0415  found by the path above

    contribution_form.write(tmp_path / "again.xlsx")

    assert read_file(tmp_path / "again.xlsx") == read_file(OURS)

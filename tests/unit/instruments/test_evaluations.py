"""One evaluation, several people, each for their own field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection

from khetene.instruments import actions, loading, reads
from khetene.instruments.errors import (
    AlreadyAnswered,
    AlreadyOpened,
    ClosesTooEarly,
    DoesNotFit,
    EvaluationIsClosed,
    HowToReach,
    LastDayIsOver,
    LinkIsOver,
    NotAMediator,
    NotAskedThere,
    NotLonger,
)
from khetene.instruments.models import Answer, Evaluation, InstrumentVersion, Part, PartLink
from khetene.kernel import clock
from khetene.kernel.actions.deletion import delete_expired
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from khetene.kernel.models import AuditEntry
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.instruments import SCHOOL, asked_about, opened, questions
from tests.factories.territory import TerritoryFactory
from tests.instant import at_one_instant

pytestmark = pytest.mark.django_db
SECRET = "Kanārijputniņš"


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def evaluation(janis):
    return opened(janis)


def field(evaluation, janis, name="education"):
    page = reads.evaluation(evaluation.pk, actor=actor_of(janis))
    return next(one for one in page.fields if one.field == name)


def test_an_answer_is_kept_whole_and_sealed(evaluation, janis):
    part, token = asked_about(evaluation, janis, name=SECRET)

    actions.answer_part(token, answers={**SCHOOL, "what": SECRET})

    part.refresh_from_db()
    assert (part.state, part.answered_at) == ("answered", NOW)
    with connection.cursor() as cursor:
        for table in (Answer._meta.db_table, Part._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")
            assert SECRET not in str(cursor.fetchall())
    assert [(one.label, [said.words for said in one.said]) for one in field(evaluation, janis).questions] == [
        ("Vai strādājāt kopā?", ["jā"]),
        ("Pie kā?", [SECRET]),
    ]


def test_an_answer_that_does_not_fit_keeps_nothing(evaluation, janis):
    part, token = asked_about(evaluation, janis)

    with pytest.raises(DoesNotFit) as refused:
        actions.answer_part(token, answers={"met": "yes", "meetings": "400"})

    part.refresh_from_db()
    assert set(refused.value.by_question) == {"what", "meetings"}
    assert (part.state, Answer.objects.count()) == ("asked", 0)


def test_questions_of_another_field_cannot_be_answered(evaluation, janis):
    _part, token = asked_about(evaluation, janis, "police")

    actions.answer_part(token, answers={**SCHOOL, "police": "Laiks"})

    said = [one for joined in reads.evaluation(evaluation.pk, actor=actor_of(janis)).fields for one in joined.questions]
    assert [one.label for one in said] == ["Kas vajadzīgs policijai?"]


def test_an_answer_is_given_once(evaluation, janis):
    _part, token = asked_about(evaluation, janis)
    actions.answer_part(token, answers={"met": "no"})

    with pytest.raises(AlreadyAnswered):
        actions.answer_part(token, answers=SCHOOL)
    with pytest.raises(AlreadyAnswered):
        actions.pass_on(token, name="Kāds")


def test_whoever_passes_on_names_somebody_who_is_then_asked_once(evaluation, janis):
    part, token = asked_about(evaluation, janis)
    with pytest.raises(HowToReach):
        actions.pass_on(token, name=" ")
    actions.pass_on(token, name="Ilze", email="ilze@example.org")

    asked_about(evaluation, janis, name="Ilze", instead_of=part.pk)
    with pytest.raises(AlreadyAnswered):
        asked_about(evaluation, janis, name="Ilze", instead_of=part.pk)

    shown = field(evaluation, janis).parts
    assert [(one.who, one.state, one.ask_instead, one.is_continued) for one in shown] == [
        ("Skola", "passed_on", "Ilze", True),
        ("Ilze", "asked", "", False),
    ]


def test_silence_is_named_and_no_figure_is_worked_out_over_it(evaluation, janis):
    _first, token = asked_about(evaluation, janis, name="Pirmā")
    asked_about(evaluation, janis, name="Otrā")
    actions.answer_part(token, answers=SCHOOL)
    actions.close(evaluation.pk, actor=actor_of(janis))

    page = reads.evaluation(evaluation.pk, actor=actor_of(janis))
    assert [(part.who, part.is_silent) for part in field(evaluation, janis).parts] == [("Pirmā", False), ("Otrā", True)]
    assert [one.field for one in page.without_answer] == ["police"]
    assert (page.row.asked, page.row.answered) == (2, 1)


def test_after_the_last_day_whoever_has_not_answered_is_silent_without_anybody_closing_it(evaluation, janis):
    asked_about(evaluation, janis)

    with clock.set_to(NOW + timedelta(days=11)):
        assert [part.is_silent for part in field(evaluation, janis).parts] == [True]


def test_links_hold_until_the_last_day_or_the_end(evaluation, janis):
    _part, token = asked_about(evaluation, janis)

    with clock.set_to(NOW + timedelta(days=10)):
        assert reads.door(token).town == "Tukums"
    with clock.set_to(NOW + timedelta(days=11)), pytest.raises(LinkIsOver):
        reads.door(token)
    actions.close(evaluation.pk, actor=actor_of(janis))
    for over in (token, "guessed"):
        with pytest.raises(LinkIsOver):
            actions.answer_part(over, answers=SCHOOL)


def test_after_the_last_day_nobody_gets_a_link_that_does_not_open(evaluation, janis):
    part, _token = asked_about(evaluation, janis)

    with clock.set_to(NOW + timedelta(days=11)):
        with pytest.raises(LastDayIsOver):
            actions.remind(part.pk, actor=actor_of(janis))
        with pytest.raises(LastDayIsOver):
            asked_about(evaluation, janis, name="Otra skola")
        assert reads.evaluation(evaluation.pk, actor=actor_of(janis)).row.is_over
    assert (Part.objects.count(), PartLink.objects.count()) == (1, 1)


def test_with_another_last_day_links_open_again_and_who_has_not_answered_is_to_be_told(evaluation, janis):
    part, first = asked_about(evaluation, janis)
    _other, answered = asked_about(evaluation, janis, name="Otra skola")
    actions.answer_part(answered, answers=SCHOOL)
    day = evaluation.closes_on + timedelta(days=14)

    with clock.set_to(NOW + timedelta(days=11)):
        ((told, token),) = actions.move_last_day(evaluation.pk, closes_on=day, actor=actor_of(janis))
        opened = [reads.door(link).closes_on for link in (first, token)]

    assert (told.pk, opened) == (part.pk, [day, day])
    assert AuditEntry.objects.filter(verb="evaluation.longer", object=evaluation.pk).count() == 1


def test_the_last_day_never_comes_earlier_and_nothing_opens_what_is_closed(evaluation, janis):
    def move(day):
        actions.move_last_day(evaluation.pk, closes_on=day, actor=actor_of(janis))

    with pytest.raises(NotLonger):
        move(evaluation.closes_on)
    with clock.set_to(NOW + timedelta(days=30)), pytest.raises(ClosesTooEarly):
        move(evaluation.closes_on + timedelta(days=1))
    stranger = actor_of(MembershipFactory(role="national_coordinator"))
    with pytest.raises(NotForYou):
        actions.move_last_day(evaluation.pk, closes_on=date(2026, 12, 31), actor=stranger)
    actions.close(evaluation.pk, actor=actor_of(janis))
    with pytest.raises(EvaluationIsClosed):
        move(date(2026, 12, 31))


def test_who_opens_what_a_colleague_opened_at_the_same_instant_is_told(evaluation, janis):
    liga, town = MembershipFactory(role="mediator"), TerritoryFactory(name="Talsi")

    def colleague():
        evaluation.pk, evaluation.post_id, evaluation.territory_id = new_key(), liga.pk, town.pk
        Evaluation.objects.bulk_create([evaluation])

    with at_one_instant(Evaluation, colleague), pytest.raises(AlreadyOpened):
        opened(janis, post=liga, territory=town)


def test_typed_words_are_deleted_for_good_and_that_there_was_an_answer_stays(evaluation, janis):
    part, token = asked_about(evaluation, janis)
    actions.answer_part(token, answers={**SCHOOL, "what": SECRET})

    for _twice in range(2):
        actions.wipe_words(part.pk, "what", actor=actor_of(janis))

    assert SECRET not in Answer.objects.get().content
    said = [
        (one.label, [(said.words, said.is_wiped) for said in one.said]) for one in field(evaluation, janis).questions
    ]
    assert said == [("Vai strādājāt kopā?", [("jā", False)]), ("Pie kā?", [("", True)])]
    assert AuditEntry.objects.filter(verb="evaluation.words_wiped").count() == 1
    with pytest.raises(NotForYou):
        reads.typed_words(part.pk, "what", actor=actor_of(janis))


def test_only_typed_words_are_deleted_and_only_by_who_keeps_them(evaluation, janis):
    part, token = asked_about(evaluation, janis)
    actions.answer_part(token, answers=SCHOOL)
    stranger = MembershipFactory(role="national_coordinator")

    for question, who in (("met", janis), ("unknown", janis), ("what", stranger)):
        with pytest.raises(NotForYou):
            reads.typed_words(part.pk, question, actor=actor_of(who))
        with pytest.raises(NotForYou):
            actions.wipe_words(part.pk, question, actor=actor_of(who))


def test_a_reminder_brings_another_link_and_the_first_still_opens(evaluation, janis):
    part, first = asked_about(evaluation, janis)

    _same, second = actions.remind(part.pk, actor=actor_of(janis))

    assert {reads.door(token).part_id for token in (first, second)} == {part.pk}
    assert {first, second} & set(PartLink.objects.values_list("digest", flat=True)) == set()


def test_what_stands_on_paper_is_entered_until_the_end(evaluation, janis):
    part, _token = asked_about(evaluation, janis)
    late, _token = asked_about(evaluation, janis)
    with clock.set_to(NOW + timedelta(days=20)):
        actions.enter_answer(part.pk, answers=SCHOOL, actor=actor_of(janis))
        actions.close(evaluation.pk, actor=actor_of(janis))
        with pytest.raises(EvaluationIsClosed):
            actions.enter_answer(late.pk, answers=SCHOOL, actor=actor_of(janis))

    part.refresh_from_db()
    assert (part.state, part.on_paper) == ("answered", True)


def test_there_is_one_evaluation_for_a_mediator_a_town_and_a_year(janis):
    liga, town = MembershipFactory(role="mediator"), TerritoryFactory()
    opened(janis, post=liga, territory=town)

    with pytest.raises(AlreadyOpened):
        opened(janis, post=liga, territory=town)
    opened(janis, post=liga, territory=TerritoryFactory())
    assert Evaluation.objects.count() == 2


def test_an_evaluation_is_about_a_mediators_post(janis):
    with pytest.raises(NotAMediator):
        opened(janis, post=MembershipFactory(role="case_worker"))
    with pytest.raises(NotAMediator):
        opened(janis, year=2020)


def test_an_evaluation_ends_in_the_future_and_asks_what_stands_in_its_form(evaluation, janis):
    with pytest.raises(ClosesTooEarly):
        opened(janis, closes_on=date(2026, 11, 19))
    with pytest.raises(NotAskedThere):
        asked_about(evaluation, janis, "health")
    with pytest.raises(HowToReach):
        asked_about(evaluation, janis, name="  ")


@pytest.mark.parametrize("role", ["mediator", "supervisor", "organisation_administrator", "national_coordinator"])
def test_nobody_else_keeps_or_reads_it(evaluation, janis, role):
    part, _token = asked_about(evaluation, janis)
    stranger = actor_of(MembershipFactory(role=role))

    for attempt in (
        lambda: reads.evaluation(evaluation.pk, actor=stranger),
        lambda: reads.part(part.pk, actor=stranger),
        lambda: reads.blank(evaluation.pk, "", actor=stranger),
        lambda: actions.ask_part(evaluation.pk, field="police", name="x", actor=stranger),
        lambda: actions.remind(part.pk, actor=stranger),
        lambda: actions.enter_answer(part.pk, answers=SCHOOL, actor=stranger),
        lambda: actions.close(evaluation.pk, actor=stranger),
    ):
        with pytest.raises(NotForYou):
            attempt()


def test_the_list_is_ordered_by_place_and_never_by_answers(janis):
    for town in ("Valka", "Aloja"):
        opened(janis, territory=TerritoryFactory(name=town))

    rows = reads.evaluations(actor=actor_of(janis))

    assert [row.town for row in rows] == ["Aloja", "Valka"]
    assert {
        name for row in rows for name in row.__slots__ if "score" in name or "rank" in name or "mean" in name
    } == set()


def test_every_step_is_in_the_trail_and_a_link_answers_under_its_own_name(evaluation, janis):
    _part, token = asked_about(evaluation, janis)
    actions.answer_part(token, answers=SCHOOL)

    trail = AuditEntry.objects.filter(verb__startswith="evaluation.").order_by("position")
    assert [(entry.verb, entry.system_task) for entry in trail] == [
        ("evaluation.opened", ""),
        ("evaluation.asked", ""),
        ("evaluation.answered", "evaluation-link"),
    ]


def test_a_changed_file_becomes_a_version_and_open_evaluations_keep_theirs(evaluation, janis):
    newer = questions([["text", "other", "Cits?", "", "", "", "health"]], digest="1" * 64)

    assert (newer.number, questions(digest="1" * 64).pk) == (2, newer.pk)
    assert [one.field for one in reads.evaluation(evaluation.pk, actor=actor_of(janis)).fields] == [
        "education",
        "police",
    ]
    assert [key for key, _name in reads.newest_versions()] == [str(newer.pk)]


def test_the_country_pack_is_loaded_once():
    loading.load_country(settings.COUNTRY_FOLDER)
    loading.load_country(settings.COUNTRY_FOLDER)

    assert sorted(row.instrument.slug for row in InstrumentVersion.objects.select_related("instrument")) == [
        "mediator-evaluation",
        "midterm-review",
        "overview-contribution",
        "survey-after",
        "survey-before",
        "youth-card",
    ]


def test_only_what_asks_by_field_is_offered_for_an_evaluation():
    loading.load_country(settings.COUNTRY_FOLDER)

    assert [title for _key, title in reads.newest_versions()] == ["Mediācijas gada novērtējums (2026-11)"]


def test_three_years_after_the_last_day_everything_of_it_goes(evaluation, janis):
    _part, token = asked_about(evaluation, janis)
    passed, police = asked_about(evaluation, janis, "police")
    actions.pass_on(police, name="Vija")
    asked_about(evaluation, janis, "police", instead_of=passed.pk)
    actions.answer_part(token, answers=SCHOOL)

    with clock.set_to(NOW + timedelta(days=3 * 365 + 8)):
        delete_expired(clock.today())
        assert (Evaluation.objects.count(), Answer.objects.count()) == (1, 1)
    with clock.set_to(NOW + timedelta(days=3 * 365 + 13)):
        delete_expired(clock.today())

    assert [model.objects.count() for model in (Evaluation, Part, PartLink, Answer)] == [0, 0, 0, 0]
    assert InstrumentVersion.objects.count() == 1


@pytest.mark.parametrize("people", [1, 9])
def test_a_page_asks_the_database_the_same_however_many_answered(
    evaluation, janis, people, django_assert_max_num_queries
):
    for _number in range(people):
        _part, token = asked_about(evaluation, janis)
        actions.answer_part(token, answers=SCHOOL)
    reads.evaluation(evaluation.pk, actor=actor_of(janis))

    with django_assert_max_num_queries(2):
        reads.evaluation(evaluation.pk, actor=actor_of(janis))
    with django_assert_max_num_queries(1):
        reads.evaluations(actor=actor_of(janis))

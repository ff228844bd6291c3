"""Practices are written by organisations, published by the coordinator, and offered to those who could use them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khetene.cases import actions as casework
from khetene.guidance import actions, reads
from khetene.guidance.enums import PRACTICE_COORDINATOR_NEXT, PRACTICE_OWNER_NEXT, PracticeState
from khetene.guidance.errors import (
    DayHasNotCome,
    PracticeCannotMove,
    PracticeInUse,
    PracticeNotFinished,
    PracticeOfADocument,
    WordsNeeded,
)
from khetene.guidance.models import Practice, PracticeChange
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.gatherings import announced
from tests.factories.guidance import PracticeFactory, asked, coordinator, said, written
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


def published(by, janis, **more):
    practice = written(by, **more)
    actions.move_practice(practice.pk, state="proposed", actor=actor_of(by))
    return actions.move_practice(practice.pk, state="published", actor=actor_of(janis))


def titles(reader):
    return [row.title for row in reads.practices(actor=actor_of(reader))]


def test_a_draft_is_read_by_its_organisation_and_a_proposal_by_the_coordinator_too(janis, ilze):
    stranger = MembershipFactory(role="supervisor")
    practice = written(ilze)

    as_draft = [titles(reader) for reader in (ilze, janis, stranger)]
    actions.move_practice(practice.pk, state="proposed", actor=actor_of(ilze))
    as_proposed = [titles(reader) for reader in (ilze, janis, stranger)]
    actions.move_practice(practice.pk, state="published", actor=actor_of(janis))

    assert as_draft == [["Atbalsta persona"], [], []]
    assert as_proposed == [["Atbalsta persona"], ["Atbalsta persona"], []]
    assert [titles(reader) for reader in (ilze, janis, stranger)] == [["Atbalsta persona"]] * 3


def test_who_works_with_families_alone_does_not_write_for_the_organisation(ilze):
    worker = MembershipFactory(role="case_worker", organisation=ilze.organisation)
    practice = written(ilze)

    with pytest.raises(NotForYou):
        written(worker)
    with pytest.raises(NotForYou):
        reads.practice(practice.pk, actor=actor_of(worker))


def test_what_is_not_finished_is_not_proposed(ilze):
    practice = written(ilze, effect=" ")

    with pytest.raises(PracticeNotFinished):
        actions.move_practice(practice.pk, state="proposed", actor=actor_of(ilze))


def test_the_organisation_does_not_publish_itself(ilze):
    practice = written(ilze)
    actions.move_practice(practice.pk, state="proposed", actor=actor_of(ilze))

    with pytest.raises(PracticeCannotMove):
        actions.move_practice(practice.pk, state="published", actor=actor_of(ilze))


def test_the_coordinator_gives_back_in_words(janis, ilze):
    practice = written(ilze)
    actions.move_practice(practice.pk, state="proposed", actor=actor_of(ilze))

    with pytest.raises(WordsNeeded):
        actions.move_practice(practice.pk, state="draft", actor=actor_of(janis))
    actions.move_practice(practice.pk, state="draft", words="Kas to apmaksāja?", actor=actor_of(janis))

    assert PracticeChange.objects.order_by("-at", "-id")[0].words == "Kas to apmaksāja?"


def reworded(practice, by, **more):
    names = ("title", "problem", "what_was_done", "effect", "themes")
    texts = {name: getattr(practice, name) for name in names} | more
    return actions.edit_practice(practice.pk, **texts, place_ids=[], actor=actor_of(by))


def test_what_stood_there_before_is_kept_with_who_changed_it(janis, ilze):
    practice = published(ilze, janis)
    reworded(practice, janis, effect="Atnāk puse.", themes=["literacy"])

    change = reads.practice(practice.pk, actor=actor_of(ilze)).changes[0]

    assert change.by == f"{janis.organisation.name}, {janis.get_role_display()}"
    assert sorted(change.what) == [
        ("Kas sasniegts?", "Ģimenes atnāk pašas."),
        ("Par ko ir runa?", "sociālais atbalsts"),
    ]


def test_earlier_drafts_are_not_kept_and_others_hear_from_the_proposal_on(janis, ilze):
    practice = written(ilze, effect="Jānis Bērziņš atnāca.")
    reworded(practice, ilze, effect="Ģimenes atnāk pašas.")
    PracticeChange.objects.filter(state="").update(before={"effect": "Jānis Bērziņš atnāca."})  # as it was kept once
    own = [change.state_label for change in reads.practice(practice.pk, actor=actor_of(ilze)).changes]
    actions.move_practice(practice.pk, state="proposed", actor=actor_of(ilze))

    shown = reads.practice(practice.pk, actor=actor_of(janis)).changes

    assert own == ["", "melnraksts"]
    assert [(change.state_label, change.what) for change in shown] == [("iesniegta publicēšanai", [])]


def test_a_draft_keeps_no_words_that_stood_there_before(ilze):
    practice = written(ilze, effect="Jānis Bērziņš atnāca.")
    reworded(practice, ilze, effect="Ģimenes atnāk pašas.")

    assert list(PracticeChange.objects.values_list("before", flat=True).distinct()) == [{}]


def test_a_draft_is_deleted_by_its_organisation_alone(janis, ilze):
    draft, proposed = written(ilze), written(ilze)
    actions.move_practice(proposed.pk, state="proposed", actor=actor_of(ilze))

    with pytest.raises(NotForYou):
        actions.delete_draft(draft.pk, actor=actor_of(MembershipFactory(role="supervisor")))
    with pytest.raises(PracticeCannotMove):
        actions.delete_draft(proposed.pk, actor=actor_of(ilze))
    actions.delete_draft(draft.pk, actor=actor_of(ilze))

    assert list(Practice.objects.all()) == [proposed]


def test_what_is_always_refused_is_not_offered(janis, ilze):
    practice, taken = published(ilze, janis), published(ilze, janis)
    actions.adopt_practice(taken.pk, state="running", actor=actor_of(MembershipFactory(role="supervisor")))
    offered = [reads.practice(key, actor=actor_of(janis)).may_move_to for key in (PracticeFactory().pk, practice.pk)]

    assert offered == [[], ["draft"]]
    assert reads.practice(taken.pk, actor=actor_of(janis)).may_move_to == []


def test_what_stood_in_a_practice_is_deleted_for_good_and_the_change_stays(janis, ilze):
    practice = published(ilze, janis)
    reworded(practice, janis, effect="Atnāk puse.")
    change = PracticeChange.objects.order_by("-at", "-id")[0]

    with pytest.raises(NotForYou):
        actions.wipe_change(change.pk, actor=actor_of(MembershipFactory(role="supervisor")))
    actions.wipe_change(change.pk, actor=actor_of(janis))

    shown = reads.practice(practice.pk, actor=actor_of(ilze)).changes[0]
    assert (shown.what, shown.is_wiped, shown.may_be_wiped) == ([], True, False)


def test_a_published_practice_is_changed_by_the_coordinator(janis, ilze):
    practice = published(ilze, janis)
    texts = {"title": "Cits", "problem": "P", "what_was_done": "D", "effect": "E", "themes": ["health"]}

    with pytest.raises(NotForYou):
        actions.edit_practice(practice.pk, **texts, place_ids=[], actor=actor_of(ilze))
    actions.edit_practice(practice.pk, **texts, place_ids=[], actor=actor_of(janis))

    assert titles(ilze) == ["Cits"]


def test_a_practice_that_others_use_is_not_taken_away(janis, ilze):
    practice = published(ilze, janis)
    other = MembershipFactory(role="supervisor")
    actions.adopt_practice(practice.pk, state="running", actor=actor_of(other))

    with pytest.raises(PracticeInUse):
        actions.move_practice(practice.pk, state="draft", words="Novecojusi.", actor=actor_of(janis))


def test_what_stands_in_a_document_does_not_become_a_draft(janis):
    with pytest.raises(PracticeOfADocument):
        actions.move_practice(PracticeFactory().pk, state="draft", words="Nav.", actor=actor_of(janis))


def test_an_adoption_has_the_day_that_was_named_and_never_one_to_come(ilze):
    practice = PracticeFactory()

    with pytest.raises(DayHasNotCome):
        actions.adopt_practice(practice.pk, state="running", since=date(2026, 11, 21), actor=actor_of(ilze))
    adoption = actions.adopt_practice(practice.pk, state="running", since=date(2025, 3, 1), actor=actor_of(ilze))

    assert adoption.since == date(2025, 3, 1)


def test_a_practice_names_who_could_use_it_and_why(janis, ilze):
    town, known = TerritoryFactory(kind="state_city"), TerritoryFactory(kind="state_city")
    practice = PracticeFactory()
    practice.places.add(known)
    statement, about_towns = said(janis), said(janis, "Vajag arī pilsētā.")
    asked(statement, janis, ilze)
    about_towns.places.add(town, known)

    found = reads.could_use(practice.pk, actor=actor_of(ilze))

    assert [(one.name, one.why, one.reasons) for one in found] == [
        (ilze.organisation.name, "asked", [(statement.pk, "Vajag atbalsta personu.", 2026)]),
        (town.name, "said", [(about_towns.pk, "Vajag arī pilsētā.", 2026)]),
    ]


def test_who_took_it_over_is_not_told_again_to_use_it(janis, ilze):
    practice = PracticeFactory()
    asked(said(janis), janis, ilze)
    actions.adopt_practice(practice.pk, state="visited", actor=actor_of(ilze))

    assert reads.could_use(practice.pk, actor=actor_of(ilze)) == []
    assert reads.useful_for(actor_of(ilze)) == []


@pytest.mark.parametrize(("cases", "why"), [(4, []), (5, ["vajadzība, kas ir daudzās jūsu atvērtajās lietās: Darbs"])])
def test_a_need_is_named_only_when_many_of_the_own_cases_have_it(cases, why):
    worker = MembershipFactory(role="case_worker")
    PracticeFactory(themes=["employment"])
    for _number in range(cases):
        case = open_case(worker)
        for _twice in range(2):
            casework.note_need(case.pk, domain="work", words="Darbs", actor=actor_of(worker))

    assert [row.why for row in reads.useful_for(actor_of(worker))] == ([why] if why else [])
    assert reads.useful_for(actor_of(MembershipFactory(role="supervisor", organisation=worker.organisation))) == []


def test_a_practice_and_a_recommendation_lead_to_each_other(janis, ilze):
    practice, statement = published(ilze, janis), said(janis)
    actions.link_practice(practice.pk, statement_id=statement.pk, actor=actor_of(ilze))

    there = reads.practice(practice.pk, actor=actor_of(ilze)).statements
    assert there == [(statement.pk, "Vajag atbalsta personu.", 2026)]
    assert reads.statement(statement.pk).practices == [(practice.pk, "Atbalsta persona")]
    assert reads.helpful(statement.pk) == []


def test_another_organisation_does_not_join_a_practice_that_is_not_its_own(janis, ilze):
    practice, statement = published(ilze, janis), said(janis)
    stranger = MembershipFactory(role="supervisor")

    with pytest.raises(NotForYou):
        actions.link_practice(practice.pk, statement_id=statement.pk, actor=actor_of(stranger))
    assert reads.linkable(statement.pk, actor=actor_of(stranger)) == []


def test_a_practice_was_seen_at_a_gathering(janis, ilze):
    practice, gathering = published(ilze, janis), announced(janis)
    actions.note_visit(practice.pk, gathering_id=gathering.pk, actor=actor_of(janis))

    assert reads.practice(practice.pk, actor=actor_of(ilze)).visited_at == [(gathering.pk, gathering.title)]
    assert reads.seen_at(gathering.pk) == [(practice.pk, "Atbalsta persona")]


class AnyWay(TestCase):
    """Whoever tries whatever: only what may follow follows, and the history has a line for each step."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.sampled_from(PracticeState.values)), max_size=8))
    def test_only_what_may_follow_is_done(self, steps):
        janis, ilze = coordinator(), MembershipFactory(role="supervisor")
        practice = written(ilze)
        now, taken = PracticeState.DRAFT, 1
        for by_coordinator, state in steps:
            following = (PRACTICE_COORDINATOR_NEXT if by_coordinator else PRACTICE_OWNER_NEXT)[now]
            who = janis if by_coordinator else ilze
            try:
                actions.move_practice(practice.pk, state=state, words="Tāpēc.", actor=actor_of(who))
            except (PracticeCannotMove, NotForYou):
                assert PracticeState(state) not in following
            else:
                assert PracticeState(state) in following
                now, taken = PracticeState(state), taken + 1
            assert Practice.objects.get(pk=practice.pk).state == now
        assert PracticeChange.objects.filter(practice=practice).count() == taken

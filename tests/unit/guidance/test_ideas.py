"""An idea becomes a plan, others join it, and it ends with words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khetene.guidance import actions, reads
from khetene.guidance.enums import IDEA_NEXT, IdeaState
from khetene.guidance.errors import AlreadyJoined, IdeaCannotMove, IdeaIsOver, OwnIdea, PlanHasNoSteps, SayWhatCameOfIt
from khetene.guidance.models import Idea
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import thought_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sarma():
    return MembershipFactory(role="project_writer")


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


def test_a_plan_has_a_step_and_says_how_much_is_not_known(sarma):
    idea, actor = thought_of(sarma), actor_of(sarma)
    with pytest.raises(PlanHasNoSteps):
        actions.move_idea(idea.pk, state="planned", actor=actor)
    actions.add_step(idea.pk, words="Grāmatas", who="biedrība", euros=Decimal("120.50"), paid_by="fonds", actor=actor)
    late = actions.add_step(idea.pk, words="Telpa", who="skola", by_when=date(2026, 11, 1), actor=actor)
    actions.move_idea(idea.pk, state="planned", actor=actor)

    page = reads.idea(idea.pk, actor=actor)
    assert (page.row.state, page.euros, page.without_amount) == ("planned", Decimal("120.50"), 1)
    assert [(step.words, step.late) for step in page.steps if step.late] == [("Telpa", True)]
    actions.tick_step(late.pk, actor=actor)
    assert [step.done_on for step in reads.idea(idea.pk, actor=actor).steps if step.id == late.pk] == [
        date(2026, 11, 20)
    ]


def test_another_organisation_joins_once_with_what_it_brings(sarma, ilze):
    idea = thought_of(sarma, looks_for="skola")
    actions.join_idea(idea.pk, words="telpa", actor=actor_of(ilze))

    page = reads.idea(idea.pk, actor=actor_of(ilze))
    assert [(name, words) for name, words, _since in page.partners] == [(ilze.organisation.name, "telpa")]
    assert (page.joined, page.mine) == (True, False)
    with pytest.raises(AlreadyJoined):
        actions.join_idea(idea.pk, words="vēl", actor=actor_of(ilze))
    with pytest.raises(OwnIdea):
        actions.join_idea(idea.pk, words="paši", actor=actor_of(sarma))
    assert [row.title for row in reads.ideas(seeking=True, theme="women")] == ["Mammu lasītava"]
    assert reads.ideas(theme="health") == []


def test_another_organisation_does_not_plan_it(sarma, ilze):
    idea = thought_of(sarma)

    for act in (
        lambda: actions.add_step(idea.pk, words="x", who="y", actor=actor_of(ilze)),
        lambda: actions.move_idea(idea.pk, state="dropped", outcome="x", actor=actor_of(ilze)),
        lambda: thought_of(MembershipFactory(role="auditor")),
    ):
        with pytest.raises(NotForYou):
            act()


def test_who_gives_an_idea_up_says_why_and_then_nothing_is_added(sarma, ilze):
    idea, actor = thought_of(sarma), actor_of(sarma)
    with pytest.raises(SayWhatCameOfIt):
        actions.move_idea(idea.pk, state="dropped", outcome=" ", actor=actor)
    actions.move_idea(idea.pk, state="dropped", outcome="Nav telpas.", actor=actor)

    with pytest.raises(IdeaIsOver):
        actions.add_step(idea.pk, words="x", who="y", actor=actor)
    with pytest.raises(IdeaIsOver):
        actions.join_idea(idea.pk, words="telpa", actor=actor_of(ilze))
    assert reads.idea(idea.pk, actor=actor).outcome == "Nav telpas."


class AnyWay(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.sampled_from(IdeaState.values), max_size=6))
    def test_only_what_may_follow_follows(self, states):
        sarma = MembershipFactory(role="project_writer")
        idea = thought_of(sarma)
        actions.add_step(idea.pk, words="Telpa", who="skola", actor=actor_of(sarma))
        now = IdeaState.IDEA
        for state in states:
            try:
                actions.move_idea(idea.pk, state=state, outcome="Tā.", actor=actor_of(sarma))
            except IdeaCannotMove:
                assert IdeaState(state) not in IDEA_NEXT[now]
            else:
                assert IdeaState(state) in IDEA_NEXT[now]
                now = IdeaState(state)
            assert Idea.objects.get(pk=idea.pk).state == now

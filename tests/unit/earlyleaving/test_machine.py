"""The table of steps is whole, and every history keeps to it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.earlyleaving.enums import Level, Need, Part, SchoolKind, State, Verb
from khetene.earlyleaving.errors import NotYourStep, SayTheReason, SomethingMissing, StepNotPossible
from khetene.earlyleaving.machine import TABLE, Situation, missing, next_step, steps_from
from khetene.kernel.errors import DomainError

EVERYTHING = frozenset(Need)
PLACES = [(state, None) for state in State if state != State.APPROVAL] + [(State.APPROVAL, level) for level in Level]


def situation(state=State.DRAFT, level=None, *, kind=SchoolKind.GENERAL, before=False, present=EVERYTHING):
    return Situation(state, level, kind, before, present)


def test_every_state_is_reached_and_none_is_forgotten():
    assert {step.of for step in TABLE} | {State.INACTIVE, State.DELETED} == set(State)
    assert {step.to for step in TABLE} | {State.DRAFT} == set(State)
    assert {step.verb for step in TABLE} == set(Verb)


def test_a_level_is_named_exactly_while_a_plan_is_approved():
    assert [step for step in TABLE if (step.to == State.APPROVAL) != (step.then is not None)] == []
    assert [step for step in TABLE if (step.of == State.APPROVAL) != (step.at is not None)] == []


def test_from_one_place_a_verb_leads_to_one_place():
    for (state, level), kind, before in itertools.product(PLACES, SchoolKind, (True, False)):
        known = [step.verb for step in steps_from(situation(state, level, kind=kind, before=before))]
        assert len(known) == len(set(known))


def test_nothing_leads_out_of_an_inactive_or_deleted_plan():
    assert steps_from(situation(State.INACTIVE)) == steps_from(situation(State.DELETED)) == []


def test_interrupting_is_possible_only_while_approved_or_being_approved_or_under_way_and_says_why():
    rows = [step for step in TABLE if step.verb == Verb.INTERRUPT]

    assert {step.of for step in rows} == {State.APPROVAL, State.APPROVED, State.UNDER_WAY}
    assert {step.to for step in rows} == {State.STOPPED}
    assert all(step.asks_reason for step in rows)


def test_a_plan_that_is_taken_up_again_is_revised_and_only_in_its_semester():
    (row,) = [step for step in TABLE if step.verb == Verb.RESUME]

    assert (row.of, row.to, row.needs) == (State.STOPPED, State.REVIEW, (Need.SEMESTER_GOES_ON,))


def test_deleting_needs_an_empty_plan_under_which_nothing_was_given():
    for row in [step for step in TABLE if step.verb == Verb.DELETE]:
        assert set(row.needs) == {Need.EMPTY, Need.NOTHING_GIVEN}


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (SchoolKind.GENERAL, [Level.DIRECTOR, Level.MUNICIPALITY, Level.HOLDER]),
        (SchoolKind.VOCATIONAL, [Level.DIRECTOR, Level.HOLDER]),
    ],
)
@pytest.mark.parametrize("begins", [State.DRAFT, State.REVIEW])
def test_a_plan_is_approved_by_every_level_also_when_it_was_revised(kind, way, begins):
    step = next_step(Verb.SUBMIT, situation(begins, kind=kind), part=Part.AUTHOR, reason="")
    passed = []
    while step.to == State.APPROVAL:
        passed.append(step.then)
        part = Part(step.then.value)
        step = next_step(Verb.APPROVE, situation(step.to, step.then, kind=kind), part=part, reason="")

    assert (passed, step.to) == (way, State.APPROVED)


places = st.sampled_from(PLACES)
presents = st.frozensets(st.sampled_from(Need))


@given(
    verb=st.sampled_from(Verb),
    place=places,
    kind=st.sampled_from(SchoolKind),
    before=st.booleans(),
    part=st.sampled_from(Part),
    present=presents,
    reason=st.sampled_from(["", "  ", "Ģimene pārceļas."]),
)
def test_a_step_is_taken_exactly_when_the_table_allows_it_and_else_refused_with_its_reason(
    verb, place, kind, before, part, present, reason
):
    here = situation(*place, kind=kind, before=before, present=present)

    assert outcome(verb, here, part, reason) == expected(verb, here, part, reason)


def outcome(verb, here, part, reason):
    try:
        return next_step(verb, here, part=part, reason=reason)
    except DomainError as refusal:
        return type(refusal), str(refusal.message)


def expected(verb, here, part, reason):
    """The table read anew, a row at a time."""
    known = [step for step in steps_from(here) if step.verb == verb]
    mine = [step for step in known if part in step.who]
    if not mine:
        refusal = NotYourStep if known else StepNotPossible
        return refusal, str(refusal.message)
    lacking = missing(mine[0], here)
    if lacking:
        return SomethingMissing, " ".join(str(need.label) for need in lacking)
    if mine[0].asks_reason and not reason.strip():
        return SayTheReason, str(SayTheReason.message)
    return mine[0]

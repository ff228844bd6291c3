"""The steps of a support plan in one table: who, from where, to where, what must be there, and whether a reason is asked for.

It knows no database. What D 3.2 fixes: interrupting only from being approved, approved or under way, with a reason; deleting only
when nothing was given and after supports, risks and justifications are gone; taking up again only in the same semester, and then
everybody approves anew. Giving back and refusing belong to whoever is to approve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khetene.earlyleaving.enums import Level, Need, Part, SchoolKind, State, Verb
from khetene.earlyleaving.errors import NotYourStep, SayTheReason, SomethingMissing, StepNotPossible

_WHOLE = (
    Need.APPLICATION,
    Need.GOAL,
    Need.RISK,
    Need.MEASURE,
    Need.NO_OVERLAP,
    Need.NOT_PAID_TWICE,
    Need.SEMESTER_GOES_ON,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. `kind` and `approved_before` narrow it where the way parts."""

    verb: Verb
    who: frozenset[Part]
    of: State
    to: State
    at: Level | None = None
    then: Level | None = None
    needs: tuple[Need, ...] = ()
    asks_reason: bool = False
    kind: SchoolKind | None = None
    approved_before: bool | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a plan stands and what is in it."""

    state: State
    level: Level | None
    kind: SchoolKind
    approved_before: bool
    present: frozenset[Need]


AUTHOR, DIRECTOR = frozenset({Part.AUTHOR}), frozenset({Part.DIRECTOR})
SCHOOL = AUTHOR | DIRECTOR
# Where a plan goes when one level has approved it.
_CHAIN = (
    (Part.DIRECTOR, Level.DIRECTOR, SchoolKind.GENERAL, State.APPROVAL, Level.MUNICIPALITY),
    (Part.DIRECTOR, Level.DIRECTOR, SchoolKind.VOCATIONAL, State.APPROVAL, Level.HOLDER),
    (Part.MUNICIPALITY, Level.MUNICIPALITY, SchoolKind.GENERAL, State.APPROVAL, Level.HOLDER),
    (Part.HOLDER, Level.HOLDER, None, State.APPROVED, None),
)
_APPROVERS = ((Part.DIRECTOR, Level.DIRECTOR), (Part.MUNICIPALITY, Level.MUNICIPALITY), (Part.HOLDER, Level.HOLDER))


def _approvals() -> Iterator[Step]:
    for part, level, kind, to, then in _CHAIN:
        who = frozenset({part})
        yield Step(
            Verb.APPROVE, who, State.APPROVAL, to, level, then, (Need.NOT_PAID_TWICE, Need.SEMESTER_GOES_ON), kind=kind
        )
    for part, level in _APPROVERS:
        who = frozenset({part})
        for before, back in ((False, State.DRAFT), (True, State.REVIEW)):
            yield Step(Verb.RETURN, who, State.APPROVAL, back, level, asks_reason=True, approved_before=before)
        yield Step(Verb.REJECT, who, State.APPROVAL, State.INACTIVE, level, asks_reason=True)


def _interruptions() -> Iterator[Step]:
    for level in Level:
        yield Step(Verb.INTERRUPT, SCHOOL, State.APPROVAL, State.STOPPED, level, asks_reason=True)
    for state in (State.APPROVED, State.UNDER_WAY):
        yield Step(Verb.INTERRUPT, SCHOOL, state, State.STOPPED, asks_reason=True)


def _endings() -> Iterator[Step]:
    yield Step(Verb.EVALUATE, AUTHOR, State.UNDER_WAY, State.INACTIVE, needs=(Need.EVALUATED,))
    over = (Need.SEMESTER_OVER,)
    for level in Level:
        yield Step(Verb.LAPSE, SCHOOL, State.APPROVAL, State.INACTIVE, level, needs=over)
    for state in (State.DRAFT, State.APPROVED, State.REVIEW, State.STOPPED):
        yield Step(Verb.LAPSE, SCHOOL, state, State.INACTIVE, needs=over)
    for state in (State.DRAFT, State.REVIEW):
        yield Step(Verb.DELETE, AUTHOR, state, State.DELETED, needs=(Need.NOTHING_GIVEN, Need.EMPTY))


TABLE: tuple[Step, ...] = (
    Step(Verb.SUBMIT, AUTHOR, State.DRAFT, State.APPROVAL, then=Level.DIRECTOR, needs=_WHOLE),
    Step(Verb.SUBMIT, AUTHOR, State.REVIEW, State.APPROVAL, then=Level.DIRECTOR, needs=_WHOLE),
    *_approvals(),
    Step(
        Verb.START,
        SCHOOL,
        State.APPROVED,
        State.UNDER_WAY,
        needs=(Need.SEMESTER_BEGUN, Need.SEMESTER_GOES_ON),
    ),
    *(
        Step(Verb.REVISE, AUTHOR, state, State.REVIEW, needs=(Need.SEMESTER_GOES_ON,), asks_reason=True)
        for state in (State.APPROVED, State.UNDER_WAY)
    ),
    *_interruptions(),
    Step(Verb.RESUME, SCHOOL, State.STOPPED, State.REVIEW, needs=(Need.SEMESTER_GOES_ON,)),
    *_endings(),
)
WANTS_REASON = tuple(sorted({step.verb for step in TABLE if step.asks_reason}))


def steps_from(situation: Situation) -> list[Step]:
    """Every step that the table knows from here, for anybody."""
    return [
        step
        for step in TABLE
        if step.of == situation.state
        and step.at == situation.level
        and step.kind in (None, situation.kind)
        and step.approved_before in (None, situation.approved_before)
    ]


def next_step(verb: Verb, situation: Situation, *, part: Part, reason: str) -> Step:
    """The step that somebody takes. Raises StepNotPossible, NotYourStep, SomethingMissing, SayTheReason."""
    known = [step for step in steps_from(situation) if step.verb == verb]
    if not known:
        raise StepNotPossible
    step = next((step for step in known if part in step.who), None)
    if step is None:
        raise NotYourStep
    lacking = missing(step, situation)
    if lacking:
        raise SomethingMissing(" ".join(str(need.label) for need in lacking))
    if step.asks_reason and not reason.strip():
        raise SayTheReason
    return step


def missing(step: Step, situation: Situation) -> list[Need]:
    """What a step still needs, in the order in which one would do it."""
    return [need for need in step.needs if need not in situation.present]

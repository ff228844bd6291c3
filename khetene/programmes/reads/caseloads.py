"""Every programme against the actor's own open cases, and what changed rules would move in them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khetene.eligibility.screening import Answer
from khetene.facts.reads import words
from khetene.kernel.actor import Actor
from khetene.programmes import caseload, rulebook
from khetene.programmes.cards import answer_labels
from khetene.programmes.reads.programmes import programme_in

FEW = 5


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """In how many of my open cases a programme fits or may fit somebody."""

    programme: str
    title: str
    fits: int
    may_fit: int


def caseload_verdicts(*, on: date, actor: Actor) -> list[CaseloadLine]:
    """The actor's own open cases against every programme in force, screened inside the database in one statement."""
    rules = rulebook.current()[1].for_clients()
    found = caseload.cases_by_answer(rules, actor=actor, on=on)
    lines = [
        CaseloadLine(
            entry.id,
            words(entry.title),
            found.get(entry.id, {}).get(Answer.FITS, 0),
            found.get(entry.id, {}).get(Answer.MAY_FIT, 0),
        )
        for entry in caseload.in_force(rules, on)
    ]
    return sorted(lines, key=lambda line: (-line.fits, -line.may_fit, line.title))


def caseload_cases(programme_id: str, answer: Answer, *, on: date, actor: Actor) -> list[uuid.UUID]:
    """The actor's open cases in which the programme fits (or may fit) somebody. Raises NotForYou for no such programme."""
    _version, rules = rulebook.current()
    return caseload.case_ids(programme_in(rules, programme_id), answer, rules.vocabulary, actor=actor, on=on)


def impact_of(
    facts: dict[str, Any], programmes: list[dict[str, Any]], *, on: date, actor: Actor
) -> dict[str, dict[tuple[str, str], str]]:
    """What publishing changed rules would move in the actor's own caseload: programme → (from, to) → how many clients.

    Fewer than five are not counted out. Raises BadRules.
    """
    now, then = rulebook.current()[1], rulebook.checked(facts, programmes)
    before, after = (caseload.answers_by_client(rules, actor=actor, on=on) for rules in (now, then))
    impact = {}
    for entry in dict.fromkeys([*before, *after]):
        moves = _moves(dict(before.get(entry, [])), dict(after.get(entry, [])))
        if moves:
            impact[entry] = {move: _few_or(how_many) for move, how_many in moves.items()}
    return impact


@dataclass(frozen=True, slots=True)
class Move:
    """So many of the own clients would get another answer; a small number is not counted out."""

    programme: str
    before: str
    after: str
    how_many: str


def impact_of_file(content: bytes, *, programme_id: str, on: date, actor: Actor) -> list[Move]:
    """What publishing this file as the programme's rules would move in the actor's own caseload. Raises BadRules."""
    version, rules = rulebook.current()
    changed = rulebook.programme_in(content, file=f"{programme_id}.json")
    every = [changed if raw["id"] == programme_id else raw for raw in version.programmes]
    labels, titles = answer_labels(), {entry.id: words(entry.title) for entry in rules.programmes}
    return [
        Move(titles[entry], labels[before], labels[after], how_many)
        for entry, moves in impact_of(version.facts, every, on=on, actor=actor).items()
        for (before, after), how_many in sorted(moves.items())
    ]


def _moves(before: Mapping[uuid.UUID, Answer], after: Mapping[uuid.UUID, Answer]) -> dict[tuple[str, str], int]:
    moves: dict[tuple[str, str], int] = {}
    for client in sorted({*before, *after}):
        move = (before.get(client, Answer.NOT_IN_FORCE), after.get(client, Answer.NOT_IN_FORCE))
        if move[0] != move[1]:
            moves[move] = moves.get(move, 0) + 1
    return moves


def _few_or(how_many: int) -> str:
    return str(how_many) if how_many >= FEW else _("fewer than %(number)s") % {"number": FEW}

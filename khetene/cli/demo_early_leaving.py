"""Invented pupils with support plans at every height of their way, made through the real actions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from khetene.directory.models import Organisation
from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.enums import SchoolKind
from khetene.earlyleaving.instrument import Semester, school_year_on
from khetene.files.storing import Given
from khetene.kernel import clock
from khetene.kernel.actor import Actor

ORDER = ("draft", "municipality", "holder", "under_way", "evaluated")
LONG_AGO = timedelta(days=380)


def tell(content: Mapping[str, Any], working: Mapping[str, Actor], folder: Path) -> None:
    """The school joins; then every pupil's plan goes as far as it has come today."""
    team = {part: working[email] for part, email in content["team"].items()}
    present = reads.semesters()[0]
    before = _semester_before(present)
    _join(content["school"], working)
    for row in content["paid_elsewhere"]:
        given = {name: row[name] for name in ("kind", "payer", "first_grade", "last_grade")}
        given |= {"covers_from": before.begins, "covers_to": present.ends}
        actions.note_paid_elsewhere(**given, actor=working[row["by"]])
    for row in content["reduction"]:
        _reduce(row, working[row["by"]])
    paper = Given("apliecinajums.pdf", (folder / "invoice.pdf").read_bytes())
    for row in content["pupils"]:
        _Story(row, _semester_of(row, before, present), team, paper).tell()
    for row in content["seen_again"]:
        actions.observe(**row, observed_on=clock.today(), actor=team["teacher"])
    for row in content["joined"]:
        _make_one(row, team)


def _make_one(row: Mapping[str, Any], team: Mapping[str, Actor]) -> None:
    """A record that was written beside another one of the same pupil."""
    kept = reads.pupils(actor=team["head"], called=row["into"]).order_by("pk")[0]
    said = {name: row[name] for name in ("called", "words", "signs")}
    other = actions.observe(**said, observed_on=clock.today(), actor=team["teacher"]).pupil
    actions.join_pupils(kept.pk, other.pk, reason=row["reason"], actor=team["head"])


def _semester_of(row: Mapping[str, Any], before: Semester, present: Semester) -> Semester:
    """In summer no plan of the next semester is under way yet: there it is one that waits for its evaluation."""
    not_yet = row["reach"] == "under_way" and present.begins > clock.today()
    return before if row["semester"] == "before" or not_yet else present


def _semester_before(present: Semester) -> Semester:
    with _at(present.begins - timedelta(days=100)):
        return reads.semesters()[0]


def _join(row: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    actions.join_school(
        _key(row["organisation"]),
        kind=SchoolKind.GENERAL,
        municipality_id=_key(row["municipality"]),
        joined_on=clock.today() - LONG_AGO,
        actor=working[row["by"]],
    )


def _reduce(row: Mapping[str, Any], actor: Actor) -> None:
    """A measure of this school year; today where the school year is nearly over."""
    today = clock.today()
    due_on = today + timedelta(days=row["in_days"])
    if school_year_on(due_on) != school_year_on(today):
        due_on = today
    named = {name: row[name] for name in ("aim", "words", "responsible")}
    measure = actions.plan_measure(**named, due_on=due_on, actor=actor)
    if "progress" in row:
        actions.move_measure(measure.pk, progress=row["progress"], words=row.get("outcome", ""), actor=actor)


def _key(slug: str) -> uuid.UUID:
    return Organisation.objects.get(slug=slug).pk


def _at(day: date) -> AbstractContextManager[None]:
    """In the morning of a day, or now if the day has not come."""
    moment = datetime.combine(day, time(9), tzinfo=clock.HOME)
    return clock.set_to(min(moment, clock.now()))


class _Story:
    """One pupil, one plan."""

    def __init__(self, row: Mapping[str, Any], semester: Semester, team: Mapping[str, Actor], paper: Given) -> None:
        self.row, self.semester, self.team, self.paper = row, semester, team, paper
        self.author = team["author"]
        self.far = ORDER.index(row["reach"])
        self.plan_id = uuid.UUID(int=0)

    def tell(self) -> None:
        begins = self.semester.begins
        with _at(begins + timedelta(days=10)):
            pupil_id = self._observe()
        with _at(begins + timedelta(days=14)):
            self._write(pupil_id)
        with _at(begins + timedelta(days=18)):
            self._approve()
        if "left" in self.row:
            self._follow(pupil_id, self.row["left"])
        if self.far >= ORDER.index("under_way"):
            self._carry_out()

    def _follow(self, pupil_id: uuid.UUID, row: Mapping[str, Any]) -> None:
        """Left some days ago; the family agreed, and something was offered."""
        day = clock.today() - timedelta(days=row["ago"])
        following = actions.begin_following(
            pupil_id,
            left_on=day,
            agreed_on=day,
            agreed_by="representative",
            tracked_until=clock.today() + timedelta(days=200),
            actor=self.author,
        )
        offer = {name: row[name] for name in ("offered", "said", "words")}
        actions.note_offer(following.pk, happened_on=clock.today(), **offer, actor=self.author)

    def _observe(self) -> uuid.UUID:
        seen = actions.observe(
            called=self.row["called"],
            observed_on=clock.today(),
            signs=self.row["signs"],
            words=self.row["seen"],
            colleague_id=self.author.membership_key,
            actor=self.team["teacher"],
        )
        return seen.pupil_id

    def _write(self, pupil_id: uuid.UUID) -> None:
        plan = actions.draft_plan(
            pupil_id,
            semester=self.semester.id,
            grade=self.row["grade"],
            class_name=self.row.get("class_name", ""),
            overseer_id=self.team["head"].membership_key,
            actor=self.author,
        )
        self.plan_id = plan.pk
        for row in self.row["risks"]:
            self._risk(row)
        if not self.far:
            return
        today = clock.today()
        actions.sign_application(
            plan.pk, signed_on=today, signed_by="representative", informed_on=today, actor=self.author
        )
        promises = self.row.get("pupil_promises", "")
        actions.write_goal(plan.pk, goal=self.row["goal"], pupil_promises=promises, actor=self.author)
        actions.state_no_overlap(plan.pk, actor=self.author)

    def _risk(self, row: Mapping[str, Any]) -> None:
        named = {"criterion": row["criterion"], "justification": row["justification"], "seriousness": "marked"}
        risk = actions.add_risk(self.plan_id, **named, actor=self.author)
        if "support" in row:
            planned = dict(row["support"])
            poor_until = self.semester.ends if planned.pop("poor", False) else None
            planned["quantity"] = Decimal(planned["quantity"])
            days: dict[str, Any] = {
                "begins": self.semester.begins,
                "ends": self.semester.ends,
                "poor_until": poor_until,
            }
            actions.add_support(risk.pk, **planned, **days, actor=self.author)

    def _approve(self) -> None:
        """As far as the plan has come: the head, the municipality, the service."""
        steps = [("submit", "author"), ("approve", "head"), ("approve", "coordinator"), ("approve", "holder")]
        taken = {0: 0, 1: 2, 2: 3}.get(self.far, len(steps))
        for verb, part in steps[:taken]:
            actions.take_step(self.plan_id, verb=verb, actor=self.team[part])

    def _carry_out(self) -> None:
        with _at(self.semester.begins + timedelta(days=20)):
            actions.take_step(self.plan_id, verb="start", actor=self.author)
        for weeks in (5, 8):
            with _at(self.semester.begins + timedelta(weeks=weeks)):
                self._give()
        if self.row["reach"] == "evaluated":
            with _at(self.semester.ends - timedelta(days=10)):
                self._evaluate()

    def _give(self) -> None:
        """Two hours of every consultation; what is bought is bought once."""
        page, today = reads.plan_page(self.plan_id, actor=self.author), clock.today()
        for support in [support for risk in page.risks for support in risk.supports]:
            if support.is_consultation:
                proof: dict[str, Any] = {"confirmed_on": today, "signature": "paper"}
                quantity = Decimal(2)
            elif not support.deliveries:
                proof, quantity = {"document": "Čeks 0114"}, Decimal(1)
            else:
                continue
            given = actions.note_delivery(support.id, given_on=today, quantity=quantity, **proof, actor=self.author)
            if given.is_consultation and not support.deliveries:
                actions.add_proof(given.pk, self.paper, actor=self.author)

    def _evaluate(self) -> None:
        page = reads.plan_page(self.plan_id, actor=self.author)
        changes = {risk.id: "gone" for risk in page.risks}
        actions.evaluate(self.plan_id, changes=changes, result="risks_gone", words=self.row["words"], actor=self.author)

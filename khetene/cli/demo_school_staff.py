"""Invented posts and learning groups of one school, made through the real actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from khetene.earlyleaving.instrument import school_year_on
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.schoolstaff import actions


def tell(content: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    """Posts with their papers and payers; groups with the sessions of this school year."""
    head, teacher = working[content["head"]], working[content["teacher"]]
    for row in content["posts"]:
        _post(row, head)
    for row in content["groups"]:
        _group(row, head, teacher)
    actions.say_measures(content["measures"], actor=head)


def _ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def _post(row: Mapping[str, Any], head: Actor) -> None:
    since = _ago(row["ago"])
    post = actions.add_post(kind=row["kind"], called=row["called"], valid_from=since, actor=head)
    for answer in row.get("answers", ()):
        actions.note_qualification(post.pk, **answer, valid_from=since, seen_on=since, actor=head)
    if "payer" in row:
        share = Decimal(row["share"])
        actions.pay_from(post.pk, payer=row["payer"], share=share, valid_from=since, actor=head)
    if "ends_in" in row:
        actions.end_post(post.pk, valid_to=_ago(-row["ends_in"]), actor=head)


def _group(row: Mapping[str, Any], head: Actor, teacher: Actor) -> None:
    named = {name: row[name] for name in ("subject", "first_grade", "last_grade", "payer")}
    group = actions.open_group(**named | {"subject": row.get("mistyped", row["subject"])}, actor=head)
    if "mistyped" in row:
        actions.correct_group(group.pk, **named, actor=head)
    for days, hours, heads in row["sessions"]:
        if school_year_on(_ago(days)) == group.school_year:
            actions.hold_session(group.pk, held_on=_ago(days), hours=Decimal(hours), heads=heads, actor=teacher)

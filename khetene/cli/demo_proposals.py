"""An invented association with one application half written and one project that runs and grows its report."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from khetene.cli.demo_pictures import picture_of
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.proposals import actions, reads
from khetene.proposals.contents import KIND, Text, Time
from khetene.proposals.enums import Behind, Part

Working = dict[str, Actor]
AMOUNTS = ("quantity", "price", "grant", "own", "amount")
DAYS = ("begins", "ends", "on")
NOT_WRITTEN = ("by", "part", "done", "pictures", "files", "reached", "spent")


def write(content: dict[str, Any], working: Working, folder: Path) -> None:
    """Days count from today; what was written, was written some time ago."""
    call = _call(content["call"], working)
    with clock.set_to(_ago(content["half_written"]["ago"])):
        _half(content["half_written"], call, working)
    write_running(content, working, folder)


def write_running(content: dict[str, Any], working: Working, folder: Path) -> None:
    """The project that runs, alone."""
    _running(content["running"], _call(content["earlier_call"], working), working, folder)


def _call(row: dict[str, Any], working: Working) -> uuid.UUID:
    terms = actions.Terms(
        title=row["title"],
        funder=row["funder"],
        source=row["source"],
        closes=_day(row["closes"]),
        project_from=_day(row["project_from"]),
        project_to=_day(row["project_to"]),
        largest=Decimal(row["largest"]),
        own_percent=Decimal(row["own_percent"]) if "own_percent" in row else None,
    )
    return actions.write_call(terms, actor=working[row["by"]]).pk


def _half(row: dict[str, Any], call: uuid.UUID, working: Working) -> None:
    first = working[row["texts"][0]["by"]]
    application = actions.begin(title=row["title"], call_id=call, actor=first)
    _texts(application.pk, row["texts"], working)
    _cite(application.pk, row["cited"], working)
    for one in row["rows"]:
        _row(application.pk, one["part"], one, working[one["by"]])


def _cite(application: uuid.UUID, row: dict[str, Any], working: Working) -> None:
    """The first figure and the first statement that are found; without the country pack there is none."""
    actor = working[row["by"]]
    for words, behind in ((row["words"], Behind.FIGURE), (row["quotation"], Behind.QUOTATION)):
        for found in reads.choices(words=words, behind=behind, actor=actor)[:1]:
            actions.cite(application, row["part"], found.value, actor=actor)


def _running(row: dict[str, Any], call: uuid.UUID, working: Working, folder: Path) -> None:
    first = working[row["texts"][0]["by"]]
    with clock.set_to(_ago(row["ago"])):
        application = actions.begin(title=row["title"], call_id=call, actor=first).pk
        time_of = Time(_day_from_now(row["time"]["begins"], row), _day_from_now(row["time"]["ends"], row))
        actions.write(application, Part.TIME, time_of, actor=first)
        _texts(application, row["texts"], working)
        kept = [(one, _planned(application, part, one, row, first)) for part, one in _plan(row)]
        actions.move(application, actions.Decision("sent"), actor=first)
    granted = actions.Decision(
        "granted", _day(row["decided"]), Decimal(row["granted"]), row["agreement"], _day(row["report_due"])
    )
    actions.move(application, granted, actor=first)
    for one, key in kept:
        _tell(application, one, key, working)
        for picture in one.get("files", []):
            actions.add_picture(key, *picture_of(picture, folder), actor=working[picture["by"]])


def _plan(row: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    named = ((Part.ACTIVITY, "activities"), (Part.RESULT, "results"), (Part.LINE, "lines"))
    return [(part, one) for part, name in named for one in row[name]]


def _planned(application: uuid.UUID, part: str, one: dict[str, Any], row: dict[str, Any], actor: Actor) -> uuid.UUID:
    shifted = {name: value + row["ago"] if name in DAYS else value for name, value in one.items()}
    return _row(application, part, shifted, actor)


def _tell(application: uuid.UUID, one: dict[str, Any], key: uuid.UUID, working: Working) -> None:
    told = [(Part.DONE, each) for each in one.get("done", [])]
    told += [(Part.PICTURE, each) for each in one.get("pictures", [])]
    told += [(Part.SPENT, each) for each in one.get("spent", [])]
    told += [(Part.REACHED, one["reached"])] if "reached" in one else []
    for part, each in told:
        _row(application, part, each, working[each["by"]], about=key)


def _texts(application: uuid.UUID, rows: list[dict[str, Any]], working: Working) -> None:
    for one in rows:
        actor = working[one["by"]]
        actions.write(application, one["part"], Text(one["text"]), seen=one.get("seen", 0), actor=actor)


def _row(
    application: uuid.UUID, part: str, row: dict[str, Any], actor: Actor, about: uuid.UUID | None = None
) -> uuid.UUID:
    given: dict[str, Any] = {name: value for name, value in row.items() if name not in NOT_WRITTEN}
    given |= {name: Decimal(given[name]) for name in AMOUNTS if name in given}
    given |= {name: _day(given[name]) for name in DAYS if name in given}
    return actions.write(application, part, KIND[part](**given), about_id=about, actor=actor).pk


def _day(days: int) -> date:
    return clock.today() + timedelta(days=days)


def _day_from_now(days: int, row: dict[str, Any]) -> date:
    """The clock stands in the past: the same day counted from there."""
    return _day(days + row["ago"])


def _ago(days: int) -> datetime:
    return datetime.combine(_day(-days), time(10), tzinfo=clock.HOME)

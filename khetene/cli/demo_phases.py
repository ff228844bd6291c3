"""Money, documents, tasks and a frozen report of a phase that runs, and the draft of the next one, through the real actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from khetene.files.storing import Given
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.translated import Translated
from khetene.projects import actions
from khetene.projects.models import Phase
from khetene.projects.plan import Head


def keep(content: Mapping[str, Any], working: Mapping[str, Actor], folder: Path) -> None:
    """Days count from today. Without the recorded phases there is nothing to keep."""
    actor = working[content["by"]]
    phase = Phase.objects.filter(ordinal=content["running"]["phase"]).first()
    if phase is not None:
        _running(phase, content["running"], folder, actor)
    _draft(content["draft"], actor)


def _running(phase: Phase, row: Mapping[str, Any], folder: Path, actor: Actor) -> None:
    lines = {}
    for one in row["lines"]:
        fields = {"code": one["code"], "words": one["words"], "planned": Decimal(one["planned"])}
        lines[one["code"]] = actions.add_line(phase.pk, **fields, actor=actor).pk
    for one in row["costs"]:
        cost = actions.add_cost(
            lines[one["line"]],
            state=one["state"],
            amount=Decimal(one["amount"]),
            on=_day(-one["ago"]),
            words=one["words"],
            document=one["document"],
            actor=actor,
        )
        if "file" in one:
            actions.add_document(
                cost.pk, Given(f"{one['document']}.pdf", (folder / one["file"]).read_bytes()), actor=actor
            )
    for one in row["tasks"]:
        given = {"words": one["words"], "due": _day(one["in_days"]), "gap": one.get("gap", "")}
        actions.add_task(phase.pk, **given, who=actor.membership_key, actor=actor)
    actions.freeze_report(phase.pk, actor=actor)


def _draft(row: Mapping[str, Any], actor: Actor) -> None:
    head = Head(
        title=row["title"],
        known_as="",
        agreement="",
        programme=row["programme"],
        programme_years=row["programme_years"],
        begins=_day(row["begins"]),
        ends=_day(row["ends"]),
        total=Decimal(row["total"]),
        task="",
        percents={source: Decimal(percent) for source, percent in row["percents"].items()},
    )
    phase = actions.begin_phase(row["ordinal"], head, actor=actor)
    for one in row["parts"]:
        values = {name: value for name, value in one.items() if name != "part"}
        if one["part"] == "line":
            values["planned"] = Decimal(values["planned"])
        elif "words" in values:
            values["words"] = Translated(lv=values["words"])
        actions.write_part(one["part"], phase.pk, values, actor=actor)


def _day(days: int) -> date:
    return clock.today() + timedelta(days=days)

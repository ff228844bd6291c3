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
from khetene.projects import actions, reads
from khetene.projects.amending import FIELDS
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
    for one in row["found"]:
        values = {name: value for name, value in one.items() if name != "part"} | {"words": Translated(lv=one["words"])}
        actions.write_part(one["part"], phase.pk, values, actor=actor)
    for one in row["amendments"]:
        _amend(phase, one, lines, folder, actor)
    for one in row["tasks"]:
        given = {"words": one["words"], "due": _day(one["in_days"]), "gap": one.get("gap", "")}
        actions.add_task(phase.pk, **given, who=actor.membership_key, actor=actor)
    actions.freeze_report(phase.pk, actor=actor)


def _amend(phase: Phase, row: Mapping[str, Any], lines: dict[str, Any], folder: Path, actor: Actor) -> None:
    """One with a document was agreed today; one without is still written."""
    prepared = actions.begin_amendment(phase.pk, words=row["words"], actor=actor)
    for told in row["changes"]:
        part, code = told["part"], told.get("line")
        key = phase.pk if part == "head" else lines.get(code)
        shown, seen, _row = reads.change(prepared.pk, part, key, actor=actor)
        given = {name: _typed(name, value, part) for name, value in told.items() if name not in ("part", "line")}
        values = {name: shown.get(name) for name in FIELDS[part]} | given
        actions.write_change(prepared.pk, part, values, key=key, seen=seen, actor=actor)
    if "document" in row:
        file = Given(f"{row['document']}.pdf", (folder / row["file"]).read_bytes())
        given = {"agreed_on": clock.today(), "document": row["document"], "file": file}
        actions.agree_amendment(prepared.pk, **given, actor=actor)
        lines |= {line.code: line.pk for line in phase.lines.order_by("code")}


def _typed(name: str, value: Any, part: str) -> Any:
    if name == "planned":
        return Decimal(value)
    if name == "ends":
        return date.fromisoformat(value)
    return Translated(lv=value) if name == "words" and part != "line" else value


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

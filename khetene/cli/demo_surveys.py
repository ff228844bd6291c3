"""The invented surveys of the demonstration: one closed, one that waits for answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from khetene.gatherings.models import Gathering
from khetene.instruments.models import InstrumentVersion
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.surveys import actions
from khetene.surveys.models import Asked, Survey


def ask(content: dict[str, Any], working: dict[str, Actor]) -> None:
    """Without the questionnaires of the country pack there is nothing to ask."""
    actor = working[content["by"]]
    for row in content["surveys"]:
        version = InstrumentVersion.objects.filter(instrument__slug=row["questions"]).order_by("-number").first()
        if version is None:
            continue
        gathering = Gathering.objects.get(title=row["gathering"])
        with clock.set_to(_moment(row, gathering)):
            survey = _open(row, gathering, version, actor)
            _answer(row, survey, actor)
            _type_in(row.get("sheets", []), survey, actor)
        if row.get("closed"):
            with clock.set_to(_moment(row, gathering) + timedelta(days=row["closes_after"])):
                actions.close(survey.pk, actor=actor)


def _moment(row: dict[str, Any], gathering: Gathering) -> datetime:
    assert gathering.ends
    return gathering.ends + timedelta(days=row["days_after"]) if "days_after" in row else clock.now()


def _open(row: dict[str, Any], gathering: Gathering, version: InstrumentVersion, actor: Actor) -> Survey:
    survey = actions.open_survey(
        version_id=version.pk,
        gathering_id=gathering.pk,
        is_anonymous=not row["names"],
        grouped_by=row.get("grouped_by", ""),
        purpose=row["purpose"],
        closes_on=clock.today() + timedelta(days=row.get("closes_in") or row["closes_after"]),
        actor=actor,
    )
    for one in row.get("also", []):
        actions.ask(survey.pk, **one, actor=actor)
    if row.get("letters"):
        actions.send_letters(survey.pk, actor=actor)
    return survey


def _answer(row: dict[str, Any], survey: Survey, actor: Actor) -> None:
    silent = list(row.get("silent", []))
    for asked, answers in zip(_who_answers(survey, silent), row["answers"], strict=False):
        _asked, address = actions.make_link(asked.pk, actor=actor)
        actions.give_answer(address.rstrip("/").rpartition("/")[2], answers=answers)


def _type_in(sheets: list[dict[str, str]], survey: Survey, actor: Actor) -> None:
    """Some answered on paper, under their names."""
    for asked, answers in zip(survey.asked.filter(answered=False).order_by("pk"), sheets, strict=False):
        actions.enter_paper(survey.pk, asked_id=asked.pk, answers=answers, actor=actor)


def _who_answers(survey: Survey, silent: list[str]) -> list[Asked]:
    """Everybody but one for each silent name: the same name can stand on two rows."""
    people = []
    for asked in survey.asked.order_by("-pk"):
        if asked.name in silent:
            silent.remove(asked.name)
        else:
            people.append(asked)
    return people

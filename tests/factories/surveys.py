"""Surveys as the coordinator opens them; made through the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from khetene.accounts.models import Membership
from khetene.gatherings.models import Gathering
from khetene.instruments import actions as instruments
from khetene.instruments.models import InstrumentVersion
from khetene.instruments.xlsform import read_xlsform
from khetene.kernel.actor import System
from khetene.kernel.links import digest_of
from khetene.surveys import actions
from khetene.surveys.models import Asked, Link, Survey
from tests.factories.accounts import actor_of
from tests.factories.gatherings import announced, on_the_list
from tests.factories.workbooks import xlsform

ROWS = [
    ["select_one yn", "useful", "Vai bija noderīgi?", "yes"],
    ["text", "change", "Kas jāmaina?"],
]
CLOSES = date(2026, 11, 30)


def asks(form_id: str = "survey-after", rows: list[list[str]] | None = None) -> InstrumentVersion:
    questions = read_xlsform(xlsform(rows or ROWS, form_id=form_id, form_title="Pēc sanāksmes"))
    return instruments.load_version(questions, digest=form_id.ljust(64, "0"), actor=System("test"))


def expected(by: Membership, number: int = 6, sectors: tuple[str, ...] = ("municipal",), **more: Any) -> Gathering:
    """An announced gathering with so many on its list, each sector in turn."""
    gathering = announced(by, **more)
    for place in range(number):
        name, email = f"Dalībniece {place}", f"d{place}@example.org"
        on_the_list(gathering, by, name, email=email, sector=sectors[place % len(sectors)])
    return gathering


def opened(by: Membership, gathering: Gathering | None = None, **more: Any) -> Survey:
    """Without names, of those expected at a gathering, until the end of November."""
    given = {"is_anonymous": True, "closes_on": CLOSES, **more}
    version = given.pop("version", None) or asks()
    if "body_id" not in given:
        given["gathering_id"] = (gathering or expected(by)).pk
    return actions.open_survey(version_id=version.pk, actor=actor_of(by), **given)


def token_for(asked: Asked) -> str:
    """A door for somebody asked, as a letter would carry it."""
    token = f"token-{asked.pk}"
    Link.objects.get_or_create(asked=asked, digest=digest_of(token))
    return token


def answered(survey: Survey, *answers: dict[str, str]) -> None:
    """The first of those asked answer so."""
    for asked, said in zip(survey.asked.filter(answered=False).order_by("pk"), answers, strict=False):
        actions.give_answer(token_for(asked), answers=said)

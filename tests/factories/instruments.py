"""Evaluations as the coordinator opens them; made through the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from khetene.accounts.models import Membership
from khetene.instruments import actions
from khetene.instruments.models import Evaluation, InstrumentVersion, Part
from khetene.instruments.xlsform import read_xlsform
from khetene.kernel.actor import System
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.territory import TerritoryFactory
from tests.factories.workbooks import xlsform

SCHOOL = {"met": "yes", "what": "Apmeklējums"}
ROWS = [
    ["note", "intro", "Par kopīgo darbu"],
    ["begin_group", "school", "Izglītība", "", "", "", "education"],
    ["select_one yn", "met", "Vai strādājāt kopā?", "yes"],
    ["text", "what", "Pie kā?", "yes", "${met} = 'yes'"],
    ["integer", "meetings", "Cik reižu?", "", "${met} = 'yes'", ". >= 0 and . <= 366"],
    ["end_group"],
    ["text", "police", "Kas vajadzīgs policijai?", "", "", "", "police"],
]


def questions(rows: list[list[str]] | None = None, digest: str = "0" * 64) -> InstrumentVersion:
    return actions.load_version(read_xlsform(xlsform(rows or ROWS)), digest=digest, actor=System("test"))


def opened(by: Membership, **more: Any) -> Evaluation:
    """An evaluation of Līga's work for this year, open until the end of November."""
    given = {"year": 2026, "closes_on": date(2026, 11, 30), **more}
    version = questions(given.pop("rows", None))
    post = given.pop("post", None) or MembershipFactory(role="mediator", user__name="Līga")
    town = given.pop("territory", None) or TerritoryFactory(name="Tukums")
    return actions.open_evaluation(version.pk, post_id=post.pk, territory_id=town.pk, actor=actor_of(by), **given)


def asked_about(evaluation: Evaluation, by: Membership, field: str = "education", **more: Any) -> tuple[Part, str]:
    given = {"name": "Skola", "email": "", **more}
    return actions.ask_part(evaluation.pk, field=field, actor=actor_of(by), **given)


OVERVIEW = settings.ROOT / "country" / "lv" / "instruments" / "overview-contribution.xlsx"
CLOSES = date(2026, 12, 18)
EDUCATION = {"edu_done": "Sarunas ar vecākiem", "edu_measures": "3", "edu_reach": "20_to_99"}


def overview_questions() -> InstrumentVersion:
    """The questionnaire of the country pack for municipalities."""
    return actions.load_version(read_xlsform(OVERVIEW.read_bytes()), digest="1" * 64, actor=System("test"))


def asked_for_overview(by: Membership, name: str, year: int = 2026) -> Evaluation:
    """A municipality that is asked about a year; nobody in it yet."""
    overview_questions()
    town = TerritoryFactory(name=name, kind="municipality")
    asked = actions.ask_municipalities(year, territory_ids=[town.pk], closes_on=CLOSES, actor=actor_of(by))
    return asked[0]


def answered_for(
    contribution: Evaluation, by: Membership, institution: str, answers: dict[str, str], name: str = "Speciāliste"
) -> Part:
    """An institution's answer about education."""
    asked = {"field": "education", "name": name, "answers_for": institution}
    part, token = actions.ask_part(contribution.pk, **asked, actor=actor_of(by))
    actions.answer_part(token, answers=answers)
    return part

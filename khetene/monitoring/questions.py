"""What the two-yearly report to the European Commission asks for (D 1.2, reporting questionnaire of 2023), block by block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from khetene.monitoring.enums import Objective


@dataclass(frozen=True, slots=True)
class Question:
    """One block of text; without an objective it is about the whole country."""

    slug: str
    objective: str
    heading: Any
    asked: Any


ABOUT_THE_COUNTRY = (
    Question(
        "coordination",
        "",
        _("Who coordinates"),
        _("The national contact point: its place, staff and money. Who takes part and how often they meet."),
    ),
    Question(
        "civil-society",
        "",
        _("How Roma civil society took part"),
        _("Which associations took part in planning, carrying out and evaluating, and what changed because of them."),
    ),
    Question(
        "antigypsyism",
        "",
        _("Antigypsyism"),
        _("What was done against prejudice and hate, by whom, and how it is known whether it helped."),
    ),
    Question(
        "segregation",
        "",
        _("Segregation"),
        _("Whether children learn or families live apart, how that is found out, and what was done against it."),
    ),
    Question(
        "data",
        "",
        _("How data are collected"),
        _("Which sources there are, what they can say and what not, and why some things are not measured."),
    ),
    Question(
        "eu-funds",
        "",
        _("Use of EU funds"),
        _("Which funds paid for what, and how the enabling condition 4.5 (Roma strategy) is met."),
    ),
)
_OF_AN_OBJECTIVE = (
    (
        "measures",
        _("Measures"),
        _("Measures for everybody and measures for Roma; national and local; money, its source, how far they are."),
    ),
    ("challenges", _("Challenges"), _("What is difficult, and what was learnt.")),
    ("practices", _("Promising practices"), _("One to three examples: what, where, for whom, what came of it.")),
)
QUESTIONS = (
    *ABOUT_THE_COUNTRY,
    *(
        Question(f"{objective.value.lower()}-{slug}", objective.value, heading, asked)
        for objective in Objective
        for slug, heading, asked in _OF_AN_OBJECTIVE
    ),
)
BY_SLUG = {question.slug: question for question in QUESTIONS}

"""A survey on paper: what is told on the sheet, which groups can be ticked, and what may be left out."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Count
from django.utils.translation import gettext as _

from khetene.gatherings.enums import Sector
from khetene.instruments.paper import PaperLine
from khetene.instruments.questionnaire import Item, Questionnaire
from khetene.kernel.alphabet import in_alphabet
from khetene.surveys.enums import GroupedBy
from khetene.surveys.models import Survey
from khetene.surveys.words import grouped, quoted

FIELDS = {GroupedBy.SECTOR: "sector", GroupedBy.MUNICIPALITY: "place"}


def groups_of(survey: Survey) -> list[tuple[str, str]]:
    """What may be kept beside an answer: groups of which enough people are asked."""
    field = FIELDS.get(GroupedBy(survey.grouped_by))
    if field is None:
        return []
    rows = survey.asked.exclude(**{field: ""}).values(field).annotate(number=Count("pk")).order_by(field)
    large = [row[field] for row in rows if row["number"] >= survey.minimum]
    named = [(code, str(Sector(code).label) if field == "sector" else code) for code in large]
    return sorted(named, key=lambda one: in_alphabet(one[1]))


def promises_on_paper(survey: Survey) -> list[str]:
    """What is printed above the questions."""
    if not survey.is_anonymous:
        told = _(
            "Write your name. %(organiser)s types the sheet in; your name stands beside your answer, seen by them alone."
        )
        return [told % {"organiser": survey.organisation.name}, quoted(survey)]
    return [
        _(
            "Do not write your name. Whoever types the sheet in reads it; nothing says afterwards which answers came on paper."
        ),
        grouped(survey),
        _("Answers are read when the survey is closed, and only if at least %(number)s people answered.")
        % {"number": survey.minimum},
        quoted(survey),
        _("If you have answered here, do not answer by a link as well."),
    ]


def group_line(survey: Survey, number: int) -> list[PaperLine]:
    """The last question of the sheet, where a group is kept beside an answer."""
    choices = [label for _code, label in groups_of(survey)] if survey.is_anonymous else []
    if not choices:
        return []
    return [PaperLine("select_one", number, str(survey.get_grouped_by_display()), "", "", [*choices, _("another")])]


def may_be_left_out(asked: Questionnaire) -> Questionnaire:
    """The same questions: on paper nobody can be asked once more for what they left out."""
    return replace(asked, items=tuple(_optional(item) for item in asked.items))


def _optional(item: Item) -> Item:
    return replace(item, required=False, items=tuple(_optional(one) for one in item.items))


def number_after(asked: Questionnaire) -> int:
    return 1 + sum(1 for _item in asked.questions())

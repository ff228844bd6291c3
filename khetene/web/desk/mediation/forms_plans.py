"""What stands in a work plan: words about a town, never about people, and no counts of people."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import NeedDomain
from khetene.mediation.enums import FIRST_YEAR, LAST_YEAR, StepState
from khetene.web.components.forms import DateField, KheteneForm


class SituationForm(KheteneForm):
    situation = forms.CharField(
        label=_("What does the town need?"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Your own judgement in your own words. Without names, and without counting people."),
    )
    offices = forms.CharField(
        label=_("What can offices here do, and what do they lack?"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PlanForm(SituationForm):
    field_order = ["territory", "year"]
    territory = forms.ChoiceField(label=_("Which town or municipality?"))
    year = forms.IntegerField(
        label=_("For which year?"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    goes_on = forms.BooleanField(
        label=_("Take over what is still open in my earlier plan for this town"), required=False
    )

    def __init__(self, *args: Any, territories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("territory", [("", _("choose")), *territories])

    def plan(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        territory = data.pop("territory")
        return data | {"territory_id": uuid.UUID(territory)}


class TownNeedForm(KheteneForm):
    domain = forms.ChoiceField(label=_("In which field?"), choices=NeedDomain.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What is the need?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Without names, and without counting people."),
    )


class TownGoalForm(KheteneForm):
    words = forms.CharField(
        label=_("What should be different at the end of the year?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TownStepForm(KheteneForm):
    words = forms.CharField(label=_("What will be done?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    with_whom = forms.CharField(
        label=_("With whom?"),
        max_length=300,
        required=False,
        help_text=_("An office or a group, not a private person."),
    )
    due_on = DateField(label=_("By when?"))


class MoveStepForm(KheteneForm):
    state = forms.ChoiceField(label=_("How far is it?"), choices=StepState.choices, widget=forms.RadioSelect)
    outcome = forms.CharField(
        label=_("What came of it?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when it is done or dropped. Without names."),
    )


class ReviewPlanForm(KheteneForm):
    review = forms.CharField(
        label=_("How did the year go?"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What changed, what did not, what should come next. Without names."),
    )


class CommentForm(KheteneForm):
    words = forms.CharField(label=_("Your comment"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))

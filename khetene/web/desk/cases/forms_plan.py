"""What people fill in about a plan: goals, measures, and when it is looked at again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.desk.cases.forms import SHORT_NOTE


class GoalForm(KheteneForm):
    words = forms.CharField(
        label=_("What does the person want to reach?"),
        max_length=1000,
        widget=SHORT_NOTE,
        help_text=_("In their words."),
    )
    needs = forms.MultipleChoiceField(
        label=_("Which needs does it answer?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("needs", needs)


class MeasureForm(KheteneForm):
    words = forms.CharField(label=_("What will be done?"), max_length=1000, widget=SHORT_NOTE)
    responsible = forms.CharField(
        label=_("Who does it?"), max_length=160, help_text=_("For example: the employment agency, we, the person.")
    )
    due_on = DateField(label=_("By when?"))


class MeasureChangeForm(KheteneForm):
    state = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What happened?"), max_length=1000, required=False, widget=SHORT_NOTE)

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", states)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == "not_done" and not data.get("reason"):
            self.add_error("reason", _("Say in a few words why it was not done."))
        return data


class AgreePlanForm(KheteneForm):
    review_on = DateField(label=_("When will you look at the plan together again?"))

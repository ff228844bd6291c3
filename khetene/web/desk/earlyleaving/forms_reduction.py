"""What is asked about a measure of the plan for reducing early leaving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import Aim, Progress
from khetene.web.components.forms import DateField, KheteneForm


class MeasureForm(KheteneForm):
    aim = forms.ChoiceField(label=_("What does it change?"), choices=Aim.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What will be done?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For all pupils or a class. No names."),
    )
    responsible = forms.CharField(
        label=_("Who answers for it?"), max_length=120, help_text=_("A post, for example: the mathematics teacher.")
    )
    due_on = DateField(label=_("By which day?"))


class CorrectMeasureForm(MeasureForm):
    outcome = forms.CharField(
        label=_("What came of it, or why was it not done?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, has_ended: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_ended:
            del self.fields["outcome"]


class ProgressForm(KheteneForm):
    progress = forms.ChoiceField(label=_("How far is it?"), choices=Progress.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What came of it, or why was it not done?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed at the end. No names."),
    )

"""What people fill in to find a case, to be let in, and to say who works on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import (
    AccessReason,
)
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.desk.cases.forms import SHORT_NOTE


class FindCaseForm(KheteneForm):
    name = forms.CharField(
        label=_("Name or case key"),
        max_length=160,
        help_text=_("The whole name, as it was written down. Only cases of your organisation are searched."),
    )


class AccessForm(KheteneForm):
    reason = forms.ChoiceField(
        label=_("Why do you need to see the case?"), choices=AccessReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In a few words"), max_length=500, required=False, widget=SHORT_NOTE)


class DecideAccessForm(KheteneForm):
    granted = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Give access")), ("no", _("Do not give access"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    ends_on = DateField(label=_("Until when?"), required=False, help_text=_("At the longest 90 days."))


class WorkerForm(KheteneForm):
    membership = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("membership", colleagues)

"""What is no contact, the words of a month, and the supervisor's decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.mediation.enums import ActivityKind
from khetene.web.components.forms import DateField, KheteneForm


class ActivityForm(KheteneForm):
    kind = forms.ChoiceField(label=_("What was it?"), choices=ActivityKind.choices, widget=forms.RadioSelect)
    happened_on = DateField(label=_("When?"))
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=1440)
    people = forms.IntegerField(
        label=_("How many people came?"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_("Only for an event. Count heads; write no names."),
    )
    institution = forms.ChoiceField(label=_("With which institution?"), required=False)
    change = forms.CharField(
        label=_("What did the institution change?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: the school now sends letters in plain language."),
    )
    words = forms.CharField(
        label=_("In a few words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Without names."),
    )

    def __init__(self, *args: Any, institutions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("institution", [("", _("none")), *institutions])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == ActivityKind.COMMUNITY and not data.get("people") and "people" not in self.errors:
            self.add_error("people", _("Say how many people came."))
        if kind and kind != ActivityKind.COMMUNITY and data.get("people"):
            self.add_error("people", _("Only at an event are people counted. Leave this empty."))
        if (kind == ActivityKind.INSTITUTION or data.get("change")) and not data.get("institution"):
            self.add_error("institution", _("Say which institution it was."))
        return data

    def activity(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        data["institution_id"] = data.pop("institution") or None
        return data


class NarrativeForm(KheteneForm):
    narrative = forms.CharField(
        label=_("The month in your own words"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What went well, what was hard, what should change. Without names of clients."),
    )


class ReturnForm(KheteneForm):
    mend = forms.CharField(
        label=_("What should be mended?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

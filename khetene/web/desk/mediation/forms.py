"""Noting a visit in a minute: where, who began, about what, what was done."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import Language, NeedDomain
from khetene.kernel import clock
from khetene.mediation.enums import Action, Place, Result, StartedBy
from khetene.mediation.reads import Habits
from khetene.web.components.forms import DateField, KheteneForm

DURATIONS = (10, 15, 30, 45, 60, 90, 120, 180)


class ContactForm(KheteneForm):
    """What is new in each visit stands first; the rest is as it usually is and may be changed."""

    place = forms.ChoiceField(label=_("Where?"), choices=Place.choices, widget=forms.RadioSelect)
    started_by = forms.ChoiceField(label=_("Who began it?"), choices=StartedBy.choices, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("About what?"), choices=NeedDomain.choices, widget=forms.CheckboxSelectMultiple
    )
    actions = forms.MultipleChoiceField(
        label=_("What was done?"), choices=Action.choices, widget=forms.CheckboxSelectMultiple
    )
    result = forms.ChoiceField(label=_("How did it end?"), choices=Result.choices, widget=forms.RadioSelect)
    minutes = forms.TypedChoiceField(
        label=_("How many minutes?"),
        choices=[(minutes, str(minutes)) for minutes in DURATIONS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long it took, or write the minutes.")},
    )
    minutes_exactly = forms.IntegerField(
        label=_("Minutes exactly, if none of these"), min_value=1, max_value=720, required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The languages that you spoke. It says nothing about anybody else."),
    )
    happened_on = DateField(label=_("When?"))
    territory = forms.ChoiceField(label=_("Municipality"))
    case = forms.ChoiceField(
        label=_("Does it belong to a case?"),
        required=False,
        help_text=_("A visit needs no case and no name."),
    )
    institution = forms.ChoiceField(label=_("With which office?"), required=False)
    words = forms.CharField(
        label=_("In a few words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Without names. Write what was said and done."),
    )
    next_step = forms.CharField(label=_("Next step"), max_length=500, required=False)
    next_step_on = DateField(label=_("Next step by"), required=False)

    def __init__(
        self,
        *args: Any,
        territories: list[tuple[str, str]],
        cases: list[tuple[str, str]],
        institutions: list[tuple[str, str]],
        habits: Habits,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._put_the_usual_first(habits)
        self.fields["minutes"].required = not self.data.get("minutes_exactly")
        lists = {"territory": territories, "case": cases, "institution": institutions}
        for name, options in lists.items():
            first = ("", _("choose")) if name == "territory" else ("", _("none"))
            self.offer(name, [first, *options])

    def _put_the_usual_first(self, habits: Habits) -> None:
        for name, options, used in (
            ("topics", NeedDomain.choices, habits.topics),
            ("actions", Action.choices, habits.actions),
        ):
            self.offer(name, habits.in_order(options, used))

    @staticmethod
    def usual(habits: Habits) -> dict[str, Any]:
        """What the form begins with."""
        known = habits.minutes in DURATIONS
        return {
            "place": habits.place,
            "started_by": habits.started_by,
            "result": habits.result,
            "minutes": habits.minutes if known else None,
            "minutes_exactly": None if known else habits.minutes,
            "territory": str(habits.territory_id or ""),
            "languages": habits.languages,
        }

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["minutes"] = data.pop("minutes_exactly", None) or data.get("minutes")
        if data.get("next_step") and not data.get("next_step_on"):
            self.add_error("next_step_on", _("Say by when."))
        if data.get("result") == Result.TOLD_WHO and not data.get("institution"):
            self.add_error("institution", _("Say which office it is."))
        return data

    def contact(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        day = data.pop("happened_on")
        noon = datetime.combine(day, time(12), tzinfo=clock.HOME)
        data["happened_at"] = min(noon, clock.now() - timedelta(minutes=1))
        for name in ("territory", "case", "institution"):
            data[f"{name}_id"] = data.pop(name) or None
        return data


class CorrectionForm(KheteneForm):
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=720)
    result = forms.ChoiceField(label=_("How did it end?"), choices=Result.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=_("Why is it corrected?"), max_length=300)

"""Handing over in steps: whom, what, agreement, send; and the recipient's answers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import AgreementAnswer, Language, OutcomeKind, Purpose
from khetene.kernel.enums import GivenHow
from khetene.referrals.enums import DATA_TRAVELS, DeclineReason, SharedPart, Way
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.components.widgets import Radios

NOTE = forms.Textarea(attrs={"rows": 3})
PURPOSES = [
    (Purpose.SOCIAL_SERVICE.value, Purpose.SOCIAL_SERVICE.label),
    (Purpose.EMPLOYMENT_SERVICE.value, Purpose.EMPLOYMENT_SERVICE.label),
    (Purpose.SCHOOLING.value, Purpose.SCHOOLING.label),
    (Purpose.ACCOMPANIMENT.value, Purpose.ACCOMPANIMENT.label),
]


WAY_HINTS = {
    Way.PRODUCT: _("The office finds it among its referrals."),
    Way.LINK: _("The office opens it by a link, without an account."),
    Way.LETTER: _("You print it and give it to the person or post it."),
    Way.PHONE: _("No data go over. You only write down that you called."),
    Way.ON_FOOT: _("No data go over. You print a card for the person to take along."),
}


class StartForm(KheteneForm):
    recipient = forms.ChoiceField(label=_("To which office?"))
    way = forms.ChoiceField(label=_("How?"), choices=Way.choices, widget=Radios(hints=WAY_HINTS), initial=Way.PRODUCT)
    parts = forms.MultipleChoiceField(
        label=_("What goes over?"),
        choices=SharedPart.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only what the office needs. Nothing else goes over."),
    )
    needs = forms.MultipleChoiceField(label=_("Which needs?"), widget=forms.CheckboxSelectMultiple, required=False)
    facts = forms.MultipleChoiceField(label=_("Which answers?"), widget=forms.CheckboxSelectMultiple, required=False)
    words = forms.CharField(label=_("A few words to the office"), max_length=1000, required=False, widget=NOTE)

    def __init__(
        self,
        *args: Any,
        recipients: list[tuple[str, str]],
        needs: list[tuple[str, str]],
        facts: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        lists: dict[str, list[tuple[Any, Any]]] = {
            "recipient": [("", _("choose")), *recipients],
            "needs": needs,
            "facts": facts,
        }
        for name, options in lists.items():
            self.offer(name, options)
            if not options:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parts = data.get("parts") or []
        if data.get("way") in DATA_TRAVELS and not parts:
            self.add_error("parts", _("Choose at least one thing to hand over."))
        if data.get("way") in DATA_TRAVELS:
            self._ask_which(parts, data)
        return data

    def _ask_which(self, parts: list[str], data: dict[str, Any]) -> None:
        if SharedPart.NEEDS in parts and "needs" in self.fields and not data.get("needs"):
            self.add_error("needs", _("Choose which needs."))
        if SharedPart.FACTS in parts and "facts" in self.fields and not data.get("facts"):
            self.add_error("facts", _("Choose which answers."))


class AgreeForm(KheteneForm):
    answer = forms.ChoiceField(
        label=_("What did the person answer?"), choices=AgreementAnswer.choices, widget=forms.RadioSelect
    )
    explained = forms.CharField(label=_("What did you explain?"), widget=NOTE, max_length=2000)
    explained_in = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)
    given_how = forms.ChoiceField(
        label=_("How was the answer given?"), choices=GivenHow.choices, widget=forms.RadioSelect
    )
    witness = forms.CharField(label=_("Witness or guardian"), max_length=160, required=False)
    valid_to = DateField(label=_("Holds until"), required=False)
    report_back = forms.BooleanField(label=_("The office may tell us the result"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("given_how") in (GivenHow.SPOKEN, GivenHow.GUARDIAN) and not data.get("witness"):
            self.add_error("witness", _("Write who the witness or the guardian was."))
        return data


class AcceptForm(KheteneForm):
    purpose = forms.ChoiceField(label=_("What will your case be for?"), choices=PURPOSES, widget=forms.RadioSelect)


class DeclineForm(KheteneForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In a few words"), max_length=500, required=False, widget=NOTE)
    better_address = forms.ChoiceField(label=_("Where would be better?"), required=False)

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("better_address", [("", _("not known")), *organisations])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") == DeclineReason.OTHER and not data.get("words"):
            self.add_error("words", _("Say in a few words why."))
        return data

    def answer(self) -> dict[str, Any]:
        """What `actions.decline_referral` takes."""
        given = self.cleaned_data
        better = given["better_address"]
        return {
            "reason": given["reason"],
            "words": given["words"],
            "better_address_id": uuid.UUID(better) if better else None,
        }


class AppointmentForm(KheteneForm):
    on = DateField(label=_("On which day did you meet the person first?"))


class OutcomeForm(KheteneForm):
    kind = forms.ChoiceField(label=_("What came of it?"), choices=OutcomeKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In a few words"), max_length=500, required=False, widget=NOTE)
    on = DateField(label=_("When?"))


class MessageForm(KheteneForm):
    words = forms.CharField(label=_("Write to the other office"), max_length=1000, widget=NOTE)

"""What people fill in while they work on a case: agreements, needs, promises, what changed, and the duty to report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import (
    AgreementAnswer,
    AgreementKind,
    Language,
    NeedDomain,
    OutcomeKind,
    OutcomeProof,
    PromiseSide,
)
from khetene.kernel.enums import GivenHow
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.desk.cases.forms import NOTE, SHORT_NOTE, choices_of


class AgreementForm(KheteneForm):
    client = forms.ChoiceField(label=_("Whose answer is it?"))
    kind = forms.ChoiceField(label=_("What was asked?"), choices=AgreementKind.choices, widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=_("The answer"),
        choices=AgreementAnswer.choices,
        widget=forms.RadioSelect,
        help_text=_("A refusal is an answer too. Help goes on."),
    )
    explained = forms.CharField(label=_("What did you explain?"), widget=NOTE, max_length=2000)
    explained_in = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)
    given_how = forms.ChoiceField(
        label=_("How was the answer given?"), choices=GivenHow.choices, widget=forms.RadioSelect
    )
    witness = forms.CharField(
        label=_("Witness or guardian"),
        max_length=160,
        required=False,
        help_text=_("Needed if the answer was spoken or given by a guardian."),
    )
    recipient = forms.ChoiceField(
        label=_("To whom may data go?"), required=False, help_text=_("Only for consent to hand over data.")
    )
    parts = forms.MultipleChoiceField(
        label=_("Which data may go?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    purpose = forms.CharField(label=_("What for?"), max_length=500, required=False)
    programme = forms.ChoiceField(
        label=_("Programme"), required=False, help_text=_("Only for taking part in a programme.")
    )
    report_back = forms.BooleanField(label=_("The office may tell us the result"), required=False)
    valid_to = DateField(label=_("Holds until"), required=False, help_text=_("Leave empty if no end was agreed."))

    def __init__(
        self,
        *args: Any,
        clients: list[tuple[str, str]],
        recipients: list[tuple[str, str]],
        parts: list[tuple[str, Any]],
        programmes: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[Any, Any]]] = {
            "client": clients,
            "recipient": [("", _("nobody")), *recipients],
            "parts": parts,
            "programme": [("", _("none")), *programmes],
        }
        for name, options in choices.items():
            self.offer(name, options)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == AgreementKind.DATA_CONSENT and not data.get("recipient"):
            self.add_error("recipient", _("Say to whom the data may go."))
        if data.get("kind") == AgreementKind.PARTICIPATION and not data.get("programme"):
            self.add_error("programme", _("Say which programme it is."))
        if data.get("given_how") in (GivenHow.SPOKEN, GivenHow.GUARDIAN) and not data.get("witness"):
            self.add_error("witness", _("Write who the witness or the guardian was."))
        return data


class WithdrawForm(KheteneForm):
    on = DateField(label=_("On which day did they withdraw it?"))


class NeedForm(KheteneForm):
    domain = forms.ChoiceField(label=_("What is it about?"), choices=choices_of(NeedDomain, _("choose")))
    words = forms.CharField(
        label=_("In their own words"),
        max_length=2000,
        required=False,
        widget=NOTE,
        help_text=_("Write what was said, not what you think of it. The person may read it."),
    )


class NeedChangeForm(KheteneForm):
    state = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("What happened?"), max_length=1000, required=False, widget=SHORT_NOTE)

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", states)


class PromiseForm(KheteneForm):
    side = forms.ChoiceField(label=_("Who promised?"), choices=PromiseSide.choices, widget=forms.RadioSelect)
    office = forms.ChoiceField(label=_("Which office?"), required=False)
    words = forms.CharField(label=_("What was promised?"), max_length=1000, widget=SHORT_NOTE)
    due_on = DateField(label=_("By when?"))

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", [("", _("none")), *offices])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("side") == PromiseSide.OFFICE and not data.get("office"):
            self.add_error("office", _("Say which office promised it."))
        if data.get("side") != PromiseSide.OFFICE:
            data["office"] = ""
        return data


class OutcomeForm(KheteneForm):
    client = forms.ChoiceField(label=_("For whom?"))
    kind = forms.ChoiceField(label=_("What changed?"), choices=OutcomeKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In a few words"), max_length=1000, required=False, widget=SHORT_NOTE)
    happened_on = DateField(label=_("When?"))
    proof = forms.ChoiceField(label=_("How do you know?"), choices=OutcomeProof.choices, widget=forms.RadioSelect)
    need = forms.ChoiceField(label=_("Which need does it meet?"), required=False)

    def __init__(self, *args: Any, clients: list[tuple[str, str]], needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("client", clients)
        self.offer("need", [("", _("none")), *needs])


class DutyForm(KheteneForm):
    arose_on = DateField(label=_("On which day did the duty to report arise?"))
    reported_to = forms.CharField(
        label=_("To whom was it reported?"),
        max_length=120,
        required=False,
        help_text=_("For example: State Police, orphan's court, social service."),
    )
    reported_on = DateField(label=_("On which day was it reported?"), required=False)
    reported_how = forms.ChoiceField(
        label=_("How?"),
        required=False,
        choices=[("", _("not yet")), ("phone", _("by phone")), ("paper", _("in writing")), ("visit", _("in person"))],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reported_on") and not data.get("reported_to"):
            self.add_error("reported_to", _("Say to whom it was reported."))
        if data.get("reported_to") and not data.get("reported_on"):
            self.add_error("reported_on", _("Say on which day it was reported."))
        return data

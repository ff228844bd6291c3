"""What people fill in about a case. Each field says in one line why it is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import (
    AccessReason,
    AgeBand,
    AgreementAnswer,
    AgreementKind,
    ClosingReason,
    Language,
    NeedDomain,
    OutcomeKind,
    OutcomeProof,
    PromiseSide,
    Purpose,
)
from khetene.kernel import clock
from khetene.kernel.enums import GivenHow
from khetene.web.components.forms import DateField, KheteneForm

NOTE = forms.Textarea(attrs={"rows": 4})
SHORT_NOTE = forms.Textarea(attrs={"rows": 2})


def _choices(enum: Any, empty: Any = None) -> list[tuple[str, Any]]:
    return ([("", empty)] if empty else []) + list(enum.choices)


class ClientForm(KheteneForm):
    called = forms.CharField(
        label=_("How do they want to be called?"),
        max_length=120,
        help_text=_("A first name is enough. It lets you speak with the person and find the case again."),
    )
    legal_name = forms.CharField(
        label=_("Name and surname in documents"),
        max_length=160,
        required=False,
        help_text=_("Only if an office needs it. It is encrypted and found only inside your organisation."),
    )
    birth_date = DateField(
        label=_("Birth date"),
        required=False,
        help_text=_("Many programmes have an age limit. The age group is enough if the date is not needed."),
    )
    age_band = forms.ChoiceField(label=_("Age group"), choices=_choices(AgeBand, _("not asked")), required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("To agree on a meeting. Other offices do not see it."),
    )
    other_contact = forms.CharField(
        label=_("How else to reach them"),
        max_length=200,
        required=False,
        help_text=_("For example: leave word at the day centre."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages they speak well"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("So that the talk and the papers are in a language they understand."),
    )
    interpreter = forms.ChoiceField(
        label=_("Interpreter needed"),
        choices=_choices(Language, _("not needed")),
        required=False,
        help_text=_("A child must not interpret for its parents."),
    )

    def clean_birth_date(self) -> Any:
        day = self.cleaned_data["birth_date"]
        if day and day > clock.today():
            raise forms.ValidationError(_("A birth date cannot be in the future. Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("birth_date") and data.get("age_band"):
            self.add_error("age_band", _("Give the birth date or the age group, not both."))
        return data


class OpenCaseForm(ClientForm):
    purpose = forms.ChoiceField(label=_("What is the case for?"), widget=forms.RadioSelect)
    territory = forms.ChoiceField(
        label=_("Municipality"), help_text=_("It decides which offices and services are responsible.")
    )
    people_concerned = forms.IntegerField(
        label=_("How many people does the case concern?"),
        min_value=1,
        max_value=30,
        initial=1,
        help_text=_("A number only. Who is related to whom is not written down."),
    )
    need_domain = forms.ChoiceField(label=_("What is needed first?"), choices=_choices(NeedDomain, _("choose")))
    need_words = forms.CharField(
        label=_("In their own words"),
        max_length=2000,
        required=False,
        widget=SHORT_NOTE,
        help_text=_("Write what was said, not what you think of it. The person may read it."),
    )

    def __init__(
        self,
        *args: Any,
        territories: list[tuple[str, str]],
        purposes: list[Purpose],
        needs_agreement: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("purpose", [(purpose.value, purpose.label) for purpose in purposes])
        if len(purposes) == 1:
            del self.fields["purpose"]
        self.offer("territory", [("", _("choose")), *territories])
        if needs_agreement:
            self.fields.update(_accompaniment_fields())


def _accompaniment_fields() -> dict[str, forms.Field]:
    """A mediator opens a case only by an explained agreement (D 10 #2)."""
    return {
        "explained": forms.CharField(
            label=_("What did you explain?"),
            widget=NOTE,
            max_length=2000,
            initial=_(
                "I accompany you to offices if you wish. I write down only what is needed for that. "
                "You may read it and end it at any time. Nothing goes to anybody else without your word."
            ),
        ),
        "explained_in": forms.ChoiceField(label=_("In which language?"), choices=Language.choices),
        "given_how": forms.ChoiceField(
            label=_("How did they agree?"), choices=GivenHow.choices, widget=forms.RadioSelect
        ),
        "witness": forms.CharField(
            label=_("Witness or guardian"),
            max_length=160,
            required=False,
            help_text=_("Needed if the agreement was spoken or given by a guardian."),
        ),
    }


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
    domain = forms.ChoiceField(label=_("What is it about?"), choices=_choices(NeedDomain, _("choose")))
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


class CloseCaseForm(KheteneForm):
    reason = forms.ChoiceField(
        label=_("Why is the case closed?"), choices=ClosingReason.choices, widget=forms.RadioSelect
    )


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

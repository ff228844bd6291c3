"""What people fill in about a case and the person in it. Each field says in one line why it is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import (
    AgeBand,
    ClosingReason,
    Language,
    NeedDomain,
    Purpose,
)
from khetene.kernel import clock
from khetene.kernel.enums import GivenHow
from khetene.web.components.forms import DateField, KheteneForm

NOTE = forms.Textarea(attrs={"rows": 4})
SHORT_NOTE = forms.Textarea(attrs={"rows": 2})


def choices_of(enum: Any, empty: Any = None) -> list[tuple[str, Any]]:
    """All of them, behind an empty one where nothing need be chosen."""
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
    age_band = forms.ChoiceField(label=_("Age group"), choices=choices_of(AgeBand, _("not asked")), required=False)
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
        choices=choices_of(Language, _("not needed")),
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
    need_domain = forms.ChoiceField(label=_("What is needed first?"), choices=choices_of(NeedDomain, _("choose")))
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


class CloseCaseForm(KheteneForm):
    reason = forms.ChoiceField(
        label=_("Why is the case closed?"), choices=ClosingReason.choices, widget=forms.RadioSelect
    )

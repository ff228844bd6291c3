"""Supports, what was given, which schools take part, and what is paid elsewhere."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import Meeting, SchoolKind, Signature
from khetene.web.components.files import UploadField
from khetene.web.components.forms import AmountField, DateField, KheteneForm

Choices = Sequence[tuple[str, Any]]


def _cents(euro: Decimal | None) -> int | None:
    return None if euro is None else int(euro * 100)


class SupportForm(KheteneForm):
    kind = forms.ChoiceField(label=_("Which support?"), widget=forms.RadioSelect)
    meeting = forms.ChoiceField(
        label=_("For a consultation: how?"),
        choices=[("", _("not a consultation")), *Meeting.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    quantity = AmountField(
        label=_("How much?"), help_text=_("Hours of a consultation; else months or pieces, for example 1,5.")
    )
    unit_euro = AmountField(label=_("What does one cost, in euro?"))
    begins = DateField(label=_("From which day?"))
    ends = DateField(label=_("Last day"))
    responsible = forms.CharField(
        label=_("Who answers for it?"), max_length=120, help_text=_("A post, for example: the mathematics teacher.")
    )
    poor_until = DateField(
        label=_("Until when does the status of a poor household hold?"),
        required=False,
        help_text=_("Only for clothes, shoes and hygiene."),
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", kinds)

    def support(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        return data | {"unit_cents": _cents(data.pop("unit_euro"))}


class GivenForm(KheteneForm):
    """A consultation asks how the pupil confirmed it, an expense for its document."""

    given_on = DateField(label=_("When?"))
    quantity = AmountField(label=_("How much?"))
    remote = forms.BooleanField(label=_("It was a remote consultation"), required=False)
    order_number = forms.CharField(label=_("Number of the head's order"), max_length=60, required=False)
    confirmed_on = DateField(label=_("On which day did the pupil confirm it?"), required=False)
    signature = forms.ChoiceField(
        label=_("How did the pupil confirm it?"), choices=Signature.choices, required=False, widget=forms.RadioSelect
    )
    euro = AmountField(label=_("What did it cost, in euro?"), required=False)
    document = forms.CharField(label=_("Receipt or list"), max_length=120, required=False)

    CONSULTATION = ("remote", "order_number", "confirmed_on", "signature")
    EXPENSE = ("euro", "document")

    def __init__(self, *args: Any, is_consultation: bool, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].help_text = unit
        for name in self.EXPENSE if is_consultation else self.CONSULTATION:
            del self.fields[name]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        return data | {"cents": _cents(data.pop("euro", None))}


class PaperForm(KheteneForm):
    file = UploadField(label=_("A scan or photograph of the signed page, the receipt or the list"))


class SchoolForm(KheteneForm):
    about_others = False

    school = forms.ChoiceField(label=_("School"))
    kind = forms.ChoiceField(label=_("What does it teach?"), choices=SchoolKind.choices, widget=forms.RadioSelect)
    municipality = forms.ChoiceField(
        label=_("Which municipality approves its plans?"),
        required=False,
        help_text=_("Plans of vocational schools come to us directly."),
    )
    joined_on = DateField(label=_("From which day?"))

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("school", [("", _("choose")), *organisations])
        self.offer("municipality", [("", _("none")), *organisations])

    def joining(self) -> dict[str, Any]:
        """What the action takes besides the school."""
        data = self.cleaned_data
        municipality = uuid.UUID(data["municipality"]) if data["municipality"] else None
        return {"kind": data["kind"], "municipality_id": municipality, "joined_on": data["joined_on"]}


class LeaveForm(KheteneForm):
    about_others = False

    left_on = DateField(label=_("From which day does the school take part no more?"))


class PaidElsewhereForm(KheteneForm):
    about_others = False

    kind = forms.ChoiceField(label=_("What is already paid?"), widget=forms.RadioSelect)
    payer = forms.CharField(label=_("Who pays?"), max_length=200)
    first_grade = forms.IntegerField(label=_("From which grade?"), min_value=1, max_value=12)
    last_grade = forms.IntegerField(label=_("To which grade?"), min_value=1, max_value=12)
    covers_from = DateField(label=_("From which day?"))
    covers_to = DateField(label=_("Last day"))

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", kinds)

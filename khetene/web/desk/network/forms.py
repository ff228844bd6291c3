"""What people fill in about bodies and seats. Work contacts only; nothing about origin or family."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.network.enums import Field, Reach, SeatRole
from khetene.web.components.forms import DateField, KheteneForm

Choices = list[tuple[str, str]]


class SearchForm(KheteneForm):
    about_others = False
    words = forms.CharField(
        label=_("Town, organisation or field"), max_length=200, required=False, widget=forms.TextInput()
    )
    field = forms.ChoiceField(label=_("Field"), required=False, choices=[("", _("any field")), *Field.choices])


class OnDayForm(KheteneForm):
    about_others = False
    on = DateField(label=_("As it was on"), required=False, help_text=_("Leave empty for today."))


class PersonFields(KheteneForm):
    name = forms.CharField(label=_("First name and surname"), max_length=120)
    email = forms.EmailField(label=_("Work e-mail"), required=False, max_length=200)
    phone = forms.CharField(label=_("Work phone"), max_length=40, required=False)
    reach = forms.ChoiceField(
        label=_("How do they want to be reached?"), choices=Reach.choices, widget=forms.RadioSelect
    )
    may_be_listed = forms.BooleanField(
        label=_("They agree that colleagues in the platform see their name and work contacts"), required=False
    )


class PersonForm(PersonFields):
    """Somebody's card."""


class AskForm(PersonFields):
    """Somebody who is known already, or a new person in the same step."""

    field_order = ["known", "name", "email", "phone", "reach", "may_be_listed", "represents", "position", "begins"]
    known = forms.ChoiceField(label=_("Whom do you ask?"), help_text=_("Somebody from the list, or a new person."))
    represents = forms.ChoiceField(label=_("Which organisation do they represent?"), required=False)
    position = forms.CharField(label=_("Their post there"), max_length=120, required=False)
    is_substitute = forms.BooleanField(label=_("As a substitute, who comes when the member cannot"), required=False)
    begins = DateField(label=_("From when?"))

    def __init__(self, *args: Any, people: Choices, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("known", [("new", _("a new person")), *people])
        self.offer("represents", [("", _("none")), *organisations])
        for name in ("name", "reach"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("known") == "new" and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write the name of the new person."))
        return data

    def person(self) -> dict[str, Any]:
        """What describes a new person."""
        names = ("name", "email", "phone", "reach", "may_be_listed")
        return {name: self.cleaned_data[name] for name in names} | {"reach": self.cleaned_data["reach"] or Reach.EMAIL}

    def seat(self) -> dict[str, Any]:
        """What describes their place."""
        data = {name: self.cleaned_data[name] for name in ("position", "is_substitute", "begins")}
        return data | {"represents_id": self.cleaned_data["represents"] or None}


class SeatForm(KheteneForm):
    about_others = False
    territory = forms.ChoiceField(label=_("For which town or municipality?"), required=False)
    organisation = forms.ChoiceField(label=_("For which organisation?"), required=False)
    field = forms.ChoiceField(label=_("For which field?"), choices=Field.choices)
    role = forms.ChoiceField(label=_("In which role?"), choices=SeatRole.choices, widget=forms.RadioSelect)
    begins = DateField(label=_("From when?"))

    def __init__(self, *args: Any, territories: Choices, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("territory", [("", _("none")), *territories])
        self.offer("organisation", [("", _("none")), *organisations])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("territory") and not data.get("organisation"):
            self.add_error("territory", _("Choose a town or an organisation."))
        return data

    def seat(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        for name in ("territory", "organisation"):
            data[f"{name}_id"] = data.pop(name) or None
        return data


class EndForm(KheteneForm):
    about_others = False
    ends = DateField(label=_("First day without it"))


class RenewForm(KheteneForm):
    about_others = False
    wanted = forms.MultipleChoiceField(
        label=_("New seats: one for each field"),
        choices=Field.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("One expert cannot speak for every field. Choose the fields that somebody is to be asked for."),
    )
    ask = forms.MultipleChoiceField(
        label=_("Whom of those who held the old seats do you ask?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The first is asked into the first seat, the next into the next; further ones as substitutes."),
    )
    begins = DateField(label=_("From when?"))

    def __init__(self, *args: Any, former: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if former:
            self.offer("ask", former)
        else:
            del self.fields["ask"]

"""What is asked about a post, its papers, and a learning group."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.web.components.forms import AmountField, DateField, KheteneForm

Choices = Sequence[tuple[str, Any]]
YES_NO = [("yes", _("yes, there is a document")), ("no", _("no"))]


class PostForm(KheteneForm):
    kind = forms.ChoiceField(label=_("Which post?"), widget=forms.RadioSelect)
    called = forms.CharField(label=_("Who is in it?"), max_length=120)
    valid_from = DateField(label=_("From which day?"))

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", kinds)


class CorrectPostForm(KheteneForm):
    called = forms.CharField(label=_("Who is in it?"), max_length=120)
    valid_from = DateField(label=_("From which day?"))


class QualificationForm(KheteneForm):
    fact = forms.ChoiceField(label=_("What do you answer?"), widget=forms.RadioSelect)
    there = forms.ChoiceField(label=_("Is it so?"), choices=YES_NO, widget=forms.RadioSelect)
    valid_from = DateField(label=_("Since which day?"))
    valid_to = DateField(
        label=_("Until which day?"), required=False, help_text=_("Only if it ends, for example studies.")
    )
    evidence = forms.CharField(
        label=_("Which document did you see?"),
        max_length=200,
        required=False,
        help_text=_("For example: certificate of the 72-hour programme, number and date. No personal code."),
    )
    seen_on = DateField(label=_("On which day did you see it?"))

    def __init__(self, *args: Any, facts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("fact", facts)

    def answer(self) -> dict[str, Any]:
        """What the action takes."""
        return self.cleaned_data | {"there": self.cleaned_data["there"] == "yes"}


class PayForm(KheteneForm):
    payer = forms.ChoiceField(label=_("Who pays?"), widget=forms.RadioSelect)
    share = AmountField(label=_("Which share of a full post?"), help_text=_("1 is a full post, 0,5 is a half."))
    valid_from = DateField(label=_("From which day?"))
    valid_to = DateField(label=_("Until which day?"), required=False)

    def __init__(self, *args: Any, payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("payer", payers)

    def clean_share(self) -> Decimal:
        share: Decimal = self.cleaned_data["share"]
        if not 0 < share <= 1:
            raise forms.ValidationError(_("Write a share above 0 and at most 1, for example 0,5."))
        return share


class EndForm(KheteneForm):
    valid_to = DateField(label=_("Which is the last day?"))


class GroupForm(KheteneForm):
    """The school year is asked only while there is a choice: from July on."""

    school_year = forms.ChoiceField(label=_("For which school year?"), widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Which subject?"), max_length=80)
    first_grade = forms.IntegerField(label=_("From grade"), min_value=1, max_value=12)
    last_grade = forms.IntegerField(label=_("to grade"), min_value=1, max_value=12)
    payer = forms.ChoiceField(label=_("Who pays?"), widget=forms.RadioSelect)
    led_by = forms.ChoiceField(label=_("Who leads it?"), required=False)

    def __init__(
        self, *args: Any, payers: Choices, posts: Choices, school_years: Sequence[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(school_years) > 1:
            self.offer("school_year", [(str(year), f"{year}/{year + 1}") for year in school_years])
            self.initial.setdefault("school_year", str(school_years[-1]))
        else:
            del self.fields["school_year"]
        self.offer("payer", payers)
        self.offer("led_by", [("", _("not said")), *posts])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("first_grade"), data.get("last_grade")
        if first and last and last < first:
            self.add_error("last_grade", _("Write the lower grade first."))
        return data

    def group(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        data["led_by"] = uuid.UUID(data["led_by"]) if data["led_by"] else None
        return data | ({"school_year": int(data["school_year"])} if "school_year" in data else {})


class SessionForm(KheteneForm):
    held_on = DateField(label=_("When?"))
    hours = AmountField(label=_("How many hours?"))
    heads = forms.IntegerField(
        label=_("How many pupils came?"), min_value=1, max_value=60, help_text=_("A number, no names.")
    )


class MeasuresForm(KheteneForm):
    measures = forms.MultipleChoiceField(
        label=_("What does the school take part in this school year?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Assistants and learning groups are not asked: the program knows them from posts and groups."),
    )

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("measures", offered)

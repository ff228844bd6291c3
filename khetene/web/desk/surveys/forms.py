"""What is filled in to open a survey and to ask one more person."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import Sector
from khetene.surveys.enums import GroupedBy, WhyTakenBack
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.desk.instruments.questions import QuestionsForm

Choices = list[tuple[str, str]]
NAMES = (("no", _("without names")), ("yes", _("with names")))


class OpenSurveyForm(KheteneForm):
    about_others = False
    whom = forms.ChoiceField(
        label=_("Whom do you want to ask?"),
        help_text=_(
            "A body: who holds a seat. A gathering to come: who is expected. One that was held: who was there."
        ),
    )
    version = forms.ChoiceField(label=_("Which questions?"), widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("What do you ask for, in a sentence?"),
        max_length=300,
        required=False,
        help_text=_("It stands in the letter and above the questions."),
    )
    names = forms.ChoiceField(
        label=_("How are answers kept?"),
        choices=NAMES,
        widget=forms.RadioSelect,
        help_text=_("Everybody is told before they answer. It cannot be changed afterwards, not even by you."),
    )
    grouped_by = forms.ChoiceField(
        label=_("What may be kept beside an answer?"),
        choices=GroupedBy.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("A group is shown only where at least five people answered."),
    )
    closes_on = DateField(label=_("Last day for answers"))

    def __init__(self, *args: Any, gatherings: Choices, bodies: Choices, versions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "whom",
            [
                (_("Gatherings"), [(f"gathering:{key}", label) for key, label in gatherings]),
                (_("Bodies"), [(f"body:{key}", label) for key, label in bodies]),
            ],
        )
        self.offer("version", versions)

    def survey(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        kind, _colon, key = data["whom"].partition(":")
        return {
            "version_id": uuid.UUID(data["version"]),
            "is_anonymous": data["names"] == "no",
            "grouped_by": data["grouped_by"],
            "closes_on": data["closes_on"],
            "purpose": data["purpose"],
            f"{kind}_id": uuid.UUID(key),
        }


class CorrectForm(KheteneForm):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("First name and surname"))
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=200,
        required=False,
        help_text=_("Without one you make a link and hand it over yourself."),
    )


class AskForm(KheteneForm):
    name = forms.CharField(label=_("Whom do you want to ask?"), max_length=120, help_text=_("First name and surname"))
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=200,
        required=False,
        help_text=_("Without one you make a link and hand it over yourself."),
    )
    sector = forms.ChoiceField(
        label=_("Which sector do they represent?"), required=False, choices=[("", _("not known yet")), *Sector.choices]
    )
    place = forms.ChoiceField(label=_("For which municipality?"), required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [("", _("none")), *places])


class SheetForm(QuestionsForm):
    """The questions of a sheet, with whose it is (with names) or which group is ticked on it (without)."""

    def __init__(self, *args: Any, people: Choices, groups: Choices, is_anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_anonymous = is_anonymous
        if not is_anonymous:
            self.fields["asked_id"] = forms.ChoiceField(
                label=_("Whose sheet is it?"), choices=[("", _("choose")), *people]
            )
        elif groups:
            self.fields["group"] = forms.ChoiceField(
                label=_("What is ticked in the last question?"), choices=[("", _("another")), *groups], required=False
            )

    @property
    def beside(self) -> list[forms.BoundField]:
        return [self[name] for name in ("asked_id", "group") if name in self.fields]

    def sheet(self) -> dict[str, Any]:
        """What the action takes."""
        if self.is_anonymous:
            return {"answers": self.answers, "group": self.cleaned_data.get("group", "")}
        return {"answers": self.answers, "asked_id": uuid.UUID(self.cleaned_data["asked_id"])}


class TakeBackForm(KheteneForm):
    why_taken_back = forms.ChoiceField(
        label=_("Why is it taken back?"), choices=WhyTakenBack.choices, widget=forms.RadioSelect
    )

"""What people fill in about phases: money with its document, what became of an activity, the funder's text."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.projects.enums import ActivityState, CostState, WhyRemoved
from khetene.web.components.files import UploadField
from khetene.web.components.forms import DateField, EuroField, KheteneForm

Choices = list[tuple[str, str]]
SLOTS = {
    "object": _("What is it? For example “event”"),
    "object_genitive": _("The same word as in “the content of the event”"),
    "project": _("Title of the project"),
    "agreement": _("Number of the agreement"),
    "programme": _("Programme"),
    "programme_years": _("Years of the programme"),
    "responsible": _("Who is responsible for the content?"),
}


class LineForm(KheteneForm):
    about_others = False
    code = forms.CharField(label=_("Code of the line, as in the agreement"), max_length=20)
    words = forms.CharField(label=_("What is the money for?"), max_length=200)
    planned = EuroField(label=_("Planned amount"))


class CostFields(KheteneForm):
    """An entry about money."""

    about_others = False
    states: ClassVar[list[tuple[str, Any]]] = []
    state = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
    amount = EuroField(label=_("Amount in euros"))
    on = DateField(label=_("On which day?"))
    words = forms.CharField(
        label=_("What for?"), max_length=200, help_text=_("Name the thing, not people: for example rent of a room.")
    )
    document = forms.CharField(
        label=_("Document"), max_length=160, help_text=_("For example: invoice No. 17 of 20.11.2026.")
    )
    activity = forms.ChoiceField(label=_("For which activity?"), required=False)

    def __init__(self, *args: Any, activities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", self.states)
        self.offer("activity", [("", _("none")), *activities])

    def cost(self) -> dict[str, Any]:
        """What the action takes."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("line", "activity")}
        return data | {"activity_id": self.cleaned_data["activity"] or None}


class CostForm(CostFields):
    field_order = ["line"]
    states: ClassVar[list[tuple[str, Any]]] = [(one.value, one.label) for one in (CostState.COMMITTED, CostState.PAID)]
    line = forms.ChoiceField(label=_("Line of the budget"))

    def __init__(self, *args: Any, lines: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("line", lines)


class ReplaceForm(CostFields):
    states: ClassVar[list[tuple[str, Any]]] = list(CostState.choices)
    reason = forms.CharField(label=_("Why is the entry replaced?"), max_length=300)


class ActivityForm(KheteneForm):
    about_others = False
    state = forms.ChoiceField(label=_("State"), choices=ActivityState.choices, widget=forms.RadioSelect)
    actual = forms.CharField(
        label=_("What was done"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Places, days and institutions. Name no private person."),
    )
    deviation = forms.CharField(
        label=_("Different from the plan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How and why it differs. Leave empty if all went as planned."),
    )


class VisibilityForm(KheteneForm):
    """One field for each slot of a text; none may stay empty."""

    about_others = False

    def __init__(self, *args: Any, slots: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in slots:
            self.fields[name] = forms.CharField(label=SLOTS.get(name, name), max_length=250)


class DocumentForm(KheteneForm):
    about_others = False
    file = UploadField(label=_("The document as a file"))


class RemoveDocumentForm(KheteneForm):
    about_others = False
    why_removed = forms.ChoiceField(label=_("Why is it removed?"), choices=WhyRemoved.choices, widget=forms.RadioSelect)


class ExplainForm(KheteneForm):
    about_others = False
    words = forms.CharField(
        label=_("Explanation"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Where the difference comes from, as far as you know. Name no private person."),
    )


class TaskForm(KheteneForm):
    about_others = False
    words = forms.CharField(label=_("What is to be done?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    who = forms.ChoiceField(label=_("Who does it?"), required=False)
    due = DateField(label=_("By when?"))

    def __init__(self, *args: Any, keepers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("who", [("", _("nobody yet")), *keepers])

    def task(self) -> dict[str, Any]:
        """What the action takes."""
        who = self.cleaned_data["who"]
        return self.cleaned_data | {"who": uuid.UUID(who) if who else None}


class FreezeForm(KheteneForm):
    about_others = False
    changed = forms.CharField(
        label=_("What changed since the version before, and why?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["changed"]

"""What people fill in: a call, the parts of an application, what became of them, and the next step."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.proposals.actions import Decision, Terms
from khetene.proposals.enums import Behind, State
from khetene.web.components.forms import AmountField, DateField, EuroField, KheteneForm

Choices = list[tuple[str, str]]
MOST = 1_000_000


def written(
    label: Any, *, most: int = 300, required: bool = False, rows: int = 0, help_text: Any = ""
) -> forms.CharField:
    """A line, or with `rows` a text of several lines."""
    widget: Any = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=help_text)


def counted(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, required=False, help_text=help_text)


class CallForm(KheteneForm):
    about_others = False
    title = written(_("Title of the call"), most=250, required=True)
    funder = written(_("Who gives the money?"), most=200, required=True)
    closes = DateField(label=_("Last day to apply"), required=False)
    project_from = DateField(label=_("Projects begin not before"), required=False)
    project_to = DateField(label=_("Projects end by"), required=False)
    largest = EuroField(label=_("Largest sum for one project"), required=False)
    own_percent = AmountField(
        label=_("Own part, in per cent of the whole"),
        required=False,
        help_text=_("For example 10. Leave empty if the call asks for none."),
    )
    source = written(
        _("Where is the call published?"),
        required=True,
        help_text=_("The document and its paragraph, or the address of the page."),
    )

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)


class ChooseCallForm(KheteneForm):
    about_others = False
    call = forms.ChoiceField(label=_("For which call is it?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, calls: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("call", [*calls, ("", _("I do not know yet"))])

    @property
    def call_id(self) -> uuid.UUID | None:
        return uuid.UUID(self.cleaned_data["call"]) if self.cleaned_data["call"] else None


class BeginForm(ChooseCallForm):
    field_order = ["title"]
    title = written(
        _("What shall the project be called?"),
        most=200,
        required=True,
        help_text=_(
            "A few words that say what it is about. No year: a project often ends in another one. You can change it later."
        ),
    )


class MoveForm(KheteneForm):
    about_others = False
    state = forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect)
    on = DateField(label=_("On which day?"), required=False, help_text=_("Leave empty if it was today."))
    granted = EuroField(label=_("Granted amount"), required=False)
    agreement = written(_("Number of the agreement"), most=80)
    report_due = DateField(label=_("When is the report due?"), required=False)

    def __init__(self, *args: Any, states: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", states)
        if State.GRANTED not in dict(states):
            for name in ("granted", "agreement", "report_due"):
                del self.fields[name]

    def decision(self) -> Decision:
        return Decision(**self.cleaned_data)


class PickForm(KheteneForm):
    """What is looked for."""

    about_others = False
    words = written(_("What about?"), most=120, help_text=_("For example: school, families, inhabitants."))
    behind = forms.ChoiceField(
        label=_("What do you look for?"),
        required=False,
        choices=[(Behind.FIGURE, _("a figure")), (Behind.QUOTATION, _("what was said in a document"))],
    )


class ChoiceForm(KheteneForm):
    about_others = False
    choice = forms.CharField(max_length=80, error_messages={"required": _("Choose what shall be cited.")})


class SeenForm(KheteneForm):
    """Which version was on the screen."""

    about_others: ClassVar[bool] = False
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST)

    @property
    def version(self) -> int:
        return self.cleaned_data.get("seen") or 0

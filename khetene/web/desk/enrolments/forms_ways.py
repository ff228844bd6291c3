"""What is asked before and beside a participation: looking for people, and the profile card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.instruments.enums import Kind
from khetene.instruments.questionnaire import Questionnaire
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.desk.instruments.questions import START, QuestionsForm

Choices = Sequence[tuple[str, Any]]


class HeadsForm(KheteneForm):
    about_others = False

    happened_on = DateField(label=_("On which day?"))
    kind = forms.ChoiceField(label=_("How were people addressed?"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Where?"),
        max_length=160,
        help_text=_("A public place or a channel, for example the skate park at the station. No names, no homes."),
    )
    heads = forms.IntegerField(
        label=_("How many were reached?"),
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        help_text=_("Count heads. Nobody is named; the same person twice is two heads."),
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", kinds)


class AttendanceForm(HeadsForm):
    """How many came to a centre on one day."""

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, kinds=kinds, **kwargs)
        self.fields["kind"].label = _("What did people come for?")
        self.fields["place"].help_text = _("The centre or its branch. No names.")
        self.fields["heads"].label = _("How many came?")


class FilledFormForm(QuestionsForm):
    """The questions of a card or an evaluation, and the day on which it was filled in."""

    def __init__(self, *args: Any, asked: Questionnaire, before: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["filled_on"] = DateField(label=_("On which day was it filled in?"))
        for item in asked.questions():
            value = before.get(item.name, "")
            self.fields[START + item.name].initial = value.split() if item.kind == Kind.SELECT_MULTIPLE else value

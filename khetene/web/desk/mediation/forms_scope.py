"""That somebody was told who can help; and stepping back from a case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import Language
from khetene.kernel import clock
from khetene.mediation.enums import DeclineReason, Place, StartedBy
from khetene.web.components.forms import KheteneForm

Choices = list[tuple[str, str]]
MINUTES = 5


class ToldForm(KheteneForm):
    """As little as a contact can say: who was named, where it was, how long it took."""

    institution = forms.ChoiceField(label=_("Whom did you name?"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Where?"), choices=Place.choices, widget=forms.RadioSelect)
    territory = forms.ChoiceField(label=_("Municipality"))
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=720, initial=MINUTES)
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The languages that you spoke. It says nothing about anybody else."),
    )

    def __init__(self, *args: Any, offices: Choices, territories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("institution", offices)
        self.offer("territory", [("", _("choose")), *territories])

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        office, place = data.pop("institution"), data.pop("territory")
        now = {"happened_at": clock.now() - timedelta(minutes=1), "started_by": StartedBy.FAMILY}
        return data | now | {"institution_id": office, "territory_id": place}


class DeclineForm(KheteneForm):
    reason = forms.ChoiceField(
        label=_("Choose what fits best"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )

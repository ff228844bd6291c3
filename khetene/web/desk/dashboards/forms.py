"""Which programme and which day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.web.components.forms import DateField, KheteneForm


class OnDayForm(KheteneForm):
    about_others = False
    on = DateField(label=_("As it was on"), required=False, help_text=_("Leave empty for today."))


class CoverageForm(OnDayForm):
    programme = forms.ChoiceField(label=_("Programme"))
    field_order = ("programme", "on")

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["programme"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = programmes

"""Which programme and which day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.dashboards.reads import NeedsBy
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


class NeedsForm(KheteneForm):
    about_others = False
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    by = forms.ChoiceField(label=_("Columns"), choices=NeedsBy.choices)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["year"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(year, str(year)) for year in years]

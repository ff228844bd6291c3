"""What the coordinator enters: a figure of a source, and the words of the overview. Nothing here is about a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.monitoring.actions import Said
from khetene.monitoring.enums import Gap, Qualifier, SourceKind, Unit
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.components.widgets import ProseEditor


class FilterForm(KheteneForm):
    about_others = False
    objective = forms.ChoiceField(label=_("Objective"), required=False)

    def __init__(self, *args: Any, objectives: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("objective", objectives)


class SeriesForm(KheteneForm):
    about_others = False
    series = forms.ChoiceField(label=_("What is counted"), required=False)
    on = forms.ChoiceField(label=_("Boundaries"), required=False)

    def __init__(
        self, *args: Any, series: list[tuple[str, str]], boundaries: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("series", series)
        self.offer("on", boundaries)


class ValueForm(KheteneForm):
    about_others = False
    year = forms.IntegerField(label=_("For which year?"), min_value=2000, max_value=2100)
    number = forms.DecimalField(
        label=_("Number"),
        required=False,
        max_digits=14,
        decimal_places=3,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("As the source gives it. Leave it empty if there is none, and say why."),
    )
    qualifier = forms.ChoiceField(label=_("How exact is it?"), choices=Qualifier.choices, required=False)
    gap = forms.ChoiceField(
        label=_("Why is there no number?"), choices=[("", _("there is one")), *Gap.choices], required=False
    )
    denominator = forms.CharField(label=_("Of what is it a percentage?"), max_length=250, required=False)
    as_of = DateField(label=_("As of which day?"), required=False)
    period = forms.CharField(
        label=_("Period"), max_length=120, required=False, help_text=_("If it is not the calendar year.")
    )
    geography = forms.CharField(
        label=_("Place"), max_length=120, required=False, help_text=_("If it is not the whole country.")
    )
    source = forms.CharField(label=_("Who says so?"), max_length=200, help_text=_("An institution or a study."))
    source_kind = forms.ChoiceField(
        label=_("What kind of source is it?"),
        choices=[choice for choice in SourceKind.choices if choice[0] != SourceKind.COMPUTED],
    )
    document = forms.CharField(label=_("Where does it stand?"), max_length=300, help_text=_("Document, table, page."))
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, unit: str, unit_label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].label = _("Number: %(unit)s") % {"unit": unit_label}
        if unit != Unit.PERCENT:
            del self.fields["denominator"]

    def said(self) -> Said:
        return Said(**self.cleaned_data)


class ChapterForm(KheteneForm):
    """`seen` is the version that was on the screen."""

    about_others = False
    text = forms.CharField(
        label=_("Text"),
        max_length=12000,
        widget=ProseEditor(rows=18),
        help_text=_("Write no names of people."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=32000)

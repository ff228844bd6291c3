"""A person's own entries: the browser may remember these, they are about nobody else."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.mediation.enums import EntryKind, Level
from khetene.web.components.forms import DateField, KheteneForm


class TrainingForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What was it about?"), max_length=200)
    giver = forms.CharField(label=_("Who gave it?"), max_length=200, required=False)
    taken_on = DateField(label=_("On which day did it end?"))
    hours = forms.DecimalField(
        label=_("How many hours?"),
        min_value=0,
        max_value=5000,
        max_digits=6,
        decimal_places=1,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        help_text=_("Leave empty if you do not know."),
    )
    certificate = forms.CharField(label=_("Title or number of the certificate"), max_length=200, required=False)


class SkillForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What can you do?"), max_length=300)


class LanguageForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("Which language?"), max_length=60)
    level = forms.ChoiceField(
        label=_("How well?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_("A1 is a beginning, C2 is nearly like a first language."),
    )


FORMS: dict[str, type[KheteneForm]] = {
    EntryKind.TRAINING: TrainingForm,
    EntryKind.SKILL: SkillForm,
    EntryKind.LANGUAGE: LanguageForm,
}

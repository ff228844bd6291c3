"""What people fill in about an idea for a project; people stand in it as posts and groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.guidance.enums import Theme
from khetene.web.components.forms import DateField, KheteneForm

TEXT = forms.Textarea(attrs={"rows": 4})


class IdeaForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What is it called?"), max_length=200)
    words = forms.CharField(
        label=_("What would you like to do, and for whom?"),
        max_length=3000,
        widget=TEXT,
        help_text=_("Groups and institutions, not names."),
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"), choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    looks_for = forms.CharField(
        label=_("Whom are you looking for?"),
        max_length=250,
        required=False,
        help_text=_("For example: a school with a hall. Empty, if you need nobody."),
    )


class CorrectIdeaForm(IdeaForm):
    """The same, with what came of it when it has ended."""

    outcome = forms.CharField(label=_("What came of it"), max_length=2000, widget=TEXT)

    def __init__(self, *args: Any, ended: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ended:
            del self.fields["outcome"]


class StepForm(KheteneForm):
    about_others = False
    words = forms.CharField(label=_("What will be done?"), max_length=250)
    who = forms.CharField(label=_("Who takes care of it?"), max_length=120, help_text=_("A post, not a name."))
    by_when = DateField(label=_("By when will it be done?"), required=False)
    euros = forms.DecimalField(
        label=_("How many euros does it need?"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
        help_text=_("Empty, if you do not know yet."),
    )
    paid_by = forms.CharField(label=_("Who would pay?"), max_length=120, required=False)


class OutcomeForm(KheteneForm):
    about_others = False
    outcome = forms.CharField(
        label=_("What came of it, or why is it given up?"),
        max_length=2000,
        required=False,
        widget=TEXT,
        help_text=_("When it ends. Others learn from it either way."),
    )


class JoinForm(KheteneForm):
    about_others = False
    words = forms.CharField(
        label=_("With what do you join?"), max_length=250, help_text=_("For example: a hall, two days of work.")
    )

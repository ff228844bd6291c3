"""Publishing what was seen, and why a correction is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.web.components.forms import KheteneForm


class PublishForm(KheteneForm):
    about_others = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("Why is the published edition corrected?"),
        max_length=300,
        required=False,
        help_text=_("Everybody reads it. Write no names of people and no numbers that are hidden."),
    )

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["reason"]

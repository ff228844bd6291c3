"""What people fill in when they take recommendations out of a document."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.guidance.actions import Passage
from khetene.guidance.enums import SourceKind, StatementKind, Theme
from khetene.web.components.forms import DateField, KheteneForm


class DocumentForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What is the document called?"), max_length=250)
    kind = forms.ChoiceField(
        label=_("What kind of document is it?"), choices=SourceKind.choices, widget=forms.RadioSelect
    )
    published_by = forms.CharField(
        label=_("Who published it?"),
        max_length=120,
        required=False,
        help_text=_("For example: Ombudsman, Council of Europe, Roma Civil Monitor"),
    )
    dated = DateField(label=_("Of which day?"), required=False)
    address = forms.URLField(label=_("Where can it be read?"), required=False, assume_scheme="https")
    text = forms.CharField(
        label=_("Paste the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Leave out lists of participants."),
    )
    file = forms.FileField(
        label=_("Or choose a file (.docx or .txt)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
        help_text=_("Without macros, at most 5 MB."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("text")) == bool(given.get("file")) and "file" not in self.errors:
            self.add_error("text", _("Paste the text or choose a file: one of them."))
        return given


class PassageForm(KheteneForm):
    about_others = False
    words = forms.CharField(
        label=_("What was said?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Word for word. Delete what does not belong to it; names of private persons stay out."),
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=StatementKind.choices)
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"), choices=Theme.choices, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    places = forms.MultipleChoiceField(
        label=_("About which municipality?"), required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    to = forms.MultipleChoiceField(
        label=_("Whom does it address?"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    said_by = forms.CharField(
        label=_("In what capacity was it said?"),
        max_length=120,
        required=False,
        help_text=_("For example: a participant, a mediator, a school. Not a name."),
    )
    may_attribute = forms.BooleanField(label=_("The participant agreed that their capacity is shown"), required=False)
    is_public = forms.BooleanField(label=_("May be shown on the public page"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], to: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("places", places)
        self.offer("to", to)

    def passage(self, paragraph: int) -> Passage:
        """What was filled in, about a paragraph."""
        given = dict(self.cleaned_data)
        places = [uuid.UUID(key) for key in given.pop("places")]
        return Passage(paragraph=paragraph, places=places, **given)


class FinishForm(KheteneForm):
    """Nothing is asked; the button says it."""

    about_others = False

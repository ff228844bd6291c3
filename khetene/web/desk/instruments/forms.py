"""What is filled in to open an evaluation, to ask somebody, and to say whom to ask instead."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.instruments.enums import Domain, PartLanguage
from khetene.web.components.forms import DateField, KheteneForm

Choices = list[tuple[str, str]]


class OpenForm(KheteneForm):
    about_others = False
    post = forms.ChoiceField(label=_("Whose work?"), help_text=_("Mediators who had a post this year or last year."))
    territory = forms.ChoiceField(label=_("In which town or municipality?"))
    year = forms.IntegerField(label=_("For which year?"), min_value=2000, max_value=2100)
    version = forms.ChoiceField(label=_("Which questions?"))
    closes_on = DateField(label=_("Last day for answers"))

    def __init__(self, *args: Any, posts: Choices, territories: Choices, versions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("post", posts), ("territory", territories), ("version", versions)):
            self.offer(name, choices)

    def evaluation(self) -> dict[str, Any]:
        """What describes the evaluation."""
        data = dict(self.cleaned_data)
        return {
            "version_id": uuid.UUID(data["version"]),
            "post_id": uuid.UUID(data["post"]),
            "territory_id": uuid.UUID(data["territory"]),
            "year": data["year"],
            "closes_on": data["closes_on"],
        }


class AskForm(KheteneForm):
    field = forms.ChoiceField(label=_("About which field?"))
    name = forms.CharField(
        label=_("Whom do you ask?"),
        max_length=120,
        required=False,
        help_text=_("A name or a post. For families write how you ask them, for example “evening at the library”."),
    )
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=200,
        required=False,
        help_text=_("Without one the link is shown to you once."),
    )
    language = forms.ChoiceField(
        label=_("Language of the e-mail"), choices=PartLanguage.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, fields: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("field", [(name, Domain(name).label) for name in fields])


class PassOnForm(KheteneForm):
    name = forms.CharField(label=_("Whom should we ask?"), max_length=120, required=False)
    email = forms.EmailField(label=_("Their work e-mail, if you know it"), max_length=200, required=False)

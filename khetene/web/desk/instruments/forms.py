"""What is filled in to open an evaluation, to ask somebody, and to say whom to ask instead."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.instruments.enums import Domain, PartLanguage
from khetene.monitoring.reads import Suggestion
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

    answers_for = forms.CharField(
        label=_("For which institution do they answer?"),
        max_length=200,
        required=False,
        help_text=_("Its name stands beside the answer in the overview; the name of the person does not."),
    )

    def __init__(self, *args: Any, fields: list[str], is_contribution: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("field", [(name, Domain(name).label) for name in fields])
        if is_contribution:
            self.fields["name"].help_text = _("A name or a post.")
            self.fields["answers_for"].is_asked_for = True  # type: ignore[attr-defined]  # only its label says so
        else:
            del self.fields["answers_for"]


class MunicipalitiesForm(KheteneForm):
    about_others = False
    municipalities = forms.MultipleChoiceField(
        label=_("Which municipalities do you ask?"), widget=forms.CheckboxSelectMultiple
    )
    closes_on = DateField(label=_("Last day for answers"))

    def __init__(self, *args: Any, municipalities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipalities", municipalities)

    def asked(self) -> dict[str, Any]:
        """Which municipalities, and until when."""
        data = self.cleaned_data
        return {"territory_ids": [uuid.UUID(one) for one in data["municipalities"]], "closes_on": data["closes_on"]}


class LongerForm(KheteneForm):
    about_others = False
    closes_on = DateField(label=_("Last day for answers"))


class PassOnForm(KheteneForm):
    name = forms.CharField(label=_("Whom should we ask?"), max_length=120, required=False)
    email = forms.EmailField(label=_("Their work e-mail, if you know it"), max_length=200, required=False)


def initial_from(known: list[Suggestion], key: str) -> dict[str, str]:
    """What the form begins with for somebody suggested; nothing for a key that is not among them."""
    one = next((each for each in known if each.key == key), None)
    if one is None:
        return {}
    return {"field": one.field, "name": one.name, "email": one.email, "answers_for": one.answers_for}

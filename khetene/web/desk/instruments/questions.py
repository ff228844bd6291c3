"""The questions of one field as a form. What a question asks of its answer is judged by the questionnaire itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from khetene.instruments.enums import Kind
from khetene.instruments.questionnaire import LONGEST_ANSWER, Answers, Item, Questionnaire, problems
from khetene.web.components.forms import DateField, KheteneForm

START = "q_"  # so that no question of a file meets a name that forms use themselves


class QuestionsForm(KheteneForm):
    """Shows what is asked under the answers so far; questions that follow from an answer come with the next sending."""

    def __init__(self, *args: Any, asked: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.answers: Answers = {}
        for item in asked.questions():
            field = self.fields[START + item.name] = _field(item)
            field.is_asked_for = item.required  # type: ignore[attr-defined]  # only its label says so

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {name.removeprefix(START): _stored(value) for name, value in data.items() if name.startswith(START)}
        self.answers = self.asked.relevant_answers(given)
        now = [item.name for item in self.asked.relevant_items(given) if item.is_question]
        for name in {name for name in self.errors if name.startswith(START)} - {START + name for name in now}:
            del self.errors[name]
        seen = set(self.data.getlist("seen")) if hasattr(self.data, "getlist") else set(now)
        for name, words in problems(self.asked, given).items():
            if name in seen and START + name not in self.errors:
                self.add_error(START + name, words)
        if further := [name for name in now if name not in seen]:
            self.add_error(None, _further(len(further)))
        return data

    @property
    def lines(self) -> Iterator[tuple[Item, BoundField | None]]:
        """Headings, notes and questions that stand now, in their order."""
        for item in self.asked.relevant_items(self.answers if self.is_bound else {}):
            yield item, self[START + item.name] if item.is_question else None


def _further(how_many: int) -> str:
    return ngettext(
        "%(number)s further question follows from what you answered. Look it through and send again.",
        "%(number)s further questions follow from what you answered. Look them through and send again.",
        how_many,
    ) % {"number": how_many}


def _field(item: Item) -> forms.Field:
    """Nothing is required by the field: whether an answer is needed depends on the others."""
    choices = [(choice.name, str(choice.label)) for choice in item.choices]
    common: dict[str, Any] = {"label": str(item.label), "help_text": str(item.hint), "required": False}
    match item.kind:
        case Kind.INTEGER:
            words = {"invalid": _("Write a whole number.")}
            number = forms.TextInput(attrs={"inputmode": "numeric"})
            return forms.IntegerField(widget=number, error_messages=words, **common)
        case Kind.DECIMAL:
            words = {"invalid": _("Write a number.")}
            number = forms.TextInput(attrs={"inputmode": "decimal"})
            return forms.DecimalField(widget=number, error_messages=words, localize=True, max_digits=20, **common)
        case Kind.DATE:
            return DateField(**common)
        case Kind.SELECT_ONE:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case Kind.SELECT_MULTIPLE:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case Kind.ACKNOWLEDGE:
            return forms.BooleanField(**common)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_ANSWER, **common)


def _stored(value: Any) -> str:
    """An answer as XLSForm writes it: a text, choices joined with spaces, a day as 2026-11-20."""
    if isinstance(value, bool):
        return "OK" if value else ""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)

"""A question of the vocabulary as a form: the right field for its type, and honest ways not to answer."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.core.validators import BaseValidator
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import FactOrigin
from khetene.eligibility.values import Missing
from khetene.eligibility.vocabulary import Fact
from khetene.facts.reads import version, vocabulary, words
from khetene.kernel import clock
from khetene.web.components.forms import DateField, KheteneForm

NOT_KNOWN = ("not_known", _("does not know"))
DECLINED = ("declined", _("prefers not to say"))
NOT_APPLICABLE = ("not_applicable", _("does not apply"))
NO_ANSWER = [NOT_KNOWN, DECLINED, NOT_APPLICABLE]
STATES = [state for state, _label in NO_ANSWER]
YES_NO = [("yes", _("yes")), ("no", _("no"))]
ORIGINS = [(origin.value, origin.label) for origin in (FactOrigin.SAID, FactOrigin.DOCUMENT, FactOrigin.REGISTER)]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that nobody has answered yet; in one language it is drawn the same for everybody."""

    fact: Fact
    asked: str
    drawn: SafeString


def unanswered(name: str, *, keeps: bool = True) -> Question:
    """A question of the vocabulary without an answer, drawn once for each language."""
    return _drawn_once(name, keeps, get_language(), version())


@functools.lru_cache(maxsize=1024)
def _drawn_once(name: str, keeps: bool, _language: str | None, _vocabulary: tuple[Path, int]) -> Question:
    form = AnswerForm(fact=vocabulary()[name], keeps=keeps)
    return Question(form.fact, form.asked, form.drawn)


class AnswerForm(KheteneForm):
    """One answer. `answer()` gives the value, or the reason why there is none.

    With `keeps=False` the answer is used and forgotten, so nobody is asked where it comes from.
    """

    origin = forms.ChoiceField(label=_("How do you know?"), choices=ORIGINS, initial=FactOrigin.SAID)
    valid_to = DateField(label=_("Holds until"), required=False)

    field_order = ["value", "without", "origin", "valid_to"]

    def __init__(self, *args: Any, fact: Fact, keeps: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, prefix=fact.id, **kwargs)
        self.fact = fact
        self.fields["value"] = _value_field(fact)
        if fact.type in ("integer", "decimal", "date"):
            self.fields["without"] = forms.ChoiceField(
                label=_("No answer"), choices=[("", _("there is an answer")), *NO_ANSWER], required=False
            )
        kept = keeps and fact.keep != "once"
        if not kept:
            del self.fields["origin"]
        if not kept or not fact.expires:
            del self.fields["valid_to"]
        self.order_fields(self.field_order)

    @property
    def asked(self) -> str:
        return str(self["value"].label)

    @property
    def drawn(self) -> SafeString:
        """All fields with their labels, hints and errors."""
        return SafeString("".join(field.as_field_group() for field in self))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        value, without = data.get("value"), data.get("without")
        if value in (None, "") and not without:
            self.add_error("value", _("Give an answer, or say why there is none."))
        elif value not in (None, "") and without:
            self.add_error("without", _("There is an answer and a reason why there is none. Choose one of them."))
        elif isinstance(value, date) and value > clock.today():
            self.add_error("value", _("This day has not come yet. Check the year."))
        return data

    def answer(self) -> tuple[Any, str]:
        """The value and its state; the value is None for every state but `known`."""
        value, without = self.cleaned_data["value"], self.cleaned_data.get("without")
        state = without or (value if self.fact.type in ("boolean", "word") and value in STATES else "known")
        if state != "known":
            return None, state
        return (value == "yes" if self.fact.type == "boolean" else value), "known"


def engine_value(value: Any, state: str) -> Any:
    """An answer as the engine takes it."""
    return value if state == "known" else Missing(state)


def _value_field(fact: Fact) -> forms.Field:
    field = _bare_field(fact)
    field.label, field.help_text = words(fact.question), words(fact.help)
    return field


def _bare_field(fact: Fact) -> forms.Field:
    if fact.type == "boolean":
        return _radios([*YES_NO, NOT_KNOWN, DECLINED])
    if fact.type == "word":
        options = [(option, words(text)) for option, text in fact.options.items()]
        return _radios([*options, NOT_KNOWN, DECLINED])
    return DateField(required=False) if fact.type == "date" else _number_field(fact)


def _radios(choices: list[tuple[str, Any]]) -> forms.Field:
    messages = {"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")}
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=messages)


def _number_field(fact: Fact) -> forms.Field:
    kind = forms.DecimalField if fact.type == "decimal" else forms.IntegerField
    field = kind(min_value=fact.low, max_value=fact.high, required=False)
    sentence = _("Write a number from %(low)s to %(high)s.") % {"low": fact.low, "high": fact.high}
    field.error_messages["invalid"] = sentence
    for validator in field.validators:
        if isinstance(validator, BaseValidator):
            validator.message = sentence
    field.widget.attrs["inputmode"] = "numeric"
    return field


class RulesForm(KheteneForm):
    """A file in the format of the country pack's programmes."""

    about_others = False

    rules = forms.FileField(
        label=_("File with the changed rules (.json)"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=_("The file of this programme from the country pack, with your changes."),
    )

"""The base of every form: labels, hints, errors and widgets in GOV.UK's shape, wired for screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from khetene.kernel.numbers import typed
from khetene.kernel.personal_codes import PersonalCodeFound, holds_a_personal_code
from khetene.web.components.widgets import DateWidget, ProseEditor

YEAR_DIGITS = 4
AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?")
NOTHING_WRITTEN = re.compile(r"[\s€.,–-]*")
NOT_PART_OF_A_NUMBER = re.compile(r"[\s€]")


class DateField(forms.Field):
    """A whole day, or None. Says which part is missing or wrong, and what to write instead."""

    widget = DateWidget
    default_error_messages = {
        "required": _("Write day, month and year, for example 27 5 2021."),
        "incomplete": _("Write day, month and year, for example 27 5 2021."),
        "no_day": _("The day is missing. Write the whole date, for example 27 5 2021."),
        "no_month": _("The month is missing. Write the whole date, for example 27 5 2021."),
        "no_year": _("The year is missing. Write the whole date, for example 27 5 2021."),
        "short_year": _("Write the year with four digits, for example 2021."),
        "invalid": _("There is no such day. Check day, month and year."),
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value is None:
            return value
        parts = [str(part or "").strip().rstrip(".") for part in value]
        if not any(parts):
            return None
        self._refuse_gaps(parts)
        return self._whole(*parts)

    def _refuse_gaps(self, parts: list[str]) -> None:
        missing = [name for name, part in zip(("day", "month", "year"), parts, strict=True) if not part]
        if missing:
            code = f"no_{missing[0]}" if len(missing) == 1 else "incomplete"
            raise ValidationError(self.error_messages[code], code=code)

    def _whole(self, day: str, month: str, year: str) -> date:
        if year.isdecimal() and len(year) < YEAR_DIGITS:
            raise ValidationError(self.error_messages["short_year"], code="short_year")
        try:
            return date(int(year), int(month), int(day))
        except (ValueError, OverflowError) as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class AmountField(forms.CharField):
    """A number that is not negative with at most two decimals, behind a comma or a point; spaces and € do not matter.

    A dash, a comma or a € alone is nothing written.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}))
        super().__init__(max_length=24, **kwargs)

    def clean(self, value: Any) -> Any:
        given = super().clean(value)
        if NOTHING_WRITTEN.fullmatch(given):
            return super().clean("") or None
        written = NOT_PART_OF_A_NUMBER.sub("", given)
        if not AMOUNT.fullmatch(written):
            raise ValidationError(_("Write an amount with at most two digits behind the comma, for example 1453,20."))
        return Decimal(written.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return typed(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class EuroField(AmountField):
    """An amount of euros, with an example beside it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": _("Euros, for example 1453,20")} | kwargs)


class KheteneForm(forms.Form):
    """Optional fields are marked, not required ones; browsers do not keep what is typed about people.

    `why` says in one line, under a field, what it is asked for.
    """

    why: ClassVar[Mapping[str, Any]] = {}
    # What stands in these forms is about other people: the browser must not offer it to the next one at the desk.
    about_others: ClassVar[bool] = True
    use_required_attribute = False
    _is_looked_through = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What can be chosen in a field is often known only when the page is asked for."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def full_clean(self) -> None:
        for field in self.fields.values():
            _name_what_is_missing(field)
        super().full_clean()
        self._refuse_personal_codes()
        self._is_looked_through = True
        self._ask_for_files_again()

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if self._is_looked_through:
            self._ask_for_files_again()

    def _ask_for_files_again(self) -> None:
        """A browser sends a file once: whoever gets the form back is told at its field."""
        for name, field in self.fields.items():
            sent = isinstance(field, forms.FileField) and self.files.get(self.add_prefix(name))
            if sent and self.errors and name not in self.errors:
                super().add_error(name, _("The file was not kept. Choose it once more."))

    def _refuse_personal_codes(self) -> None:
        """Nothing that people type as words holds one, in one line or in many."""
        if not self.is_bound:
            return
        for name, field in self.fields.items():
            if takes_words(field) and holds_a_personal_code(str(self[name].data or "")):
                self.add_error(name, ValidationError(PersonalCodeFound.message, code="personal_code"))


def takes_words(field: forms.Field) -> bool:
    """Whether people type words into it, also numbers of telephones and papers: no such number has the shape of a code.

    Amounts are numbers. An address for e-mail is as its owner was given it. A password is read by nobody, and what is
    hidden was not typed.
    """
    if not isinstance(field, forms.CharField) or isinstance(field, AmountField | forms.EmailField):
        return False
    return not isinstance(field.widget, forms.HiddenInput | forms.PasswordInput)


def _name_what_is_missing(field: forms.Field) -> None:
    """Django's "This field is required" says nothing in a summary at the top; ours says which field and what to do."""
    if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
        chosen = isinstance(field, forms.ChoiceField | forms.FileField)
        words = _("Choose: {label}") if chosen else _("Fill in: {label}")
        field.error_messages["required"] = format_lazy(words, label=field.label or "")


class ProseForm(KheteneForm):
    """A long text to be looked at."""

    about_others = False
    text = forms.CharField(label=_("Text"), max_length=40_000, required=False, widget=ProseEditor(rows=8))

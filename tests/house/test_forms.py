"""Every form of the house looks through what is typed as words; a new form cannot forget it."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django import forms

import khetene.web
from khetene.kernel.personal_codes import PersonalCodeFound
from khetene.web.components.forms import AmountField, KheteneForm

CODES = ("010190-12345", "01019012345", "320000–12345")
WRITTEN = ("text", "search", "url", "tel")


def every_form(base=forms.Form):
    for module in pkgutil.walk_packages(khetene.web.__path__, "khetene.web."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, left = set(), [base]
    while left:
        for one in left.pop().__subclasses__():
            if one.__module__.startswith("khetene.") and one not in found:
                found.add(one)
                left.append(one)
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def filled_in(kind, words):
    """The form with the words wherever words are typed; its own parts that only a page knows stay empty."""
    form = kind.__new__(kind)
    long = [name for name, field in kind.base_fields.items() if is_written_into(field)]
    form.people = ()  # the rows of a group, which only its page knows
    KheteneForm.__init__(form, data=dict.fromkeys(long, words))
    return form, long


def is_written_into(field):
    if isinstance(field, AmountField) or not isinstance(field, forms.CharField):
        return False
    return isinstance(field.widget, forms.Textarea) or getattr(field.widget, "input_type", "") in WRITTEN


def refused(form, names):
    return [name for name in names if PersonalCodeFound.message in form.errors.get(name, [])]


def test_every_form_is_one_of_the_house():
    strangers = [one for one in every_form() if not issubclass(one, KheteneForm) and one is not KheteneForm]

    assert [f"{one.__module__}.{one.__name__}" for one in strangers if "clean" in dir(one)] == []


@pytest.mark.parametrize("code", CODES)
def test_no_field_for_words_of_any_form_takes_a_personal_code(code):
    forgotten, looked_at = [], 0
    for kind in every_form(KheteneForm):
        form, long = filled_in(kind, f"Viņa kods ir {code}.")
        looked_at += len(long)
        if long and refused(form, long) != long:
            forgotten.append(f"{kind.__module__}.{kind.__name__}")

    assert forgotten == []
    assert looked_at > 250  # so that the walk finds the forms at all


def test_what_is_no_word_is_left_alone():
    class Left(KheteneForm):
        email = forms.EmailField()
        cents = AmountField()
        password = forms.CharField(widget=forms.PasswordInput)

    assert Left(dict.fromkeys(("email", "cents", "password"), "01019012345")).errors.keys() == {"email"}
    assert Left({"email": "010190-12345@example.org", "cents": "1", "password": "x"}).errors == {}


def test_other_numbers_are_written_as_before():
    form, long = filled_in(Asked, "Tālr. 29123456, līgums 2024-12345, JUST/2015/RDIS/AG/NRP2/8793.")

    assert refused(form, long) == []


class Asked(KheteneForm):
    words = forms.CharField(widget=forms.Textarea)

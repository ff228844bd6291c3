"""Every form of the house looks through what is typed at length; a new form cannot forget it."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django import forms

import khetene.web
from khetene.web.components.forms import PERSONAL_CODE, KheteneForm

CODES = ("010190-12345", "01019012345", "320000-12345")


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
    """The form with the words in every text area; its own parts that only a page knows stay empty."""
    form = kind.__new__(kind)
    long = [name for name, field in kind.base_fields.items() if isinstance(field.widget, forms.Textarea)]
    KheteneForm.__init__(form, data=dict.fromkeys(long, words))
    return form, long


def refused(form, names):
    return [name for name in names if PERSONAL_CODE in form.errors.get(name, [])]


def test_every_form_is_one_of_the_house():
    strangers = [one for one in every_form() if not issubclass(one, KheteneForm) and one is not KheteneForm]

    assert [f"{one.__module__}.{one.__name__}" for one in strangers if "clean" in dir(one)] == []


@pytest.mark.parametrize("code", CODES)
def test_no_text_area_of_any_form_takes_a_personal_code(code):
    forgotten, looked_at = [], 0
    for kind in every_form(KheteneForm):
        form, long = filled_in(kind, f"Viņa kods ir {code}.")
        looked_at += len(long)
        if long and refused(form, long) != long:
            forgotten.append(f"{kind.__module__}.{kind.__name__}")

    assert forgotten == []
    assert looked_at > 50  # so that the walk finds the forms at all


def test_other_numbers_are_written_as_before():
    form, long = filled_in(Asked, "Tālr. 29123456, līgums 2024-12345, JUST/2015/RDIS/AG/NRP2/8793.")

    assert refused(form, long) == []


class Asked(KheteneForm):
    words = forms.CharField(widget=forms.Textarea)

"""Fields as people meet them: labels, hints, errors and what a screen reader is told."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.components.widgets import Checkboxes, CountedTextarea, Radios

PLACES = [("home", "Home"), ("street", "Street")]


class VisitForm(KheteneForm):
    why = {"phone": "To arrange a meeting."}

    called = forms.CharField(label="Called", help_text="A first name is enough.")
    phone = forms.CharField(label="Phone", required=False)
    people = forms.IntegerField(label="People", min_value=1, max_value=12)
    day = DateField(label="Day")
    note = forms.CharField(label="Note", widget=CountedTextarea, max_length=20, required=False)
    place = forms.ChoiceField(label="Place", choices=PLACES, widget=Radios(hints={"street": "No name is needed."}))
    offices = forms.MultipleChoiceField(label="Offices", choices=PLACES, widget=Checkboxes, required=False)
    agreed = forms.BooleanField(label="Agreed", required=False, help_text="On paper.")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form: forms.Form, name: str) -> Tag:
    group = BeautifulSoup(form[name].as_field_group(), "html.parser").find(True)
    assert isinstance(group, Tag)
    return group


def test_a_label_belongs_to_its_field():
    group = drawn(VisitForm(), "called")

    assert group.label["for"] == group.input["id"]
    assert group.input["class"] == ["govuk-input"]


def test_hint_error_and_reason_are_told_with_the_field():
    class Form(KheteneForm):
        why = {"name": "So that we can call you."}
        name = forms.CharField(help_text="In full.")

    group = drawn(Form({"name": ""}), "name")
    described = group.input["aria-describedby"].split()

    assert described == ["id_name_helptext", "id_name_error", "id_name_why"]
    assert [bool(group.find(id=place)) for place in described] == [True, True, True]


def test_a_wrong_field_is_marked_as_wrong():
    group = drawn(VisitForm({"called": ""}), "called")

    assert group["class"] == ["govuk-form-group", "govuk-form-group--error"]
    assert group.input["class"] == ["govuk-input", "govuk-input--error"]
    assert group.input["aria-invalid"] == "true"


def test_an_optional_field_is_marked_and_a_required_one_is_not():
    marks = {name: drawn(VisitForm(), name).select(".kh-optional") != [] for name in ("called", "phone", "agreed")}

    assert marks == {"called": False, "phone": True, "agreed": False}


def test_the_browser_keeps_nothing_about_other_people_unless_the_form_is_about_oneself():
    class OwnForm(KheteneForm):
        about_others = False
        name = forms.CharField()

    assert drawn(VisitForm(), "called").input["autocomplete"] == "off"
    assert "autocomplete" not in drawn(OwnForm(), "name").input.attrs


def test_a_number_is_typed_into_a_text_field_without_arrows():
    field = drawn(VisitForm(), "people").input

    assert (field["type"], field["inputmode"]) == ("text", "numeric")
    assert {"min", "max", "step"} & set(field.attrs) == set()


def test_options_carry_their_hints():
    group = drawn(VisitForm(), "place")
    home, street = group.select("input[type=radio]")

    assert "aria-describedby" not in home.attrs
    assert group.find(id=street["aria-describedby"]).text == "No name is needed."


def test_several_options_stand_in_a_fieldset_with_a_legend():
    group = drawn(VisitForm(), "offices")

    assert group.fieldset.legend.text.split()[0] == "Offices"
    assert [box["type"] for box in group.select("input")] == ["checkbox", "checkbox"]


def test_a_counted_text_is_never_cut_off_while_typing():
    group = drawn(VisitForm(), "note")

    assert group.select_one(".govuk-character-count")["data-maxlength"] == "20"
    assert "maxlength" not in group.textarea.attrs
    assert group.textarea["aria-describedby"] == group.select_one(".govuk-character-count__message")["id"]


def test_a_hidden_field_has_no_frame():
    assert str(VisitForm()["secret"].as_field_group()).startswith('<input type="hidden"')


def test_what_was_typed_stands_there_again_after_an_error():
    form = VisitForm({"called": '<b>"Zane"</b>', "day_day": "31", "day_month": "2", "day_year": "2026"})

    assert drawn(form, "called").input["value"] == '<b>"Zane"</b>'
    assert [part["value"] for part in drawn(form, "day").select("input")] == ["31", "2", "2026"]


def test_a_missing_answer_is_named():
    form = VisitForm({})

    assert [form.errors["called"], form.errors["place"]] == [["Aizpildiet: Called"], ["Izvēlieties: Place"]]


def test_an_own_sentence_for_a_missing_answer_stays():
    class Form(KheteneForm):
        name = forms.CharField(error_messages={"required": "Say how to call you."})

    assert Form({}).errors["name"] == ["Say how to call you."]


def test_a_date_is_asked_day_month_year_in_one_group():
    group = drawn(VisitForm(), "day")

    assert group.fieldset["role"] == "group"
    assert [part["name"] for part in group.select("input")] == ["day_day", "day_month", "day_year"]
    assert [label["for"] for label in group.select("label")] == [part["id"] for part in group.select("input")]


@given(st.dates())
def test_a_date_comes_back_as_it_went_in(day):
    field = DateField()
    parts = field.widget.decompress(day)

    assert field.clean([parts[0], parts[1], f"{day.year:04}"]) == day


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["", "5", "2021"], "no_day"),
        (["27", "", "2021"], "no_month"),
        (["27", "5", ""], "no_year"),
        (["27", "", ""], "incomplete"),
        (["27", "5", "21"], "short_year"),
        (["31", "2", "2021"], "invalid"),
        (["a", "b", "c"], "invalid"),
        (["1", "1", "9" * 40], "invalid"),
        (["", "", ""], "required"),
    ],
)
def test_a_date_says_what_is_wrong_with_it(parts, code):
    with pytest.raises(ValidationError) as refusal:
        DateField().clean(parts)

    assert refusal.value.code == code


@given(st.lists(st.text(max_size=6), min_size=3, max_size=3))
def test_whatever_is_typed_as_a_date_is_a_day_or_a_sentence(parts):
    form = VisitForm(dict(zip(("day_day", "day_month", "day_year"), parts, strict=True)))

    assert "day" in form.errors or isinstance(form.cleaned_data["day"], date)


def test_a_date_with_full_stops_is_understood():
    assert DateField().clean([" 27.", "5.", "2021. "]) == date(2021, 5, 27)

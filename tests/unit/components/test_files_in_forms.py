"""A file that a form does not keep: whoever gets the form back is told to choose it again, and which one is missing."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from khetene.files.errors import PictureTooLarge
from khetene.files.recognising import LARGEST
from khetene.web.components.files import UploadField
from khetene.web.components.forms import KheteneForm
from tests.factories import files

AGAIN = ["Fails nav saglabāts. Izvēlieties to vēlreiz."]


class PaperForm(KheteneForm):
    words = forms.CharField(label="Nosaukums")
    file = UploadField(label="Dokuments", error_messages={"too_large": PictureTooLarge.message})


@pytest.fixture(autouse=True)
def in_latvian(settings):
    settings.LANGUAGE_CODE = "lv"


def sent(content=None, words="", prefix=None):
    name = f"{prefix}-" if prefix else ""
    given = {f"{name}file": SimpleUploadedFile("lapa.png", files.png() if content is None else content)}
    return PaperForm({f"{name}words": words}, given, prefix=prefix)


@pytest.mark.parametrize("prefix", [None, "other"])
def test_a_file_beside_another_mistake_is_to_be_chosen_again(prefix):
    assert sent(prefix=prefix).errors == {"words": ["Aizpildiet: Nosaukums"], "file": AGAIN}


def test_a_file_is_to_be_chosen_again_when_what_was_asked_is_refused():
    form = sent(words="Rēķins")
    kept = form.is_valid()

    form.add_error(None, "Šodien nevar.")

    assert (kept, form.errors) == (True, {"__all__": ["Šodien nevar."], "file": AGAIN})


def test_a_refused_file_says_only_why():
    too_large = sent(b"0" * (LARGEST + 1))

    assert too_large.errors["file"] == [str(PictureTooLarge.message)]


def test_a_missing_file_is_asked_for_as_a_choice():
    assert PaperForm({"words": "Rēķins"}, {}).errors == {"file": ["Izvēlieties: Dokuments"]}

"""Texts of country data are shown in the reader's language, else in Latvian."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from khetene.kernel.translated import Translated, TranslatedTextField

TEXT = Translated({"lv": "darbs", "en": "work"})


@pytest.mark.parametrize(
    ("language", "shown"), [("lv", "darbs"), ("en", "work"), ("en-gb", "work"), ("ru", "darbs"), (None, "darbs")]
)
def test_a_text_is_shown_in_the_readers_language_else_in_latvian(language, shown):
    with translation.override(language):
        assert str(TEXT) == shown


@pytest.mark.parametrize(("text", "shown"), [({}, ""), ({"rom": "buti"}, "buti"), ({"lv": "", "en": "work"}, "work")])
def test_a_text_with_gaps_shows_what_there_is(text, shown):
    with translation.override("lv"):
        assert str(Translated(text)) == shown


def test_latvian_must_be_there():
    field = TranslatedTextField()

    with pytest.raises(ValidationError):
        field.validate({"en": "work"}, None)


def test_a_text_with_latvian_is_accepted():
    TranslatedTextField().validate({"lv": "darbs"}, None)

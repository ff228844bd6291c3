"""Text of country data in several languages, kept in one field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _JSONField = models.JSONField[Any, Any]
else:
    _JSONField = models.JSONField

FIRST_LANGUAGE = "lv"


class Translated(dict[str, str]):
    """A text by language; as a string it is the text in the reader's language, else in Latvian."""

    def __str__(self) -> str:
        return said_in(get_language(), self)


def said_in(language: str | None, text: Mapping[str, str]) -> str:
    """A text by language as a reader of this language gets it."""
    wanted = (language or FIRST_LANGUAGE).split("-")[0]
    return text.get(wanted) or text.get(FIRST_LANGUAGE) or next(filter(None, text.values()), "")


def short_day(day: date) -> str:
    """A day as the reader's language writes it: `20.11.2026.`"""
    return str(date_format(day, "SHORT_DATE_FORMAT"))


class TranslatedTextField(_JSONField):
    """`{"lv": …, "en": …}`; Latvian is always there."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Translated | None:
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else Translated(loaded)

    def to_python(self, value: Any) -> Any:
        return Translated(value) if isinstance(value, dict) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and not value.get(FIRST_LANGUAGE):
            raise ValidationError(_("Give the text in Latvian; other languages may follow."))

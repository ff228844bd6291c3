"""Widgets that Django does not have: a date in three fields, options with a hint each, a text that is counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateWidget(forms.MultiWidget):
    """Day, month and year in three fields, in the Latvian order."""

    template_name = "django/forms/widgets/date_parts.html"
    parts = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"inputmode": "numeric"}) for name, _label, _width in self.parts
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for shown, (_name, label, width) in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            wrong = " govuk-input--error" if "aria-invalid" in shown["attrs"] else ""
            shown["attrs"]["class"] = f"govuk-input govuk-date-input__input govuk-input--width-{width}{wrong}"
            shown["label"] = label
        return context


class _WithHints(forms.widgets.ChoiceWidget):
    """Options of which each may carry a line of explanation: `hints={value: words}`."""

    def __init__(self, *args: Any, hints: Mapping[Any, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {str(value): words for value, words in (hints or {}).items()}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        hint = self.hints.get(str(value))
        if hint and "id" in option["attrs"]:
            option["hint"] = hint
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class Radios(_WithHints, forms.RadioSelect):
    """One of several, each with its hint."""


class Checkboxes(_WithHints, forms.CheckboxSelectMultiple):
    """Some of several, each with its hint."""


class ProseEditor(forms.Textarea):
    """A long text with headings, lists, emphasis and links; buttons help to write them, and it works without them."""

    template_name = "django/forms/widgets/prose.html"

    def __init__(self, rows: int = 12) -> None:
        labels = {
            "heading": _("Heading"),
            "list": _("List"),
            "bold": _("Bold"),
            "link": _("Link"),
            "preview": _("Preview"),
        }
        super().__init__(attrs={"rows": rows, **{f"data-{name}-label": label for name, label in labels.items()}})


class CountedTextarea(forms.Textarea):
    """A text that says how many characters are left. The limit is checked by the field, never cut off while typing."""

    template_name = "django/forms/widgets/counted_textarea.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["limit"] = context["widget"]["attrs"].pop("maxlength", None)
        return context

"""A field on a page: its classes, what describes it for a screen reader, and where a link to it leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget

from khetene.web.components.widgets import CountedTextarea, DateWidget

# The first kind that fits gives the class; `Input` stands last because most of the others are Inputs too.
CLASS_OF: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.NumberInput, "govuk-input govuk-input--width-5"),
    (forms.widgets.Input, "govuk-input"),
)
TICKED = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class BoundField(forms.BoundField):
    """Every field of every form, drawn by `django/forms/field.html`."""

    @property
    def why(self) -> Any:
        """One line why we ask, from the form's `why`."""
        return getattr(self.form, "why", {}).get(self.name, "")

    @property
    def optional(self) -> bool:
        """Whether to say that the field may be left empty; a single tick box says it by itself."""
        needed = self.field.required or getattr(self.field, "is_asked_for", False)
        return not needed and not self.is_checkbox

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_date(self) -> bool:
        return isinstance(self.field.widget, DateWidget)

    @property
    def first_input_id(self) -> str:
        """Where the link of an error summary leads: the first thing that can be filled in."""
        widget = self.field.widget
        several = isinstance(widget, forms.MultiWidget) or (isinstance(widget, ChoiceWidget) and widget.add_id_index)
        return f"{self.auto_id}_0" if several else str(self.auto_id)

    @property
    def aria_describedby(self) -> str | None:
        """Hint, error, counter and reason, in the order in which they should be heard."""
        described = super().aria_describedby
        if described is None or not self.auto_id or self.is_hidden:
            return described
        more = [f"{self.auto_id}-info"] if isinstance(self.field.widget, CountedTextarea) else []
        more += [f"{self.auto_id}_why"] if self.why else []
        return " ".join([described, *more] if described else more)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        if not isinstance(widget, forms.MultiWidget):
            built["class"] = self._classes(widget, str(built.get("class", "")))
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            # The group is wrong, not each of its options; ARIA does not know an invalid radio.
            built.pop("aria-invalid", None)
        if getattr(self.form, "about_others", False) and not isinstance(widget, TICKED):
            built["autocomplete"] = widget.attrs.get("autocomplete", "off")
        return built

    def _classes(self, widget: forms.Widget, given: str) -> str:
        ours = next((name for kind, name in CLASS_OF if isinstance(widget, kind)), "")
        block = ours.split(" ")[0]
        wrong = f"{block}--error" if self.errors and block and "__" not in block else ""
        return " ".join(dict.fromkeys(f"{ours} {widget.attrs.get('class', '')} {given} {wrong}".split()))

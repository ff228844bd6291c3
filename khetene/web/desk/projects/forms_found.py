"""What people add to a recorded phase: a figure, a deliverable or an indicator, each with the document that states it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.web.components.forms import DateField
from khetene.web.desk.projects.forms_plan import IndicatorForm, PartForm, ResultForm, TwoLanguages


class FoundResultForm(ResultForm):
    beside_id = forms.ChoiceField(
        label=_("Does a recorded figure say something about the same?"),
        required=False,
        help_text=_("Then both stand beside each other, and the difference is named. The recorded one is not changed."),
    )
    field_order = ("words", "words_en", "number", "source", "beside_id")


class FoundDeliverableForm(TwoLanguages):
    beside_id = forms.ChoiceField(label=_("Which recorded deliverable is it?"), required=False)
    activity_id = forms.ChoiceField(label=_("From which activity?"), required=False)
    delivered = DateField(label=_("Handed over on"), required=False)
    link = forms.URLField(
        label=_("Address where it can be read"), max_length=400, required=False, assume_scheme="https"
    )
    source = forms.CharField(label=_("Which document states it?"), max_length=200)

    def values(self) -> dict[str, Any]:
        """The document says that it was handed over."""
        return super().values() | {"is_stated": True}


FORMS: dict[str, type[PartForm]] = {
    "found_result": FoundResultForm,
    "found_deliverable": FoundDeliverableForm,
    "found_indicator": IndicatorForm,
}
NAMES: dict[str, tuple[Any, Any]] = {
    "found_result": (_("Results"), _("Result")),
    "found_deliverable": (_("Deliverables"), _("Deliverable")),
    "found_indicator": (_("Indicators"), _("Indicator")),
}

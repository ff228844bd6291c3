"""What people fill in to amend a phase: the reason, one change after the other, and the agreement about all of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.projects.amending import HEAD, PLACES
from khetene.web.components.files import UploadField
from khetene.web.components.forms import DateField, EuroField, KheteneForm
from khetene.web.components.widgets import Checkboxes
from khetene.web.desk.projects.forms_plan import FORMS, PartForm, area


class SeenForm(KheteneForm):
    """With what stood on the screen."""

    about_others = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ReasonForm(SeenForm):
    words = area(_("What is amended, and why?"), 500, 4)


class HeadChangeForm(PartForm):
    begins = DateField(label=_("First day"), required=False)
    ends = DateField(label=_("Last day"), required=False)
    total = EuroField(label=_("Grant in euros"), required=False)


class PlacesForm(PartForm):
    territories = forms.MultipleChoiceField(
        label=_("Partner municipalities"), required=False, widget=Checkboxes(), help_text=_("As they are called today.")
    )


class AgreeAmendmentForm(KheteneForm):
    about_others = False
    agreed_on = DateField(label=_("Agreed on"))
    document = forms.CharField(
        label=_("Document"), max_length=160, help_text=_("For example: agreement No. 2 on amendments.")
    )
    file = UploadField(label=_("The signed document as a file"))


class OnDayForm(KheteneForm):
    about_others = False
    on = DateField(label=_("As it was on"), required=False, help_text=_("Leave empty for the beginning."))


class PhaseDocumentForm(KheteneForm):
    about_others = False
    words = forms.CharField(
        label=_("Which document is it?"), max_length=200, help_text=_("For example: final report to the Commission.")
    )
    file = UploadField(label=_("The document as a file"))


def change_form(part: str, data: Any, *, seen: str, **more: Any) -> PartForm:
    """The form of the plan for one thing, with what was on the screen when it was opened."""
    forms_of: dict[str, type[PartForm]] = {HEAD: HeadChangeForm, PLACES: PlacesForm, **FORMS}
    form = forms_of[part](data, **more)
    form.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
    form.initial["seen"] = seen
    return form

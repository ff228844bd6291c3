"""One form for each part of an application and of its report. Only the first words of a row are demanded."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.proposals import contents
from khetene.proposals.contents import Content
from khetene.proposals.enums import Part, Release
from khetene.web.components.forms import AmountField, DateField, EuroField
from khetene.web.desk.proposals.forms import SeenForm, counted, written

NAME_NOBODY = _("Roles and institutions. Name no client and no family.")


class PartForm(SeenForm):
    """A part with the version that was on the screen."""

    kind: ClassVar[type[Content]]

    def content(self) -> Content:
        return self.kind(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class TitleForm(PartForm):
    kind = contents.Text
    text = written(_("Title of the project"), most=200, required=True)


class TextForm(PartForm):
    kind = contents.Text
    text = written(_("Text"), most=12_000, rows=12, required=True)


class TimeForm(PartForm):
    kind = contents.Time
    begins = DateField(label=_("First day"), required=False)
    ends = DateField(label=_("Last day"), required=False)


class ActivityForm(PartForm):
    kind = contents.Activity
    words = written(_("What will you do?"), required=True)
    who = written(_("Who does it?"), most=200, help_text=NAME_NOBODY)
    where = written(_("Where?"), most=200)
    begins = DateField(label=_("From"), required=False)
    ends = DateField(label=_("To"), required=False)
    people = counted(_("How many people will come?"), _("About how many. Nobody writes down who they are."))


class PartnerForm(PartForm):
    kind = contents.Partner
    name = written(_("Which institution or association?"), most=200, required=True)
    role = written(_("What does it do in the project?"))
    agreed = forms.BooleanField(label=_("It said yes in writing"), required=False)


class ResultForm(PartForm):
    kind = contents.Result
    words = written(_("What will be there or different?"), required=True)
    number = counted(_("How many?"))
    unit = written(_("Of what?"), most=80, help_text=_("For example: workshops, children, pages."))
    how = written(
        _("How do you count it?"), help_text=_("For example: from the plan of lessons; heads counted at the door.")
    )


class LineForm(PartForm):
    kind = contents.Line
    words = written(_("What is the money for?"), most=200, required=True)
    quantity = AmountField(label=_("How many?"), required=False, help_text=_("For example 12 or 1,5"))
    unit = written(_("Of what?"), most=40, help_text=_("For example: hours, months, pieces."))
    price = EuroField(label=_("What does one cost?"), required=False)
    grant = EuroField(label=_("From the grant"), required=False)
    own = EuroField(label=_("Own means"), required=False)


class DoneForm(PartForm):
    kind = contents.Done
    on = DateField(label=_("On which day?"), required=False)
    people = counted(_("How many people came?"), _("Count heads. No names, no lists of who they are."))
    words = written(_("What was done?"), most=2000, required=True, rows=4, help_text=NAME_NOBODY)
    differs = written(
        _("Different from the plan?"),
        most=1000,
        rows=3,
        help_text=_("How and why. Leave empty if all went as planned."),
    )


class SpentForm(PartForm):
    kind = contents.Spent
    on = DateField(label=_("On which day?"), required=False)
    amount = EuroField(label=_("Paid"))
    document = written(_("Document"), most=160, help_text=_("For example: invoice No. 17 of 20.11.2026."))
    words = written(_("What for?"), most=200, help_text=_("Name the thing, not people: for example rent of a room."))


class ReachedForm(PartForm):
    kind = contents.Reached
    number = counted(_("How many were reached so far?"))
    how = written(_("How was it counted?"))
    differs = written(
        _("Different from the plan?"),
        most=1000,
        rows=3,
        help_text=_("How and why. Leave empty if all went as planned."),
    )


class PictureForm(PartForm):
    kind = contents.Picture
    words = written(_("What is in the picture?"), required=True, help_text=_("The occasion, not the names of people."))
    kept = written(_("Where is it kept?"), help_text=_("The folder or the shelf in your organisation."))
    release = forms.ChoiceField(
        label=_("May it be shown?"), choices=Release.choices, required=False, widget=forms.RadioSelect
    )


FORMS: dict[str, type[PartForm]] = {
    Part.TITLE: TitleForm,
    Part.TIME: TimeForm,
    Part.NEED: TextForm,
    Part.AIM: TextForm,
    Part.TARGET: TextForm,
    Part.ACTIVITY: ActivityForm,
    Part.TEAM: TextForm,
    Part.PARTNER: PartnerForm,
    Part.RESULT: ResultForm,
    Part.LINE: LineForm,
    Part.AFTER: TextForm,
    Part.DONE: DoneForm,
    Part.SPENT: SpentForm,
    Part.REACHED: ReachedForm,
    Part.PICTURE: PictureForm,
}


def initial_of(content: Content) -> dict[str, Any]:
    """What stands in a version, for its form."""
    return asdict(content)

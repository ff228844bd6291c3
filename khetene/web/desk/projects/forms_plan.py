"""What people fill in to plan a phase, part by part. Words are asked for in Latvian; English may follow."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khetene.kernel.translated import Translated
from khetene.projects.enums import GrantSource
from khetene.projects.plan import Head
from khetene.web.components.forms import DateField, EuroField, KheteneForm
from khetene.web.components.widgets import Checkboxes
from khetene.web.desk.projects.forms import Choices

SHORT = {"class": "govuk-input--width-5"}


def area(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class HeadForm(KheteneForm):
    """The beginning of an agreement. The shares of the grant are asked for in per cent and split to the cent."""

    about_others = False
    ordinal = forms.IntegerField(
        label=_("Number of the phase"), min_value=1, max_value=99, widget=forms.NumberInput(attrs=SHORT)
    )
    title = forms.CharField(label=_("Title, as the agreement prints it"), max_length=250)
    known_as = forms.CharField(
        label=_("Short name"),
        max_length=120,
        required=False,
        help_text=_("A gathering whose organiser writes this name belongs to the phase."),
    )
    agreement = forms.CharField(label=_("Number of the agreement"), max_length=80, required=False)
    programme = forms.CharField(label=_("Programme"), max_length=160, required=False)
    programme_years = forms.CharField(label=_("Years of the programme"), max_length=20, required=False)
    begins = DateField(label=_("First day"), required=False)
    ends = DateField(label=_("Last day"), required=False)
    total = EuroField(label=_("Grant in euros"), required=False)
    task = area(_("Task"), 1000, required=False)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["ordinal"]
        for source in GrantSource:
            self.fields[f"percent_{source.value}"] = forms.DecimalField(
                label=_("%(source)s, per cent") % {"source": capfirst(source.label)},
                min_value=Decimal(0),
                max_value=Decimal(100),
                max_digits=6,
                decimal_places=3,
                localize=True,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal", **SHORT}),
            )

    def head(self) -> Head:
        data = self.cleaned_data
        percents = {source.value: data[f"percent_{source.value}"] for source in GrantSource}
        named = {name: data[name] for name in Head.__slots__ if name != "percents"}
        return Head(**named, percents=percents)


class AgreeForm(KheteneForm):
    about_others = False
    agreement = forms.CharField(label=_("Number of the agreement"), max_length=80)
    agreed_on = DateField(label=_("Agreed on"))


class PartForm(KheteneForm):
    """`words` and `words_en` are one text in two languages."""

    about_others = False

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            if name not in self.fields:
                continue
            is_one = isinstance(self.fields[name], forms.ChoiceField) and not isinstance(
                self.fields[name], forms.MultipleChoiceField
            )
            self.offer(name, [("", _("none")), *offered] if is_one else offered)
            if not is_one and not offered:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "words_en"}
        if "words_en" in self.fields:
            english = self.cleaned_data["words_en"]
            data["words"] = Translated({"lv": data["words"]} | ({"en": english} if english else {}))
        return data


class TwoLanguages(PartForm):
    words = area(_("In Latvian"), 500)
    words_en = area(_("In English"), 500, required=False)


class GoalForm(TwoLanguages):
    pass


class ActivityPlanForm(TwoLanguages):
    begins = DateField(label=_("First day"), required=False)
    ends = DateField(label=_("Last day"), required=False)
    goals = forms.MultipleChoiceField(label=_("For which goals?"), required=False, widget=Checkboxes)
    territories = forms.MultipleChoiceField(label=_("In which municipalities?"), required=False, widget=Checkboxes)


class LinksForm(PartForm):
    by_mediators = forms.BooleanField(
        label=_("Mediators work on it"),
        required=False,
        help_text=_("Then the months that they sign in its time are counted beside it."),
    )
    programme = forms.ChoiceField(
        label=_("Support of which programme is given in it?"),
        required=False,
        help_text=_("The protected totals of the whole programme stand beside it; small numbers are hidden."),
    )
    gatherings = forms.MultipleChoiceField(label=_("Gatherings"), required=False, widget=Checkboxes)


class LinePlanForm(PartForm):
    code = forms.CharField(label=_("Code of the line, as in the agreement"), max_length=20)
    words = forms.CharField(label=_("What is the money for?"), max_length=200)
    planned = EuroField(label=_("Planned amount"))


class IndicatorForm(TwoLanguages):
    target = forms.IntegerField(label=_("Aimed at"), min_value=0, max_value=10**9, required=False)
    source = forms.CharField(
        label=_("Where does it stand?"), max_length=200, help_text=_("For example: agreement, annex 1.")
    )


class DeliverableForm(TwoLanguages):
    due = DateField(label=_("Due on"), required=False)
    activity_id = forms.ChoiceField(label=_("From which activity?"), required=False)


class HandedOverForm(PartForm):
    delivered = DateField(label=_("Handed over on"), required=False)
    link = forms.URLField(
        label=_("Address where it can be read"), max_length=400, required=False, assume_scheme="https"
    )
    source = forms.CharField(label=_("Document"), max_length=200, required=False)


class VisibilityPlanForm(PartForm):
    text = area(
        _("Text that names the funder"),
        1000,
        5,
        help_text=_(
            "Slots stand in braces: {object}, {object_genitive}, {project}, {agreement}, {programme}, {responsible}."
        ),
    )
    object = forms.CharField(label=_("What is it? For example “event”"), max_length=60, required=False)
    object_genitive = forms.CharField(
        label=_("The same word as in “the content of the event”"), max_length=60, required=False
    )
    responsible = forms.CharField(label=_("Who is responsible for the content?"), max_length=200, required=False)
    has_banner = forms.BooleanField(label=_("The banner of the European Union stands beside it"), required=False)
    source = forms.CharField(
        label=_("Where does it stand?"), max_length=200, help_text=_("For example: agreement, annex 1.")
    )


class ResultForm(TwoLanguages):
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=10**9, required=False)
    indicator_id = forms.ChoiceField(label=_("Which indicator does it answer?"), required=False)
    activity_id = forms.ChoiceField(label=_("From which activity?"), required=False)
    source = forms.CharField(label=_("Which document states it?"), max_length=200)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


FORMS: dict[str, type[PartForm]] = {
    "goal": GoalForm,
    "activity": ActivityPlanForm,
    "links": LinksForm,
    "line": LinePlanForm,
    "indicator": IndicatorForm,
    "deliverable": DeliverableForm,
    "handed_over": HandedOverForm,
    "visibility": VisibilityPlanForm,
    "result": ResultForm,
}
# Name of the part, and the heading of its form.
NAMES: dict[str, tuple[Any, Any]] = {
    "goal": (_("Goals"), _("Goal")),
    "activity": (_("Activities"), _("Activity")),
    "links": (_("Gatherings and mediators"), _("Gatherings and mediators of an activity")),
    "line": (_("Lines of the budget"), _("Line of the budget")),
    "indicator": (_("Indicators"), _("Indicator")),
    "deliverable": (_("Deliverables"), _("Deliverable")),
    "handed_over": (pgettext_lazy("deliverable", "Handed over"), _("Hand a deliverable over")),
    "visibility": (_("Texts that name the funder"), _("Text that names the funder")),
    "result": (_("Results"), _("Result")),
}

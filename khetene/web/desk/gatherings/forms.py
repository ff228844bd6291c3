"""What people fill in about gatherings: the plan, the agenda, the list, the report."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.actions.planning import moment
from khetene.gatherings.enums import ItemKind, MaterialLanguage, Mode, PresenceSource, Role, Sector, Sex, WhyTakenAway
from khetene.gatherings.errors import EndsBeforeItBegins
from khetene.web.components.files import UploadField
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.components.widgets import ProseEditor

Choices = list[tuple[str, str]]
TIME = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})


def time_field(label: Any, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=TIME,
        help_text=_("For example 13.00"),
        error_messages={"invalid": _("Write hours and minutes, for example 13.00.")},
    )


class SearchForm(KheteneForm):
    about_others = False
    words = forms.CharField(label=_("Words"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, kinds: Choices, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [("", _("every kind")), *kinds])
        self.offer("year", [("", _("all years")), *((str(year), str(year)) for year in years)])


class GatheringForm(KheteneForm):
    about_others = False
    kind = forms.ChoiceField(label=_("What kind of gathering?"))
    title = forms.CharField(label=_("Title"), max_length=250)
    purpose = forms.CharField(
        label=_("What is it for?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    starts_on = DateField(label=_("First day"))
    starts_at = time_field(_("It begins at"))
    ends_on = DateField(label=_("Last day"))
    ends_at = time_field(_("It ends at"))
    mode = forms.ChoiceField(label=_("How do people meet?"), choices=Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    territory = forms.ChoiceField(label=_("Host municipality"), required=False)
    link = forms.URLField(
        label=_("Link to the online meeting"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Only those who said that they come see it."),
    )
    languages = forms.CharField(label=_("Languages"), max_length=120, required=False)
    interpreters = forms.CharField(label=_("Interpreters"), max_length=200, required=False)
    places = forms.IntegerField(
        label=_("How many places are there?"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("Leave empty when there is no limit. With a limit there is a waiting list."),
    )
    is_open = forms.BooleanField(
        label=_("Anybody may register on the public page"),
        required=False,
        help_text=_("Title, time, place, purpose and agenda are then public, from the announcement until it begins."),
    )
    bodies = forms.MultipleChoiceField(
        label=_("For which bodies is it?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    budget_line = forms.CharField(label=_("Budget line"), max_length=120, required=False)
    phase = forms.CharField(label=_("Project phase"), max_length=120, required=False)
    funding_statement = forms.CharField(
        label=_("Funding statement for the report"),
        max_length=800,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As the funding agreement wants it, with the number of the agreement."),
    )
    deviation = forms.CharField(label=_("What became different from the plan, and why"), max_length=300, required=False)

    def __init__(self, *args: Any, kinds: Choices, territories: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", kinds)
        self.offer("territory", [("", _("none")), *territories])
        self.offer("bodies", bodies)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if all(data.get(name) is not None for name in ("starts_on", "starts_at", "ends_on", "ends_at")):
            data["starts"] = moment(data["starts_on"], data["starts_at"])
            data["ends"] = moment(data["ends_on"], data["ends_at"])
            if data["ends"] < data["starts"]:
                self.add_error("ends_on", EndsBeforeItBegins.message)
        return data

    def plan(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        for name in ("starts_on", "starts_at", "ends_on", "ends_at"):
            del data[name]
        data["kind_id"] = uuid.UUID(data.pop("kind"))
        data["territory_id"] = data.pop("territory") or None
        data["bodies"] = [uuid.UUID(key) for key in data["bodies"]]
        return data


class AgendaForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What is on the agenda?"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices, widget=forms.RadioSelect)
    day = forms.ChoiceField(label=_("Day"))
    starts = time_field(_("It begins at"), required=False)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=0, max_value=1440, initial=30)
    speakers = forms.MultipleChoiceField(
        label=_("Who speaks?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("From the list of participants."),
    )
    notes = forms.CharField(
        label=_("What was said?"),
        max_length=20_000,
        required=False,
        widget=ProseEditor(),
        help_text=_("It becomes a part of the report. Names of families stay out."),
    )

    def __init__(self, *args: Any, days: Choices, speakers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("day", days)
        if speakers:
            self.offer("speakers", speakers)
        else:
            del self.fields["speakers"]


class ParticipantForm(KheteneForm):
    name = forms.CharField(label=_("First name and surname"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)
    represents = forms.ChoiceField(label=_("Which organisation do they represent?"), required=False)
    position = forms.CharField(label=_("Their post there"), max_length=160, required=False)
    sector = forms.ChoiceField(
        label=_("In which capacity do they come?"),
        required=False,
        choices=[("", _("not known yet")), *Sector.choices],
        help_text=_("The capacity of that day, not where somebody comes from."),
    )
    territory = forms.ChoiceField(label=_("For which municipality?"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex, if they gave it"), required=False, choices=[("", _("not given")), *Sex.choices]
    )
    roles = forms.MultipleChoiceField(
        label=_("What do they do there?"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty for somebody who takes part."),
    )
    may_be_listed = forms.BooleanField(
        label=_("They agree that their name stands in the public list of participants"), required=False
    )
    needs = forms.CharField(
        label=_("What do they need to take part?"),
        max_length=500,
        required=False,
        help_text=_("Food, access, an interpreter. It is deleted on the day after the gathering."),
    )

    def __init__(self, *args: Any, organisations: Choices, territories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("represents", [("", _("none")), *organisations])
        self.offer("territory", [("", _("none")), *territories])

    def row(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        for name in ("represents", "territory"):
            data[f"{name}_id"] = data.pop(name) or None
        return data


class InPlaceForm(KheteneForm):
    name = forms.CharField(label=_("Who comes instead?"), max_length=120, help_text=_("First name and surname"))
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)
    position = forms.CharField(label=_("Their post there"), max_length=160, required=False)


class PresenceForm(KheteneForm):
    about_others = False
    source = forms.ChoiceField(
        label=_("How do you know it of those whom you tick now?"),
        choices=[
            (one.value, one.label) for one in (PresenceSource.TICKED, PresenceSource.SIGNED, PresenceSource.PLATFORM)
        ],
        widget=forms.RadioSelect,
        initial=PresenceSource.TICKED,
        required=False,
        help_text=_("Whoever signed in with a phone or online keeps that."),
    )


class DoorForm(KheteneForm):
    said = forms.CharField(
        label=_("Your e-mail or the code of your invitation"),
        max_length=254,
        help_text=_("The address to which your invitation came. The code stands behind the link in that letter."),
    )


class MaterialForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language"), choices=MaterialLanguage.choices, widget=forms.RadioSelect, required=False
    )
    address = forms.URLField(label=_("Address on the web"), max_length=500, assume_scheme="https", required=False)
    file = UploadField(
        label=_("The file itself"),
        required=False,
        help_text=_(
            "PDF, JPEG, PNG, DOCX, XLSX or ODT, at most 10 MB. It is kept encrypted and saved under the title above. "
            "Participants also see notes, comments and earlier versions that a file holds: take them out before, or send a PDF."
        ),
    )


class TakeAwayForm(KheteneForm):
    about_others = False
    why_removed = forms.ChoiceField(
        label=_("Why is it taken away?"), choices=WhyTakenAway.choices, widget=forms.RadioSelect
    )


class InviteForm(KheteneForm):
    about_others = False
    body = forms.ChoiceField(
        label=_("Whom do you invite?"),
        widget=forms.RadioSelect,
        help_text=_("Everybody who holds a seat on the first day is put on the list. Nobody is put there twice."),
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("body", bodies)


class ReplyForm(KheteneForm):
    needs = forms.CharField(
        label=_("What do you need to take part?"),
        max_length=500,
        required=False,
        help_text=_("Food, access, an interpreter. It is deleted on the day after the gathering."),
    )


class RegisterForm(KheteneForm):
    name = forms.CharField(label=_("First name and surname"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("We send a letter there: open it and confirm.")
    )
    position = forms.CharField(
        label=_("From which organisation, and what do you do there?"), max_length=160, required=False
    )
    needs = forms.CharField(
        label=_("What do you need to take part?"),
        max_length=500,
        required=False,
        help_text=_("Food, access, an interpreter. It is deleted on the day after the gathering."),
    )
    may_be_listed = forms.BooleanField(label=_("My name may stand in the public list of participants"), required=False)


class CancelForm(KheteneForm):
    about_others = False
    reason = forms.CharField(label=_("If you cancel it: why?"), max_length=300, required=False)


class HeadsForm(KheteneForm):
    about_others = False
    group = forms.CharField(
        label=_("Whom did you count?"),
        max_length=120,
        help_text=_("For example: families who agreed to the visit. No names."),
    )
    number = forms.IntegerField(label=_("How many?"), min_value=1, max_value=1_000_000)
    is_estimate = forms.BooleanField(label=_("It is an estimate"), required=False)


class SectionForm(KheteneForm):
    about_others = False
    heading = forms.CharField(label=_("Heading"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        max_length=40_000,
        required=False,
        widget=ProseEditor(rows=18),
    )

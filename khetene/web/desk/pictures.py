"""Pictures with their release on pages: one form for all of them, and the list for who keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khetene.files.enums import Recognisable, Use, WhyTakenAway
from khetene.files.errors import PictureTooLarge
from khetene.files.releasing import PictureRow, Told
from khetene.kernel.enums import GivenHow
from khetene.web.components.files import UploadField
from khetene.web.components.forms import DateField, KheteneForm

MUST_BE_HIDDEN = _(
    "Only what they agreed to. What is not ticked is not shown there. With nothing ticked, the picture is deleted after 30 days."
)


class ReleaseForm(KheteneForm):
    """What a picture shows, and who agreed to what. `uses` are those that the page it belongs to has."""

    about_others = False
    shows = forms.CharField(
        label=_("What does the picture show?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Read aloud to those who cannot see it. Say what people do and where. "
            "No names, and never who is Roma: nobody needs to know that to understand the picture."
        ),
    )
    caption = forms.CharField(
        label=_("Words under the picture"),
        max_length=200,
        required=False,
        help_text=_("Everybody reads them. No names."),
    )
    recognisable = forms.ChoiceField(
        label=_("Can somebody be recognised in it?"),
        choices=Recognisable.choices,
        widget=forms.RadioSelect,
        help_text=_("Also from the side, by clothes or by the place. If you are not sure, they can."),
    )
    given_how = forms.ChoiceField(
        label=_("How did everybody in it agree?"),
        choices=[("", pgettext_lazy("picture", "nobody has agreed yet")), *GivenHow.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "For a child the guardian agrees, adults beside it too. "
            "If nobody can be recognised, leave this and the next two questions as they are."
        ),
    )
    vouched_by = forms.CharField(
        label=_("Who holds the paper or heard the words?"),
        max_length=120,
        required=False,
        help_text=_("A post or an organisation, for example: secretary of the association. No name of anybody in it."),
    )
    agreed_on = DateField(label=_("On which day did they agree?"), required=False)
    until = DateField(
        label=_("Until when may it be shown?"),
        required=False,
        help_text=_(
            "The day that people agreed to, five years later at most. After it the picture is shown nowhere, and 30 days "
            "later deleted."
        ),
    )
    uses = forms.MultipleChoiceField(
        label=_("Where may it be shown?"), required=False, widget=forms.CheckboxSelectMultiple, help_text=MUST_BE_HIDDEN
    )

    def __init__(self, *args: Any, uses: Iterable[Use], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("uses", [(use.value, use.label) for use in uses])

    def told(self) -> Told:
        """What the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return Told(**given | {"uses": frozenset(given["uses"])})


class AddPictureForm(ReleaseForm):
    file = UploadField(
        label=_("The picture"),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
        help_text=_(
            "JPEG or PNG, at most 5 MB. Only one that you took or may use. "
            "It loses the place and the time where it was taken."
        ),
        error_messages={"too_large": PictureTooLarge.message},
    )
    field_order = ("file",)


class TakeAwayForm(KheteneForm):
    about_others = False
    why_taken_away = forms.ChoiceField(
        label=_("Why is it taken away?"), choices=WhyTakenAway.choices, widget=forms.RadioSelect
    )


@dataclass(frozen=True, slots=True)
class Managed:
    """A picture in the list of who keeps it, with the addresses of what they may do; none where they may not."""

    row: PictureRow
    keeper: str
    image: str
    change: str
    order: str
    take_away: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """The names of a module's pages about one picture."""

    image: str
    change: str
    order: str
    take_away: str

    def managed(self, row: PictureRow, *, keeper: str = "", may_change: bool = True, may_move: bool = True) -> Managed:
        return Managed(
            row,
            keeper,
            reverse(self.image, args=[row.id]) if row.covers(Use.NETWORK) else "",
            reverse(self.change, args=[row.id]) if may_change else "",
            reverse(self.order, args=[row.id]) if may_move else "",
            reverse(self.take_away, args=[row.id]),
        )


def initial_of(row: PictureRow, uses: Iterable[Use]) -> dict[str, Any]:
    """What stands in a picture, as its form shows it."""
    names = ("shows", "caption", "recognisable", "given_how", "vouched_by", "agreed_on", "until")
    return {name: getattr(row, name) for name in names} | {"uses": [use for use in uses if use in row.uses]}


def form_page(form: Any, title: str | Promise, caption: str, back: str, submit: str | Promise) -> dict[str, Any]:
    """What `desk/pictures/form.html` shows."""
    return {"form": form, "title": title, "caption": caption, "back": back, "submit": submit}

"""What is asked when a client confirms, and when a scan of it is removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.enums import Confirmation, WhyTakenBack
from khetene.enrolments.errors import NotEverybodySeen
from khetene.web.components.files import UploadField
from khetene.web.components.forms import DateField, KheteneForm

SEEN, OTHERS_TOO = "seen", "others"


class ConfirmForm(KheteneForm):
    """Of a session of which somebody sees a part it is asked who stands on the sheet: all of it, or only those whom they see."""

    how = forms.ChoiceField(
        label=_("How did the client confirm it?"),
        choices=[(Confirmation.PAPER, Confirmation.PAPER.label), (Confirmation.SCREEN, Confirmation.SCREEN.label)],
        widget=forms.RadioSelect,
    )
    on = DateField(label=_("On which day?"))
    sheet = forms.ChoiceField(
        label=_("Who stands on the sheet?"),
        choices=[
            (SEEN, _("Only people whose cases I see, as on the sheet that I print here")),
            (OTHERS_TOO, _("Other people too")),
        ],
        help_text=_("There were people whose cases you do not see. Say it when you add a scan."),
        required=False,
        widget=forms.RadioSelect,
    )
    file = UploadField(label=_("Scan or photo of the signed sheet"), required=False)
    also = forms.MultipleChoiceField(
        label=_("Who else signed the same sheet?"),
        help_text=_("Those of the same group whose entry has no scan yet. Only with a scan."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, others: Sequence[tuple[str, str]], only_scan: bool, sees_everybody: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("also", others)
        if not others:
            del self.fields["also"]
        if sees_everybody:
            del self.fields["sheet"]
        if only_scan:
            del self.fields["how"]
            self.fields["file"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.setdefault("also", [])
        if data.get("file"):
            self._check_scan(data)
        elif data["also"] and "file" in data:
            self.add_error("file", _("For others too, add the scan that shows their signatures."))
        return data

    def _check_scan(self, data: dict[str, Any]) -> None:
        if data.get("how") == Confirmation.SCREEN:
            self.add_error("file", _("A scan belongs to what was confirmed on paper."))
        if data.get("sheet") == "":
            self.add_error("sheet", _("Say who stands on the sheet."))
        if data.get("sheet") == OTHERS_TOO:
            self.add_error("sheet", NotEverybodySeen.message)

    @property
    def only_seen(self) -> bool:
        return bool(self.cleaned_data.get("sheet") == SEEN)


class RemoveScanForm(KheteneForm):
    about_others = False

    why_removed = forms.ChoiceField(
        label=_("Why is it removed?"), choices=WhyTakenBack.choices, widget=forms.RadioSelect
    )

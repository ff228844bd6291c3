"""What the coordinator writes about a mediator's post."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.mediation.enums import FundingSource
from khetene.web.components.forms import DateField, KheteneForm

Choices = list[tuple[str, str]]


class ContractForm(KheteneForm):
    about_others = False
    mediator = forms.ChoiceField(label=_("Which mediator?"))
    employer = forms.ChoiceField(label=_("Who employs the mediator?"))
    phase = forms.TypedChoiceField(
        label=_("In which phase of the platform?"), required=False, coerce=int, empty_value=None
    )
    percent_of_full_time = forms.IntegerField(
        label=_("Share of a full post, per cent"),
        min_value=1,
        max_value=100,
        help_text=_("For example: 100 is a full post, 50 is half a post."),
    )
    begins = DateField(label=_("First day of the contract"))
    ends = DateField(
        label=_("Last day of the contract"), required=False, help_text=_("Leave empty if no last day is agreed.")
    )

    def __init__(self, *args: Any, mediators: Choices, employers: Choices, phases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            "mediator": [("", _("choose")), *mediators],
            "employer": [("", _("choose")), *employers],
            "phase": [("", _("none")), *phases],
        }
        for name, options in lists.items():
            self.offer(name, options)

    def contract(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        employer = uuid.UUID(data.pop("employer"))
        mediator = data.pop("mediator", None)
        return data | {"employer_id": employer} | ({"membership_id": uuid.UUID(mediator)} if mediator else {})


class ChangeContractForm(ContractForm):
    """The mediator stays: another person is another contract."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, mediators=[], **kwargs)
        del self.fields["mediator"]


class FundingForm(KheteneForm):
    about_others = False
    source = forms.ChoiceField(label=_("From what money?"), choices=FundingSource.choices, widget=forms.RadioSelect)
    payer = forms.ChoiceField(label=_("Who pays?"), required=False)
    percent = forms.DecimalField(
        label=_("Part of the costs, per cent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        help_text=_("Leave empty if nobody has said how much."),
    )

    def __init__(self, *args: Any, payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("payer", [("", _("not said")), *payers])

    def funding(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        payer = data.pop("payer")
        return data | {"payer_id": payer or None}


class AreaForm(KheteneForm):
    about_others = False
    territory = forms.ChoiceField(label=_("Which place?"))
    begins = DateField(label=_("First day"))
    ends = DateField(
        label=_("Last day"), required=False, help_text=_("Leave empty if the place stays until the contract ends.")
    )

    def __init__(self, *args: Any, territories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("territory", [("", _("choose")), *territories])

    def area(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        territory = data.pop("territory")
        return data | {"territory_id": uuid.UUID(territory)}


class AreaDaysForm(AreaForm):
    """The place stays: another place is another row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, territories=[], **kwargs)
        del self.fields["territory"]

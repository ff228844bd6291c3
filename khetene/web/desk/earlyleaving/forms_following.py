"""What is asked about a pupil who left: the agreement, each offer, and the end."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import FollowEnd, Offered, Placed, Said, SignedBy
from khetene.web.components.forms import DateField, KheteneForm


class FollowForm(KheteneForm):
    left_on = DateField(label=_("On which day did the pupil leave?"))
    agreed_by = forms.ChoiceField(label=_("Who agreed?"), choices=SignedBy.choices, widget=forms.RadioSelect)
    agreed_on = DateField(
        label=_("On which day did they agree?"),
        help_text=_("They can say no at any time, and nothing follows from it."),
    )
    tracked_until = DateField(label=_("Until which day does the agreement hold?"), help_text=_("At most a year."))


class OfferForm(KheteneForm):
    happened_on = DateField(label=_("When?"))
    offered = forms.ChoiceField(label=_("What was offered?"), choices=Offered.choices, widget=forms.RadioSelect)
    said = forms.ChoiceField(label=_("What came of it?"), choices=Said.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only what is needed to go on."),
    )


class FollowEndForm(KheteneForm):
    ended_as = forms.ChoiceField(label=_("How does it end?"), choices=FollowEnd.choices, widget=forms.RadioSelect)
    placed = forms.ChoiceField(
        label=_("Where does the pupil have a place?"),
        choices=[("", _("nowhere")), *Placed.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    placed_on = DateField(label=_("Since which day?"), required=False)

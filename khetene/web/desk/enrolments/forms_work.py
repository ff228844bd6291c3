"""What is asked on the way to a job. Nothing is asked about health: that stays with the agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.enums import OfferAnswer
from khetene.web.components.forms import DateField, KheteneForm

Choices = Sequence[tuple[str, Any]]
NO_HEALTH = _("Nothing about health: that stays with the agency.")


class SearchStepForm(KheteneForm):
    words = forms.CharField(
        label=_("What will be done, and by whom?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DateField(label=_("Until which day?"), required=False)


class OfferForm(KheteneForm):
    work = forms.CharField(
        label=_("Which work, and where?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: helper in forestry, 12 km from home."),
    )
    offered_on = DateField(label=_("On which day was it offered?"))


class CheckOfferForm(KheteneForm):
    doubts = forms.MultipleChoiceField(
        label=_("What does not suit?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask the person point by point. Tick nothing where all of it suits."),
    )
    person_says = forms.CharField(
        label=_("What does the person say?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_HEALTH,
    )
    checked_on = DateField(label=_("On which day was it talked through?"))

    def __init__(self, *args: Any, points: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("doubts", points)


class AnswerOfferForm(KheteneForm):
    answer = forms.ChoiceField(
        label=_("What came of the offer?"),
        choices=[(OfferAnswer.ACCEPTED, OfferAnswer.ACCEPTED.label), (OfferAnswer.REFUSED, OfferAnswer.REFUSED.label)],
        widget=forms.RadioSelect,
    )
    refusal_reason = forms.ChoiceField(
        label=_("If it was refused: why?"), required=False, widget=forms.RadioSelect, help_text=NO_HEALTH
    )
    answered_on = DateField(label=_("On which day?"))

    def __init__(self, *args: Any, reasons: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("refusal_reason", reasons)


class FollowJobForm(KheteneForm):
    started_on = DateField(label=_("First day of work"))
    confirmed_on = DateField(
        label=_("Last day on which the person is known to have worked there"),
        required=False,
        help_text=_("For example, the day on which you asked."),
    )
    ended_on = DateField(label=_("Last day of work, if it has ended"), required=False)


class PassageForm(KheteneForm):
    passage = forms.ChoiceField(label=_("To what was the person referred?"), widget=forms.RadioSelect)
    referred_on = DateField(label=_("On which day was the person referred?"))

    def __init__(self, *args: Any, passages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("passage", passages)
        if len(passages) == 1:
            self.fields["passage"].initial = passages[0][0]


class FollowPassageForm(KheteneForm):
    taken_up_on = DateField(label=_("Taken up on"))
    finished_on = DateField(label=_("Finished on"), required=False)

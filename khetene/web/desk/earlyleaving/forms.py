"""What is asked about a pupil and a plan. Short, and nothing that no decision needs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import Change, Result, Seriousness, SignedBy
from khetene.web.components.forms import AmountField, DateField, KheteneForm

Choices = Sequence[tuple[str, Any]]


def _text(label: Any, *, rows: int = 3, **kwargs: Any) -> forms.CharField:
    kwargs.setdefault("max_length", 2000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ObservationForm(KheteneForm):
    why = {"colleague": _("The colleague sees what you wrote and can make a plan.")}

    called = forms.CharField(label=_("Name of the pupil"), max_length=120)
    observed_on = DateField(label=_("When was it seen?"))
    words = _text(
        _("What was seen?"),
        help_text=_("What happened, when, how often. Not what you think of the family."),
    )
    signs = forms.MultipleChoiceField(
        label=_("Which risks could it be?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A sign only: a person decides later. A pupil's origin is never a risk."),
    )
    colleague = forms.ChoiceField(label=_("Who should look at it?"), required=False)

    def __init__(self, *args: Any, criteria: Any, colleagues: Choices, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("signs", criteria)
        self.offer("colleague", [("", _("nobody else")), *colleagues])
        if known:
            del self.fields["called"]

    def observation(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        colleague = data.pop("colleague")
        return data | {"colleague_id": uuid.UUID(colleague) if colleague else None}


class FindPupilForm(KheteneForm):
    """A name travels in the body, never in the address."""

    called = forms.CharField(label=_("Name of the pupil"), max_length=120)


class OtherNameForm(FindPupilForm):
    called = forms.CharField(label=_("Look for another way to write the name"), max_length=120)


class ColleagueForm(KheteneForm):
    colleague = forms.ChoiceField(label=_("Who works with the pupil too?"))

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("colleague", [("", _("choose")), *colleagues])


class PlanForm(KheteneForm):
    semester = forms.ChoiceField(label=_("For which semester?"), widget=forms.RadioSelect)
    grade = forms.IntegerField(label=_("Grade or year of study"), min_value=1, max_value=12)
    class_name = forms.CharField(label=_("Class or group"), max_length=20, required=False)
    education_programme = forms.CharField(
        label=_("Education programme"),
        max_length=120,
        required=False,
        help_text=_("It stays at school and is never counted."),
    )
    overseer = forms.ChoiceField(label=_("Who oversees the plan?"))

    def __init__(self, *args: Any, semesters: Choices, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("semester", semesters)
        self.offer("overseer", [("", _("choose")), *colleagues])

    def plan(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        return data | {"overseer_id": uuid.UUID(data.pop("overseer"))}


class ApplicationForm(KheteneForm):
    signed_on = DateField(label=_("On which day was the application signed?"))
    signed_by = forms.ChoiceField(label=_("Who signed it?"), choices=SignedBy.choices, widget=forms.RadioSelect)
    informed_on = DateField(
        label=_("On which day were they told what is kept, why and for how long?"),
        help_text=_("The signed paper stays at school."),
    )


class GoalForm(KheteneForm):
    goal = _text(_("What should be different at the end of the semester?"))
    pupil_promises = _text(_("What does the pupil promise?"), rows=2, required=False)
    family_promises = _text(_("What does the family promise?"), rows=2, required=False)
    preparing_hours = AmountField(label=_("Hours of preparing the plan"), required=False)
    overseeing_hours = AmountField(label=_("Hours of overseeing the plan"), required=False)

    def goals(self) -> dict[str, Any]:
        """What the action takes; hours that were left out are none."""
        data = dict(self.cleaned_data)
        return data | {name: data[name] or 0 for name in ("preparing_hours", "overseeing_hours")}


class RiskForm(KheteneForm):
    criterion = forms.ChoiceField(label=_("Which risk?"), widget=forms.RadioSelect)
    seriousness = forms.ChoiceField(
        label=_("How strong is it now?"), choices=Seriousness.choices, widget=forms.RadioSelect
    )
    justification = _text(
        _("What justifies it?"),
        help_text=_("What was seen, when, how often. Without names: those who approve read it too."),
    )

    def __init__(self, *args: Any, criteria: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("criterion", criteria)


class ReasonForm(KheteneForm):
    """A step that asks for its reason."""

    reason = _text(_("Why?"), help_text=_("Without names."), required=False)

    def __init__(self, *args: Any, asks_reason: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["reason"]


class DecisionForm(KheteneForm):
    reason = _text(
        _("What should be mended, or why is it refused?"),
        help_text=_("Not needed when you approve. Without names."),
        required=False,
    )


class EvaluationForm(KheteneForm):
    """One question for every risk, then how it ended."""

    def __init__(self, *args: Any, risks: Sequence[Any], criteria: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.risk_ids = [risk.id for risk in risks]
        for risk in risks:
            self.fields[f"risk-{risk.id}"] = forms.ChoiceField(
                label=risk.title, choices=Change.choices, widget=forms.RadioSelect
            )
        self.fields["new_signs"] = forms.MultipleChoiceField(
            label=_("Are there new risks?"), choices=criteria, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["result"] = forms.ChoiceField(
            label=_("How did the semester end?"), choices=Result.choices, widget=forms.RadioSelect
        )
        self.fields["words"] = _text(_("In a few words"), required=False)

    def evaluation(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        changes = {key: data[f"risk-{key}"] for key in self.risk_ids}
        return {"changes": changes} | {name: data[name] for name in ("result", "words", "new_signs")}

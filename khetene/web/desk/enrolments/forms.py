"""What is asked on the way through a programme. Amounts are written with a comma or a point."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import Language, NeedDomain
from khetene.enrolments.actions import Entry
from khetene.enrolments.enums import WhyAsked
from khetene.enrolments.reads import EnrolmentLine
from khetene.enrolments.rules import NEVER_ASKED_ELSEWHERE
from khetene.files.enums import FileKind
from khetene.kernel import clock
from khetene.kernel.enums import GivenHow
from khetene.programmes.enums import SupportKind
from khetene.web.components.files import UploadField
from khetene.web.components.forms import AmountField, DateField, KheteneForm

Choices = Sequence[tuple[str, Any]]
CENT = Decimal("0.01")


class EnrolForm(KheteneForm):
    client = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect)
    programme = forms.ChoiceField(label=_("In which programme?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, clients: Choices, programmes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("client", clients)
        self.offer("programme", programmes)


class MoveForm(KheteneForm):
    """To the next stage; a stage in which the participation ends asks why."""

    on = DateField(label=_("From which day?"))
    exit_reason = forms.ChoiceField(label=_("Why does it end?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, reasons: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reasons:
            self.offer("exit_reason", reasons)
            self.fields["on"].label = _("Last day")
        else:
            del self.fields["exit_reason"]


class SignForm(KheteneForm):
    why = {"explained": _("So that it can be shown later what the person agreed to.")}

    signed_on = DateField(label=_("On which day was it signed?"))
    given_how = forms.ChoiceField(
        label=_("How?"),
        choices=[choice for choice in GivenHow.choices if choice[0] != GivenHow.SPOKEN],
        widget=forms.RadioSelect,
    )
    explained_in = forms.ChoiceField(label=_("In which language was it explained?"), choices=Language.choices)
    explained = forms.CharField(
        label=_("What was explained?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ComponentsForm(KheteneForm):
    """One field for every obligatory part of the programme; a part may be written later."""

    def __init__(self, *args: Any, components: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for component in components:
            self.fields[component.id] = forms.CharField(
                label=component.title,
                max_length=4000,
                required=False,
                initial=component.words,
                widget=forms.Textarea(attrs={"rows": 4}),
            )


class MentorForm(KheteneForm):
    mentor = forms.ChoiceField(label=_("Who is the mentor?"))

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("mentor", [("", _("choose")), *colleagues])


class AmountsForm(KheteneForm):
    """How much, in the unit of the support, and what it cost."""

    on = DateField(label=_("When?"))
    quantity = AmountField(
        label=_("How much?"), required=False, help_text=_("In the unit of the support, for example 1,5 hours.")
    )
    euro = AmountField(label=_("What did it cost, in euro?"), required=False)
    given_as = forms.ChoiceField(label=_("Who gave it?"), required=False)
    giver = forms.CharField(
        label=_("Name of the specialist or payee"), max_length=200, required=False, help_text=_("Not of the client.")
    )

    def __init__(self, *args: Any, givers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("given_as", [("", _("not asked by this support")), *givers])
        if not givers:
            del self.fields["given_as"]

    def amounts(self) -> dict[str, Any]:
        """What the actions take: a quantity and whole cents."""
        data = self.cleaned_data
        return {
            "on": data["on"],
            "quantity": data.get("quantity") or Decimal(0),
            "cents": cents(data.get("euro")),
            "given_as": data.get("given_as", ""),
            "giver": data.get("giver", ""),
        }


def cents(euro: Decimal | None) -> int:
    return int((euro or Decimal(0)) / CENT)


class GiveForm(AmountsForm):
    support = forms.ChoiceField(label=_("What was given?"), widget=forms.RadioSelect)
    field_order = ("support", "on", "quantity", "euro", "given_as", "giver")

    def __init__(self, *args: Any, supports: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("support", supports)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One person in the table of a group: the tick and the own amount."""

    line: EnrolmentLine
    ticked: bool
    own_name: str
    own_value: str
    wrong: str


class GroupForm(GiveForm):
    """The same support for everybody who is ticked; an own amount counts before the common one."""

    def __init__(self, *args: Any, people: Sequence[EnrolmentLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["quantity"].label = _("How much for each?")
        self.fields["euro"].label = _("What did it cost for each, in euro?")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.own: dict[uuid.UUID, Decimal] = {}
        self.wrong: dict[uuid.UUID, str] = {}
        for line in self.people:
            try:
                own = AmountField(required=False).clean(self.data.get(f"own_{line.id}", ""))
            except forms.ValidationError as problem:
                self.wrong[line.id] = " ".join(problem.messages)
                self.add_error(None, f"{line.key}: {self.wrong[line.id]}")
            else:
                if own is not None:
                    self.own[line.id] = own
        return data

    def _ticked(self) -> set[str]:
        return set(self.data.getlist("who")) if self.is_bound else set()  # type: ignore[attr-defined]  # a QueryDict

    def rows(self) -> list[GroupRow]:
        ticked = self._ticked()
        wrong = getattr(self, "wrong", {})
        return [
            GroupRow(
                line,
                str(line.id) in ticked,
                f"own_{line.id}",
                self.data.get(f"own_{line.id}", "") if self.is_bound else "",
                wrong.get(line.id, ""),
            )
            for line in self.people
        ]

    def entries(self) -> list[Entry]:
        """Everybody who is ticked and may be chosen, each with their amount."""
        common, ticked = self.amounts(), self._ticked()
        return [
            Entry(line.id, self.own.get(line.id, common["quantity"]), common["cents"])
            for line in self.people
            if str(line.id) in ticked
        ]


class CorrectionForm(AmountsForm):
    strike = forms.BooleanField(label=_("Strike it out: nothing was given"), required=False)
    reason = forms.CharField(label=_("Why is it corrected?"), max_length=300)


class OutcomeForm(KheteneForm):
    why = {"evidence": _("A good result counts only with evidence.")}

    result = forms.ChoiceField(label=_("What is the situation?"), widget=forms.RadioSelect)
    situation_on = DateField(label=_("On which day was it so?"))
    evidence = forms.CharField(
        label=_("What shows it?"),
        max_length=500,
        required=False,
        help_text=_("For example: certificate of the school of 3 September."),
    )

    def __init__(self, *args: Any, results: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("result", results)


class NeedAndKindForm(KheteneForm):
    need = forms.ChoiceField(label=_("Which need?"), choices=NeedDomain.choices)
    kind = forms.ChoiceField(label=_("Which kind of support?"), choices=SupportKind.choices)


class OtherFinanceForm(NeedAndKindForm):
    payer = forms.CharField(
        label=_("Who pays?"), max_length=200, help_text=_("For example: the municipality, all meals at school.")
    )
    covers_from = DateField(label=_("From which day?"))
    covers_to = DateField(label=_("Until which day?"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("covers_from"), data.get("covers_to")
        if first and last and last < first:
            self.add_error("covers_to", _("The last day is before the first day."))
        return data


class AskForm(NeedAndKindForm):
    first = DateField(label=_("From which day?"))
    last = DateField(label=_("Until which day?"))
    purpose = forms.ChoiceField(label=_("For what do you ask?"), choices=WhyAsked.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].help_text = _(
            "About a safe place nobody is asked: the answer would tell where somebody is."
        )
        self.offer("need", [choice for choice in NeedDomain.choices if choice[0] not in NEVER_ASKED_ELSEWHERE])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The last day is before the first day."))
        return data


class PartnerForm(KheteneForm):
    about_others = False

    organisation = forms.ChoiceField(label=_("Which organisation?"))
    joined_on = DateField(label=_("First day of the agreement"))
    left_on = DateField(label=_("First day without the agreement"), required=False)

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", [("", _("choose")), *organisations])


class TerritoriesForm(KheteneForm):
    about_others = False

    territories = forms.MultipleChoiceField(
        label=_("In which municipalities?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, territories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("territories", territories)


class EndPartnerForm(KheteneForm):
    about_others = False

    left_on = DateField(label=_("First day without the agreement"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"left_on": clock.today()})
        super().__init__(*args, **kwargs)


class SheetForm(KheteneForm):
    about_others = False

    file = UploadField(
        label=_("Excel workbook (.xlsx)"),
        only=FileKind.XLSX,
        help_text=_("Without formulas and macros; only the first sheet is read."),
    )

"""What people fill in about what was said and what became of it. It is about institutions, never about a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import MaterialLanguage
from khetene.guidance.enums import AdoptionState, Answer, StatementKind, Theme
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.components.widgets import ProseEditor

WORDS = forms.Textarea(attrs={"rows": 4})


class StatementForm(KheteneForm):
    about_others = False
    kind = forms.ChoiceField(label=_("What is it?"), choices=StatementKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What was said?"),
        max_length=2000,
        widget=WORDS,
        help_text=_("Word for word. Names of private persons stay out."),
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"), choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    places = forms.MultipleChoiceField(
        label=_("About which municipality?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Several may be chosen."),
    )
    language = forms.ChoiceField(
        label=_("In which language was it said?"),
        choices=MaterialLanguage.choices,
        initial=MaterialLanguage.LATVIAN,
        required=False,
    )
    occasion = forms.CharField(label=_("On what occasion?"), max_length=200, help_text=_("For example: expert meeting"))
    said_on = DateField(label=_("When?"), required=False)
    said_by = forms.CharField(
        label=_("In what capacity was it said?"),
        max_length=120,
        required=False,
        help_text=_("For example: a participant, a mediator, a school. Not a name."),
    )
    may_attribute = forms.BooleanField(
        label=_("The participant agreed that their capacity is shown"),
        required=False,
        help_text=_("For a statement of a participant. Without it, it was said by a participant."),
    )
    is_public = forms.BooleanField(label=_("May be shown on the public page"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("places", places)


class RecordedForm(KheteneForm):
    """What country data tells, put right with a reason."""

    about_others = False
    words = forms.CharField(
        label=_("What was said?"), max_length=2000, widget=WORDS, help_text=_("Names of private persons stay out.")
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"), choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    to = forms.MultipleChoiceField(
        label=_("Whom does the document ask?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Several may be chosen."),
    )
    source = forms.ChoiceField(label=_("Document"))
    place_in_source = forms.CharField(label=_("Where in the document?"), max_length=60, required=False)
    reason = forms.CharField(
        label=_("Why is it corrected?"),
        max_length=300,
        help_text=_("Everybody who reads the statement reads it too. Name no private person."),
    )

    def __init__(
        self, *args: Any, addressees: list[tuple[str, str]], documents: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", addressees)
        self.offer("source", documents)


class RepeatForm(KheteneForm):
    """Which earlier one says the same, out of those that were found."""

    about_others = False
    chosen = forms.ChoiceField(label=_("Which one says the same?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("chosen", [*choices, ("", _("None of them: it is said for the first time"))])


class JoinForm(KheteneForm):
    """Which record tells of the same statement."""

    about_others = False
    chosen = forms.ChoiceField(label=_("Which one is the same statement?"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("How do you know?"), max_length=300)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("chosen", [*choices, ("", _("None of them: it stands by itself"))])


class AskForm(KheteneForm):
    about_others = False
    organisations = forms.MultipleChoiceField(
        label=_("Whom do we ask?"),
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Several may be chosen. Each answers for itself."),
    )
    due_on = DateField(label=_("By when do we ask for an answer?"))

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisations", organisations)


class AnswerForm(KheteneForm):
    about_others = False
    answer = forms.ChoiceField(label=_("What do you answer?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"),
        max_length=2000,
        required=False,
        widget=WORDS,
        help_text=_("Why, what was done, or what is still needed."),
    )
    evidence = forms.URLField(
        label=_("Where can it be seen?"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of a page or document, if there is one."),
    )

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("answer", answers)


class AddresseeForm(AnswerForm):
    responsible = forms.CharField(
        label=_("Who takes care of it?"), max_length=120, required=False, help_text=_("A post, not a name.")
    )
    due_on = DateField(label=_("By when will it be done?"), required=False)


class AdoptionForm(KheteneForm):
    about_others = False
    state = forms.ChoiceField(label=_("How far are you?"), choices=AdoptionState.choices, widget=forms.RadioSelect)
    since = DateField(label=_("Since when?"), required=False)
    changed = forms.CharField(
        label=_("What did you change to make it fit?"), max_length=2000, required=False, widget=WORDS
    )
    result = forms.CharField(
        label=_("What came of it?"),
        max_length=2000,
        required=False,
        widget=WORDS,
        help_text=_("If you stopped, say why. That helps others as much as a success."),
    )


class ActionForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What will be done?"), max_length=250)
    words = forms.CharField(label=_("How?"), max_length=2000, required=False, widget=WORDS)
    statements = forms.MultipleChoiceField(
        label=_("Which recommendations does it serve?"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Several may be chosen."),
    )
    responsible = forms.CharField(label=_("Who takes care of it?"), max_length=120, help_text=_("A post, not a name."))
    due_on = DateField(label=_("By when will it be done?"))
    guideline = forms.ChoiceField(label=_("In which guidelines or plan does it stand?"), required=False)
    place_in_guideline = forms.CharField(label=_("Where in it? For example: task 3.2"), max_length=60, required=False)

    def __init__(
        self, *args: Any, statements: list[tuple[str, str]], guidelines: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("statements", statements)
        self.offer("guideline", [("", _("in none")), *guidelines])


class CorrectActionForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What will be done?"), max_length=250)
    words = forms.CharField(label=_("How?"), max_length=2000, required=False, widget=WORDS)
    statements = forms.MultipleChoiceField(
        label=_("Which recommendations does it serve?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, statements: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("statements", statements)


class ProgressForm(KheteneForm):
    about_others = False
    state = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"),
        max_length=2000,
        required=False,
        widget=WORDS,
        help_text=_("Why, what was done, or what is still needed."),
    )
    evidence = forms.URLField(
        label=_("Where can it be seen?"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of a page or document, if there is one."),
    )

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", states)


class OwnProgressForm(ProgressForm):
    responsible = forms.CharField(
        label=_("Who takes care of it?"), max_length=120, required=False, help_text=_("A post, not a name.")
    )
    due_on = DateField(label=_("By when will it be done?"), required=False, help_text=_("If the day changes, say why."))


class PracticeForm(KheteneForm):
    about_others = False
    title = forms.CharField(label=_("What is it called?"), max_length=200)
    problem = forms.CharField(
        label=_("What was the problem?"), max_length=2000, required=False, widget=ProseEditor(rows=5)
    )
    context = forms.CharField(
        label=_("In what circumstances?"),
        max_length=2000,
        required=False,
        widget=ProseEditor(rows=5),
        help_text=_("The town, how many people, what was there already."),
    )
    what_was_done = forms.CharField(
        label=_("What was done?"), max_length=4000, required=False, widget=ProseEditor(rows=5)
    )
    who_did_it = forms.CharField(
        label=_("Who did it?"), max_length=250, required=False, help_text=_("Institutions and posts, not names.")
    )
    effect = forms.CharField(label=_("What was reached?"), max_length=2000, required=False, widget=ProseEditor(rows=5))
    evidence = forms.CharField(
        label=_("How is that known?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A count, a report, what people said. If nobody measured it, say so."),
    )
    evidence_address = forms.URLField(
        label=_("Where can it be seen?"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of a page or document, if there is one."),
    )
    conditions = forms.CharField(
        label=_("It would not work without"), max_length=2000, required=False, widget=ProseEditor(rows=5)
    )
    cost = forms.CharField(label=_("What does it cost?"), max_length=200, required=False)
    legal_base = forms.CharField(label=_("On what legal base?"), max_length=200, required=False)
    contact = forms.CharField(
        label=_("Whom to ask?"), max_length=120, required=False, help_text=_("A post, not a name.")
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"), choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    places = forms.MultipleChoiceField(
        label=_("Where?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Several may be chosen."),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("places", places)


class MovePracticeForm(KheteneForm):
    about_others = False
    words = forms.CharField(
        label=_("In a few words"),
        max_length=1000,
        required=False,
        widget=WORDS,
        help_text=_("When it is given back: what is still missing?"),
    )


class ShowPubliclyForm(KheteneForm):
    about_others = False
    looked = forms.BooleanField(
        label=_("I have read what everybody will read"),
        help_text=_("It names nobody who did not agree to be named, and says of nobody that they are Roma."),
        error_messages={"required": _("Read it, and tick that you have.")},
    )


class TakeOffForm(KheteneForm):
    about_others = False
    off = forms.BooleanField(initial=True, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by the organisation whose practice it is and by the coordinator."),
    )


class ChooseForm(KheteneForm):
    """One thing out of a list."""

    about_others = False
    chosen = forms.ChoiceField(widget=forms.Select)

    def __init__(self, *args: Any, label: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].label = label
        self.offer("chosen", [("", ""), *choices])


def answers_now(current: str, may: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What may be answered: the next answers, and the present one again with news."""
    again = [] if current == Answer.ASKED else [(current, str(Answer(current).label))]
    return [*again, *may]

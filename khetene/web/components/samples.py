"""Invented content of the page that shows all components.

Its texts have a translation context of their own, so that none of them slips into a real page.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import pgettext_lazy

from khetene.kernel.clock import HOME
from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.components.parts import Happening, Link, Message, Row, Task
from khetene.web.components.templatetags.components import COLOUR_OF
from khetene.web.components.widgets import Checkboxes, CountedTextarea, ProseEditor, Radios

WHERE = [
    ("home", pgettext_lazy("sample", "At home")),
    ("office", pgettext_lazy("sample", "At the social service")),
    ("street", pgettext_lazy("sample", "In the street")),
]
HINTS = {
    "home": pgettext_lazy("sample", "Also with neighbours or in the yard."),
    "street": pgettext_lazy("sample", "No name is needed."),
}
LANGUAGES = [
    ("lv", pgettext_lazy("sample", "Latvian")),
    ("rom", pgettext_lazy("sample", "Romani")),
    ("ru", pgettext_lazy("sample", "Russian")),
]
# Every field of the form that can be wrong is wrong.
WRONG = {"wrong-day_day": "31", "wrong-day_month": "2", "wrong-day_year": "2026", "wrong-people": "99"}


class GalleryForm(KheteneForm):
    """One field of every kind."""

    why = {
        "phone": pgettext_lazy("sample", "So that the office can arrange the first meeting."),
        "day": pgettext_lazy("sample", "Some programmes have an age limit."),
    }

    called = forms.CharField(
        label=pgettext_lazy("sample", "How does the person want to be called?"),
        help_text=pgettext_lazy("sample", "A first name is enough."),
    )
    phone = forms.CharField(label=pgettext_lazy("sample", "Phone"), required=False)
    mail = forms.EmailField(label=pgettext_lazy("sample", "E-mail"), required=False)
    people = forms.IntegerField(
        label=pgettext_lazy("sample", "How many people does it concern?"), min_value=1, max_value=12
    )
    day = DateField(label=pgettext_lazy("sample", "Birth date"))
    note = forms.CharField(
        label=pgettext_lazy("sample", "What was agreed?"),
        max_length=400,
        widget=CountedTextarea(attrs={"rows": 3}),
        help_text=pgettext_lazy("sample", "In a few words."),
    )
    story = forms.CharField(
        label=pgettext_lazy("sample", "What was talked about, part by part?"),
        required=False,
        widget=ProseEditor(rows=4),
    )
    where = forms.ChoiceField(
        label=pgettext_lazy("sample", "Where did you meet?"), choices=WHERE, widget=Radios(hints=HINTS)
    )
    languages = forms.MultipleChoiceField(
        label=pgettext_lazy("sample", "Which languages are spoken?"),
        choices=LANGUAGES,
        required=False,
        widget=Checkboxes,
    )
    service = forms.ChoiceField(
        label=pgettext_lazy("sample", "Service"), choices=[("", pgettext_lazy("sample", "Choose")), *WHERE]
    )
    paper = forms.FileField(label=pgettext_lazy("sample", "A scanned page"), required=False)
    password = forms.CharField(label=pgettext_lazy("sample", "Password"), widget=forms.PasswordInput, required=False)
    interpreter = forms.BooleanField(
        label=pgettext_lazy("sample", "An interpreter is needed"),
        required=False,
        help_text=pgettext_lazy("sample", "The office is told beforehand."),
    )


def middle_page() -> Page[int]:
    """The second of nine pages."""
    return Paginator(range(90), 10).page(2)


def shown() -> dict[str, Any]:
    """What the components of the gallery draw."""
    change = Link(pgettext_lazy("sample", "Change"), "#", about=pgettext_lazy("sample", "Phone"))
    return {
        "states": sorted(COLOUR_OF),
        "way": [Link(pgettext_lazy("sample", "Cases"), "#"), Link("VEN-26-0137", "#")],
        "rows": [
            Row(pgettext_lazy("sample", "Phone"), "+371 20 000 000", [change]),
            Row(
                pgettext_lazy("sample", "Purpose"),
                pgettext_lazy("sample", "Long-term unemployment, household with small income"),
            ),
        ],
        "facts": [
            Row(pgettext_lazy("sample", "Case"), "VEN-26-0137"),
            Row(pgettext_lazy("sample", "Purpose"), pgettext_lazy("sample", "Work")),
        ],
        "actions": [Link(pgettext_lazy("sample", "Hand over"), "#")],
        "happenings": _happenings(),
        "messages_of_thread": _messages(),
        "tasks": _tasks(),
        "selected": [Link(pgettext_lazy("sample", "Open"), "?"), Link(pgettext_lazy("sample", "Overdue"), "?")],
        "begin": Link(pgettext_lazy("sample", "Note a visit"), "#"),
    }


def _happenings() -> list[Happening]:
    return [
        Happening(
            pgettext_lazy("sample", "Referral accepted"),
            datetime(2026, 11, 19, 14, 5, tzinfo=HOME),
            by=pgettext_lazy("sample", "Social service of an invented town"),
            text=pgettext_lazy("sample", "First meeting on Monday. Bring the certificate of income."),
            url="#",
        ),
        Happening(pgettext_lazy("sample", "Home visit"), date(2026, 11, 17), by=pgettext_lazy("sample", "Mediator")),
    ]


def _messages() -> list[Message]:
    return [
        Message(
            pgettext_lazy("sample", "Can the person come on Monday at ten?"),
            pgettext_lazy("sample", "Social service"),
            datetime(2026, 11, 18, 9, 30, tzinfo=HOME),
        ),
        Message(
            pgettext_lazy("sample", "Yes, I come along."),
            pgettext_lazy("sample", "Mediator"),
            datetime(2026, 11, 18, 9, 42, tzinfo=HOME),
            own=True,
        ),
    ]


def _tasks() -> list[Task]:
    return [
        Task(
            pgettext_lazy("sample", "Agreement to hand over data"),
            pgettext_lazy("sample", "Agreed"),
            "agreed",
            "#",
            hint=pgettext_lazy("sample", "Signed on paper."),
        ),
        Task(pgettext_lazy("sample", "Certificate of income"), pgettext_lazy("sample", "Planned"), "planned", "#"),
        Task(
            pgettext_lazy("sample", "Registration with the employment agency"),
            pgettext_lazy("sample", "Overdue"),
            "overdue",
        ),
    ]

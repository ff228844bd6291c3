"""Components: what they say, where they lead, and that words of people stay words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from khetene.web.components.forms import DateField, KheteneForm
from khetene.web.components.parts import Happening, Link, Message, Row, Task
from khetene.web.components.widgets import Radios

HOSTILE = '<script>alert("x")</script>'


def page_of(source: str, /, address: str = "/", **context: Any) -> BeautifulSoup:
    request = RequestFactory().get(address)
    text = Template("{% load components %}" + source).render(Context({"request": request, **context}))
    return BeautifulSoup(text, "html.parser")


class LetterForm(KheteneForm):
    day = DateField(label="Day")
    place = forms.ChoiceField(label="Place", choices=[("a", "A")], widget=Radios)
    words = forms.CharField(label="Words")

    def clean(self) -> None:
        raise forms.ValidationError("The office is closed.")


def test_the_error_summary_leads_to_the_first_input_of_each_wrong_field():
    form = LetterForm({}, prefix="x")
    summary = page_of("{% error_summary form %}", form=form)
    fields = BeautifulSoup("".join(field.as_field_group() for field in form), "html.parser")

    places = [link["href"][1:] for link in summary.select("a")]

    assert places == ["id_x-day_0", "id_x-place_0", "id_x-words"]
    assert [fields.find(id=place).name for place in places] == ["input", "input", "input"]
    assert "The office is closed." in summary.text


def test_a_form_without_errors_has_no_summary():
    assert page_of("{% error_summary form %}", form=LetterForm()).select("div") == []


def test_the_summary_joins_several_forms_and_formsets():
    letters = forms.formset_factory(LetterForm, extra=1)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-words": "a"}

    summary = page_of("{% error_summary one many %}", one=LetterForm({}, prefix="x"), many=letters(data))

    assert [link["href"] for link in summary.select("a")][-1] == "#id_form-0-place_0"


def test_paging_keeps_the_filters_in_the_address():
    page = Paginator(range(30), 10).page(2)

    links = page_of("{% pagination page=page %}", "/?state=open&page=2&q=%C4%81", page=page).select("a")

    assert [link["href"] for link in links] == ["?state=open&q=%C4%81&page=1", "?state=open&q=%C4%81&page=3"]


@pytest.mark.parametrize(("number", "rels"), [(1, [["next"]]), (3, [["prev"]])])
def test_the_first_and_last_page_have_one_way_only(number, rels):
    page = Paginator(range(30), 10).page(number)

    assert [link["rel"] for link in page_of("{% pagination page=page %}", page=page).select("a")] == rels


def test_one_page_needs_no_paging():
    page = Paginator(range(3), 10).page(1)

    assert page_of("{% pagination page=page %}", page=page).select("nav") == []


@pytest.mark.parametrize(
    ("address", "order", "following"),
    [
        ("/?page=3&state=open", "none", "?state=open&sort=key"),
        ("/?sort=key", "ascending", "?sort=-key"),
        ("/?sort=-key", "descending", "?sort=key"),
    ],
)
def test_a_column_sorts_one_way_and_then_the_other_from_the_first_page(address, order, following):
    head = page_of('{% sort_header text="Key" field="key" %}', address).th

    assert (head["aria-sort"], head.a["href"]) == (order, following)


def test_a_button_sends_once_and_a_link_only_looks_like_one():
    send, go = page_of('{% button text="Send" %}{% button text="Go" url="/go/" kind="secondary" %}').find_all(True)

    assert (send.name, send["data-prevent-double-click"]) == ("button", "true")
    assert (go.name, go["href"], go["class"]) == ("a", "/go/", ["govuk-button", "govuk-button--secondary"])


def test_an_unknown_kind_of_button_is_refused():
    with pytest.raises(KeyError):
        page_of('{% button text="Send" kind="huge" %}')


def test_a_state_has_its_word_and_its_colour():
    tags = page_of('{% tag text="Kept" state="kept" %}{% tag text="New" state="never heard of" %}').select("strong")

    assert [(tag.text, tag["class"][1]) for tag in tags] == [("Kept", "govuk-tag--green"), ("New", "govuk-tag--grey")]


def test_a_timeline_tells_days_and_moments_apart():
    items = [Happening("Visit", date(2026, 11, 17)), Happening("Answer", datetime(2026, 11, 18, 9, 5, tzinfo=UTC))]

    times = page_of("{% timeline items=items %}", items=items).select("time")

    assert [time["datetime"] for time in times] == ["2026-11-17", "2026-11-18T11:05:00+02:00"]
    assert [time.text for time in times] == ["17.11.2026.", "18.11.2026. 11:05"]


def test_tasks_are_described_by_hint_and_state():
    tasks = [Task("Sign", "Planned", "planned", "/sign/", hint="On paper.")]

    page = page_of("{% task_list tasks=tasks %}", tasks=tasks)

    assert [page.find(id=place).text.strip() for place in page.a["aria-describedby"].split()] == [
        "On paper.",
        "Planned",
    ]


def test_what_stands_in_a_block_is_drawn_and_the_summary_is_escaped():
    page = page_of("{% details summary=hostile %}<p>{{ hostile }}</p>{% enddetails %}", hostile=HOSTILE)

    assert page.summary.text == HOSTILE
    assert page.p.text == HOSTILE


@pytest.mark.parametrize(
    "source",
    [
        "{% tag text=h %}{% badge text=h %}{% warning text=h %}{% page_header title=h caption=h %}",
        "{% empty_state title=h text=h link=link %}{% progress label=h done=1 total=2 %}{% button text=h %}",
        "{% summary_list rows=rows title=h %}{% identity_bar title=h facts=rows actions=links %}",
        "{% timeline items=happenings %}{% message_thread messages=messages label=h %}{% task_list tasks=tasks %}",
        "{% breadcrumbs links=links %}{% filter_panel title=h selected=links clear_url='?' %}{{ h }}{% endfilter_panel %}",
        "{% notification title=h %}{{ h }}{% endnotification %}{% inset %}{{ h }}{% endinset %}",
    ],
)
def test_words_of_people_never_become_markup(source):
    link = Link(HOSTILE, HOSTILE, about=HOSTILE)
    moment = datetime(2026, 11, 18, 9, 5, tzinfo=UTC)

    page = page_of(
        source,
        h=HOSTILE,
        link=link,
        links=[link],
        rows=[Row(HOSTILE, HOSTILE, [link])],
        happenings=[Happening(HOSTILE, moment, by=HOSTILE, text=HOSTILE, url=HOSTILE)],
        messages=[Message(HOSTILE, HOSTILE, moment)],
        tasks=[Task(HOSTILE, HOSTILE, url=HOSTILE, hint=HOSTILE)],
    )

    assert HOSTILE in page.text
    assert page.select("script") == []

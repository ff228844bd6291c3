"""Templates that are prepared once more say what Django's own say, in each language and as often as they are asked."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template, engines
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from khetene.web.components.quick import Quick

KEY = uuid.UUID("0197d0c4-0000-7000-8000-000000000001")


class Thing:
    name = "Rīga & <b>jūra</b>"
    safe = mark_safe("<em>droši</em>")
    lazy = gettext_lazy("Contacts")
    key = KEY
    none = None

    def said(self):
        return "teikts"

    def inner(self):
        return self


def context():
    return {
        "thing": Thing(),
        "row": {"name": "a'b", "items": "not the method", "nested": {"deep": [1, 2, 3]}},
        "plain": {"a": 1},
        "rows": ["x<y", "z"],
        "counts": [0, 1, 2, 10, 21, True],
        "mixed": ["x<y", mark_safe("<i>"), 3],
        "number": 1234567,
        "part": Decimal("2.50"),
        "day": date(2026, 11, 22),
        "moment": datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
        "route": "cases:case",
        "empty": "",
        "yes": True,
    }


COUNTED = (
    "{% for one in counts %}{% blocktranslate count n=one with name=thing.name %}{{ n }} {{ name }}"
    "{% plural %}{{ n }} of {{ name }}{% endblocktranslate %}{% endfor %}"
)
PIECES = [
    "{{ thing.name }} {{ thing.safe }} {{ thing.lazy }} {{ thing.none }} {{ thing.said }} {{ thing.inner.name }}",
    "{{ row.name }} {{ row.items }} {{ row.nested.deep.1 }} {{ plain.items }}",
    "{{ number }} {{ part }} {{ yes }} {{ day }} {{ moment }} {{ empty }}",
    "{% autoescape off %}{{ thing.name }}{{ rows|join:'<' }}{% translate 'Contacts' %}{% endautoescape %}",
    "{{ day|date:'SHORT_DATE_FORMAT' }} {{ day|date:'DATE_FORMAT' }} {{ day|date:'Y-m-d' }} {{ day|date }} {{ day|date:'c' }}",
    "{{ moment|date:'SHORT_DATE_FORMAT' }} {{ moment|date:'SHORT_DATETIME_FORMAT' }} {{ moment|date:'c' }}",
    "{{ moment|date:'H:i' }}",
    "{{ empty|date:'SHORT_DATE_FORMAT' }}{{ thing.none|date:'c' }}{{ moment|date }}",
    "{{ rows|join:', ' }} {{ mixed|join:' & ' }} {{ rows|join:thing.name }} {{ number|join:', ' }}",
    "<p>{% translate 'Contacts' %}</p> – {% translate 'Show' context 'password' %}",
    "{% translate 'Contacts' as said %}[{{ said }}]",
    "{% translate thing.name %}{% translate 'Contacts'|upper %}{% translate 'Contacts' noop %}",
    "{% blocktranslate with day=day|date:'SHORT_DATE_FORMAT' trimmed %}by {{ day }}{% endblocktranslate %}",
    "{% blocktranslate with name=thing.name %}100 % by {{ name }} and {{ empty }}{{ number }}{% endblocktranslate %}",
    "{% blocktranslate asvar said %}Contacts{% endblocktranslate %}{{ said }}{% blocktranslate %}Contacts{% endblocktranslate %}",
    "{% blocktranslate count n=number %}{{ n }} month{% plural %}{{ n }} months{% endblocktranslate %}",
    COUNTED,
    "{% blocktranslate context 'programme' %}Participation{% endblocktranslate %}",
    "{% autoescape off %}{% blocktranslate with name=thing.name %}by {{ name }}{% endblocktranslate %}{% endautoescape %}",
    "{% url 'cases:list' %} {% url 'cases:case' thing.key %} {% url route thing.key %}",
    "{% url 'cases:case' thing.key as at %}{{ at }}",
    "{% url 'nowhere:page' as at %}[{{ at }}]{% url 'dashboards:programme_dashboard' 'neet' %}",
    "{% load static %}{% static 'khetene/app.css' %}{% static 'khetene/app.css' as file %}{{ file }}",
    "{% for one in rows %}{{ forloop.counter }}{{ one }}{% if not forloop.last %}, {% endif %}{% endfor %}",
    "{% for name, value in plain.items %}{{ name }}={{ value }}{% endfor %}{% if thing.missing %}no{% else %}else{% endif %}",
    "{% with thing.name as name %}{{ name|default:_('Contacts') }}{% endwith %}{{ empty|default:_('Contacts') }}",
]


def drawn(template):
    return template.render(Context(context()))


@pytest.mark.parametrize("piece", PIECES)
def test_it_says_what_django_says(piece):
    engine = engines["django"].engine
    piece = "{% load i18n %}" + piece
    plain, quick = Template(piece, engine=engine), Quick(piece, engine=engine)

    for language in ("lv", "en", "lv"):
        with translation.override(language):
            assert drawn(quick) == drawn(plain)


def test_a_variable_that_is_not_there_is_told():
    with pytest.raises(AssertionError, match=r"thing\.missing"):
        drawn(Quick("{{ thing.missing }}", engine=engines["django"].engine))


def test_an_address_that_nobody_knows_is_an_error():
    with pytest.raises(Exception, match="nowhere"):
        drawn(Quick("{% url 'nowhere:page' %}", engine=engines["django"].engine))


def test_every_template_is_prepared():
    assert isinstance(get_template("desk/cases/list.html").template, Quick)

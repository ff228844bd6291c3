"""What everybody may read: it tells the rules by which the program really deletes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.urls import reverse

from khetene.kernel.retention import KeptFor
from khetene.web.desk.help.views import COUNTED_FROM

pytestmark = pytest.mark.django_db


def text_of(name):
    page = Client().get(reverse(f"help:{name}"))
    return " ".join(BeautifulSoup(page.content, "html.parser").find("main").get_text(" ").split())


def test_every_rule_of_deletion_is_told_to_those_whom_it_concerns():
    rules = [model.retention for model in apps.get_models() if isinstance(getattr(model, "retention", None), KeptFor)]

    told = text_of("privacy")

    assert [str(rule.purpose) for rule in rules if str(rule.purpose) not in told] == []
    assert [rule.after for rule in rules if rule.after not in COUNTED_FROM] == []
    assert "5 gadi pēc slēgšanas" in told


@pytest.mark.parametrize(
    ("name", "says"),
    [("accessibility", "WCAG 2.2"), ("keyboard", "Shift + Tab"), ("privacy", "Nevienam nepieraksta tautību.")],
)
def test_help_is_read_without_signing_in(name, says):
    assert says in text_of(name)


def test_help_is_reached_from_the_foot_of_every_page():
    foot = BeautifulSoup(Client().get(reverse("my_day:about")).content, "html.parser").find("footer")

    assert {link["href"] for link in foot.select("a")} >= {reverse("help:privacy"), reverse("help:accessibility")}

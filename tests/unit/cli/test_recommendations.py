"""`khetene recommendations`: the register on the command line."""

from __future__ import annotations

import json

import pytest

from tests.factories.accounts import MembershipFactory
from tests.factories.guidance import asked, coordinator, said
from tests.factories.sources import SourceDocumentFactory

pytestmark = pytest.mark.django_db


def test_what_was_asked_of_one_organisation(khetene):
    janis, ilze = coordinator(), MembershipFactory(role="supervisor")
    asked(said(janis), janis, ilze)
    said(janis, "Cits ieteikums.")

    answer = khetene("recommendations", "--addressee", ilze.organisation.slug, "--json")

    assert [row["words"] for row in json.loads(answer.out)] == ["Vajag atbalsta personu."]


def test_in_words(khetene):
    janis, ilze = coordinator(), MembershipFactory(role="supervisor")
    asked(said(janis), janis, ilze)

    answer = khetene("recommendations", "--theme", "social_support")

    assert answer.out == f"2026 Vajag atbalsta personu.\n  → {ilze.organisation.name}: asked, no answer yet\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("--theme", "nav"), "There is no theme nav."), (("--addressee", "nav"), "There is no organisation nav.")],
)
def test_what_does_not_exist_is_said(khetene, arguments, says):
    answer = khetene("recommendations", *arguments)

    assert (answer.code, answer.err.strip()) == (1, f"khetene recommendations: {says}")


def test_a_recorded_one_names_its_document_and_the_place_there(khetene):
    document = SourceDocumentFactory(title="Sanāksmes ziņojums")
    statement = said(coordinator(), "Vajag palīgu.")
    type(statement).objects.filter(pk=statement.pk).update(source=document, place_in_source="II daļa")

    answer = khetene("recommendations")

    assert answer.out == "2026 Vajag palīgu. (Sanāksmes ziņojums, II daļa)\n"

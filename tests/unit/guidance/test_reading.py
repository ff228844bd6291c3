"""Recommendations out of a document: word for word, with their paragraph, all or none; then the text goes."""

from __future__ import annotations

import pytest

from khetene.guidance import actions, reads
from khetene.guidance.actions import Passage
from khetene.guidance.errors import NotAgreedToBeNamed, NothingToAsk, NotInTheParagraph
from khetene.guidance.models import ReadDocument, SourceDocument, Statement
from khetene.kernel.encryption import Sealed
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.guidance import coordinator, document_of

pytestmark = pytest.mark.django_db
WORDS = "Iesakām katrā pašvaldībā atbalsta personu."


@pytest.fixture
def janis():
    return coordinator()


def passage(**more):
    fields = {"paragraph": 2, "kind": "recommendation", "words": WORDS, "themes": ["social_support"], **more}
    return Passage(**fields)


def test_a_passage_becomes_a_statement_with_its_paragraph_and_whom_it_addresses(janis):
    document, office = document_of(janis), OrganisationFactory()
    to = ["municipalities", str(office.pk)]
    (statement,) = actions.record_passages(document.pk, [passage(to=to)], actor=actor_of(janis))

    page = reads.statement(statement.pk)

    assert (page.row.words, page.row.source, page.row.place_in_source, page.verbatim) == (
        WORDS,
        "Tiesībsarga ziņojums",
        "2. rindkopa",
        True,
    )
    assert [(one.name, one.answer_label) for one in page.row.addressees] == [
        (office.name, "nosaukta dokumentā"),
        ("visas pašvaldības", ""),
    ]
    shown = reads.document(document.pk, actor=actor_of(janis))
    assert [[key for key, _label in one.taken] for one in shown.paragraphs] == [[], [statement.pk]]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"words": "Iesakām visur."}, NotInTheParagraph),
        ({"paragraph": 1}, NotInTheParagraph),
        ({"paragraph": 0}, NotInTheParagraph),
        ({"kind": "gain", "to": ["municipalities"]}, NothingToAsk),
        ({"kind": "participant", "said_by": "mediatore"}, NotAgreedToBeNamed),
    ],
)
def test_all_are_recorded_or_none(janis, wrong, refusal):
    document = document_of(janis)

    with pytest.raises(refusal):
        actions.record_passages(document.pk, [passage(), passage(**wrong)], actor=actor_of(janis))

    assert Statement.objects.count() == 0


def test_the_text_is_sealed_and_for_the_coordinators_of_one_organisation(janis):
    document = document_of(janis)
    others = [coordinator(), MembershipFactory(role="supervisor", organisation=janis.organisation)]

    assert isinstance(ReadDocument.objects.get().__dict__["paragraphs"], Sealed)
    for other in others:
        assert reads.documents(actor=actor_of(other)) == []
        with pytest.raises(NotForYou):
            reads.document(document.pk, actor=actor_of(other))
        with pytest.raises(NotForYou):
            actions.record_passages(document.pk, [passage()], actor=actor_of(other))


def test_when_it_is_read_the_text_goes_and_what_was_taken_out_stays(janis):
    document = document_of(janis)
    actions.record_passages(document.pk, [passage()], actor=actor_of(janis))
    actions.finish_document(document.pk, actor=actor_of(janis))

    assert (ReadDocument.objects.count(), SourceDocument.objects.count(), Statement.objects.count()) == (0, 1, 1)

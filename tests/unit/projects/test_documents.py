"""The invoice itself lies beside the entry about money: sealed in the silo of the beneficiary, whole, or not at all."""

from __future__ import annotations

import pytest
from django.db import connection

from khetene.files.errors import BrokenFile
from khetene.files.storing import Given, broken_files
from khetene.kernel.actions import begin_renewal, finish_renewal
from khetene.kernel.actor import System
from khetene.kernel.encryption import CannotOpen
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry, DataKey
from khetene.projects import actions, reads
from khetene.projects.errors import SayWhyItGoes
from khetene.projects.models import CostDocument
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import line_in, phase_of, replaced, spent

pytestmark = pytest.mark.django_db
CANARY = b"Kanarijputnins"


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def cost(janis):
    return spent(line_in(phase_of(janis), janis), janis)


def added(cost, by, content=None, name="Rēķins 17.pdf"):
    return actions.add_document(cost.pk, files.given(content, name), actor=actor_of(by))


def raw(document):
    """What lies in the database, past Django's fields."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, sealed FROM {CostDocument._meta.db_table}")
        return b"".join(part.encode() if isinstance(part, str) else bytes(part) for part in cursor.fetchone())


def test_a_document_comes_back_as_it_was_sent_under_the_name_of_what_it_is(cost, janis):
    document = added(cost, janis, files.pdf(CANARY), "Rēķins 17.exe")

    opened = reads.opened_document(document.pk, actor=actor_of(janis))

    assert (opened.name, opened.media_type, opened.content) == ("Rēķins 17.pdf", "application/pdf", files.pdf(CANARY))


def test_neither_its_bytes_nor_its_name_lie_open_in_the_database(cost, janis):
    document = added(cost, janis, files.pdf(CANARY), "Kanarijputnins.pdf")

    stored = raw(document)

    key = DataKey.objects.get(silo=janis.organisation_id)
    assert CANARY not in stored
    assert stored.count(f"silo-{key.pk.hex}:".encode()) == 2


def test_after_the_key_of_the_house_was_renewed_a_document_opens_as_before(cost, janis):
    document = added(cost, janis, files.pdf(CANARY), "Rēķins 17.pdf")
    begin_renewal(janis.organisation_id, actor=System("silo-keys"))

    finish_renewal(janis.organisation_id, Unwatched())

    opened = reads.opened_document(document.pk, actor=actor_of(janis))
    fresh = DataKey.objects.get(silo=janis.organisation_id, destroyed_at=None)
    assert (opened.name, opened.content) == ("Rēķins 17.pdf", files.pdf(CANARY))
    assert raw(document).count(f"silo-{fresh.pk.hex}:".encode()) == 2


class Unwatched:
    def expect(self, total):
        """Nobody looks."""

    def step(self, steps=1):
        """Nobody looks."""


def test_a_ciphertext_that_was_moved_or_altered_does_not_open(cost, janis):
    one, other = added(cost, janis), added(cost, janis, files.png())
    CostDocument.objects.filter(pk=other.pk).update(sealed=CostDocument.objects.get(pk=one.pk).sealed)

    with pytest.raises(CannotOpen):
        reads.opened_document(other.pk, actor=actor_of(janis))
    assert len(list(broken_files())) == 1


def test_a_refused_file_leaves_nothing(cost, janis):
    with pytest.raises(BrokenFile):
        added(cost, janis, files.pdf(ends=False))

    assert not CostDocument.objects.exists()
    assert not AuditEntry.objects.filter(verb="cost_document.added").exists()


def test_a_document_is_there_for_those_alone_who_keep_the_phase(cost, janis):
    document = added(cost, janis)
    for stranger in (
        MembershipFactory(role="national_coordinator"),
        MembershipFactory(role="supervisor", organisation=janis.organisation),
    ):
        for question in (
            lambda actor: reads.documents(cost.pk, actor=actor),
            lambda actor: reads.opened_document(document.pk, actor=actor),
            lambda actor: actions.add_document(cost.pk, files.given(), actor=actor),
            lambda actor: actions.remove_document(document.pk, why="wrong_file", actor=actor),
        ):
            with pytest.raises(NotForYou):
                question(actor_of(stranger))


def test_a_removed_document_is_gone_with_its_bytes_and_the_trail_says_that_it_was_there(cost, janis):
    document = added(cost, janis)

    with pytest.raises(SayWhyItGoes):
        actions.remove_document(document.pk, why="", actor=actor_of(janis))
    actions.remove_document(document.pk, why="names_people", actor=actor_of(janis))

    entry = AuditEntry.objects.get(verb="cost_document.removed")
    assert (entry.object, entry.reason) == (document.pk, "names_people")
    assert not CostDocument.objects.exists()


def test_an_entry_keeps_its_documents_when_another_replaces_it(cost, janis):
    added(cost, janis)
    paid = replaced(cost, janis)
    added(paid, janis, files.jpeg(), "Kvīts.jpg")

    money = reads.phase(cost.line.phase.ordinal, actor=actor_of(janis)).money

    assert [(row.state, row.documents) for row in money.costs] == [("committed", 1), ("paid", 1)]


def test_a_list_of_documents_reads_none_of_their_bytes(cost, janis, django_assert_num_queries):
    for number in range(3):
        added(cost, janis, name=f"{number}.pdf")

    with django_assert_num_queries(2) as asked:
        shown = reads.documents(cost.pk, actor=actor_of(janis))

    assert [row.name for row in shown.files] == ["0.pdf", "1.pdf", "2.pdf"]
    assert not any('"sealed"' in query["sql"] for query in asked.captured_queries)


def test_the_size_and_digest_are_of_what_is_kept(cost, janis):
    sent = files.jpeg(files.exif(1))
    document = actions.add_document(cost.pk, Given("Foto.jpg", sent), actor=actor_of(janis))

    assert document.size == len(files.jpeg()) < len(sent)
    assert reads.opened_document(document.pk, actor=actor_of(janis)).content == files.jpeg()

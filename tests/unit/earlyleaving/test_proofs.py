"""The paper behind what was given stays inside the school, and goes with the plan."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.errors import TakenBackAlready
from khetene.earlyleaving.models import Proof
from khetene.files.errors import UnknownKind
from khetene.files.storing import Given
from khetene.kernel import clock
from khetene.kernel.actions import delete_expired
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.earlyleaving import give, house, under_way
from tests.factories.files import given as scan

pytestmark = pytest.mark.django_db
CANARY = "Kanārijputniņš"


@pytest.fixture
def delivery(there):
    return give(under_way(there), there)


def kept(delivery, by, **more):
    return actions.add_proof(delivery.pk, scan(**more), actor=actor_of(by))


def test_those_who_work_with_the_pupil_and_the_head_open_a_scan_and_nobody_else(there, delivery):
    proof = kept(delivery, there.inese)
    colleague = MembershipFactory(organisation=there.school, role="school_staff")
    everybody = [there.inese, there.head, colleague, there.coordinator, there.ikvd, house().head]

    may = []
    for who in everybody:
        try:
            reads.opened_proof(proof.pk, actor=actor_of(who))
            may.append(who)
        except NotForYou:
            pass

    assert may == [there.inese, there.head]


def test_the_head_looks_and_does_not_add_or_remove(there, delivery):
    proof = kept(delivery, there.inese)
    shown = reads.proofs(delivery.pk, actor=actor_of(there.head))

    assert (shown.may_add, shown.may_remove, len(shown.files)) == (False, False, 1)
    for act in (lambda: kept(delivery, there.head), lambda: actions.remove_proof(proof.pk, actor=actor_of(there.head))):
        with pytest.raises(NotForYou):
            act()


def test_a_scan_of_what_was_taken_back_is_refused_and_an_earlier_one_can_still_be_removed(there, delivery):
    proof = kept(delivery, there.inese)
    actions.take_back_delivery(delivery.pk, actor=actor_of(there.inese))

    with pytest.raises(TakenBackAlready):
        kept(delivery, there.inese)
    actions.remove_proof(proof.pk, actor=actor_of(there.inese))

    assert Proof.objects.count() == 0
    verbs = AuditEntry.objects.filter(object=proof.pk).order_by("position").values_list("verb", flat=True)
    assert list(verbs) == ["proof.added", "proof.removed"]


def test_what_is_no_document_is_not_kept(there, delivery):
    with pytest.raises(UnknownKind):
        actions.add_proof(delivery.pk, Given("skan.pdf", b"<html>"), actor=actor_of(there.inese))

    assert Proof.objects.count() == 0


def test_a_scan_is_not_readable_in_the_database(there, delivery):
    kept(delivery, there.inese, name=f"{CANARY}.pdf")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM earlyleaving_proof")
        text = " ".join(str(bytes(one) if isinstance(one, memoryview) else one) for one in cursor.fetchone())

    assert (CANARY in text, "%PDF" in text) == (False, False)


def test_a_scan_goes_with_the_plan(there, delivery):
    kept(delivery, there.inese)

    with clock.set_to(datetime(2030, 1, 1, 9, 0, tzinfo=UTC)):
        delete_expired(clock.today())

    assert Proof.objects.count() == 0

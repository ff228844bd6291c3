"""The audit trail: every way of altering it behind the product's back is found or refused."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, System
from khetene.kernel.database import reading_only
from khetene.kernel.errors import WriteRefused
from khetene.kernel.ids import new_key
from khetene.kernel.models import AuditEntry, AuditHead, LoadedData
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

SILO = uuid.UUID(int=7)
PROGRAM = System("test", SILO)
TRIGGERS_OFF = {
    "sqlite": ["DROP TRIGGER audit_never_changes", "DROP TRIGGER audit_is_kept"],
    "postgresql": ["DROP TRIGGER audit_never_changes ON kernel_auditentry"],
}


def a_thing() -> LoadedData:
    return LoadedData(pk=new_key(), name="thing")


def write(how_many: int, *, silo: uuid.UUID = SILO) -> list[AuditEntry]:
    return [audit.record("thing.done", a_thing(), actor=PROGRAM, silo=silo) for _number in range(how_many)]


def around_the_product(sql: str, *values: object) -> None:
    """Somebody with the database's own password, who can take the triggers away."""
    with connection.cursor() as cursor:
        for statement in TRIGGERS_OFF[connection.vendor]:
            cursor.execute(statement)
        cursor.execute(sql, values)


def as_stored(key: uuid.UUID) -> str:
    return key.hex if connection.vendor == "sqlite" else str(key)


def test_an_entry_says_who_did_what_when_for_whom_and_why():
    actor = Actor(uuid.UUID(int=1), uuid.UUID(int=2), SILO, "mediator")
    thing, case = a_thing(), uuid.UUID(int=3)

    entry = audit.record_opening(thing, actor=actor, case=case, reason="own_case")

    entry.refresh_from_db()
    assert (entry.user, entry.membership, entry.organisation) == (actor.user_key, actor.membership_key, SILO)
    assert (entry.verb, entry.object_type, entry.object) == ("loadeddata.opened", "kernel.loadeddata", thing.pk)
    assert (entry.at, entry.case, entry.reason, entry.position) == (NOW, case, "own_case", 1)


def test_an_untouched_trail_has_no_broken_link():
    write(3)
    write(2, silo=uuid.UUID(int=8))

    assert list(audit.broken_links()) == []


def test_each_silo_has_a_chain_of_its_own():
    write(2)
    other = write(1, silo=uuid.UUID(int=8))

    assert (other[0].position, other[0].previous_digest) == (1, "")


def test_what_the_program_does_for_nobody_has_its_own_chain():
    entry = audit.record("thing.done", a_thing(), actor=System("test"))

    assert entry.silo == audit.NO_SILO


def test_an_altered_entry_is_found():
    _first, second, _third = write(3)

    around_the_product("UPDATE kernel_auditentry SET verb = 'thing.undone' WHERE id = %s", as_stored(second.pk))

    assert list(audit.broken_links()) == [f"audit trail of {SILO}, entry 2: the entry was altered"]


def test_an_entry_altered_together_with_its_digest_is_found():
    first, second, _third = write(3)
    second.verb = "thing.undone"
    forged = audit.digest_of(second)

    around_the_product(
        "UPDATE kernel_auditentry SET verb = 'thing.undone', digest = %s WHERE id = %s", forged, as_stored(second.pk)
    )

    assert list(audit.broken_links()) == [f"audit trail of {SILO}, entry 3: an entry before it was removed or altered"]
    assert first.digest != forged


def test_an_entry_removed_from_the_middle_is_found():
    _first, second, _third = write(3)

    around_the_product("DELETE FROM kernel_auditentry WHERE id = %s", as_stored(second.pk))

    assert list(audit.broken_links()) == [f"audit trail of {SILO}, entry 3: an entry before it was removed or altered"]


def test_an_entry_removed_from_the_beginning_is_found():
    first, _second, _third = write(3)

    around_the_product("DELETE FROM kernel_auditentry WHERE id = %s", as_stored(first.pk))

    assert list(audit.broken_links()) == [f"audit trail of {SILO}, entry 2: an entry before it was removed or altered"]


def test_a_truncated_trail_is_found():
    *_kept, last = write(3)

    around_the_product("DELETE FROM kernel_auditentry WHERE id = %s", as_stored(last.pk))

    assert list(audit.broken_links()) == [f"audit trail of {SILO}: its last entries were removed"]


def test_an_emptied_trail_is_found():
    write(2)

    around_the_product("DELETE FROM kernel_auditentry")

    assert list(audit.broken_links()) == [f"audit trail of {SILO}: its last entries were removed"]


@pytest.mark.parametrize("field", ["user", "organisation", "verb", "object", "case", "reason", "at", "silo", "id"])
def test_every_field_is_under_the_digest(field):
    entry = write(1)[0]
    values = {"verb": "other", "reason": "other", "at": NOW + timedelta(microseconds=1)}

    setattr(entry, field, values.get(field, uuid.UUID(int=99)))

    assert audit.digest_of(entry) != entry.digest


def test_the_database_refuses_to_alter_an_entry():
    entry = write(1)[0]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(verb="thing.undone")


def test_the_database_refuses_to_remove_a_young_entry():
    entry = write(1)[0]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()


def test_an_entry_that_goes_with_its_transaction_leaves_the_chain_whole():
    write(1)
    with transaction.atomic():
        write(2)
        transaction.set_rollback(True)

    write(1)

    assert AuditHead.objects.get(silo=SILO).position == 2
    assert list(audit.broken_links()) == []


def test_the_database_takes_only_an_entry_that_follows_the_head_of_its_chain():
    first, second = write(2)
    forks = AuditEntry.objects.get(pk=second.pk)
    forks.pk, forks.previous_digest = new_key(), first.digest

    with pytest.raises(DatabaseError, match="does not follow"), transaction.atomic():
        forks.save(force_insert=True)

    assert AuditHead.objects.get(silo=SILO).digest == second.digest


def test_looking_is_written_down_also_from_a_page_that_only_reads():
    actor = Actor(uuid.UUID(int=1), uuid.UUID(int=2), SILO, "mediator")

    with reading_only():
        audit.record_opening(a_thing(), actor=actor, case=None, reason="own_case")
        with pytest.raises(WriteRefused), transaction.atomic():
            audit.record("thing.done", a_thing(), actor=actor)

    assert list(AuditEntry.objects.order_by("position").values_list("verb", flat=True)) == ["loadeddata.opened"]


def test_only_the_beginning_of_a_chain_is_ever_removable():
    with clock.set_to(NOW - timedelta(days=6 * 366)):
        write(2)
    with clock.set_to(NOW - timedelta(days=30)):
        write(1)
    with clock.set_to(NOW - timedelta(days=6 * 366)):  # recorded history is loaded after newer entries
        write(1)

    removable = audit.removable(SILO, clock.today())

    assert list(removable.values_list("position", flat=True)) == [1, 2]

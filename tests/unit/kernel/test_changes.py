"""What was written since: the audit trail says whether something that is kept in memory is still true."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import translation

from khetene.accounts.models import Membership, User
from khetene.directory.models import Service
from khetene.kernel import audit, changes, clock
from khetene.kernel.actor import System
from khetene.kernel.changes import Changes, Memory
from khetene.kernel.models import AuditEntry, AuditHead, DeletionProof

pytestmark = pytest.mark.django_db
PLACES = frozenset({"directory", "accounts.membership"})
SOMEWHERE = uuid.uuid4()


def write(model, *, verb="thing.written", silo=SOMEWHERE):
    audit.record(verb, model(pk=uuid.uuid4()), actor=System("test", silo))


@pytest.fixture
def seen():
    write(Service)
    looking = Changes()
    looking.stamp(PLACES)
    return looking


def moves(seen, act):
    before = seen.stamp(PLACES)
    act()
    after = seen.stamp(PLACES)
    assert seen.stamp(PLACES) == after
    return after != before


def test_what_was_written_about_a_kind_is_seen_at_once(seen):
    assert moves(seen, lambda: write(Service))
    assert moves(seen, lambda: write(Membership))
    assert moves(seen, lambda: write(Service, silo=uuid.uuid4()))


def test_other_kinds_and_looking_move_nothing(seen):
    assert not moves(seen, lambda: write(User))
    assert not moves(seen, lambda: write(Service, verb="service.opened"))


def test_deletion_and_loading_concern_every_kind(seen):
    assert moves(seen, lambda: write(DeletionProof))


def test_an_older_database_in_the_place_of_this_one_is_seen(seen):
    write(Service)
    seen.stamp(PLACES)

    def restore():
        AuditHead.objects.update(position=1)

    assert moves(seen, restore)


def test_many_chains_at_once_count_as_everything(seen, monkeypatch):
    monkeypatch.setattr(changes, "MOST_CHAINS", 2)

    assert moves(seen, lambda: [write(AuditEntry, silo=uuid.uuid4(), verb="x.opened") for _each in range(3)])


def test_nothing_written_costs_one_statement(seen, django_assert_num_queries):
    with django_assert_num_queries(1):
        seen.stamp(PLACES)
    write(Service)
    with django_assert_num_queries(3):
        seen.stamp(PLACES)


class Maker:
    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return self.made, True


def test_what_is_kept_is_made_once_for_each_key_language_and_day():
    memory, make = Memory("directory"), Maker()

    assert [memory.get("a", make), memory.get("a", make), memory.get("b", make)] == [1, 1, 2]
    with translation.override("en"):
        assert [memory.get("a", make), memory.get("a", make)] == [3, 3]
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert memory.get("a", make) == 4
    assert memory.get("a", make) == 1


def test_what_is_kept_is_made_anew_after_an_action():
    memory, make = Memory("directory"), Maker()
    memory.get("a", make)
    write(Membership)
    assert memory.get("a", make) == 1
    write(Service)

    assert memory.get("a", make) == 2


def test_what_is_written_while_it_is_made_is_not_missed():
    memory = Memory("directory")

    def make():
        write(Service)
        return "made before the action was over", True

    memory.get("a", make)

    assert memory.get("a", lambda: ("after it", True)) == "after it"


def test_what_may_not_be_kept_is_made_each_time():
    memory = Memory("directory")
    memory.get("a", lambda: ("half", False))

    assert memory.get("a", lambda: ("whole", True)) == "whole"


def test_no_more_than_so_many_are_kept_and_the_one_asked_longest_ago_goes():
    memory, make = Memory("directory", most=2), Maker()
    for key in ("a", "b", "a", "c"):
        memory.get(key, make)

    assert [memory.get("a", make), memory.get("b", make)] == [1, 4]

"""A silo gets another key while it works: everything opens until the end, and in the end the old key opens nothing."""

from __future__ import annotations

import uuid

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from khetene.cases import reads as case_reads
from khetene.cases.models import Client
from khetene.kernel import data_keys
from khetene.kernel.actions import NothingSealed, begin_renewal, destroy_data_key, finish_renewal, renewing
from khetene.kernel.actions.keys import Findable
from khetene.kernel.actor import System
from khetene.kernel.checks import problems, renewals_under_way
from khetene.kernel.data_keys import KeyReplaced, SiloHasEnded, seal_in, unseal_any
from khetene.kernel.enums import JobState
from khetene.kernel.models import AuditEntry, DataKey, JobProgress
from khetene.kernel.sealing import Sealed
from khetene.kernel.tasks import renew_data_key
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of, open_case

pytestmark = pytest.mark.django_db
KEEPER = System("silo-keys")


class Between:
    """What hears of every portion; it does something then, as somebody at work would."""

    def __init__(self, *what):
        self.what, self.total = list(what), 0

    def expect(self, total):
        self.total = total

    def step(self, _steps=1):
        if self.what:
            self.what.pop(0)()


@pytest.fixture
def worker(db):
    return MembershipFactory.create(role="case_worker")


@pytest.fixture
def silo(worker):
    for number in range(5):
        open_case(worker, called=f"Haris {number}", legal_name="" if number else None)
    return worker.organisation_id


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch):
    monkeypatch.setattr(renewing, "BATCH", 2)


def key_ids(*, column: str = "called") -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM cases_client")
        return {row[0].partition(":")[0] for row in cursor.fetchall() if row[0] is not None}


def key_in_use(silo: uuid.UUID) -> str:
    return data_keys.key_id_of(DataKey.objects.get(silo=silo, replaced_at=None))


def found(name: str, worker) -> int:
    return len(case_reads.find_by_name(name, actor=actor_of(worker)))


def renew(silo: uuid.UUID, watch: Between | None = None) -> int:
    begin_renewal(silo, actor=KEEPER)
    return finish_renewal(silo, watch or Between())


def test_everything_is_sealed_with_the_new_key_and_reads_as_before(silo, worker):
    before, old = [row.called for row in Client.objects.order_by("pk")], key_in_use(silo)

    renew(silo)

    assert [row.called for row in Client.objects.order_by("pk")] == before
    assert key_ids() == {key_in_use(silo)} != {old}
    assert found("haris 3", worker) == 1


def test_the_old_key_opens_nothing_any_more(silo):
    old, sealed = DataKey.objects.get(silo=silo), seal_in(silo, "Haris", "here")

    renew(silo)

    with pytest.raises(KeyReplaced):
        unseal_any(sealed, "here")
    old.refresh_from_db()
    assert (old.wrapped, old.destroyed_at is None) == ("", False)
    assert [table.model._meta.label for table in renewing.sealed_tables() if table.sealed_with(old).exists()] == []


def test_while_it_is_renewed_both_keys_open_and_names_are_found_under_both(silo, worker):
    old = begin_renewal(silo, actor=KEEPER)
    open_case(worker, called="Haris 3")

    assert key_ids() == {data_keys.key_id_of(old), key_in_use(silo)}
    assert found("haris 3", worker) == 2
    (said,) = renewals_under_way()
    left = sum(table.sealed_with(old).count() for table in renewing.sealed_tables())
    assert said.endswith(f", {left} not yet sealed anew; run: khetene silo-keys renew {silo}")


def test_killed_between_portions_it_goes_on(silo, worker):
    def killed():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        renew(silo, Between(lambda: None, killed))
    old = DataKey.objects.get(silo=silo, replaced_at__isnull=False)
    half_way = old.destroyed_at, sum(table.sealed_with(old).count() for table in renewing.sealed_tables())

    assert begin_renewal(silo, actor=KEEPER) == old
    assert half_way[0] is None
    assert finish_renewal(silo, Between()) == half_way[1] > 0
    assert DataKey.objects.filter(silo=silo, destroyed_at=None).count() == 1
    assert list(problems()) == list(renewals_under_way()) == []


def test_what_was_read_before_and_is_saved_meanwhile_comes_back_under_the_new_key(silo):
    read_before = list(Client.objects.order_by("pk"))
    old = key_in_use(silo)

    renew(silo, Between(*[row.save for row in read_before] * 2))

    assert key_ids() == {key_in_use(silo)} != {old}
    assert [row.called for row in Client.objects.order_by("pk")] == [f"Haris {number}" for number in range(5)]


def test_a_record_that_comes_back_after_the_end_is_refused_and_not_lost(silo):
    read_before = Client.objects.order_by("pk").first()
    data_keys._ring.cache_clear()  # another process, which never opened it

    renew(silo)
    data_keys._ring.cache_clear()

    with pytest.raises(KeyReplaced), transaction.atomic():
        read_before.save()
    assert Client.objects.get(pk=read_before.pk).called == "Haris 0"


@given(doing=st.lists(st.sampled_from(["add", "save", "change", "nothing"]), max_size=8))
@settings(max_examples=6)
def test_whatever_people_do_meanwhile_nothing_is_lost(doing):
    with transaction.atomic():
        worker = MembershipFactory.create(role="case_worker")
        silo = worker.organisation_id
        for number in range(3):
            open_case(worker, called=f"Haris {number}")
        stale = list(Client.objects.filter(case__organisation_id=silo).order_by("pk"))
        expected = {row.pk: row.called for row in stale}

        def act(what):
            row = stale[len(expected) % 3]
            if what == "add":
                fresh = client_of(open_case(worker, called="Maija"))
                expected[fresh.pk] = "Maija"
            elif what == "change":
                row.called = expected[row.pk] = f"{expected[row.pk]} no Talsiem"
                row.refresh_blind_indexes()
                row.save()
            elif what == "save":
                row.save()

        renew(silo, Between(*[lambda what=what: act(what) for what in doing]))

        rows = Client.objects.filter(case__organisation_id=silo)
        assert {row.pk: row.called for row in rows} == expected
        assert all(found(called, worker) >= 1 for called in expected.values())
        assert key_ids() == {key_in_use(silo)}
        transaction.set_rollback(True)


def test_what_does_not_open_keeps_the_old_key(silo):
    old = key_in_use(silo)
    broken = Client.objects.order_by("pk").first()
    Client.objects.filter(pk=broken.pk).update(called=Sealed(f"{old}:QUJD"))

    with pytest.raises(renewing.SomeDoNotOpen):
        renew(silo)

    assert DataKey.objects.get(silo=silo, replaced_at__isnull=False).destroyed_at is None
    assert key_ids() == {old, key_in_use(silo)}


def test_a_value_of_a_destroyed_key_is_a_problem(silo):
    old = key_in_use(silo)
    renew(silo)
    in_order = list(problems())

    Client.objects.filter(pk=Client.objects.order_by("pk").first().pk).update(legal_name=Sealed(f"{old}:QUJD"))

    assert in_order == []
    assert "cases.Client: 1 sealed with a key that was replaced and destroyed" in list(problems())


def test_a_silo_that_ends_while_it_is_renewed_loses_both_keys():
    seal_in(silo := uuid.UUID(int=7), "x", "here")
    begin_renewal(silo, actor=KEEPER)

    assert destroy_data_key(silo)

    assert DataKey.objects.filter(silo=silo, destroyed_at=None).count() == 0
    with pytest.raises(SiloHasEnded):
        begin_renewal(silo, actor=KEEPER)


def test_a_silo_without_a_key_has_nothing_to_renew():
    with pytest.raises(NothingSealed):
        begin_renewal(uuid.UUID(int=8), actor=KEEPER)


def test_other_silos_are_not_touched(silo):
    other = MembershipFactory.create(role="case_worker")
    open_case(other, called="Maija")
    theirs = key_in_use(other.organisation_id)

    renew(silo)

    assert key_in_use(other.organisation_id) == theirs
    assert key_ids() == {theirs, key_in_use(silo)}


def test_the_audit_trail_says_when_a_key_was_renewed_and_destroyed(silo):
    renew(silo)

    entries = AuditEntry.objects.filter(silo=silo, object_type="kernel.datakey").order_by("position")
    assert [(entry.verb, entry.reason) for entry in entries] == [
        ("silo.key_renewed", ""),
        ("silo.key_destroyed", "renewed"),
    ]


def test_every_column_of_bytes_is_known_as_sealed():
    unknown = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField) and field.name not in getattr(model, "sealed_bytes", ())
    ]

    assert unknown == []


def test_every_blind_index_can_be_made_anew():
    indexed = {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.name.endswith("_index") and isinstance(field, models.CharField)
    }

    assert {model._meta.label for model in indexed if not issubclass(model, Findable)} == set()
    assert len(indexed) > 4


def test_the_task_tells_how_far_it_is_and_that_it_is_done(silo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = renew_data_key(silo, actor=System("silo-keys", silo), at_once=True)

    row.refresh_from_db()
    assert (row.state, row.done, row.total, row.organisation) == (
        JobState.DONE,
        row.total,
        row.result["resealed"],
        silo,
    )


def test_whoever_asks_at_once_does_not_wait_for_a_task_that_was_killed_a_moment_ago(
    silo, django_capture_on_commit_callbacks
):
    waiting = renew_data_key(silo, actor=System("silo-keys", silo))
    JobProgress.objects.filter(pk=waiting.pk).update(state=JobState.RUNNING, starts=1)

    with django_capture_on_commit_callbacks(execute=True):
        row = renew_data_key(silo, actor=System("silo-keys", silo), at_once=True)

    row.refresh_from_db()
    assert (row.pk != waiting.pk, row.state) == (True, JobState.DONE)
    assert DataKey.objects.filter(silo=silo, destroyed_at=None).count() == 1

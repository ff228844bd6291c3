"""Another key for an organisation, from the command line."""

from __future__ import annotations

import pytest

from khetene.cli import silo_keys
from khetene.kernel import clock
from khetene.kernel.errors import DomainError
from khetene.kernel.models import DataKey, JobProgress
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import open_case


@pytest.fixture
def worker(db):
    worker = MembershipFactory.create(role="case_worker")
    open_case(worker, called="Haris")
    return worker


def test_a_key_is_renewed_by_the_worker(khetene, worker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        said = khetene("silo-keys", "renew", worker.organisation.slug)

    states = [line.split("\t")[0::3] for line in khetene("silo-keys", "list").out.splitlines()]
    assert (said.code, "in the background" in said.out) == (0, True)
    assert states == [[worker.organisation.slug, "destroyed"], [worker.organisation.slug, "in use"]]


def test_what_runs_already_is_not_begun_a_second_time(khetene, worker):
    for _turn in range(2):
        said = khetene("silo-keys", "renew", str(worker.organisation_id))

    assert (said.code, JobProgress.objects.count(), DataKey.objects.count()) == (0, 1, 2)
    assert str(JobProgress.objects.get().pk) in said.out
    assert "being replaced" in khetene("silo-keys", "list").out


def test_an_organisation_that_is_not_there_is_refused(khetene, worker):
    said = khetene("silo-keys", "renew", "nobody")

    assert (said.code, "there is no organisation" in said.err) == (1, True)


def test_the_file_with_the_keys_tells_which_were_replaced(worker, tmp_path):
    DataKey.objects.update(replaced_at=clock.now(), destroyed_at=clock.now(), wrapped="")
    file = tmp_path / silo_keys.FILE

    known = silo_keys.write(file, silo_keys.rows())

    assert [(row.replaced_at, row.destroyed_at) for row in silo_keys.read(file)] == [(clock.now(), clock.now())]
    silo_keys.refuse_renewed(silo_keys.read(file), known, known)
    with pytest.raises(DomainError):
        silo_keys.refuse_renewed(silo_keys.read(file), known, [])

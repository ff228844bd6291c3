"""What was kept long enough goes with all its parts, leaves a proof, and nothing else goes."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.accounts.models import Membership, User
from khetene.cases import actions as cases
from khetene.cases.models import Case, Client, ClientFact
from khetene.kernel import audit, clock
from khetene.kernel.actions import delete_expired
from khetene.kernel.actor import System
from khetene.kernel.errors import TooEarly
from khetene.kernel.models import AuditEntry, DeletionProof
from khetene.kernel.reads import overdue
from khetene.kernel.retention import KeptFor, years_before
from khetene.mediation import actions as mediation
from khetene.mediation.models import PortfolioEntry
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, UserFactory, actor_of
from tests.factories.cases import client_of, open_case

LONG_AGO = NOW - timedelta(days=5 * 366 + 10)
TODAY = date(2026, 11, 20)


@given(st.dates(min_value=date(1990, 1, 1)), st.integers(min_value=1, max_value=30))
def test_years_before_is_the_same_day_or_the_one_before_a_leap_day(day, years):
    earlier = years_before(day, years)

    assert earlier.year == day.year - years
    assert (earlier.month, earlier.day) in ((day.month, day.day), (2, 28))


@pytest.fixture
def worker(db) -> Membership:
    return MembershipFactory.create(role="case_worker", from_day=date(2020, 1, 1))


def closed(worker: Membership, *, called: str = "Haris") -> Case:
    case = open_case(worker, called=called)
    cases.record_fact(
        client_of(case).pk,
        fact="months_without_work",
        value=14,
        known_on=clock.today(),
        origin="said",
        actor=actor_of(worker),
    )
    cases.close_case(case.pk, reason="done", actor=actor_of(worker))
    return case


@pytest.fixture
def old_case(worker) -> Case:
    with clock.set_to(LONG_AGO):
        return closed(worker)


def test_an_expired_case_goes_with_all_its_parts(worker, old_case):
    young = closed(worker, called="Marta")

    delete_expired(TODAY)

    assert list(Case.objects.values_list("pk", flat=True)) == [young.pk]
    assert list(Client.objects.values_list("case_id", flat=True)) == [young.pk]
    assert list(ClientFact.objects.values_list("client__case_id", flat=True)) == [young.pk]


def test_every_type_that_went_leaves_a_proof_in_its_silo(old_case):
    silo, client = old_case.organisation_id, client_of(old_case).pk

    report = delete_expired(TODAY)

    proofs = {proof.object_type: proof for proof in DeletionProof.objects.filter(silo=silo).order_by("pk")}
    assert {name: proof.how_many for name, proof in proofs.items()} == {
        "cases.case": 1,
        "cases.caseworker": 1,
        "cases.client": 1,
        "cases.clientfact": 1,
        "kernel.auditentry": proofs["kernel.auditentry"].how_many,
    }
    assert proofs["cases.case"].rule == "5 years after closed_on"
    assert proofs["cases.client"].rule == "with cases.case, 5 years after closed_on"
    assert proofs["cases.client"].keys_digest == hashlib.sha256(str(client).encode()).hexdigest()
    assert {row.silo for row in report.deleted if row.object_type.startswith("cases.")} == {silo}


def test_a_deletion_is_in_the_audit_trail_and_the_trail_stays_whole(old_case):
    delete_expired(TODAY)

    verbs = AuditEntry.objects.filter(silo=old_case.organisation_id).values_list("verb", "system_task")
    assert set(verbs) == {("records.deleted", "delete-expired")}
    assert list(audit.broken_links()) == []


def test_an_audit_entry_taken_beside_the_proved_ones_is_found(worker, old_case):
    delete_expired(TODAY)
    DeletionProof.objects.filter(object_type="kernel.auditentry").update(how_many=1)

    assert [link.rpartition(": ")[2] for link in audit.broken_links()] == ["an entry before it was removed or altered"]


def test_deleting_twice_deletes_nothing_more(old_case):
    delete_expired(TODAY)

    assert delete_expired(TODAY).deleted == []


def test_the_last_day_is_still_kept(worker, old_case):
    Case.objects.update(closed_on=date(2021, 11, 20))

    delete_expired(TODAY)

    assert Case.objects.count() == 1


def test_an_open_case_is_never_deleted(worker):
    with clock.set_to(LONG_AGO):
        open_case(worker)

    delete_expired(TODAY)

    assert Case.objects.count() == 1


def test_a_dry_run_says_the_same_and_deletes_nothing(old_case):
    tried = delete_expired(TODAY, dry_run=True)

    assert Case.objects.count() == 1
    assert DeletionProof.objects.count() == 0
    assert sorted(tried.deleted) == sorted(delete_expired(TODAY).deleted) != []


def test_a_day_in_the_future_can_only_be_tried_out(worker):
    closed(worker)

    with pytest.raises(TooEarly):
        delete_expired(date(2040, 1, 1))

    tried = delete_expired(date(2040, 1, 1), dry_run=True)
    assert [row.how_many for row in tried.deleted if row.object_type == "cases.case"] == [1]
    assert Case.objects.count() == 1


def test_who_is_still_named_by_what_others_need_loses_the_name_and_everything_of_their_own(worker, old_case):
    mediation.write_entry("skill", title="Datorprasmes", user_id=worker.user_id)
    User.objects.filter(pk=worker.user_id).update(is_active=False, closed_on=date(2019, 1, 1))
    Case.objects.update(closed_on=None, closing_reason="")
    UserFactory.create(is_active=False, closed_on=date(2019, 1, 1))

    tried = delete_expired(TODAY, dry_run=True)
    report = delete_expired(TODAY)
    again = delete_expired(TODAY)

    left = User.objects.get()
    assert (left.pk, left.name, left.email) == (worker.user_id, "—", f"{worker.user_id}@forgotten.invalid")
    assert (left.has_usable_password(), PortfolioEntry.objects.count()) == (False, 0)
    assert (sorted(tried.deleted), report.kept_back, again.deleted) == (sorted(report.deleted), {}, [])
    assert DeletionProof.objects.filter(rule="5 years after closed_on, emptied").count() == 1


def test_what_others_need_and_nobody_can_empty_is_kept_back_and_the_rest_of_its_batch_goes(
    worker, old_case, monkeypatch
):
    monkeypatch.setattr(User, "retention", replace(User.retention, emptied=""))
    User.objects.filter(pk=worker.user_id).update(is_active=False, closed_on=date(2019, 1, 1))
    Case.objects.update(closed_on=None, closing_reason="")
    alone = UserFactory.create(is_active=False, closed_on=date(2019, 1, 1))

    tried = delete_expired(TODAY, dry_run=True)
    report = delete_expired(TODAY)

    assert tried.kept_back == report.kept_back == {"accounts.user": 1}
    assert [(user.pk, user.name) for user in User.objects.order_by("pk")] == [(worker.user_id, worker.user.name)]
    (proof,) = DeletionProof.objects.filter(object_type="accounts.user")
    assert proof.keys_digest == hashlib.sha256(str(alone.pk).encode()).hexdigest()


def test_what_should_have_gone_is_told(old_case):
    kinds = dict(overdue(TODAY))

    assert kinds["case"] == 1
    delete_expired(TODAY)
    assert list(overdue(TODAY)) == []


def test_moments_expire_by_the_day_in_latvia(db):
    midnight_in_riga = clock.HOME
    limit = KeptFor(5, "at", "", "", "")
    silo = uuid.UUID(int=1)
    with clock.set_to(NOW.astimezone(midnight_in_riga).replace(year=2021, hour=0, minute=0)):
        first = audit.record("thing.done", UserFactory.build(), actor=System("test", silo))
    with clock.set_to(clock.now().replace(year=2021) - timedelta(hours=12)):
        second = audit.record("thing.done", UserFactory.build(), actor=System("test", silo))

    expired = limit.expired(AuditEntry.objects.order_by("position"), TODAY)

    assert [entry.pk for entry in expired] == [second.pk]
    assert [entry.pk for entry in limit.not_expired(AuditEntry.objects.order_by("position"), TODAY)] == [first.pk]

"""A key per silo: cheap to rewrap, never used before its row is safe, and gone for good when it is destroyed."""

from __future__ import annotations

import base64
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from khetene.cases import reads as case_reads
from khetene.cases.models import Case, Client
from khetene.cli.recurring import _destroy_keys_of_ended_silos
from khetene.directory.models import Organisation
from khetene.kernel import clock, data_keys
from khetene.kernel.actions import SiloNotEmpty, destroy_data_key, rotate_keys
from khetene.kernel.actions.keys import encrypted_models
from khetene.kernel.data_keys import KeyDestroyed, SiloHasEnded, seal_in, silo_path, unseal_any
from khetene.kernel.models import AuditEntry, DataKey
from khetene.kernel.sealing import CannotOpen, Sealed
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case

pytestmark = pytest.mark.django_db
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NEW = "n1:" + base64.b64encode(b"n" * 32).decode()
HERE, THERE = uuid.UUID(int=1), uuid.UUID(int=2)


@given(text=WORDS)
def test_what_was_sealed_in_a_silo_opens_as_it_was(text):
    assert unseal_any(seal_in(HERE, text, "here"), "here") == text


@given(text=WORDS)
def test_a_ciphertext_stays_bound_to_its_row(text):
    with pytest.raises(CannotOpen):
        unseal_any(seal_in(HERE, text, "cases_client·called·1"), "cases_client·called·2")


def test_the_key_of_another_silo_does_not_open_it():
    sealed = seal_in(HERE, "Haris", "here")
    other = seal_in(THERE, "Haris", "here").key_id

    with pytest.raises(CannotOpen):
        unseal_any(Sealed(f"{other}:{sealed.token.partition(':')[2]}"), "here")


@pytest.mark.parametrize("key_id", ["silo-", "silo-x", f"silo-{uuid.UUID(int=9).hex}"])
def test_a_key_that_is_not_there_is_refused(key_id):
    with pytest.raises(CannotOpen):
        unseal_any(Sealed(f"{key_id}:QUJD"), "here")


def test_a_wrapped_key_that_was_moved_to_another_silo_does_not_open():
    seal_in(HERE, "x", "here"), seal_in(THERE, "x", "here")
    here, there = DataKey.objects.get(silo=HERE), DataKey.objects.get(silo=THERE)
    there.wrapped = here.wrapped

    with pytest.raises(CannotOpen):
        data_keys.unwrapped(there)


def test_every_encrypted_table_belongs_to_a_silo_or_to_one_person_or_to_nobody():
    without = [model._meta.label for model, _names in encrypted_models() if silo_path(model) is None]

    # A person's own, and a random number of the installation; both under its key.
    assert without == ["mediation.PortfolioEntry", "publishing.NoiseSecret"]


def test_a_message_about_a_referral_belongs_to_the_silo_of_its_case():
    paths = {model._meta.label: silo_path(model) for model, _names in encrypted_models()}

    assert paths["referrals.ReferralMessage"] == "referral.case.organisation_id"
    assert paths["cases.Measure"] == "goal.plan.case.organisation_id"
    assert paths["mediation.Contact"] == "organisation_id"


def test_the_database_is_asked_once_per_transaction(django_assert_num_queries):
    seal_in(HERE, "x", "here")

    with django_assert_num_queries(0):
        assert unseal_any(seal_in(HERE, "x", "here"), "here") == "x"


def test_a_key_whose_transaction_was_taken_back_seals_nothing_more():
    with transaction.atomic():
        lost = seal_in(HERE, "x", "here").key_id
        transaction.set_rollback(True)

    kept = seal_in(HERE, "x", "here").key_id

    assert kept != lost
    assert [f"silo-{row.pk.hex}" for row in DataKey.objects.order_by("pk")] == [kept]


def test_a_silo_never_has_two_keys():
    seal_in(HERE, "x", "here")

    with pytest.raises(IntegrityError), transaction.atomic():
        DataKey.objects.create(silo=HERE, wrapped="x", made_at=clock.now())


def test_a_change_of_the_installations_key_rewraps_the_silos_key_and_touches_no_row(settings):
    worker = MembershipFactory.create(role="case_worker")
    open_case(worker, called="Haris")
    before = stored()
    old_keys = settings.FIELD_KEYS

    settings.FIELD_KEYS = [NEW, *old_keys]
    rotation = rotate_keys()
    settings.FIELD_KEYS = [NEW]

    assert rotation.rewritten == {"kernel.datakey": 1, "publishing.noisesecret": 1}
    assert stored() == before
    assert Client.objects.get().called == "Haris"
    assert len(case_reads.find_by_name("haris", actor=actor_of(worker))) == 1


def test_a_silo_that_holds_something_keeps_its_key():
    case = open_case(MembershipFactory.create(role="case_worker"))

    with pytest.raises(SiloNotEmpty) as refused:
        destroy_data_key(case.organisation_id)

    assert str(refused.value.message).endswith("still holds cases.Client.")
    assert DataKey.objects.get().destroyed_at is None


def test_a_destroyed_key_opens_nothing_and_seals_nothing():
    sealed = seal_in(HERE, "Haris", "here")

    assert [destroy_data_key(HERE), destroy_data_key(HERE)] == [True, False]

    with pytest.raises(KeyDestroyed):
        unseal_any(sealed, "here")
    assert DataKey.objects.get().wrapped == ""
    assert AuditEntry.objects.get(verb="silo.key_destroyed").silo == HERE


def test_nothing_is_written_into_a_silo_that_has_ended():
    with transaction.atomic():
        seal_in(HERE, "x", "here")
        destroy_data_key(HERE)
    connection.run_on_commit.clear()  # another transaction

    with pytest.raises(SiloHasEnded):
        seal_in(HERE, "x", "here")


def test_the_key_goes_when_the_organisation_has_ended_and_its_last_record_is_deleted(capsys):
    case = open_case(MembershipFactory.create(role="case_worker"))
    Organisation.objects.filter(pk=case.organisation_id).update(valid_to=clock.today() - timedelta(days=1))
    other = open_case(MembershipFactory.create(role="case_worker"))

    _destroy_keys_of_ended_silos()
    still_there = DataKey.objects.filter(destroyed_at=None).count()
    Case.objects.filter(pk=case.pk).delete()
    _destroy_keys_of_ended_silos()

    assert still_there == 2
    assert DataKey.objects.get(destroyed_at=None).silo == other.organisation_id
    assert capsys.readouterr().out == f"silo key\t{case.organisation_id}\t1\n"


def stored() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT called, legal_name, called_index FROM cases_client")
        return sorted(cursor.fetchall(), key=str)

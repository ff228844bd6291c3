"""Encrypted fields: a ciphertext opens only where it was written, and nothing turns into something else."""

from __future__ import annotations

import base64
import uuid

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel import encryption
from khetene.kernel.encryption import CannotOpen, Sealed, blind_indexes, index_to_store, normalised, seal, unseal
from khetene.mediation.models import Contact
from tests.factories.encryption import index_as_before

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NEW = "n1:" + base64.b64encode(b"n" * 32).decode()
ELSEWHERE = ("cases_client·called·1", "cases_client·phone·2", "cases_case·called·2", "")


@given(WORDS)
def test_what_was_sealed_opens_as_it_was(text):
    assert unseal(seal(text, "here"), "here") == text


@given(WORDS)
def test_the_same_text_never_looks_the_same_twice(text):
    assert seal(text, "here").token != seal(text, "here").token


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_ciphertext_does_not_open_in_another_row_column_or_table(elsewhere):
    sealed = seal("Haris", "cases_client·called·2")

    with pytest.raises(CannotOpen):
        unseal(sealed, elsewhere)


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_does_not_open(place, change):
    key_id, _colon, body = seal("Haris", "here").token.partition(":")
    raw = bytearray(base64.b64decode(body))
    raw[place % len(raw)] ^= change

    with pytest.raises(CannotOpen):
        unseal(Sealed(f"{key_id}:{base64.b64encode(raw).decode()}"), "here")


@pytest.mark.parametrize("token", ["", ":", "t2:", "t2:!!!", "gone:QUJD", "t2:QUJD", "Haris"])
def test_a_malformed_token_is_refused_by_name(token):
    with pytest.raises(CannotOpen):
        unseal(Sealed(token), "here")


def test_a_sealed_value_prints_as_nothing():
    assert f"{seal('Haris', 'here')}" == "•••"


def test_an_older_key_still_opens(settings):
    sealed = seal("Haris", "here")

    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]

    assert unseal(sealed, "here") == "Haris"
    assert seal("Haris", "here").key_id == "n1"


def test_without_its_key_nothing_opens(settings):
    sealed = seal("Haris", "here")

    settings.FIELD_KEYS = [NEW]

    with pytest.raises(CannotOpen, match="'t2'"):
        unseal(sealed, "here")


@pytest.mark.django_db
@given(name=WORDS)
def test_an_index_finds_the_name_however_it_is_typed(name):
    silo = uuid.UUID(int=1)

    assert index_to_store(name, silo) == blind_indexes(f"  {normalised(name)} ", silo)[0]


def test_an_index_of_one_silo_says_nothing_in_another(db):
    here, there = (index_to_store("Haris", uuid.UUID(int=number)) for number in (1, 2))

    assert here not in blind_indexes("Haris", uuid.UUID(int=2))
    assert here != there


def test_an_index_outlives_a_change_of_the_installations_key(db, settings):
    silo = uuid.UUID(int=1)
    stored = index_to_store("Haris", silo)

    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]

    assert blind_indexes("Haris", silo)[0] == stored


def test_a_name_is_found_by_what_was_stored_before_silos_had_keys(db):
    silo = uuid.UUID(int=1)
    index_to_store("somebody else", silo)

    assert index_as_before("Haris", silo) in blind_indexes("haris", silo)


def test_a_name_is_searched_without_diacritics_case_and_double_spaces():
    assert normalised("  Jānis   ŠAICĀNS ") == "janis saicans"


@pytest.fixture
def contact(db) -> Contact:
    return Contact(id=uuid.UUID(int=5), organisation_id=uuid.UUID(int=1))


@pytest.mark.parametrize("value", [None, "", "0", "False", " "])
def test_nothing_empty_turns_into_something_else(contact, value):
    field = Contact._meta.get_field("words")
    contact.words = value

    stored = field.get_prep_value(field.pre_save(contact, add=True))

    assert (stored is None) == (value is None)
    contact.words = field.from_db_value(stored, None, connection)
    assert contact.words == value


def test_a_field_opens_in_its_own_row_and_column_only(contact):
    contact.words = "runājām par darbu"
    token = Contact._meta.get_field("words").pre_save(contact, add=True)
    other = Contact(id=uuid.UUID(int=6), organisation_id=uuid.UUID(int=1), words=token)
    contact.next_step, contact.words = token, token

    assert contact.words == "runājām par darbu"
    with pytest.raises(CannotOpen):
        _ = contact.next_step
    with pytest.raises(CannotOpen):
        _ = other.words


@pytest.mark.parametrize("lookup", ["words", "words__icontains", "words__startswith", "words__in"])
def test_an_encrypted_field_cannot_be_filtered_by(contact, lookup):
    value = ["Haris"] if lookup.endswith("__in") else "Haris"

    with pytest.raises(TypeError, match="encrypted"):
        list(Contact.objects.filter(**{lookup: value}))


def test_an_encrypted_field_cannot_be_updated_in_bulk(contact):
    with pytest.raises(TypeError, match="encrypted"):
        Contact.objects.update(words="Haris")


def test_an_encrypted_field_is_not_exported(contact):
    with pytest.raises(TypeError, match="encrypted"):
        Contact._meta.get_field("words").value_to_string(contact)


def test_keys_are_read_as_configured_the_first_one_writes(settings):
    settings.FIELD_KEYS = [f" {NEW}", *settings.FIELD_KEYS]

    assert list(encryption.keys()) == ["n1", "t2", "t1"]
    assert encryption.current_key_id() == "n1"

"""Secrets of second factors lie encrypted and follow a change of key."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from khetene.accounts import actions, sealing
from khetene.accounts.enums import IdentityCheck
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_the_secret_of_an_app_is_not_in_the_table_in_clear() -> None:
    TOTP.activate(UserFactory(), "JBSWY3DPEHPK3PXP")
    stored = Authenticator.objects.get().data["secret"]
    assert "JBSWY3DPEHPK3PXP" not in stored
    assert sealing.unseal(stored) == "JBSWY3DPEHPK3PXP"


def test_after_a_change_of_key_secrets_are_written_anew_once(settings) -> None:
    new, old = settings.FIELD_KEYS
    settings.FIELD_KEYS = [old]
    TOTP.activate(UserFactory(), "JBSWY3DPEHPK3PXP")
    settings.FIELD_KEYS = [new, old]
    assert [actions.reseal_second_factors(), actions.reseal_second_factors()] == [1, 0]
    settings.FIELD_KEYS = [new]
    assert sealing.unseal(Authenticator.objects.get().data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_lost_second_factors_are_removed_from_the_command_line_and_written_down() -> None:
    user, other = UserFactory(), UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    TOTP.activate(other, "JBSWY3DPEHPK3PXP")
    assert actions.remove_second_factors(user.email.upper(), checked=IdentityCheck.IN_PERSON) == 1
    assert Authenticator.objects.get().user == other
    entry = AuditEntry.objects.get()
    assert (entry.object, entry.verb, entry.reason) == (user.pk, "user.second_factors_removed", "in-person")

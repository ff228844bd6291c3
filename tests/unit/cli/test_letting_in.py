"""Whoever lost phone and recovery codes is let in again, by somebody who made sure who it is."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail

from khetene.cli.main import main
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
REMOVE = ["remove-second-factors", "anna@example.org"]


def test_the_second_step_goes_and_the_person_hears_of_it(capsys, django_capture_on_commit_callbacks):
    anna, other = UserFactory(email="anna@example.org"), UserFactory()
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    TOTP.activate(other, "JBSWY3DPEHPK3PXP")

    with django_capture_on_commit_callbacks(execute=True):
        code = main([*REMOVE, "--checked", "by-call"])

    entry = AuditEntry.objects.get()
    assert (code, Authenticator.objects.get().user) == (0, other)
    assert (entry.verb, entry.object, entry.reason) == ("user.second_factors_removed", anna.pk, "by-call")
    assert [letter.to for letter in mail.outbox] == [["anna@example.org"]]
    assert "anna@example.org: 1 removed" in capsys.readouterr().out


def test_nothing_is_removed_before_somebody_says_how_it_was_checked(capsys):
    TOTP.activate(UserFactory(email="anna@example.org"), "JBSWY3DPEHPK3PXP")

    with pytest.raises(SystemExit) as refused:
        main(REMOVE)

    assert (refused.value.code, Authenticator.objects.count()) == (2, 1)
    assert "--checked" in capsys.readouterr().err


@pytest.mark.parametrize(("known", "told"), [(False, "Konta ar šo e-pasta adresi nav."), (True, "otrā soļa nav")])
def test_where_there_is_nothing_to_remove_nobody_is_told_anything(capsys, known, told):
    if known:
        UserFactory(email="anna@example.org")

    assert main([*REMOVE, "--checked", "in-person"]) == 1
    assert told in capsys.readouterr().err
    assert (AuditEntry.objects.count(), mail.outbox) == (0, [])

"""Somebody asked on the public page to take part; it counts once they answer from their mailbox."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.models.gathering import Gathering
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class Registration(Record):
    """Waits two days for its confirmation. It stands on no list and in no figure."""

    silo_path = "gathering.organisation_id"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    name = EncryptedTextField()
    email = EncryptedTextField()
    position = EncryptedTextField(blank=True)
    needs = EncryptedTextField(blank=True)
    may_be_listed = models.BooleanField(default=False)
    waits_until = models.DateField()

    retention = retention.KeptFor(
        years=0,
        after="waits_until",
        purpose=_("To ask whether the address is theirs before anybody is put on a list."),
        legal_basis=_("GDPR, Article 6(1)(a)"),
        controller=_("the organisation that holds the gathering"),
    )

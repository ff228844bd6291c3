"""Ends the organisation of Anna as retention would: its records are gone; then its key goes."""

from __future__ import annotations

import uuid

import django

django.setup()

from django.db import models
from django.db.models import ProtectedError

from khetene.accounts.models import Membership
from khetene.cli.recurring import _destroy_keys_of_ended_silos
from khetene.directory.models import Organisation
from khetene.kernel import clock
from khetene.kernel.actions.keys import encrypted_models
from khetene.kernel.data_keys import silo_path
from khetene.kernel.database import every_row_of


def _is_emptied(model: type[models.Model], silo: uuid.UUID) -> bool:
    path = (silo_path(model) or "").replace(".", "__")
    try:
        every_row_of(model).filter(**{path: silo}).delete()
    except ProtectedError:
        return False
    return True


def main() -> None:
    silo = Membership.objects.get(user__email="anna@khetene.example").organisation_id
    waiting = [model for model, _names in encrypted_models() if silo_path(model)]
    while waiting:  # what is still referred to waits until what refers to it is gone
        waiting = [model for model in waiting if not _is_emptied(model, silo)]
    Organisation.objects.filter(pk=silo).update(valid_to=clock.today())
    _destroy_keys_of_ended_silos()


if __name__ == "__main__":
    main()

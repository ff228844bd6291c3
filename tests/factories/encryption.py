"""Rows as they were before silos had keys: every field sealed with the installation's key itself."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from typing import Any

from django.db import connection, models

from khetene.cases.models import Client
from khetene.kernel.database import every_row_of
from khetene.kernel.encryption import EncryptedTextField, keys, normalised, seal


def sealed_as_before(model: type[models.Model]) -> None:
    """Write all rows of a table as an older version of the program would have, past the field itself."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]
    for row in every_row_of(model).order_by("pk"):
        for field in fields:
            text = getattr(row, field.attname)
            if text is not None:
                _write(row, field.column, seal(text, field.bound_to(row)).token)
        if isinstance(row, Client):
            _write(row, "called_index", index_as_before(row.called, row.case.organisation_id))


def index_as_before(text: str, silo: uuid.UUID) -> str:
    key = hmac.digest(next(iter(keys().values())), b"blind index of " + silo.bytes, hashlib.sha256)
    return hmac.new(key, normalised(text).encode(), hashlib.sha256).hexdigest()[:32]


def _write(row: models.Model, column: str, value: Any) -> None:
    key = row._meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [value, key])

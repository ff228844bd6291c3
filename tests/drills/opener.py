"""Tries to open what contacts of a site hold, and tells how each one answered."""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()

from khetene.accounts.models import Membership
from khetene.kernel.database import every_row_of
from khetene.kernel.sealing import CannotOpen
from khetene.mediation.models import Contact


def main(told: Path) -> None:
    silo = Membership.objects.get(user__email="anna@khetene.example").organisation_id
    told.write_text("\n".join(_answer(row) for row in every_row_of(Contact).filter(organisation=silo).order_by("pk")))


def _answer(row: Contact) -> str:
    try:
        return "opened" if row.words else "empty"
    except CannotOpen as refusal:
        return type(refusal).__name__


if __name__ == "__main__":
    main(Path(sys.argv[1]))

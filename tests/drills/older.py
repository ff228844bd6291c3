"""Makes the contacts of a site look as they did before silos had keys."""

from __future__ import annotations

import django

django.setup()

from django.db import transaction

from khetene.mediation.models import Contact
from tests.factories.encryption import sealed_as_before

if __name__ == "__main__":
    with transaction.atomic():
        sealed_as_before(Contact)

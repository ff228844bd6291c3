"""Ends the organisation of Anna as retention would: its records are gone; then its key goes."""

from __future__ import annotations

import django

django.setup()

from khetene.accounts.models import Membership  # noqa: E402  needs a configured Django
from khetene.cli.keeping import _destroy_keys_of_ended_silos  # noqa: E402
from khetene.directory.models import Organisation  # noqa: E402
from khetene.kernel import clock  # noqa: E402
from khetene.kernel.actions.keys import encrypted_models  # noqa: E402
from khetene.kernel.data_keys import silo_path  # noqa: E402
from khetene.kernel.database import every_row_of  # noqa: E402


def main() -> None:
    silo = Membership.objects.get(user__email="anna@khetene.example").organisation_id
    for model, _names in encrypted_models():
        path = (silo_path(model) or "").replace(".", "__")
        every_row_of(model).filter(**{path: silo}).delete()
    Organisation.objects.filter(pk=silo).update(valid_to=clock.today())
    _destroy_keys_of_ended_silos()


if __name__ == "__main__":
    main()

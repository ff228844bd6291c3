"""Places."""

from __future__ import annotations

import factory

from khetene.kernel.encryption import normalised
from khetene.territory.models import Territory


class TerritoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Territory

    slug = factory.Sequence(lambda number: f"vieta-{number}")
    name = "Ventspils"
    folded_name = factory.LazyAttribute(lambda place: normalised(place.name))
    kind = "state_city"
    origin = "official"

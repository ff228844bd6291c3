"""Organisations and services."""

from __future__ import annotations

import factory

from khetene.directory.models import Organisation, Service


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda number: f"iestade-{number}")
    name = factory.Sequence(lambda number: f"Iestāde {number}")
    kind = "municipal_unit"
    accepts_referrals = True


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    slug = factory.Sequence(lambda number: f"pakalpojums-{number}")
    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.LazyFunction(lambda: {"lv": "Pakalpojums", "en": "Service"})
    description = factory.LazyFunction(lambda: {"lv": "Apraksts", "en": "Description"})
    domains = factory.LazyFunction(lambda: ["work"])

"""Finding help: services by words, need and nearness; organisations; what was not verified for long."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khetene.directory.enums import OrganisationKind
from khetene.directory.models import Organisation, Service
from khetene.directory.search import wanted
from khetene.kernel import clock
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.kernel.statements import kept
from khetene.territory.models import Territory

STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ServiceRow:
    id: uuid.UUID
    slug: str
    name: str
    description: str
    eligibility: str
    application: str
    documents: str
    fees: str
    schedule: str
    domains: list[str]
    programme: str
    organisation_id: uuid.UUID
    organisation_name: str
    organisation_phone: str
    organisation_email: str
    organisation_website: str
    accepts_referrals: bool
    place: str
    address: str
    phone: str
    email: str
    source: str
    last_verified_on: date | None
    is_stale: bool

    def as_dict(self) -> dict[str, Any]:
        day = self.last_verified_on.isoformat() if self.last_verified_on else None
        names = ("slug", "name", "description", "eligibility", "application", "documents", "domains", "programme")
        return {name: getattr(self, name) for name in names} | {
            "organisation": self.organisation_name,
            "place": self.place,
            "phone": self.phone or self.organisation_phone,
            "email": self.email or self.organisation_email,
            "last_verified_on": day,
        }


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    id: uuid.UUID
    slug: str
    name: str
    alternate_name: str
    kind_label: str
    description: str
    place: str
    phone: str
    email: str
    website: str
    accepts_referrals: bool
    valid_from: date | None
    valid_to: date | None
    exists: bool
    successor_id: uuid.UUID | None
    successor_name: str
    services: list[ServiceRow]


def find(
    words: str = "", *, near: Territory | None = None, domain: str = "", on: date | None = None
) -> list[ServiceRow]:
    """Services in which every word is found, the nearest first: same municipality, same planning region, nationwide."""
    day = on or clock.today()
    rows = _services().filter(organisation__in=Organisation.objects.in_force_on(day))
    for part in wanted(words):
        rows = rows.filter(Q(folded__contains=f" {part}") | Q(organisation__folded__contains=f" {part}"))
    found = [service for service in rows.order_by("slug") if not domain or domain in service.domains]
    return [_service_row(service) for service in sorted(found, key=lambda service: _distance(service, near))]


@dataclass(frozen=True, slots=True)
class Offer:
    """A service under which a programme is offered, as short as a card of the programme needs it."""

    id: uuid.UUID
    programme: str
    organisation_id: uuid.UUID
    organisation_name: str
    accepts_referrals: bool


def offers(*, near: Territory | None = None) -> list[Offer]:
    """Services of all programmes, the nearest first. One query."""
    rows = sorted(_offered(clock.today()), key=lambda row: _apart(_place_of(row), near))
    return [Offer(*row[:5]) for row in rows]


def _place_of(row: tuple[Any, ...]) -> tuple[Any, Any]:
    """Where a row of `_offered` is given: at the place of the service, else of its office."""
    own, above, office, above_it = row[5:]
    return (own, above) if own else (office, above_it)


# What an `Offer` holds, then the place of the service and that of its office, each with the place above it.
_OFFERED = ("pk", "programme", "organisation_id", "organisation__name", "organisation__accepts_referrals")
_PLACES = ("territory_id", "territory__parent_id", "organisation__territory_id", "organisation__territory__parent_id")


@kept
def _offered(day: date) -> QuerySet[Service, tuple[Any, ...]]:
    rows = Service.objects.exclude(programme="").filter(organisation__in=Organisation.objects.in_force_on(day))
    return rows.order_by("slug").values_list(*_OFFERED, *_PLACES)


def _distance(service: Service, near: Territory | None) -> int:
    place = service.territory or service.organisation.territory
    return _apart((place.pk, place.parent_id) if place else (None, None), near)


def _apart(at: tuple[Any, Any], near: Territory | None) -> int:
    """0 in the same municipality, 1 in the same planning region, 2 nationwide, 3 elsewhere; without a place all equal."""
    place, above = at
    if near is None:
        return 0
    if place is None:
        return 2
    if near.pk in (place, above) or near.parent_id == place:
        return 0
    return 1 if above and above == near.parent_id else 3


def _services() -> Any:
    return Service.objects.select_related("organisation__territory", "territory")


def service(service_id: uuid.UUID) -> ServiceRow:
    """One service. Raises NotForYou when there is none."""
    found = _services().filter(pk=service_id).first()
    if found is None:
        raise NotForYou
    return _service_row(found)


def texts_of(service_id: uuid.UUID) -> dict[str, dict[str, str]]:
    """The editable texts of a service in all their languages. Raises NotForYou."""
    found = Service.objects.filter(pk=service_id).first()
    if found is None:
        raise NotForYou
    names = ("description", "eligibility_description", "application_process", "required_documents", "schedule")
    return {name: dict(getattr(found, name) or {}) for name in names}


def services_for_programme(programme: str, *, near: Territory | None = None) -> list[ServiceRow]:
    """Where a programme is offered, the nearest first."""
    found = _services().filter(programme=programme, organisation__in=Organisation.objects.in_force_on(clock.today()))
    ordered = sorted(found.order_by("slug"), key=lambda service: _distance(service, near))
    return [_service_row(service) for service in ordered]


def schools_offering(programme: str, *, on: date) -> tuple[int, int]:
    """How many schools, and how many other organisations, offer a service of a programme. One query."""
    rows = Service.objects.filter(programme=programme, organisation__in=Organisation.objects.in_force_on(on))
    found = set(rows.order_by("pk").values_list("organisation_id", "organisation__kind"))
    schools = sum(1 for _organisation, kind in found if kind == OrganisationKind.SCHOOL)
    return schools, len(found) - schools


def organisation(organisation_id: uuid.UUID) -> OrganisationRow:
    """One organisation with its services. Raises NotForYou when there is none."""
    found = Organisation.objects.select_related("territory", "successor").filter(pk=organisation_id).first()
    if found is None:
        raise NotForYou
    services = _services().filter(organisation=found).order_by("slug")
    return OrganisationRow(
        id=found.pk,
        slug=found.slug,
        name=found.name,
        alternate_name=found.alternate_name,
        kind_label=found.get_kind_display(),
        description=str(found.description or ""),
        place=found.territory.name if found.territory else "",
        phone=found.phone,
        email=found.email,
        website=found.website,
        accepts_referrals=found.accepts_referrals,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        exists=found.exists_on(clock.today()),
        successor_id=found.successor_id,
        successor_name=found.successor.name if found.successor else "",
        services=[_service_row(service) for service in services],
    )


def organisation_choices(*, on: date, receiving: bool = False) -> list[tuple[str, str]]:
    """Organisations in force on a day for a list to choose from, by name."""
    rows = Organisation.objects.in_force_on(on).filter(country="LV")
    if receiving:
        rows = rows.filter(accepts_referrals=True)
    named = rows.order_by("pk").values_list("pk", "name")
    return [(str(pk), name) for pk, name in sorted(named, key=lambda row: in_alphabet(row[1]))]


def contacts_in(territory_id: uuid.UUID, *, on: date) -> list[tuple[uuid.UUID, str, str]]:
    """Public offices that stand in a town or municipality and give an e-mail: key, name and address, by name."""
    rows = Organisation.objects.in_force_on(on).filter(territory_id=territory_id).exclude(email="")
    found = rows.order_by("pk").values_list("pk", "name", "email")
    return sorted(found, key=lambda office: in_alphabet(office[1]))


def ended_choices(*, on: date) -> list[tuple[str, str]]:
    """Organisations that are no more on a day, by name with their last day: old papers name them."""
    ended = Organisation.objects.ended_by(on).filter(country="LV").order_by("pk")
    rows = sorted(ended, key=lambda row: in_alphabet(row.name))
    last = ((row, date_format(row.valid_to - date.resolution, "SHORT_DATE_FORMAT")) for row in rows if row.valid_to)
    return [(str(row.pk), _("%(name)s (until %(day)s)") % {"name": row.name, "day": day}) for row, day in last]


def stale(*, on: date) -> list[ServiceRow]:
    """Services that nobody verified within a year, those never verified first, then the oldest."""
    rows = _services().filter(Q(last_verified_on=None) | Q(last_verified_on__lt=on - STALE_AFTER))
    return [_service_row(row) for row in rows.order_by(F("last_verified_on").asc(nulls_first=True), "slug")]


def key_of(slug: str) -> uuid.UUID | None:
    """The organisation with this short name."""
    return Organisation.objects.filter(slug=slug).values_list("pk", flat=True).first()


def keys_of(slugs: Iterable[str]) -> dict[str, uuid.UUID]:
    """The same for several, by short name."""
    rows = Organisation.objects.filter(slug__in=set(slugs)).order_by("slug")
    return dict(rows.values_list("slug", "pk"))


@dataclass(frozen=True, slots=True)
class Located:
    """An organisation and the territory on which it stands; None where it works for the whole country or nobody said."""

    id: uuid.UUID
    name: str
    kind: str
    territory_id: uuid.UUID | None
    exists: bool


def located(*, on: date) -> list[Located]:
    """Latvian organisations with their places and whether they existed on a day, by name. One query."""
    every = Organisation.objects.filter(country="LV").order_by("pk")
    rows = sorted(every, key=lambda row: in_alphabet(row.name))
    return [Located(row.pk, row.name, row.kind, row.territory_id, row.exists_on(on)) for row in rows]


def services_with_places(*, on: date) -> list[tuple[ServiceRow, uuid.UUID | None]]:
    """Services of organisations that existed on a day, each with its territory or that of its organisation. One query."""
    rows = _services().filter(organisation__in=Organisation.objects.in_force_on(on)).order_by("slug")
    return [(_service_row(row), row.territory_id or row.organisation.territory_id) for row in rows]


def names_of(organisation_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Organisation.objects.filter(pk__in=set(organisation_ids)).order_by("pk")
    return dict(rows.values_list("pk", "name"))


def _service_row(service: Service) -> ServiceRow:
    organisation = service.organisation
    place = service.territory or organisation.territory
    verified = service.last_verified_on
    return ServiceRow(
        id=service.pk,
        slug=service.slug,
        name=str(service.name),
        description=str(service.description),
        eligibility=str(service.eligibility_description or ""),
        application=str(service.application_process or ""),
        documents=str(service.required_documents or ""),
        fees=str(service.fees_description or ""),
        schedule=str(service.schedule or ""),
        domains=service.domains,
        programme=service.programme,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        organisation_phone=organisation.phone,
        organisation_email=organisation.email,
        organisation_website=organisation.website,
        accepts_referrals=organisation.accepts_referrals,
        place=place.name if place else "",
        address=service.address,
        phone=service.phone,
        email=service.email,
        source=service.source,
        last_verified_on=verified,
        is_stale=verified is None or verified < clock.today() - STALE_AFTER,
    )

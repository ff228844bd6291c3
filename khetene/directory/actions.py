"""Loading the directory from country data, and keeping it true."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.directory.errors import NotYourService
from khetene.directory.models import Organisation, Service
from khetene.directory.search import folded
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.countryfile import read_country_file
from khetene.kernel.errors import NotForYou
from khetene.territory.models import Territory

TRANSLATED = (
    "name",
    "description",
    "eligibility_description",
    "application_process",
    "required_documents",
    "fees_description",
    "schedule",
)


@transaction.atomic
def load_country(folder: Path) -> list[str]:
    """Load organisations and services; returns the slugs that people edited and that were therefore left alone.

    Raises kernel.countryfile.BadCountryFile.
    """
    organisations = read_country_file(folder / "organisations.yaml", "organisations")["organisations"]
    services = read_country_file(folder / "services.yaml", "services")["services"]
    left_alone = [row["slug"] for row in organisations if not _write_organisation(row)]
    for row in organisations:
        _connect_organisation(row)
    return left_alone + [row["slug"] for row in services if not _write_service(row)]


def _write_organisation(row: dict[str, Any]) -> bool:
    organisation = Organisation.objects.filter(slug=row["slug"]).first() or Organisation(slug=row["slug"])
    organisation.national_roles = row.get("national_roles", [])
    if organisation.edited_in_product:
        organisation.save(update_fields=["national_roles"])
        return False
    place = row.get("territory")
    organisation.name, organisation.kind = row["name"], row["kind"]
    organisation.alternate_name = row.get("alternate_name", "")
    organisation.country = row.get("country", "LV")
    organisation.territory = Territory.objects.get(slug=place) if place else None
    organisation.website, organisation.email = row.get("website", ""), row.get("email", "")
    organisation.phone, organisation.accepts_referrals = row.get("phone", ""), row.get("accepts_referrals", False)
    organisation.valid_from, organisation.valid_to = _day(row.get("from")), _day(row.get("to"))
    organisation.folded = folded(organisation.name, organisation.alternate_name)
    organisation.save()
    return True


def _connect_organisation(row: dict[str, Any]) -> None:
    links = {name: row[name] for name in ("parent", "successor") if name in row}
    if links:
        found = {name: Organisation.objects.get(slug=slug) for name, slug in links.items()}
        Organisation.objects.filter(slug=row["slug"]).update(**found)


def _write_service(row: dict[str, Any]) -> bool:
    service = Service.objects.filter(slug=row["slug"]).first() or Service(slug=row["slug"])
    if service.edited_in_product:
        return False
    service.organisation = Organisation.objects.get(slug=row["organisation"])
    for name in TRANSLATED:
        setattr(service, name, row.get(name, {}))
    service.domains, service.programme = row["domains"], row.get("programme", "")
    service.languages, service.source = row.get("languages", ["lv"]), row["source"]
    service.folded = _folded(service)
    service.save()
    return True


def _folded(service: Service) -> str:
    texts = [text for name in TRANSLATED[:3] for text in dict(getattr(service, name) or {}).values()]
    return folded(*texts)[:4000]


@transaction.atomic
def edit_service(service_id: uuid.UUID, *, fields: dict[str, dict[str, str]], actor: Actor) -> Service:
    """The organisation's own people change the texts of their service. Raises NotYourService."""
    service = _own(service_id, actor)
    for name in TRANSLATED:
        if name in fields:
            setattr(service, name, fields[name])
    service.edited_in_product = True
    service.folded = _folded(service)
    service.full_clean()
    service.save()
    audit.record("service.edited", service, actor=actor)
    return service


@transaction.atomic
def verify_service(service_id: uuid.UUID, *, actor: Actor) -> Service:
    """Everything written about the service is true today."""
    service = _own(service_id, actor)
    service.last_verified_on, service.last_verified_by = clock.today(), actor.user_key
    service.save(update_fields=["last_verified_on", "last_verified_by"])
    audit.record("service.verified", service, actor=actor)
    return service


def _own(service_id: uuid.UUID, actor: Actor) -> Service:
    service = Service.objects.select_for_update(of=("self",)).filter(pk=service_id).first()
    if service is None:
        raise NotForYou
    if not service.belongs_to(actor.organisation_key):
        raise NotYourService
    return service


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""In which capacity somebody speaks who represents an organisation; what is not plain stays empty and is asked."""

from __future__ import annotations

from khetene.directory.enums import OrganisationKind
from khetene.directory.models import Organisation
from khetene.gatherings.enums import Sector

_BY_KIND = {
    OrganisationKind.MINISTRY: Sector.STATE,
    OrganisationKind.AGENCY: Sector.STATE,
    OrganisationKind.INDEPENDENT: Sector.STATE,
    OrganisationKind.MUNICIPALITY: Sector.MUNICIPAL,
    OrganisationKind.MUNICIPAL_UNIT: Sector.MUNICIPAL,
    OrganisationKind.SCHOOL: Sector.MUNICIPAL,
    OrganisationKind.ASSOCIATION: Sector.ASSOCIATION,
    OrganisationKind.INTERNATIONAL: Sector.INTERNATIONAL,
}


def sector_of(organisation: Organisation | None) -> str:
    """The sector of whoever speaks for this organisation, empty when its kind does not tell."""
    if organisation is None:
        return ""
    if organisation.country != "LV":
        return Sector.INTERNATIONAL
    return _BY_KIND.get(OrganisationKind(organisation.kind), "")

"""The roles that a membership can have, and what each role is let near."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    MEDIATOR = "mediator", _("Roma mediator")
    CASE_WORKER = "case_worker", _("Case worker")
    SUPERVISOR = "supervisor", _("Supervisor")
    SCHOOL_STAFF = "school_staff", _("School staff")
    PROGRAMME_COORDINATOR = "programme_coordinator", _("Programme coordinator")
    PROGRAMME_HOLDER = "programme_holder", _("Programme holder")
    REGIONAL_EXPERT = "regional_expert", _("Regional expert")
    NATIONAL_COORDINATOR = "national_coordinator", _("National coordinator")
    ORGANISATION_ADMINISTRATOR = "organisation_administrator", _("Organisation administrator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    AUDITOR = "auditor", _("Auditor")


# product.md: no national role sees a case; the administrator lets people in without looking; officer and auditor see
# who looked, never what they saw.
MAY_OPEN_CASES = frozenset(
    {Role.MEDIATOR, Role.CASE_WORKER, Role.SUPERVISOR, Role.SCHOOL_STAFF, Role.PROGRAMME_COORDINATOR}
)
SEE_ACCESS_LOG = frozenset({Role.DATA_PROTECTION_OFFICER, Role.AUDITOR})
SEE_NATIONAL_TOTALS = frozenset({Role.NATIONAL_COORDINATOR, Role.PROGRAMME_HOLDER})


class UserLanguage(TextChoices):
    """Languages are named in themselves, so that everybody finds their own."""

    LATVIAN = "lv", "Latviešu"
    ENGLISH = "en", "English"


class InvitationState(TextChoices):
    OPEN = "open", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")

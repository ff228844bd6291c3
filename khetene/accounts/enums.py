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
    PROJECT_WRITER = "project_writer", _("Project writer")


# product.md: no national role sees a case; the administrator lets people in without looking; officer and auditor see
# who looked, never what they saw.
MAY_OPEN_CASES = frozenset(
    {Role.MEDIATOR, Role.CASE_WORKER, Role.SUPERVISOR, Role.SCHOOL_STAFF, Role.PROGRAMME_COORDINATOR}
)
SEE_ACCESS_LOG = frozenset({Role.DATA_PROTECTION_OFFICER, Role.AUDITOR})
SEE_NATIONAL_TOTALS = frozenset({Role.NATIONAL_COORDINATOR, Role.PROGRAMME_HOLDER})
# Who can open a case, let people near cases, or see who opened which: a stolen password alone opens none of that
# (ASVS 6.3.3). Programme holders read single support plans, though without names; the national coordinator reads who
# took part in gatherings, contracts of mediators and what people answered in surveys.
NEED_SECOND_FACTOR = MAY_OPEN_CASES | SEE_ACCESS_LOG | SEE_NATIONAL_TOTALS | {Role.ORGANISATION_ADMINISTRATOR}
# Only organisations that the country pack names may give these.
NATIONAL_ROLES = SEE_NATIONAL_TOTALS


class AccountEvent(TextChoices):
    """What happens to an account, as it stands in the audit trail, and how its owner is told."""

    CREATED = "user.created", _("The account was made")
    SIGNED_IN = "user.signed_in", _("Signed in")
    SIGN_IN_FAILED = "user.sign_in_failed", _("Somebody tried to sign in with a wrong password")
    SIGN_IN_LIMITED = "user.sign_in_limited", _("Too many attempts to sign in: stopped for five minutes")
    CODE_FAILED = "user.code_failed", _("A wrong code or passkey was shown in the second step")
    PASSWORD_CHANGED = "user.password_changed", _("The password was changed")
    PASSWORD_RESET = "user.password_reset", _("A new password was set with a link from an e-mail")
    EMAIL_CHANGED = "user.email_changed", _("The e-mail address was changed")
    EMAIL_REMOVED = "user.email_removed", _("An e-mail address was removed")
    APP_ADDED = "user.app_added", _("An app with codes was set up")
    APP_REMOVED = "user.app_removed", _("The app with codes was removed")
    PASSKEY_ADDED = "user.passkey_added", _("A passkey was set up")
    PASSKEY_REMOVED = "user.passkey_removed", _("A passkey was removed")
    CODES_VIEWED = "user.recovery_codes_viewed", _("The recovery codes were shown")
    CODES_MADE = "user.recovery_codes_made", _("New recovery codes were made")
    FACTORS_REMOVED = "user.second_factors_removed", _("The whole second step was removed by those who run Khetene")
    EID_LINKED = "user.eid_linked", _("A national eID was linked")
    EID_UNLINKED = "user.eid_unlinked", _("A national eID was unlinked")
    CLOSED = "user.closed", _("The account was closed")
    REOPENED = "user.reopened", _("The account was opened again by an invitation")
    SET_ASIDE = "user.set_aside", _("The address went to the new account of somebody who was invited there")
    DETAILS_CHANGED = "user.details_changed", _("Name or language was changed")


class IdentityCheck(TextChoices):
    """How somebody made sure who asks, before a second step is taken away; it stands in the audit trail."""

    IN_PERSON = "in-person", _("face to face")
    BY_CALL = "by-call", _("by a call to a number that was known before")
    BY_ADMINISTRATOR = "by-administrator", _("by the administrator of their organisation, face to face")


class UserLanguage(TextChoices):
    """Languages are named in themselves, so that everybody finds their own."""

    LATVIAN = "lv", "Latviešu"
    ENGLISH = "en", "English"


class InvitationState(TextChoices):
    OPEN = "open", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")

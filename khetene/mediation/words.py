"""What the figures of a month are called, on pages and in documents."""

from django.utils.translation import gettext_lazy as _

SINGLE_LABELS = {
    "contacts": _("Contacts"),
    "contact_minutes": _("Minutes of contacts"),
    "cases": _("Cases with a contact in this month"),
    "without_case": _("Contacts without a case"),
    "events": _("Events for many"),
    "people_at_events": _("People who came to events"),
    "institutions": _("Institutions worked with"),
    "changes": _("Changes that institutions made"),
}
KIND_HEADINGS = {
    "topics": _("Contacts by topic (one may have several)"),
    "actions": _("Contacts by what was done (one may have several)"),
    "places": _("Contacts by place"),
    "results": _("Contacts by how they ended"),
    "referrals": _("Hand-overs sent, by how they stand"),
    "own_minutes": _("Own time in minutes"),
}

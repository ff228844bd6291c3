"""Tables of other modules by name, and why what stands here is kept."""

from django.utils.translation import gettext_lazy as _

MEMBERSHIP = "accounts.Membership"
ORGANISATION = "directory.Organisation"
PUBLIC = _("What was said publicly about institutions and their work; it names no private person.")

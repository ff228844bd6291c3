"""The words of school staff. Which posts there are, who pays them and which measures a school can take are country data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """Whether somebody may be paid from a source today."""

    MAY = "may", _("may be paid")
    NOT_YET = "not_yet", _("may not be paid yet")
    ASK = "ask", _("not known: ask for papers")
    NO_RULE = "no_rule", _("the sources name no rule")
    FREE = "free", _("no qualification is asked for")


# What lets somebody be paid from a source now. Where no rule is known, the payer decides and the page says so.
LETS = (Standing.MAY, Standing.NO_RULE, Standing.FREE)

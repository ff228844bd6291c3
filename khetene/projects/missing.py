"""What a plan lacks before it can be agreed, each in one sentence."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from khetene.kernel.numbers import euros
from khetene.projects.models import Phase


def missing_in(
    phase: Phase, *, planned: Decimal | None, has_shares: bool, has_goals: bool, has_activities: bool
) -> list[str]:
    """In the order of the agreement; empty when the plan is whole."""
    asked = [
        (phase.agreement, _("Write the number of the agreement.")),
        (phase.begins and phase.ends, _("Write when the phase begins and when it ends.")),
        (phase.programme, _("Write the programme that pays.")),
        (phase.total, _("Write the grant.")),
        (has_shares, _("Write who pays which share.")),
        (has_goals, _("Write the goals of the agreement.")),
        (has_activities, _("Write the planned activities.")),
        (planned, _("Write the lines of the budget.")),
    ]
    found = [words for there, words in asked if not there]
    if phase.total and planned and planned != phase.total:
        amount = {"amount": euros(phase.total - planned)}
        found.append(_("Lines of the budget and the grant differ by %(amount)s.") % amount)
    return found

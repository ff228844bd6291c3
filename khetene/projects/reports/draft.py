"""The report of a phase with what was said at its gatherings."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from khetene.guidance import reads as guidance
from khetene.projects.reads import PhasePage
from khetene.projects.reports.content import Report, Said, report_of


def draft_of(page: PhasePage) -> Report:
    said = guidance.said_at_all(row.id for row in page.gatherings)
    return report_of(page, [Said(name, [one.words for one in rows]) for name, rows in said])


def final_of(page: PhasePage) -> Report:
    """The same to be sent: without the list of what is still to do, and not called a draft."""
    draft = draft_of(page)
    return replace(draft, gaps=[], labels=draft.labels | {"report": _("Report on a phase")})

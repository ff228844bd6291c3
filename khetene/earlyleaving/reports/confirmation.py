"""The page on which a pupil confirms each consultation of one support by hand; its scan is kept beside what was given."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.earlyleaving.reads import PlanPage, SupportRow
from khetene.earlyleaving.reports.form import Facts, Form, Part, Table, fixed_words, semester_words, span
from khetene.kernel.numbers import measured
from khetene.kernel.translated import short_day

ROWS = 12


def confirmation_form(page: PlanPage, support: SupportRow) -> Form:
    """What counts already stands with its day; the other lines are empty. What was talked about stands nowhere."""
    facts: Facts = [
        [_("Pupil"), page.called],
        [_("School"), page.school],
        [_("School year and semester"), semester_words(page.line.school_year, page.line.semester)],
        [_("Support"), ", ".join(filter(None, (support.title, support.meeting)))],
        [_("Who answers for it"), support.responsible],
        [_("Planned"), f"{measured(support.quantity, support.unit)}, {span(support.begins, support.ends)}"],
    ]
    noted = [
        [short_day(one.given_on), measured(one.quantity, support.unit), "", ""]
        for one in support.deliveries
        if not one.taken_back
    ]
    heads = [_("Day"), _("How much"), _("Signature of the pupil"), _("Signature of who gave it")]
    empty = [[""] * len(heads) for _line in range(max(0, ROWS - len(noted)))]
    return Form(
        language=(get_language() or "lv").split("-")[0],
        title=_("Confirmation of consultations"),
        kind=_("Support plan %(number)s") % {"number": page.line.number},
        author=page.school,
        parts=[
            Part(_("What was planned"), facts),
            Part(_("What was given"), [], [_remote()], tables=[Table(heads, noted + empty)]),
        ],
        labels=fixed_words(),
    )


def _remote() -> str:
    """Source of the rule: D 3.2, support that was given."""
    return _("A remote consultation is confirmed on the same day, and needs an order of the head of the school.")

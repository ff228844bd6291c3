"""One programme over the years: where it is there, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.charts import Bar, Chart, bars
from khetene.dashboards.reads.reach import Coverage, coverage, coverage_chart
from khetene.eligibility.programmes import Span
from khetene.enrolments import reads as enrolments
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes


@dataclass(frozen=True, slots=True)
class ProgrammeDashboard:
    """`reads_totals`: the actor keeps this programme, in which people take part by name, and finds its protected totals."""

    coverage: Coverage
    charts: list[Chart]
    reads_totals: bool


def programme(slug: str, *, actor: Actor) -> ProgrammeDashboard:
    """Raises NotForYou."""
    if not at_work(actor) or not programmes.are_loaded():
        raise NotForYou
    found = coverage(slug, on=clock.today())
    charts = [coverage_chart(found), _joined_by_year(found.agreements, found.span)]
    return ProgrammeDashboard(found, charts, found.enrols and enrolments.is_holder(slug, actor=actor))


def _joined_by_year(found: list[enrolments.Agreement], span: Span) -> Chart:
    today = clock.today()
    dated = [one for one in found if one.begins is not None]
    first = min((one.begins.year for one in dated if one.begins), default=today.year)
    rows, drawn = [], []
    for year in range(first, today.year + 1):
        day = min(date(year, 12, 31), today)
        number = len({one.organisation_id for one in dated if span.holds_on(day) and one.holds_on(day)})
        rows.append((str(year), number))
        drawn.append(Bar(str(year), number, str(number)))
    undated = len({one.organisation_id for one in found if one.begins is None})
    note = _("Joined, and no source says when: %(number)s.") % {"number": undated}
    return Chart(
        name="joined-by-year",
        question=_("How many organisations took part over the years?"),
        finding="; ".join(f"{bar.label}: {bar.shown}" for bar in drawn) + "."
        if dated
        else _("No agreement with a day is recorded."),
        columns=(_("Year"), _("Organisations at its end")),
        rows=tuple(rows) if dated else (),
        spec=bars(drawn) if dated else None,
        rule=_("Organisations with an agreement in force on the last day of the year, or today in the year that runs."),
        read="enrolments.reads.agreements",
        indicators=("o5-computed-partners",),
        sources=(_("Agreements that the holder of the programme keeps"),),
        notes=(note,) if undated else (),
    )

"""What people need: the one picture whose columns the reader chooses, and whose numbers are not exact."""

from __future__ import annotations

from django.utils.translation import gettext as _

from khetene.charts import Bar, Cell, Chart, Gap, bars
from khetene.dashboards.reads.country import number_words
from khetene.kernel.actor import Actor
from khetene.kernel.translated import short_day
from khetene.publishing import cuts

NeedsBy = cuts.By
years_of_needs = cuts.years_to_cut


def needs(year: int, by: str, *, actor: Actor) -> Chart:
    """Cases with a need of each kind, by the columns chosen. Raises NotForYou."""
    cut = cuts.needs(year, by, actor=actor)
    told = [place for place in range(len(cut.columns)) if any(line.cells[place] is not None for line in cut.lines)]
    untold = [title for place, title in enumerate(cut.columns) if place not in told]
    hidden = Gap(_("hidden"))
    rows: list[tuple[Cell, ...]] = []
    drawn = []
    for line in cut.lines:
        numbers = [line.together, *(line.cells[place] for place in told)]
        rows.append((line.title, *(hidden if number is None else number for number in numbers)))
        words = hidden.words if line.together is None else number_words(line.together)
        drawn.append(Bar(line.title, line.together, words, is_hidden=line.together is None))
    known = [f"{bar.label}: {bar.shown}" for bar in drawn if bar.number is not None]
    return Chart(
        name="needs",
        question=_("What do people need?"),
        finding="; ".join(known) + "."
        if known
        else _("There are not enough cases yet for a number that may be shown."),
        columns=(_("Need"), _("Cases"), *(cut.columns[place] for place in told)),
        rows=tuple(rows),
        spec=bars(drawn) if known else None,
        rule=_(
            "Cases in which a need of this kind was noted from the beginning of the year to %(day)s. A family has one case; "
            "one with two needs stands under both; a person helped by two organisations has two. “What became of them” is as "
            "it stands today."
        )
        % {"day": short_day(cut.until)},
        read="publishing.cuts.needs",
        sources=(_("Needs noted in the cases of all organisations"),),
        notes=_notes(untold),
        opens_table=True,
    )


def _notes(untold: list[str]) -> tuple[str, ...]:
    moved = _(
        "Each number is moved by up to four, always in the same way for the same cases, so that nobody is found by asking "
        "twice or by subtracting. Therefore the columns do not add up. Fewer than about fourteen cases, or cases of fewer "
        "than three organisations, are hidden."
    )
    hidden = _("Wholly hidden: %(columns)s.") % {"columns": "; ".join(untold)}
    return (moved, hidden) if untold else (moved,)

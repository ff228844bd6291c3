"""Citations as they were chosen, and whether their source says something else today."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from khetene.monitoring.computed import Figure, figures
from khetene.monitoring.reads.indicators import value_row
from khetene.proposals.enums import Behind
from khetene.proposals.models import Citation
from khetene.proposals.reads.rows import CitationRow


def citations_of(application: uuid.UUID) -> list[CitationRow]:
    """Those that were not taken out, by number. Computed figures are counted anew for their year, once for each year."""
    rows = Citation.objects.filter(application=application, taken_out_at=None).order_by("number")
    found = list(rows.select_related("value__corrected_by", "value__indicator", "indicator"))
    wanted: dict[int, set[str]] = {}
    for one in found:
        if one.indicator is not None:
            wanted.setdefault(one.year, set()).add(one.indicator.computed_by)
    counted = {year: figures(year, names) for year, names in wanted.items()}
    return [_row(one, counted) for one in found]


def _row(one: Citation, counted: dict[int, dict[str, Figure]]) -> CitationRow:
    trouble, now = _since(one, counted)
    return CitationRow(
        id=one.pk,
        application_id=one.application_id,
        number=one.number,
        part=one.part,
        behind=one.behind,
        behind_label=one.get_behind_display(),
        name=one.name,
        said=one.said,
        of_what=one.of_what,
        source=one.source,
        trouble=trouble,
        now=now,
    )


def _since(one: Citation, counted: dict[int, dict[str, Figure]]) -> tuple[str, str]:
    if one.behind == Behind.FIGURE and one.value is not None:
        later = getattr(one.value, "corrected_by", None)
        if later is None:
            return "", ""
        now = value_row(later, one.value.indicator.unit).said
        return _("the source corrected it. Now it says: %(now)s") % {"now": now}, now
    if one.behind == Behind.COMPUTED and one.indicator is not None:
        figure = counted[one.year].get(one.indicator.computed_by)
        now = figure.shown if figure else ""
        if now == one.said:
            return "", ""
        if not now:
            return _("it is not shown any more. Choose another one."), ""
        return _("it is counted anew. Now it is: %(now)s") % {"now": now}, now
    return "", ""
